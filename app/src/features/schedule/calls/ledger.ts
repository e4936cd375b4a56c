import { academicYearOf, type DateRange, dayOf } from '@gradus/rules'
import type { Platform } from '../../../platform/platform.ts'
import { institutionOrThrow } from '../facts/load.ts'
import { type CallFacts, callFacts, holidaysOf } from './facts.ts'
import {
  callsIn,
  fairMeasures,
  fairShares,
  type FairShare,
  type Measures,
  noMeasures,
  openDays,
  sharersOf,
} from './fairness.ts'
import type { CallBook, FairPart, FairParts } from './problem-parts.ts'
import { pointsOn } from './runs-on.ts'
import type { Assignment, Pool } from './store.ts'

/** Earlier academic years that a share is carried over from. */
const yearsCarried = 3

/** Calls that stand in for what is published of some pools on some days. */
interface Draft {
  readonly poolIds: readonly string[]
  readonly range: DateRange
  readonly rows: readonly Assignment[]
}

export interface Ledger {
  /** All days that are shared out. */
  readonly range: DateRange
  readonly label: string
  readonly facts: CallFacts
  readonly shares: readonly FairShare[]
  /** What each has had above (or below) their fair share in earlier years, by measure. */
  readonly carried: ReadonlyMap<string, Measures>
}

/** The academic year of a day, and those before it that call is known of. */
interface Years {
  readonly label: string
  readonly startOn: number
  readonly facts: CallFacts
  readonly earlier: readonly CallFacts[]
}

async function yearsOf(
  platform: Platform,
  { institutionId, poolIds, on }: { institutionId: string; poolIds: readonly string[]; on: number },
  draft: Draft | null,
): Promise<Years> {
  const { yearStartsOn } = await institutionOrThrow(platform.database.drizzle, institutionId)
  const year = academicYearOf(on, yearStartsOn)
  const factsOf = ({ startOn, endOn }: DateRange) =>
    callFacts(platform, { institutionId, poolIds, range: { startOn, endOn } })
  const facts = await factsOf({
    startOn: Math.min(year.startOn, draft?.range.startOn ?? year.startOn),
    endOn: Math.max(year.endOn, draft?.range.endOn ?? year.endOn),
  })
  const own = new Set(poolIds)
  const earlier: CallFacts[] = []
  for (let back = 1; back <= yearsCarried; back++) {
    const known = await factsOf(academicYearOf(year.startOn - 366 * back + 180, yearStartsOn))
    if (!known.record.some(({ poolId }) => own.has(poolId))) break
    earlier.push(known)
  }
  return { label: year.label, startOn: year.startOn, facts, earlier }
}

/** What is in force or would be, and the days of it: only days that have a schedule are shared out, so October alone is no empty year. */
function sharedOf(facts: CallFacts, pool: Pool, draft: Draft | null): { range: DateRange; calls: Assignment[] } | null {
  const drafted = draft?.poolIds.includes(pool.id) ? draft : null
  const published = callsIn(facts.record, pool.id, facts.range).filter(({ onDay }) => {
    const on = dayOf(onDay)
    return drafted === null || on < drafted.range.startOn || drafted.range.endOn < on
  })
  const days = published.map(({ onDay }) => dayOf(onDay))
  if (drafted !== null) days.push(drafted.range.startOn, drafted.range.endOn)
  if (days.length === 0) return null
  const range = days.reduce(
    ({ startOn, endOn }, on) => ({ startOn: Math.min(startOn, on), endOn: Math.max(endOn, on) }),
    { startOn: days[0]!, endOn: days[0]! },
  )
  return { range, calls: [...published, ...callsIn(drafted?.rows ?? [], pool.id, range)] }
}

function sharesIn(facts: CallFacts, pools: readonly Pool[], draft: Draft | null): [FairShare[], DateRange[]] {
  const shared = pools.flatMap((pool) => {
    const own = sharedOf(facts, pool, draft)
    return own === null ? [] : [{ pool, ...own }]
  })
  const calls = shared.flatMap((one) => one.calls)
  return [fairShares(facts, shared, calls), shared.map(({ range }) => range)]
}

function carriedOver(earlier: readonly CallFacts[], poolIds: ReadonlySet<string>): Map<string, Measures> {
  const carried = new Map<string, Measures>()
  for (const facts of earlier) {
    const pools = facts.pools.filter(({ id }) => poolIds.has(id))
    for (const { personId, held, fair } of sharesIn(facts, pools, null)[0]) {
      if (fair === null) continue
      const sum = carried.get(personId) ?? noMeasures()
      for (const measure of fairMeasures) sum[measure] += held[measure] - fair[measure]
      carried.set(personId, sum)
    }
  }
  return carried
}

/**
 * How call is shared out in the academic year of a day, with what earlier years left over. A draft stands in for what it would replace;
 * without it, what is published counts.
 */
export async function ledgerOf(
  platform: Platform,
  asked: { readonly institutionId: string; readonly poolIds: readonly string[]; readonly on: number },
  draft: Draft | null,
): Promise<Ledger> {
  const { facts, label, startOn, earlier } = await yearsOf(platform, asked, draft)
  const [shares, ranges] = sharesIn(facts, facts.pools, draft)
  return {
    range:
      ranges.length === 0
        ? { startOn, endOn: startOn }
        : {
            startOn: Math.min(...ranges.map((range) => range.startOn)),
            endOn: Math.max(...ranges.map((range) => range.endOn)),
          },
    label,
    facts,
    shares,
    carried: carriedOver(earlier, new Set(asked.poolIds)),
  }
}

/**
 * Among whom the solver shares each pool of a book, and what they bring besides the days looked at: with it, what the solver weighs and the
 * checker counts is what the ledger shows, to the hundredth of a point.
 */
export async function fairPartsOf(
  platform: Platform,
  { facts: { institutionId, pools }, poolIds, range, rows }: CallBook,
  window = range,
): Promise<FairParts> {
  const draft = { poolIds, range, rows }
  const asked = { institutionId, poolIds: pools.map(({ id }) => id), on: range.startOn }
  const { facts, earlier } = await yearsOf(platform, asked, draft)
  return new Map(
    facts.pools.map((pool) => {
      const shared = sharedOf(facts, pool, draft)
      return [pool.id, shared === null ? [] : partsIn(facts, earlier, pool, shared, window)] as const
    }),
  )
}

function partsIn(
  facts: CallFacts,
  earlier: readonly CallFacts[],
  pool: Pool,
  { range, calls }: { readonly range: DateRange; readonly calls: readonly Assignment[] },
  window: DateRange,
): FairPart[] {
  const holidays = holidaysOf(facts, pool)
  const carried = carriedOver(earlier, new Set([pool.id]))
  const points = new Map<string, number>()
  for (const { personId, onDay, shiftId } of calls) {
    const shift = facts.shiftById.get(shiftId)
    const on = dayOf(onDay)
    if (shift === undefined || (window.startOn <= on && on <= window.endOn)) continue
    points.set(personId, (points.get(personId) ?? 0) + pointsOn(shift, on, holidays))
  }
  return sharersOf(facts, pool, range).counted.map(({ personId, days }): FairPart => {
    const presentDays = openDays(facts, personId, pool, window)
    return {
      personId,
      presentDays,
      points: points.get(personId) ?? 0,
      days: days - presentDays,
      aboveHundredths: Math.round(100 * (carried.get(personId)?.points ?? 0)),
    }
  })
}
