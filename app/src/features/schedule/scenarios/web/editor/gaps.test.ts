import { dayOf, isoOf } from '@gradus/rules'
import { describe, expect, test } from 'vitest'
import { dayNumber } from '../../../../../ui/day-number.ts'
import type { ScheduleView } from '../../../blocks/contract.ts'
import { layOut } from '../../../blocks/web/grid/rows.ts'
import { candidatesFor, gapsOf, gapWords, presentIn } from './gaps.ts'
import { makeJudge } from './judge.ts'
import { judgeFacts } from './judge-facts.ts'
import { rowsIn } from './live-view.ts'
import { openSession } from './session.ts'

const year = { startOn: '2026-07-01', endOn: '2026-09-22' }
const weeks = Array.from({ length: 12 }, (_, index) => ({
  startOn: isoOf(dayOf(year.startOn) + index * 7),
  endOn: isoOf(dayOf(year.startOn) + index * 7 + 6),
}))
const names = ['Ada', 'Ben', 'Cy', 'Di']
const rotations = ['ct', 'mri', 'us'].map((rotationId, tint) => ({
  key: `p:${rotationId}`,
  programId: 'p',
  rotationId,
  name: rotationId.toUpperCase(),
  code: rotationId.toUpperCase(),
  tint,
  roomId: null,
  siteName: 'Main',
  offSite: false,
}))
const assigned = (name: string, rotationId: string, first: number, last: number) => ({
  id: `${name} ${first}`,
  appointmentId: name,
  rotationKey: `p:${rotationId}`,
  startOn: weeks[first]!.startOn,
  endOn: weeks[last]!.endOn,
  pinned: false,
  amended: false,
})
const coverage = (rotationId: string, min: number, low: number[]) => ({
  key: `p:${rotationId}`,
  label: rotationId.toUpperCase(),
  kind: 'rotation' as const,
  min,
  max: 2,
  low,
  high: low,
})
const view = {
  ...year,
  programs: [],
  weeks,
  rows: names.map((name) => ({
    appointmentId: name,
    personId: name,
    personName: name,
    programId: 'p',
    level: 'PGY-6',
    ...year,
    combined: false,
    periods: weeks.map((week) => ({ label: '', ...week })),
  })),
  rotations,
  // In the third and fourth week nobody does CT; Ada does ultrasound alone, Ben MRI with Cy, Di nothing.
  assignments: [
    assigned('Ada', 'us', 0, 11),
    assigned('Ben', 'mri', 0, 11),
    assigned('Cy', 'mri', 2, 11),
    assigned('Di', 'ct', 0, 1),
    assigned('Di', 'ct', 4, 11),
  ],
  leaves: [],
  coverage: [
    coverage('ct', 1, [1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 3]),
    coverage(
      'mri',
      1,
      Array.from({ length: 12 }, (_, week) => (week < 2 ? 1 : 2)),
    ),
    coverage(
      'us',
      1,
      Array.from({ length: 12 }, () => 1),
    ),
  ],
  siteCoverage: [],
} as unknown as ScheduleView

const { people } = layOut(view, {})
const judge = makeJudge(
  judgeFacts({
    horizon: year,
    asOf: '2026-05-01',
    curricula: [
      {
        id: 'c',
        programId: 'p',
        programLabel: 'P',
        levels: ['PGY-6'],
        calendar: { kind: 'weeks' },
        startsOn: '07-01',
        requirements: [],
        rotations: rotations.map(({ rotationId }) => ({
          id: rotationId,
          label: rotationId,
          roomId: null,
          levels: null,
          trainees: { min: null, max: null },
          traineesByLevel: [],
          run: { min: null, max: null, unit: 'weeks' as const },
          prerequisites: [],
          independentCall: false,
          offSite: null,
          noLeave: false,
          verified: true,
        })),
      },
    ],
    people: names.map((name) => ({
      id: name,
      label: name,
      appointments: [{ id: name, curriculumId: 'c', entryLevel: 'PGY-6', sharePercent: 100, dayPercent: 100, ...year }],
      leaves: [],
      fixed: [],
    })),
    rooms: [],
    elsewhere: [],
  }),
)

describe('gaps', () => {
  const gaps = gapsOf(view, undefined)
  test('are weeks in a row, with the worst of them', () => {
    expect(
      gaps.map(({ row, state, firstWeek, lastWeek, present }) => [row.key, state, firstWeek, lastWeek, present]),
    ).toEqual([
      ['p:ct', 'under', 2, 3, 0],
      ['p:ct', 'over', 11, 11, 3],
    ])
    expect(gapsOf(view, 'another program')).toEqual([])
    expect(gapWords(gaps)).toBe('1 short, 1 over')
    expect(gapWords([])).toBe('No gaps')
  })

  test('are offered to who is free, then to who is not missed, then to the others', () => {
    const found = candidatesFor(view, judge, openSession(1, rowsIn(view)), people, gaps[0]!)
    expect(
      found.map(({ stretch, from, leavesShort }) => [stretch.line.row.personName, from?.code ?? null, leavesShort]),
    ).toEqual([
      ['Di', null, false],
      ['Ben', 'MRI', false],
      ['Cy', 'MRI', false],
      ['Ada', 'US', true],
    ])
    expect(found[0]?.stretch.startDay).toBe(dayNumber(weeks[2]!.startOn))
  })

  test('of too many name who is there', () => {
    expect(presentIn(view, people, gaps[1]!).map(({ line }) => line.row.personName)).toEqual(['Di'])
  })
})
