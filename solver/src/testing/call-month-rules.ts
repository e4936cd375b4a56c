/** The rules of a generated call schedule: cover, work hours, and what a department agrees on. */
import type { ShiftPerson } from '../shifts/problem.ts'
import type { ShiftRule } from '../shifts/rule-types.ts'
import type { CallSize } from './call-month.ts'
import { LEVELS, type Pool, STINT_DAYS } from './call-pools.ts'

/** One in each pool on each of its days, and nobody else. */
export function coverRules({ days }: CallSize, pools: Pool[]): ShiftRule[] {
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

/** The common limits of a residency's duty hours. */
export function workHourRules(): ShiftRule[] {
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

/** Days between calls, runs of night float, whole weekends, a senior behind the youngest, and fair shares. */
export function localRules({ days, trainees }: CallSize, people: ShiftPerson[]): ShiftRule[] {
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
