/** What is certain before any search: reasons why no schedule exists, and what every schedule must cost. */
import { type Compiled, compile } from './compile.ts'
import type { Claim } from './proofs/claim.ts'
import { proveEmpty } from './proofs/empty-rooms.ts'
import { proveFairness } from './proofs/fairness.ts'
import { proveFull } from './proofs/full-rooms.ts'
import { provePrerequisites } from './proofs/prerequisites.ts'
import { readRooms } from './proofs/room.ts'
import { proveRequirementsTogether, proveSingleRequirements } from './proofs/requirements.ts'
import { proveRuns } from './proofs/runs.ts'
import { proveSlots } from './proofs/slots.ts'
import { proveWishes } from './proofs/wishes.ts'
import type { Reason, RotationProblem, Score } from './problem.ts'

const PROVERS: ((c: Compiled, isOver: () => boolean) => Claim[])[] = [
  proveSlots,
  proveSingleRequirements,
  proveRequirementsTogether,
  proveRuns,
  provePrerequisites,
  proveRooms,
  proveWishes,
  proveFairness,
]

function proveRooms(c: Compiled, isOver: () => boolean): Claim[] {
  return readRooms(c).flatMap((room) => (isOver() ? [] : [...proveFull(c, room), ...proveEmpty(c, room)]))
}

/**
 * Proofs, in words, that a problem (as accepted by `validateProblem`) has no schedule that meets its hard rules. An empty
 * list promises nothing: the tests are sufficient, not necessary.
 */
export function diagnose(problem: RotationProblem): Reason[] {
  return prove(compile(problem), () => false).reasons
}

/** Reasons, and the bound: the strongest claim about each soft rule, added up by tier. Gives up between proofs when time is over. */
export function prove(c: Compiled, isOver: () => boolean): { reasons: Reason[]; bound: Score } {
  const strongest = new Map<string, Claim>()
  for (const claim of PROVERS.flatMap((prover) => (isOver() ? [] : prover(c, isOver)))) {
    if ((strongest.get(claim.key)?.amount ?? 0) < claim.amount) strongest.set(claim.key, claim)
  }
  const claims = [...strongest.values()]
  const bound: Score = { hard: 0, tiers: c.problem.tiers.map(() => 0) }
  for (const { soft, amount } of claims) {
    if (soft) bound.tiers[soft.tier] = bound.tiers[soft.tier]! + amount * soft.weight
    else bound.hard = Math.max(bound.hard, amount)
  }
  return { reasons: claims.filter(({ soft }) => !soft).map(({ reason }) => reason), bound }
}
