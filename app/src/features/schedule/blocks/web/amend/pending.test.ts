import { expect, it } from 'vitest'
import type { FindingView, ScheduleView } from '../../contract.ts'
import { foreseen, isComplete, withChange } from './pending.ts'

const finding = (sentence: string, programId: string): FindingView => ({
  ruleId: 'rule',
  rule: 'A rule',
  severity: 'violation',
  sentence,
  citation: { text: '', source: '', verified: true },
  measured: null,
  limit: null,
  personId: null,
  programId,
  rotationId: null,
  roomId: null,
  startOn: null,
  endOn: null,
})
const view: ScheduleView = {
  startYear: 2026,
  label: '2026-27',
  startOn: '2026-07-01',
  endOn: '2027-06-30',
  today: '2026-11-18',
  scenario: null,
  version: 1,
  programs: [{ id: 'msk', name: 'Musculoskeletal', shortName: 'MSK', calendar: 'months' }],
  weeks: [],
  rows: [
    {
      appointmentId: 'ada',
      personId: 'ada',
      personName: 'Ada',
      programId: 'msk',
      level: 'PGY-6',
      startOn: '2026-07-01',
      endOn: '2027-06-30',
      combined: false,
      periods: [],
    },
  ],
  rotations: ['ct', 'mri'].map((rotationId) => ({
    key: `msk:${rotationId}`,
    programId: 'msk',
    rotationId,
    name: rotationId,
    code: rotationId,
    tint: 0,
    roomId: null,
    siteName: null,
    offSite: false,
  })),
  assignments: [
    {
      id: '1',
      appointmentId: 'ada',
      rotationKey: 'msk:mri',
      startOn: '2026-07-01',
      endOn: '2027-06-30',
      pinned: false,
      amended: false,
    },
  ],
  leaves: [],
  coverage: [],
  siteCoverage: [],
  findings: [finding('old', 'msk')],
  abilities: { edit: true, solve: true, publish: true, amend: true },
}
const change = { appointmentId: 'ada', rotationId: 'ct', startOn: '2026-09-01', endOn: '2026-09-30' }

it('draws what would be, with the findings that come and without those that go', () => {
  const findings = { added: [finding('new', 'msk'), finding('elsewhere', 'ir')], removed: [finding('old', 'msk')] }
  const then = foreseen(view, [change, { ...change, endOn: '' }], findings)
  expect(then.findings.map(({ sentence }) => sentence)).toEqual(['new'])
  expect(then.assignments.filter(({ rotationKey }) => rotationKey === 'msk:ct')).toMatchObject([
    { startOn: '2026-09-01', endOn: '2026-09-30', amended: true },
  ])
})

it('changes the same days once', () => {
  expect(withChange([change], { ...change, rotationId: null })).toEqual([{ ...change, rotationId: null }])
  expect(withChange([change], { ...change, startOn: '2026-10-01', endOn: '2026-10-31' })).toHaveLength(2)
  expect(isComplete({ ...change, endOn: '2026-08-01' })).toBe(false)
})
