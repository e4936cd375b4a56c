/** Call of a radiology department, generated: who may be in which pool, the work-hour rules, leave, wishes, fairness and history. */
import { createPrng } from '../engine/prng.ts'
import type { Shift, ShiftPerson, ShiftProblem } from '../shifts/problem.ts'
import type { Barred, ShiftRule, Stint } from '../shifts/rule-types.ts'

export interface CallSize {
  trainees: number
  pools: 5 | 12
  days: number
}

/** A month of 30 trainees in 5 pools. */
export const CALL_MONTH: CallSize = { trainees: 30, pools: 5, days: 28 }
/** A year of 120 trainees in 12 pools over three sites. */
export const CALL_YEAR: CallSize = { trainees: 120, pools: 12, days: 364 }

const STINT_DAYS = 28
const LEVELS = 4
const TIERS = ['cover', 'fairness', 'wishes', 'shape']

interface Pool {
  shift: Shift
  /** Lowest level of training, from 0, that may take it. */
  fromLevel: number
  /** Weekdays on which somebody is needed, Monday = 0. */
  weekdays: number[]
}

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]
const WEEKEND = [5, 6]

function poolsOf(count: CallSize['pools']): Pool[] {
  const pool = (
    id: string,
    label: string,
    hours: [number, number],
    marks: string[],
    fromLevel: number,
    weekdays: number[],
    counted = hours[1] - hours[0],
  ): Pool => ({
    shift: {
      id,
      label,
      minutes: counted * 60,
      startMinute: hours[0] * 60,
      endMinute: hours[1] * 60,
      marks,
      notFollowedBy: [],
    },
    fromLevel,
    weekdays,
  })
  const main = [
    pool('in-house', 'In-house call', [17, 32], ['in-house', 'call', 'night'], 1, [4, 5]),
    pool('home', 'Home call', [17, 31], ['home', 'call'], 2, EVERY_DAY, 3),
    pool('night-float', 'Night float', [20, 32], ['in-house', 'float', 'night'], 1, [6, 0, 1, 2, 3]),
    pool('weekend', 'Weekend day', [8, 20], ['in-house', 'weekend'], 0, WEEKEND),
    pool('backup', 'Backup', [17, 31], ['backup'], 2, EVERY_DAY, 0),
  ]
  if (count === 5) return main
  return [
    ...main,
    pool('evening', 'Evening shift', [13, 22], ['in-house', 'evening'], 0, [0, 1, 2, 3, 4]),
    pool('river-night', 'Riverside night float', [20, 32], ['in-house', 'float', 'night'], 1, EVERY_DAY),
    pool('river-weekend', 'Riverside weekend day', [8, 20], ['in-house', 'weekend'], 0, WEEKEND),
    pool('river-home', 'Riverside home call', [17, 31], ['home', 'call'], 2, EVERY_DAY, 3),
    pool('children', 'Children’s evening', [16, 23], ['in-house', 'evening'], 1, EVERY_DAY),
    pool('ir-home', 'Interventional home call', [17, 31], ['home', 'call'], 3, EVERY_DAY, 4),
    pool('neuro-weekend', 'Neuro weekend day', [8, 18], ['in-house', 'weekend'], 2, WEEKEND),
  ]
}

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

/** One in each pool on each of its days, and nobody else. */
function coverRules({ days }: CallSize, pools: Pool[]): ShiftRule[] {
  return pools.flatMap(({ shift, weekdays }): ShiftRule[] => {
    const needed = Array.from({ length: days }, (_, day) => day).filter((day) => weekdays.includes(day % 7))
    const others = Array.from({ length: days }, (_, day) => day).filter((day) => !weekdays.includes(day % 7))
    const shifts = { shiftIds: [shift.id] }
    return [
      {
        id: `cover-${shift.id}`,
        label: `One on ${shift.label}`,
        kind: 'cover',
        shifts,
        min: 1,
        max: 1,
        days: needed,
        soft: { tier: 0, weight: 1 },
      },
      ...(others.length > 0
        ? [{ id: `none-${shift.id}`, label: `No ${shift.label}`, kind: 'cover' as const, shifts, max: 0, days: others }]
        : []),
    ]
  })
}

