import { passes, plus, toNumber, ZERO } from '../amount.ts'
import type { DateRange, Day } from '../dates.ts'
import type { AppointmentSituation } from '../facts.ts'
import { contains } from '../ranges.ts'
import { formatAmount, formatDay } from '../wording.ts'
import { amountIn, within, type SharedTime } from './credit.ts'
import type { RequirementResult } from './requirement.ts'
import type { Outlook, Standing, TimeClaim } from './standing.ts'

/** Two units of time in one sum (weeks of 7 days beside months of 28 to 31) are comparable to about a day in a year. */
const MIXED_UNITS_TOLERANCE = 1 / 300

/**
 * Requirements that still need time compete for the same open days. For each window (the appointment, or a stretch of
 * levels) this adds up what all requirements that must be met inside it still need; where that is more than the window's
 * time not yet scheduled, every one of them that counted on that time is at risk. One rotation may serve several requirements, so
 * only requirements without a common rotation are added: the sum is never more than what is really needed.
 */
export function withCompetition(standings: readonly Standing[], { situation, open }: Outlook): RequirementResult[] {
  const claims = standings.flatMap(({ claim }) => (claim ? [claim] : []))
  if (claims.length < 2) return standings.map(({ result }) => result)
  const reasons = new Map<string, string>()
  for (const window of distinctWindows(claims)) {
    const competing = claims.filter((claim) =>
      claim.window.every((range) => window.some((outer) => contains(outer, range))),
    )
    const reason = overbooked(competing, within(open, window), situation, window.at(-1)!.endOn)
    if (reason) for (const { requirement } of competing) reasons.set(requirement.id, reason)
  }
  return standings.map(({ result, claim }) => {
    const reason = reasons.get(result.requirementId)
    if (!reason || !claim || result.status !== 'on-track') return result
    return { ...result, status: 'at-risk', sentence: `${claim.requirement.title}: ${reason}`, sharedReason: reason }
  })
}

function distinctWindows(claims: readonly TimeClaim[]): (readonly DateRange[])[] {
  const byDays = new Map(
    claims.map(({ window }) => [window.map(({ startOn, endOn }) => `${startOn}-${endOn}`).join(), window]),
  )
  return [...byDays.values()]
}

/** Why the claims do not fit into the open time, or null. */
function overbooked(
  claims: readonly TimeClaim[],
  open: readonly SharedTime[],
  situation: AppointmentSituation,
  dueOn: Day,
): string | null {
  const units = new Set(claims.map(({ requirement }) => requirement.unit))
  const openByUnit = new Map([...units].map((unit) => [unit, amountIn(unit, open, situation)]))
  const partOfOpen = ({ requirement, shortfall }: TimeClaim) =>
    toNumber(shortfall) / toNumber(openByUnit.get(requirement.unit)!)
  const sum = (chosen: readonly TimeClaim[]) => chosen.reduce((part, claim) => part + partOfOpen(claim), 0)
  const largestFirst = withoutCommonRotation([...claims].sort((a, b) => partOfOpen(b) - partOfOpen(a)))
  const narrowestFirst = withoutCommonRotation(
    [...claims].sort((a, b) => a.requirement.counts.length - b.requirement.counts.length),
  )
  const chosen = sum(largestFirst) >= sum(narrowestFirst) ? largestFirst : narrowestFirst
  const tolerance = units.size > 1 ? MIXED_UNITS_TOLERANCE : 1e-9
  if (sum(chosen) <= 1 + tolerance) return null
  const [unit] = units
  if (!unit || units.size > 1) {
    return `together with the other requirements it needs more than the time not yet scheduled until ${formatDay(dueOn)}.`
  }
  const needed = chosen.reduce((total, claim) => plus(total, claim.shortfall), ZERO)
  if (!passes(needed, openByUnit.get(unit)!)) return null
  return `together the requirements still need ${formatAmount(needed, unit)} by ${formatDay(dueOn)}, but only ${formatAmount(openByUnit.get(unit)!, unit)} not yet scheduled.`
}

function withoutCommonRotation(claims: readonly TimeClaim[]): TimeClaim[] {
  const used = new Set<string>()
  return claims.filter(({ requirement }) => {
    if (requirement.counts.some((rotationId) => used.has(rotationId))) return false
    for (const rotationId of requirement.counts) used.add(rotationId)
    return true
  })
}
