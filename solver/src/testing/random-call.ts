/** Random call problems: every rule, hard and soft, with histories, leave, stints, pins and credits. Some have no schedule. */
import { createPrng } from '../engine/prng.ts'
import type { Soft } from '../rotations/problem.ts'
import type { ShiftProblem } from '../shifts/problem.ts'
import type { ShiftRule, ShiftSelector } from '../shifts/rule-types.ts'

const SHIFTS: ShiftProblem['shifts'] = [
  { id: 'call', label: 'In-house call', minutes: 1440, startMinute: 450, endMinute: 1890, marks: ['in-house', 'call'] },
  { id: 'night', label: 'Night', minutes: 720, startMinute: 1200, endMinute: 1920, marks: ['in-house', 'night'] },
  { id: 'home', label: 'Home call', minutes: 120, startMinute: 1020, endMinute: 1860, marks: ['home', 'call'] },
  { id: 'long', label: 'Long day', minutes: 750, startMinute: 450, endMinute: 1200, marks: ['in-house'] },
].map((shift) => ({ ...shift, notFollowedBy: [] }))

/** Held together on one day: one beside the other, and one right after the other. */
const TOGETHER: ShiftProblem['shifts'] = [
  ['long', 'home'],
  ['long', 'night'],
].map((parts) => {
  const own = SHIFTS.filter(({ id }) => parts.includes(id))
  return {
    id: parts.join(' + '),
    label: own.map(({ label }) => label).join(' and '),
    minutes: own.reduce((sum, { minutes }) => sum + minutes, 0),
    startMinute: Math.min(...own.map(({ startMinute }) => startMinute!)),
    endMinute: Math.max(...own.map(({ endMinute }) => endMinute!)),
    notFollowedBy: [],
    parts,
  }
})

