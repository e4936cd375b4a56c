import { exchangePeople, exchangeTwice } from './between-people.ts'
import { anySlot, sorePoint } from './focus.ts'
import type { MoveContext } from './proposal.ts'
import { changeActivity, fetchActivity, moveRun, swapStretches } from './within-person.ts'

/** Fills the proposal with a random move; `false` when the draw came to nothing. A third of the draws go where it hurts. */
export function propose(m: MoveContext): boolean {
  m.proposal.count = 0
  const sore = m.prng.below(3) === 0 ? sorePoint(m) : null
  const slot = sore?.slot ?? anySlot(m)
  const wanted = sore?.wanted ?? -1
  const draw = m.prng.below(100)
  if (draw < 18) return changeActivity(m, slot, wanted)
  if (draw < 42) return fetchActivity(m, slot, wanted)
  if (draw < 64) return swapStretches(m, slot)
  if (draw < 82) return moveRun(m, slot)
  if (draw < 90) return exchangePeople(m, slot)
  return exchangeTwice(m, slot)
}
