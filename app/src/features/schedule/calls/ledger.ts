import { academicYearOf, type DateRange, dayOf, isoOf } from '@gradus/rules'
import type { Platform } from '../../../platform/platform.ts'
import { institutionOrThrow } from '../facts/load.ts'
import { type CallFacts, callFacts } from './facts.ts'
import { fairMeasures, fairShares, type FairShare, type Measures, noMeasures } from './fairness.ts'
import type { Credits } from './problem-parts.ts'
import type { Assignment } from './store.ts'

/** Earlier academic years that a share is carried over from. */
const yearsCarried = 3

export interface Ledger {
  readonly range: DateRange
  readonly label: string
  readonly facts: CallFacts
  readonly shares: readonly FairShare[]
  /** What each has had above (or below) their fair share in earlier years, by measure. */
  readonly carried: ReadonlyMap<string, Measures>
}

/**
 * How call is shared out in the academic year of a day, with what earlier years left over. `draft` stands in for what it would replace;
 * without it, what is published counts.
 */
export async function ledgerOf(
  platform: Platform,
  asked: { readonly institutionId: string; readonly poolIds: readonly string[]; readonly on: number },
  draft: { readonly range: DateRange; readonly rows: readonly Assignment[] } | null,
): Promise<Ledger> {
  const { institutionId, poolIds, on } = asked
  const { yearStartsOn } = await institutionOrThrow(platform.database.drizzle, institutionId)
  const year = academicYearOf(on, yearStartsOn)
  const facts = await callFacts(platform, {
    institutionId,
    poolIds,
    range: { startOn: year.startOn, endOn: year.endOn },
  })
  const own = new Set(poolIds)
  const first = draft && isoRange(draft.range)
  const published = facts.record.filter(
    ({ poolId, onDay }) => own.has(poolId) && !(first && first.startOn <= onDay && onDay <= first.endOn),
  )
  const calls = [...published, ...(draft?.rows ?? [])]
  const carried = new Map<string, Measures>()
  for (let back = 1; back <= yearsCarried; back++) {
    const before = academicYearOf(year.startOn - 366 * back + 180, yearStartsOn)
    const earlier = await callFacts(platform, {
      institutionId,
      poolIds,
      range: { startOn: before.startOn, endOn: before.endOn },
    })
    const theirs = earlier.record.filter(({ poolId }) => own.has(poolId))
    const covered = coveredRange(theirs)
    if (covered === null) break
    for (const { personId, held, fair } of fairShares(earlier, earlier.pools, covered, theirs)) {
      if (fair === null) continue
      const sum = carried.get(personId) ?? noMeasures()
      for (const measure of fairMeasures) sum[measure] += held[measure] - fair[measure]
      carried.set(personId, sum)
    }
  }
  // Only days that have a schedule are shared out: a year of which October is published is not a year without call.
  const covered = coveredRange(calls) ?? { startOn: year.startOn, endOn: year.startOn }
  return { range: covered, label: year.label, facts, shares: fairShares(facts, facts.pools, covered, calls), carried }
}

const isoRange = ({ startOn, endOn }: DateRange) => ({ startOn: isoOf(startOn), endOn: isoOf(endOn) })

function coveredRange(calls: readonly Assignment[]): DateRange | null {
  if (calls.length === 0) return null
  const days = calls.map(({ onDay }) => onDay)
  return {
    startOn: dayOf(days.reduce((first, each) => (each < first ? each : first))),
    endOn: dayOf(days.reduce((last, each) => (each > last ? each : last))),
  }
}

/** What everybody brings to a schedule for the solver's fairness, pool by pool: points held and days open in the year before it. */
export async function fairCredits(platform: Platform, facts: CallFacts): Promise<Credits> {
  const { institutionId, pools, range } = facts
  const credits = new Map<string, { poolId: string; points: number; days: number }[]>()
  for (const { id: poolId } of pools) {
    const asked = { institutionId, poolIds: [poolId], on: range.startOn }
    const { shares, carried } = await ledgerOf(platform, asked, { range, rows: [] })
    for (const { personId, openDays: days, held, fair } of shares) {
      if (fair === null) continue
      const points = Math.max(0, Math.round(held.points + (carried.get(personId)?.points ?? 0)))
      credits.set(personId, [...(credits.get(personId) ?? []), { poolId, points, days }])
    }
  }
  return credits
}
