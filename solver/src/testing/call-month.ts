/** Call of a radiology department, generated: who may be in which pool, the work-hour rules, leave, wishes, fairness and history. */
import { createPrng } from '../engine/prng.ts'
import type { ShiftPerson, ShiftProblem } from '../shifts/problem.ts'
import type { Barred, Stint } from '../shifts/rule-types.ts'
import { coverRules, localRules, workHourRules } from './call-month-rules.ts'
import { LEVELS, type Pool, poolsOf, STINT_DAYS } from './call-pools.ts'

export interface CallSize {
  trainees: number
  pools: 5 | 12
  days: number
}

/** A month of 30 trainees in 5 pools. */
export const CALL_MONTH: CallSize = { trainees: 30, pools: 5, days: 28 }
/** A year of 120 trainees in 12 pools over three sites. */
export const CALL_YEAR: CallSize = { trainees: 120, pools: 12, days: 364 }

const TIERS = ['cover', 'fairness', 'wishes', 'shape']

/** A problem of that size; the same seed gives the same one. Day 0 is a Monday. */
export function createCallProblem(size: CallSize, seed: number): ShiftProblem {
  const prng = createPrng(seed)
  const pools = poolsOf(size.pools)
  const people = Array.from({ length: size.trainees }, (_, k) => createTrainee(size, pools, k, prng.below))
  return {
    kind: 'shifts',
    days: size.days,
    tiers: TIERS,
    shifts: pools.map(({ shift }) => shift),
    people,
    requests: people.flatMap(({ id }) =>
      Array.from({ length: Math.ceil(size.days / 28) }, () => ({
        kind: 'off' as const,
        personId: id,
        day: prng.below(size.days),
        shiftId: pools[prng.below(pools.length)]!.shift.id,
        weight: 1 + prng.below(3),
        tier: 2,
      })),
    ),
    cover: [],
    rules: [...coverRules(size, pools), ...workHourRules(), ...localRules(size, people)],
  }
}

function createTrainee(
  { days }: CallSize,
  pools: Pool[],
  index: number,
  below: (limit: number) => number,
): ShiftPerson {
  const level = index % LEVELS
  const replacing = pools.flatMap(({ shift: { id, marks } }) =>
    marks?.some((mark) => mark === 'float' || mark === 'evening') ? [id] : [],
  )
  const barred: Barred[] = []
  for (const { shift, fromLevel } of pools)
    if (level < fromLevel)
      barred.push({
        shiftIds: [shift.id],
        fromDay: 0,
        toDay: days - 1,
        reason: `${shift.label} begins in year ${fromLevel + 1} of training`,
      })
  const stints: Stint[] = []
  for (let fromDay = 0; fromDay < days; fromDay += STINT_DAYS) {
    const toDay = Math.min(days, fromDay + STINT_DAYS) - 1
    const daytime = {
      weekdays: [0, 1, 2, 3, 4],
      startMinute: 450,
      endMinute: 1020,
      notWith: { shiftIds: replacing },
      notAfter: { marks: ['night'] },
    }
    stints.push({ fromDay, toDay, daytime })
    // Every tenth stint is away from the department.
    if (below(10) === 0)
      barred.push({ shiftIds: pools.map(({ shift }) => shift.id), fromDay, toDay, reason: 'on a rotation elsewhere' })
  }
  const leave = new Set<number>()
  for (let block = 0; block < Math.ceil(days / 91); block++) {
    if (below(3) === 0) continue
    const monday = 7 * below(Math.floor(days / 7))
    for (let day = monday; day < Math.min(days, monday + 7); day++) leave.add(day)
  }
  return {
    id: `t${index}`,
    label: `Trainee ${index + 1}`,
    maxShifts: {},
    minMinutes: 0,
    maxMinutes: days * 1440,
    minConsecutiveShifts: 1,
    maxConsecutiveShifts: days,
    minConsecutiveDaysOff: 1,
    maxWeekends: days,
    daysOff: [],
    leave: [...leave].toSorted((a, b) => a - b),
    barred,
    before: [null, null, null, below(8) === 0 ? pools[3]!.shift.id : null],
    stints,
    credits: level > 0 ? [{ ruleId: 'fair-nights', points: 10 + below(6), days: 330 }] : [],
  }
}