function workHourRules(): ShiftRule[] {
  return [
    { id: 'hours', label: '80 hours a week', kind: 'hours', weeklyMinutes: 4800 },
    { id: 'free', label: 'One day in seven', kind: 'free-days', every: 7, shifts: { marks: ['in-house', 'home'] } },
    { id: 'third', label: 'Every third night', kind: 'frequency', every: 3, shifts: { shiftIds: ['in-house'] } },
    { id: 'long', label: '24 hours and 4', kind: 'continuous', minutes: 1680, shifts: { marks: ['in-house'] } },
    { id: 'rest', label: 'Rest between shifts', kind: 'rest', minutes: 600, shifts: { marks: ['in-house'] } },
    {
      id: 'after',
      label: '14 hours after 24',
      kind: 'after-long',
      longMinutes: 1440,
      minutes: 840,
      shifts: { marks: ['in-house'] },
    },
  ]
}

function localRules({ days, trainees }: CallSize, people: ShiftPerson[]): ShiftRule[] {
  const ofLevel = (least: number): string[] => people.flatMap(({ id }, k) => (k % LEVELS >= least ? [id] : []))
  const blocks = Array.from({ length: Math.ceil(days / STINT_DAYS) }, (_, k) => ({
    fromDay: k * STINT_DAYS,
    toDay: Math.min(days, (k + 1) * STINT_DAYS) - 1,
  }))
  const holidays = [3, 45, 108, 180, 240, 323, 358].filter((day) => day < days)
  return [
    { id: 'spacing', label: 'Days between calls', kind: 'spacing', days: 3, shifts: { marks: ['call'] } },
    {
      id: 'float',
      label: 'Night float in runs',
      kind: 'night-run',
      max: 5,
      daysOff: 1,
      shifts: { marks: ['float'] },
    },
    {
      id: 'float-runs',
      label: 'Few changes of night float',
      kind: 'night-run',
      min: 3,
      shifts: { marks: ['float'] },
      soft: { tier: 3, weight: 1 },
    },
    {
      id: 'weekends',
      label: 'Weekends together',
      kind: 'weekend-shape',
      shape: 'saturday-sunday',
      shifts: { marks: ['weekend'] },
      soft: { tier: 3, weight: 2 },
    },
    {
      id: 'eve',
      label: 'No call on the eve of leave',
      kind: 'sequence',
      wish: 'avoid',
      pattern: [{ marks: ['call', 'night'] }, { leave: true }],
    },
    {
      id: 'block',
      label: 'Calls in a block',
      kind: 'count',
      max: 7,
      windows: blocks,
      shifts: { marks: ['call', 'float', 'weekend'] },
    },
    {
      id: 'pairing',
      label: 'A senior behind the youngest',
      kind: 'pairing',
      people: people.flatMap(({ id }, k) => (k % LEVELS < 2 ? [id] : [])),
      seniorIds: ofLevel(2),
      shifts: { shiftIds: ['in-house', 'night-float'] },
      seniorShifts: { marks: ['home', 'backup'] },
    },
    {
      id: 'fair-nights',
      label: 'Nights and weekends shared',
      kind: 'fairness',
      people: ofLevel(1),
      points: [
        { shifts: { marks: ['night'] }, weekday: 2, weekend: 3, holiday: 4 },
        { shifts: { marks: ['weekend'] }, weekday: 1, weekend: 2, holiday: 3 },
        { shifts: { marks: ['home'] }, weekday: 1, weekend: 2, holiday: 2 },
      ],
      holidays,
      measure: trainees > 60 ? 'absolute' : 'squared',
      thinDays: 90,
      soft: { tier: 1, weight: 1 },
    },
  ]
}
