import { type DateRange, dayOf, type Day } from '@gradus/rules'
import { groupBy } from '../../../platform/group-by.ts'
import { rememberingOf } from '../remember.ts'
import { reachesNextDay, standingReason } from './eligible.ts'
import { type CallFacts, holidaysOf } from './facts.ts'
import { thinDays } from './problem-parts.ts'
import { pointsOn, runsOn } from './runs-on.ts'
import { callKinds } from './settings.ts'
import type { Assignment, Pool, Shift } from './store.ts'
import { weekdayOf } from './words.ts'

/** What is shared out: nights in the hospital, weekends touched, holidays, and points. */
export const fairMeasures = ['nights', 'weekends', 'holidays', 'points'] as const
export type FairMeasure = (typeof fairMeasures)[number]
export type Measures = Record<FairMeasure, number>

export const noMeasures = (): Measures => ({ nights: 0, weekends: 0, holidays: 0, points: 0 })

export interface FairShare {
  readonly personId: string
  /** Days on which they could have taken any of it: in the program, at the level, on a rotation that takes it, and not away. */
  readonly openDays: number
  readonly held: Measures
  /** Their part of what was there, by open days; null where the history is too thin to say. */
  readonly fair: Measures | null
}

/** Among whom a pool is shared over some days. */
export interface Sharers {
  /** By person, days on which they could take it; who never could is not there. */
  readonly open: ReadonlyMap<string, number>
  /** Those whose days are enough to say something. */
  readonly counted: readonly { readonly personId: string; readonly days: number }[]
  readonly wholeDays: number
}

const openOf = rememberingOf<Map<string, number>>()

/** Days of a range on which somebody could take some shift of a pool. */
export function openDays(facts: CallFacts, personId: string, pool: Pool, range: DateRange): number {
  const known = openOf(facts, () => new Map<string, number>())
  const key = `${personId} ${pool.id} ${range.startOn} ${range.endOn}`
  const kept = known.get(key)
  if (kept !== undefined) return kept
  const person = facts.people.get(personId)
  const shifts = [...facts.shiftById.values()].filter(
    ({ poolId, archivedAt }) => poolId === pool.id && archivedAt === null,
  )
  const holidays = holidaysOf(facts, pool)
  let count = 0
  if (person !== undefined && person.seats.some(({ programId }) => pool.programIds.includes(programId)))
    for (let on = range.startOn; on <= range.endOn; on++)
      if (
        shifts.some((shift) => runsOn(shift, on, holidays) && standingReason(facts, person, pool, shift, on) === null)
      )
        count++
  known.set(key, count)
  return count
}

/** Days of a range on which a pool has a shift at all. */
function runningDays(facts: CallFacts, pool: Pool, range: DateRange): number {
  const shifts = [...facts.shiftById.values()].filter(
    ({ poolId, archivedAt }) => poolId === pool.id && archivedAt === null,
  )
  const holidays = holidaysOf(facts, pool)
  let count = 0
  for (let on = range.startOn; on <= range.endOn; on++) if (shifts.some((shift) => runsOn(shift, on, holidays))) count++
  return count
}

/** The weekend a day belongs to, by its Saturday; null on other days. */
const weekendOf = (on: Day): Day | null => (weekdayOf(on) === 5 ? on : weekdayOf(on) === 6 ? on - 1 : null)

/** What calls come to by measure. A weekend counts once however many of its days are worked. */
function measured(
  facts: CallFacts,
  pool: Pool,
  calls: readonly Assignment[],
  holidays: ReturnType<typeof holidaysOf>,
): Measures {
  const sums = noMeasures()
  const weekends = new Set<Day>()
  for (const call of calls) {
    const shift: Shift | undefined = facts.shiftById.get(call.shiftId)
    if (shift === undefined) continue
    const on = dayOf(call.onDay)
    sums.points += pointsOn(shift, on, holidays)
    if (reachesNextDay(shift) && !callKinds[pool.kind].atHome) sums.nights += 1
    if (holidays.has(on)) sums.holidays += 1
    const weekend = weekendOf(on)
    if (weekend !== null) weekends.add(weekend)
  }
  sums.weekends = weekends.size
  return sums
}

/**
 * Among whom a pool is shared over a range: those who could take it, in proportion to the days on which they could. Open on fewer than
 * `thinDays` (or a third of a shorter range, and for a pool that does not run every day in proportion), the history says nothing.
 */
export function sharersOf(facts: CallFacts, pool: Pool, range: DateRange): Sharers {
  const length = range.endOn - range.startOn + 1
  const least = Math.max(1, Math.floor(Math.min(thinDays / length, 1 / 3) * runningDays(facts, pool, range)))
  const open = new Map(
    [...facts.people.keys()]
      .map((personId) => [personId, openDays(facts, personId, pool, range)] as const)
      .filter(([, days]) => days > 0),
  )
  const counted = [...open].flatMap(([personId, days]) => (days >= least ? [{ personId, days }] : []))
  return { open, counted, wholeDays: counted.reduce((sum, { days }) => sum + days, 0) }
}

/** A pool with the days over which it is shared. */
export interface Shared {
  readonly pool: Pool
  readonly range: DateRange
}

/**
 * How the calls of some pools are shared out, each over its days; a person's part is the sum over the pools. Those whose history is too thin
 * are listed, and neither counted nor given a share.
 */
export function fairShares(facts: CallFacts, shared: readonly Shared[], calls: readonly Assignment[]): FairShare[] {
  const shares = new Map<string, { open: number; counted: boolean; held: Measures; fair: Measures }>()
  const of = (personId: string) => {
    let share = shares.get(personId)
    if (share === undefined)
      shares.set(personId, (share = { open: 0, counted: false, held: noMeasures(), fair: noMeasures() }))
    return share
  }
  for (const { pool, range } of shared) {
    const holidays = holidaysOf(facts, pool)
    const own = groupBy(callsIn(calls, pool.id, range), ({ personId }) => personId)
    const { open, counted, wholeDays } = sharersOf(facts, pool, range)
    const isCounted = new Set(counted.map(({ personId }) => personId))
    const whole = noMeasures()
    for (const personId of new Set([...open.keys(), ...own.keys()])) {
      const share = of(personId)
      const held = measured(facts, pool, own.get(personId) ?? [], holidays)
      share.open = Math.max(share.open, open.get(personId) ?? 0)
      for (const measure of fairMeasures) {
        share.held[measure] += held[measure]
        if (isCounted.has(personId)) whole[measure] += held[measure]
      }
    }
    for (const { personId, days } of counted) {
      const share = of(personId)
      share.counted = true
      for (const measure of fairMeasures) share.fair[measure] += (whole[measure] * days) / wholeDays
    }
  }
  return [...shares].map(([personId, { open, counted, held, fair }]) => ({
    personId,
    openDays: open,
    held,
    fair: counted ? fair : null,
  }))
}

/** The calls of a pool on some days. */
export const callsIn = (calls: readonly Assignment[], poolId: string, range: DateRange): Assignment[] =>
  calls.filter((call) => {
    const on = dayOf(call.onDay)
    return call.poolId === poolId && range.startOn <= on && on <= range.endOn
  })
