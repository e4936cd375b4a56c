import { civilOf, type Day, daysInMonth } from '@gradus/rules'
import type { DayWindow, ShiftRule } from '@gradus/solver'
import { levelOfSeat, seatOn } from './eligible.ts'
import { type CallFacts, type CallPerson, holidaysOf } from './facts.ts'
import { callTier, fairRule, marksOf, type Parts, type ProblemWanted } from './problem-parts.ts'
import { runsOn } from './runs-on.ts'
import type { Pool } from './store.ts'
import { layerOf, mayOverlap } from './together.ts'

/** Marks that no shift has are not known to the solver: rules that would look for them are left out. */
export function rulesOf(
  wanted: ProblemWanted,
  parts: Parts & { readonly people: readonly CallPerson[]; readonly days: number },
): ShiftRule[] {
  const {
    book: { facts },
    only,
    withoutLaw,
  } = wanted
  const marks = new Set(parts.shifts.flatMap((shift) => marksOf(facts.poolById.get(shift.poolId)!, shift)))
  const pools = [...facts.poolById.values()].filter(({ id }) => parts.own.has(id))
  const shared = only === undefined ? [...coverRules(wanted, parts, pools), ...fairness(wanted, parts, pools)] : []
  return [
    ...shared,
    ...lawRules(marks, withoutLaw ?? false),
    ...overlapRules(facts, parts),
    ...pools.flatMap((pool) => poolRules(wanted, parts, pool)),
  ]
}

function lawRules(marks: ReadonlySet<string>, withoutLaw: boolean): ShiftRule[] {
  if (withoutLaw) return []
  const hospital = { marks: ['in-hospital'] }
  const inHospital: ShiftRule[] = [
    { id: 'law-hours', label: '80 hours a week', kind: 'hours', weeklyMinutes: 4800 },
    {
      id: 'law-continuous',
      label: '24 hours, and 4 to hand over',
      kind: 'continuous',
      minutes: 1680,
      shifts: hospital,
      daytime: true,
    },
    {
      id: 'law-after-24',
      label: '14 hours free after 24',
      kind: 'after-long',
      longMinutes: 1440,
      minutes: 840,
      shifts: hospital,
      daytime: true,
    },
    { id: 'rest', label: '8 hours between shifts', kind: 'rest', minutes: 480, shifts: hospital },
  ]
  return [
    ...(marks.has('in-hospital') ? inHospital : []),
    { id: 'law-free', label: 'One day in seven free', kind: 'free-days', every: 7 },
    ...(marks.has('in-house')
      ? [
          {
            id: 'law-third',
            label: 'Every third night',
            kind: 'frequency' as const,
            every: 3,
            shifts: { marks: ['in-house'] },
          },
        ]
      : []),
  ]
}

/** Nobody is in two places; a backup may be held beside the pools that it is said to be together with. */
function overlapRules({ poolById }: CallFacts, { shifts, keyOf }: Parts): ShiftRule[] {
  const once = { label: 'One place at a time', kind: 'rest' as const, minutes: 1 }
  const pools = [...new Set(shifts.map(({ poolId }) => poolId))].flatMap((id) => poolById.get(id) ?? [])
  const beside = pools.filter((pool) => layerOf(pool) === 1 && pools.some((other) => mayOverlap(pool, other)))
  if (beside.length === 0) return [{ ...once, id: 'no-overlap' }]
  const keysOf = (meant: readonly Pool[]): string[] =>
    shifts.flatMap(({ id, poolId }) => (meant.some((pool) => pool.id === poolId) ? [keyOf.get(id)!] : []))
  return [
    { id: 'no-overlap', meant: pools.filter((pool) => !beside.includes(pool)) },
    ...beside.map((pool) => ({
      id: `no-overlap ${pool.id}`,
      meant: pools.filter((other) => other === pool || !mayOverlap(pool, other)),
    })),
  ].flatMap(({ id, meant }) => (meant.length === 0 ? [] : [{ ...once, id, shifts: { shiftIds: keysOf(meant) } }]))
}

function coverRules(
  { book: { facts } }: ProblemWanted,
  { shifts, keyOf, firstDay, days, own }: Parts & { days: number },
  pools: readonly Pool[],
): ShiftRule[] {
  const byPool = new Map(pools.map((pool) => [pool.id, holidaysOf(facts, pool)]))
  return shifts.flatMap((shift): ShiftRule[] => {
    if (!own.has(shift.poolId)) return []
    const key = keyOf.get(shift.id)!
    const wanted: number[] = []
    const rests: number[] = []
    for (let at = 0; at < days; at++)
      (runsOn(shift, firstDay + at, byPool.get(shift.poolId)!) ? wanted : rests).push(at)
    const rule = { kind: 'cover' as const, shifts: { shiftIds: [key] } }
    return [
      ...(wanted.length === 0 || shift.minPeople === 0
        ? []
        : [
            {
              ...rule,
              id: `cover ${shift.id}`,
              label: `Cover of ${key}`,
              min: shift.minPeople,
              days: wanted,
              soft: { tier: callTier.coverage, weight: 1 },
            },
          ]),
      ...(wanted.length === 0
        ? []
        : [
            {
              ...rule,
              id: `most ${shift.id}`,
              label: `At most ${shift.maxPeople} on ${key}`,
              max: shift.maxPeople,
              days: wanted,
            },
          ]),
      ...(rests.length === 0
        ? []
        : [{ ...rule, id: `none ${shift.id}`, label: `${key} does not run`, max: 0, days: rests }]),
    ]
  })
}

