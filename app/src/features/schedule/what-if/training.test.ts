import { dayOf } from '@gradus/rules'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseDefinition } from '../../curriculum/index.ts'
import { followedOf } from '../facts/followed.ts'
import type { TimeOff } from '../absences/context.ts'
import type { Leave, Seat } from '../facts/year-facts.ts'
import { trainingWith } from './training.ts'

const file = new URL('../../../../../programs/diagnostic-radiology-residency/2025-07-01.yaml', import.meta.url)
const parsed = parseDefinition(readFileSync(file, 'utf8'))
if (!parsed.ok) throw new Error(parsed.problems.map(({ sentence }) => sentence).join(' '))

const seat: Seat = {
  id: 'seat',
  personId: 'ada',
  personName: 'Ada Fictional',
  programId: 'dr',
  startOn: dayOf('2025-07-01'),
  endOn: dayOf('2029-06-30'),
  entryLevel: 'PGY-2',
  ftePercent: 100,
  combined: false,
  followed: followedOf(
    { id: 'version', programId: 'dr', effectiveOn: '2025-07-01', definition: parsed.definition },
    '07-01',
  ),
}
const leave = (startOn: string, endOn: string, countsTowardTraining: boolean): Leave => ({
  id: startOn,
  personId: 'ada',
  kind: countsTowardTraining ? 'vacation' : 'parental',
  label: 'Leave',
  startOn: dayOf(startOn),
  endOn: dayOf(endOn),
  countsTowardTraining,
  removesFromSchedule: !countsTowardTraining,
})
const asked = leave('2027-03-01', '2027-04-25', false)
const today = dayOf('2026-11-18')
const withLeaves = (leaves: readonly Leave[]): TimeOff => ({
  careers: { seats: [seat], placements: [], leaves },
  policies: new Map(),
  requests: [],
  holidays: new Set(),
  today,
})
const told = (of: Seat, leaves: readonly Leave[]) =>
  trainingWith(withLeaves(leaves), of, asked, 'parental', 'Diagnostic Radiology')

describe('the training of a resident with a leave', () => {
  test('ends later by the days that do not count, and uses the board’s time off', () => {
    const { graduatesOn, wouldGraduateOn, budget } = told(seat, [])
    expect([graduatesOn, wouldGraduateOn]).toEqual(['2029-06-30', '2029-08-25'])
    expect(budget).toMatchObject({ allowed: 160, usedBefore: 0, usedAfter: 40, remaining: 120, extension: 0 })
  })

  test('does not move twice for a leave that has lengthened the appointment already', () => {
    const before = leave('2026-01-05', '2026-01-25', false)
    const extended = { ...seat, endOn: dayOf('2029-07-21') }
    const { graduatesOn } = told(extended, [before])
    expect(graduatesOn).toBe('2029-07-21')
  })

  test('is extended by what exceeds the board’s time off', () => {
    const taken = ['2025', '2026', '2027', '2028'].map((year) => leave(`${year}-08-03`, `${year}-09-25`, true))
    const { budget, graduatesOn, wouldGraduateOn } = told(seat, taken)
    expect(budget?.extension).toBeGreaterThan(0)
    expect(wouldGraduateOn > graduatesOn).toBe(true)
  })
})