/** A random problem of `people` over `days` with one rule of each kind in `kinds` (or of every kind). */
export function randomCallProblem(
  seed: number,
  { days, people }: { days: number; people: number },
  kinds?: ShiftRule['kind'][],
): ShiftProblem {
  const prng = createPrng(seed)
  const between = (low: number, high: number): number => low + prng.below(high - low + 1)
  const sometimes = (odds: number): boolean => prng.below(odds) === 0
  const anyDays = (most: number): number[] => [
    ...new Set(Array.from({ length: between(0, most) }, () => prng.below(days))),
  ]
  const selector = (): ShiftSelector =>
    [{}, { marks: ['call'] }, { marks: ['in-house'] }, { shiftIds: ['night', 'home'] }, { marks: ['night'] }][
      prng.below(5)
    ]!
  const soft = (): Soft => ({ tier: prng.below(3), weight: between(1, 4) })
  const ids = Array.from({ length: people }, (_, k) => `p${k}`)
  const someIds = (): string[] => ids.filter((_, k) => k === 0 || prng.below(2) === 0)
  const named = (kind: string) => ({
    id: kind,
    label: `The rule of ${kind}`,
    ...(sometimes(2) ? { people: someIds() } : {}),
    ...(sometimes(2) ? { soft: soft() } : {}),
  })
  const base = (kind: string) => ({ ...named(kind), shifts: selector() })
  const daytimeToo = () => (sometimes(2) ? { daytime: true as const } : {})
  const rules: ShiftRule[] = [
    { ...base('rest'), kind: 'rest', minutes: 60 * between(8, 30) - 15 },
    {
      ...base('continuous'),
      kind: 'continuous',
      minutes: 60 * between(12, 28),
      mergeMinutes: 60 * between(0, 3),
      ...daytimeToo(),
    },
    {
      ...base('after-long'),
      kind: 'after-long',
      longMinutes: 60 * between(12, 24),
      minutes: 60 * between(10, 40),
      ...daytimeToo(),
    },
    { ...base('free-days'), kind: 'free-days', every: between(2, 7) },
    { ...base('hours'), kind: 'hours', weeklyMinutes: 60 * between(20, 60) },
    { ...base('frequency'), kind: 'frequency', every: between(2, 6) },
    { ...base('night-run'), kind: 'night-run', min: between(1, 3), max: between(3, 4), daysOff: between(0, 2) },
    { ...base('spacing'), kind: 'spacing', days: between(2, 6) },
    {
      ...base('count'),
      kind: 'count',
      min: between(0, 1),
      max: between(1, 3),
      windows: [
        'week' as const,
        'weekend' as const,
        'horizon' as const,
        [
          { fromDay: 1, toDay: Math.min(6, days - 1) },
          { fromDay: Math.min(4, days - 1), toDay: days - 1 },
        ],
      ][prng.below(4)]!,
    },
    { ...base('weekend-shape'), kind: 'weekend-shape', shape: sometimes(2) ? 'saturday-sunday' : 'friday-sunday' },
    {
      ...named('sequence'),
      kind: 'sequence',
      wish: sometimes(2) ? 'avoid' : 'seek',
      pattern: [
        selector(),
        [{ leave: true as const }, { off: true as const }, { event: 'exam' }, { weekdays: [0, 5] }][prng.below(4)]!,
      ],
    },
    { ...base('pairing'), kind: 'pairing', seniorIds: someIds(), seniorShifts: selector() },
    {
      ...base('cover'),
      kind: 'cover',
      min: between(0, 1),
      max: between(1, 2),
      ...(sometimes(2) ? { days: anyDays(5) } : {}),
    },
    {
      ...named('fairness'),
      kind: 'fairness',
      soft: soft(),
      points: [
        { shifts: { marks: ['call'] }, weekday: between(1, 2), weekend: between(2, 4), holiday: between(3, 6) },
        { shifts: { shiftIds: ['night'] }, weekday: 1, weekend: 2, holiday: 3 },
      ],
      holidays: anyDays(3),
      ...(sometimes(2) ? { holidayExtra: anyDays(2).map((day) => ({ day, points: between(1, 4) })) } : {}),
      ...(sometimes(3) ? { toDay: between(1, days - 1) } : {}),
      ...(sometimes(3) ? { others: { points: between(0, 30), days: between(0, 60) } } : {}),
      measure: sometimes(2) ? 'absolute' : 'squared',
      thinDays: 10,
    },
  ]
  const daytime = () => ({
    weekdays: [0, 1, 2, 3, 4],
    startMinute: 480,
    endMinute: 60 * (sometimes(6) ? between(25, 31) : between(12, 17)),
    ...(sometimes(3) ? { notOn: anyDays(3) } : {}),
    ...(sometimes(3) ? {} : { notWith: { marks: ['night', 'in-house'] } }),
    ...(sometimes(2) ? { notAfter: { marks: ['night'] } } : {}),
  })
  const cut = between(3, days - 3)
  const shifts = sometimes(2) ? SHIFTS : [...SHIFTS, ...TOGETHER]
  const anyShift = () => shifts[prng.below(shifts.length)]!.id
  return {
    kind: 'shifts',
    days,
    firstWeekday: prng.below(7),
    tiers: ['cover', 'fairness', 'wishes'],
    shifts,
    people: ids.map((id, k) => ({
      id,
      label: `Person ${k}`,
      maxShifts: sometimes(3) ? { call: between(1, 3) } : {},
      minMinutes: 0,
      maxMinutes: 60 * 24 * days,
      minConsecutiveShifts: 1,
      maxConsecutiveShifts: between(4, days),
      minConsecutiveDaysOff: 1,
      maxWeekends: between(1, 4),
      daysOff: anyDays(1),
      leave: anyDays(3),
      ...(sometimes(3)
        ? {
            barred: [
              {
                shiftIds: ['call'],
                fromDay: 0,
                toDay: between(0, days - 1),
                reason: 'fewer than 12 months of training',
              },
            ],
          }
        : {}),
      before: Array.from({ length: between(0, 5) }, () => (sometimes(2) ? null : anyShift())),
      ...(sometimes(3)
        ? {}
        : {
            stints: [
              { fromDay: 0, toDay: cut - 1, daytime: daytime(), ...(sometimes(4) ? { averaged: false as const } : {}) },
              { fromDay: cut, toDay: days - 1, ...(sometimes(2) ? { daytime: daytime() } : {}) },
            ],
          }),
      events: [{ label: 'exam', days: anyDays(2) }],
      ...(sometimes(3) ? { presence: [{ ruleId: 'fairness', days: between(0, days) }] } : {}),
      credits: sometimes(2)
        ? [
            {
              ruleId: 'fairness',
              points: between(0, 20),
              days: between(5, 40),
              ...(sometimes(2) ? { aboveHundredths: between(-900, 900) } : {}),
            },
          ]
        : [],
    })),
    requests: Array.from({ length: people }, () => ({
      kind: sometimes(2) ? ('on' as const) : ('off' as const),
      personId: ids[prng.below(people)]!,
      day: prng.below(days),
      shiftId: anyShift(),
      weight: between(1, 5),
      ...(sometimes(2) ? { tier: 2 } : {}),
    })),
    cover: Array.from({ length: days }, (_, day) =>
      SHIFTS.map(({ id }) => ({
        day,
        shiftId: id,
        wanted: between(0, 1),
        under: between(5, 20),
        over: between(0, 5),
        ...(day % 3 === 0 ? { tier: 1 } : {}),
      })),
    ).flat(),
    rules: rules.filter(({ kind }) => kinds?.includes(kind) ?? true),
  }
}