/** Each pool is shared among those whom the ledger counts, also where they are not among the people looked at. */
function fairness(
  { book: { facts }, fair }: ProblemWanted,
  { shifts, keyOf, firstDay, days, people }: Parts & { readonly people: readonly CallPerson[]; readonly days: number },
  pools: readonly Pool[],
): ShiftRule[] {
  return pools.flatMap((pool): ShiftRule[] => {
    const own = shifts.filter(({ poolId }) => poolId === pool.id)
    const here = new Set(people.map(({ id }) => id))
    const parts = fair?.get(pool.id) ?? []
    const members = parts.filter(({ personId }) => here.has(personId))
    if (own.length === 0 || members.length < 2) return []
    const elsewhere = parts.filter(({ personId }) => !here.has(personId))
    const holidays = [...holidaysOf(facts, pool)]
      .map(([on, { points }]) => ({ day: on - firstDay, points }))
      .filter(({ day }) => 0 <= day && day < days)
      .toSorted((a, b) => a.day - b.day)
    return [
      {
        id: fairRule(pool.id),
        label: `${pool.name}, shared fairly`,
        kind: 'fairness',
        people: members.map(({ personId }) => personId),
        points: own.map((shift) => ({ shifts: { shiftIds: [keyOf.get(shift.id)!] }, ...shift.points })),
        holidays: holidays.map(({ day }) => day),
        holidayExtra: holidays.filter(({ points }) => points > 0),
        toDay: days - 1,
        others: {
          points: elsewhere.reduce((sum, { points }) => sum + points, 0),
          days: elsewhere.reduce((sum, part) => sum + part.days + part.presentDays, 0),
        },
        measure: days > 100 ? 'absolute' : 'squared',
        soft: { tier: callTier.fairness, weight: 1 },
      },
    ]
  })
}

function poolRules(
  { book: { range } }: ProblemWanted,
  { shifts, keyOf, firstDay, horizon, people }: Parts & { people: readonly CallPerson[] },
  pool: Pool,
): ShiftRule[] {
  const { settings, name, id } = pool
  const keys = shifts.flatMap((shift) => (shift.poolId === id ? [keyOf.get(shift.id)!] : []))
  if (keys.length === 0) return []
  const own = { shiftIds: keys }
  const rules: ShiftRule[] = []
  if (settings.spacingDays !== null && settings.spacingDays > 1)
    rules.push({
      id: `spacing ${id}`,
      label: `${name}: every ${settings.spacingDays} days at most`,
      kind: 'spacing',
      days: settings.spacingDays,
      shifts: own,
    })
  if (settings.maxPerWeek !== null)
    rules.push({
      id: `week ${id}`,
      label: `${name}: at most ${settings.maxPerWeek} a week`,
      kind: 'count',
      max: settings.maxPerWeek,
      windows: 'week',
      shifts: own,
    })
  const months = monthsIn(firstDay, horizon)
  if (settings.maxPerMonth !== null)
    rules.push({
      id: `month ${id}`,
      label: `${name}: at most ${settings.maxPerMonth} a month`,
      kind: 'count',
      max: settings.maxPerMonth,
      windows: months,
      shifts: own,
    })
  if (settings.nightRun !== null) {
    const { min, max, daysOff } = settings.nightRun
    if (max !== null || daysOff !== null)
      rules.push({
        id: `run ${id}`,
        label: `${name}: nights in a row`,
        kind: 'night-run',
        ...(max === null ? {} : { max }),
        ...(daysOff === null ? {} : { daysOff }),
        shifts: own,
      })
    if (min !== null && min > 1)
      rules.push({
        id: `run-shape ${id}`,
        label: `${name}: ${min} nights together`,
        kind: 'night-run',
        min,
        shifts: own,
        soft: { tier: callTier.shape, weight: 2 },
      })
  }
  if (settings.postCallDay)
    rules.push({
      id: `post ${id}`,
      label: `${name}: no duty on the day after`,
      kind: 'sequence',
      wish: 'avoid',
      pattern: [own, { shiftIds: shifts.map((shift) => keyOf.get(shift.id)!) }],
    })
  if (settings.weekendShape !== null)
    rules.push({
      id: `weekend ${id}`,
      label: `${name}: weekends whole`,
      kind: 'weekend-shape',
      shape: settings.weekendShape,
      shifts: own,
      soft: { tier: callTier.shape, weight: 1 },
    })
  if (settings.pairing !== null) {
    const { juniorLevels, seniorLevels, seniorPoolId } = settings.pairing
    const at = Math.floor((range.startOn + range.endOn) / 2)
    const ofLevels = (levels: readonly string[]): string[] =>
      people.flatMap((person) => {
        const seat = seatOn(person, pool, at) ?? person.seats[0]
        return seat && levels.includes(levelOfSeat(person, seat, at)) ? [person.id] : []
      })
    const juniors = ofLevels(juniorLevels)
    const seniorKeys = shifts.flatMap((shift) => (shift.poolId === (seniorPoolId ?? id) ? [keyOf.get(shift.id)!] : []))
    if (juniors.length > 0 && seniorKeys.length > 0)
      rules.push({
        id: `pair ${id}`,
        label: `${name}: a senior beside the junior`,
        kind: 'pairing',
        people: juniors,
        seniorIds: ofLevels(seniorLevels),
        shifts: own,
        seniorShifts: { shiftIds: seniorKeys },
      })
  }
  return rules
}

function monthsIn(firstDay: Day, horizon: number): DayWindow[] {
  const windows: DayWindow[] = []
  for (let at = 0; at < horizon; ) {
    const { year, month, date } = civilOf(firstDay + at)
    const toDay = Math.min(horizon - 1, at + daysInMonth(year, month) - date)
    windows.push({ fromDay: at, toDay })
    at = toDay + 1
  }
  return windows
}
