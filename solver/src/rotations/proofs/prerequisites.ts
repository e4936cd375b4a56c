import { amountInWords, dayInWords, rangeInWords } from '../../words.ts'
import type { Compiled } from '../compile.ts'
import { memberFlags } from '../constraints/prerequisite.ts'
import type { Person, Prerequisite } from '../problem.ts'
import {
  type Claim,
  countingSlots,
  isForced,
  type Prover,
  reasonAbout,
  slotsOf,
  sumTicks,
  ticksLeft,
  ticksNeeded,
} from './claim.ts'

/** Gated activities that are asked for or pinned, but can never be opened in time. */
export const provePrerequisites: Prover = (c) =>
  c.problem.people.flatMap((person, p) =>
    (person.prerequisites ?? []).filter(({ soft }) => !soft).flatMap((rule) => proveRule(c, person, p, rule)),
  )

function proveRule(c: Compiled, person: Person, p: number, rule: Prerequisite): Claim[] {
  const opens = firstOpenSlot(c, person, p, rule)
  const asks = `${rule.label} asks for ${amountInWords(person, rule.minTicks)} first`
  const earliest =
    opens === null ? 'that can never be reached' : `that cannot be reached before ${dayInWords(c.startOn[opens]!)}`
  const claim = (amount: number, sentence: string, ruleIds: string[]): Claim => ({
    key: `prerequisite ${person.id} ${rule.id}`,
    soft: undefined,
    amount,
    reason: reasonAbout(person, 'prerequisite', sentence, {
      ruleIds: [rule.id, ...ruleIds],
      activityIds: rule.activityIds,
    }),
  })
  const gated = memberFlags(c, rule.activityIds)
  const fixed = slotsOf(c, p).find((s) => isForced(c, s, gated) && (opens === null || s < opens))
  if (fixed !== undefined) {
    const when = rangeInWords({ startOn: c.startOn[fixed]!, endOn: c.endOn[fixed]! })
    return [claim(c.slotDays[fixed]!, `${person.label} is pinned ${when}, but ${asks}, and ${earliest}.`, [])]
  }
  for (const requirement of person.requirements ?? []) {
    const needed = ticksNeeded(requirement)
    if (needed === 0 || !requirement.activityIds.every((id) => rule.activityIds.includes(id))) continue
    const open = sumTicks(
      c,
      countingSlots(c, p, requirement).filter((s) => opens !== null && s >= opens),
    )
    if (open >= needed) continue
    const sentence = `${person.label} needs ${amountInWords(person, needed)} of ${requirement.label}, but ${asks}, and ${earliest}, which leaves at most ${amountInWords(person, open)}.`
    return [claim((needed - open) * c.daysPerTick[p]!, sentence, [requirement.id])]
  }
  return []
}

/** The first slot by which enough could have come before, were everything possible spent on it. */
function firstOpenSlot(c: Compiled, person: Person, p: number, rule: Prerequisite): number | null {
  const after = rule.afterActivityIds
  const past = (person.history ?? []).reduce((sum, run) => sum + (after.includes(run.activityId) ? run.ticks : 0), 0)
  const limit = (person.requirements ?? []).reduce(
    (least, requirement) =>
      !requirement.window && after.every((id) => requirement.activityIds.includes(id))
        ? Math.min(least, ticksLeft(requirement))
        : least,
    Number.POSITIVE_INFINITY,
  )
  let ticks = 0
  const useful = new Set(countingSlots(c, p, { activityIds: after }))
  for (const s of slotsOf(c, p)) {
    if (past + Math.min(ticks, limit) >= rule.minTicks) return s
    if (useful.has(s)) ticks += c.ticks[s]!
  }
  return null
}
