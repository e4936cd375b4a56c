import { type DateRange, dayOf, type Day } from '@gradus/rules'
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
 * How the calls of some pools are shared out over a range. Each pool is shared among those who could take it, in proportion to the days
 * on which they could; a person's part is the sum over the pools. Open on fewer than `thinDays` (or a third of a shorter range, and for
 * a pool that does not run every day in proportion), the history says nothing: such people are listed, and neither counted nor given a
 * share.
 */
export function fairShares(
  facts: CallFacts,
  pools: readonly Pool[],
  range: DateRange,
  calls: readonly Assignment[],
): FairShare[] {
  const length = range.endOn - range.startOn + 1
  const thinShare = Math.min(thinDays / length, 1 / 3)
  const inRange = calls.filter(({ onDay }) => range.startOn <= dayOf(onDay) && dayOf(onDay) <= range.endOn)
  const shares = new Map<string, { open: number; counted: boolean; held: Measures; fair: Measures }>()
  const of = (personId: string) => {
    let share = shares.get(personId)
    if (share === undefined)
      shares.set(personId, (share = { open: 0, counted: false, held: noMeasures(), fair: noMeasures() }))
    return share
  }
  for (const pool of pools) {
    const holidays = holidaysOf(facts, pool)
    const own = inRange.filter(({ poolId }) => poolId === pool.id)
    const open = [...facts.people.keys()].map((personId) => ({
      personId,
      days: openDays(facts, personId, pool, range),
    }))
    const least = Math.max(1, Math.floor(thinShare * runningDays(facts, pool, range)))
    const counted = open.filter(({ days }) => days >= least)
    const wholeDays = counted.reduce((sum, { days }) => sum + days, 0)
    const whole = noMeasures()
    for (const personId of new Set([
      ...open.flatMap((one) => (one.days > 0 ? [one.personId] : [])),
      ...own.map((call) => call.personId),
    ])) {
      const share = of(personId)
      const held = measured(
        facts,
        pool,
        own.filter((call) => call.personId === personId),
        holidays,
      )
      const isCounted = counted.some((one) => one.personId === personId)
      for (const measure of fairMeasures) {
        share.held[measure] += held[measure]
        if (isCounted) whole[measure] += held[measure]
      }
    }
    for (const { personId, days } of open) of(personId).open = Math.max(of(personId).open, days)
    if (wholeDays === 0) continue
    for (const { personId, days } of counted) {
      of(personId).counted = true
      for (const measure of fairMeasures) of(personId).fair[measure] += (whole[measure] * days) / wholeDays
    }
  }
  return [...shares]
    .filter(([, { open, held }]) => open > 0 || held.points > 0)
    .map(([personId, { open, counted, held, fair }]) => ({
      personId,
      openDays: open,
      held,
      fair: counted ? fair : null,
    }))
}
