import { expect, it } from 'vitest'
import type { AppointmentView, PersonView } from '../../contract.ts'
import { scaleOf, tableOf, tracksOf, yearsAround } from './tracks.ts'

const appointment = (id: string, startOn: string, endOn: string, combinationId: string | null): AppointmentView => ({
  id,
  programId: id,
  programName: `Program ${id}`,
  startOn,
  endOn,
  entryLevel: 'PGY-6',
  levelToday: null,
  levels: id === 'unknown' ? [] : [{ level: 'PGY-6', startOn, endOn }],
  classYear: 2027,
  ftePercent: 100,
  curriculum: null,
  curriculumEffectiveOn: null,
  priorTraining: [],
  combinationId,
  active: true,
  version: 0,
  mayEdit: false,
})
const person = (appointments: AppointmentView[]): PersonView => ({
  id: 'person',
  givenName: 'Ada',
  familyName: 'Fictional',
  email: null,
  staffNumber: null,
  archived: false,
  account: 'none',
  programs: [],
  version: 0,
  today: '2026-11-18',
  appointments,
  combinations: [],
  leaves: [
    { id: 'l', kind: 'parental', startOn: '2026-10-01', endOn: '2026-12-31', countsTowardTraining: false, version: 0 },
  ],
  abilities: { edit: false, invite: false, propose: false, appointTo: [] },
})
const end = { appointmentId: 'a', expectedOn: '2027-09-30', sentence: 'Ada completes later.', isReckoned: true }

it('puts the parts of a combined fellowship beside each other', () => {
  const view = person([
    appointment('a', '2026-07-01', '2027-06-30', 'c'),
    appointment('b', '2026-09-01', '2026-12-31', null),
    appointment('d', '2027-07-01', '2028-06-30', 'c'),
  ])
  expect(tracksOf(view, []).map(({ id }) => id)).toEqual(['a', 'd', 'b'])
})

it('draws whole years, to the expected end, and today when it is near', () => {
  const tracks = tracksOf(person([appointment('a', '2026-07-01', '2026-12-31', null)]), [end])
  expect(yearsAround(tracks, '2026-11-18')).toEqual({ from: 2026, to: 2027 })
  expect(yearsAround(tracks, '2025-11-18')).toEqual({ from: 2025, to: 2027 })
  expect(yearsAround(tracks, '2031-11-18')).toEqual({ from: 2026, to: 2027 })
  const { span } = scaleOf({ from: 2026, to: 2026 }, 365)
  expect(span({ startOn: '2026-01-01', endOn: '2026-12-31' })).toEqual({ x: 0, width: 365 })
  expect(span({ startOn: '2026-02-01', endOn: '2026-02-01' })).toEqual({ x: 31, width: 1 })
})

it('says the same as a table', () => {
  const view = person([appointment('a', '2026-07-01', '2027-06-30', null)])
  expect(tableOf(view, tracksOf(view, [end])).map(({ what, note }) => [what, note])).toEqual([
    ['Appointment to Program a', 'Ada completes later.'],
    ['PGY-6, Program a', ''],
    ['Parental leave', 'Does not count towards training'],
  ])
  const unknown = person([appointment('unknown', '2026-07-01', '2027-06-30', null)])
  expect(tracksOf(unknown, [])[0]?.levels[0]?.level).toBe('starts at PGY-6')
})
