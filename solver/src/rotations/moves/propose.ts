import { exchangePeople, exchangeTwice, tradeDates } from './between-people.ts'
import { anywhere, openWish, sorePoint } from './focus.ts'
import type { MoveContext } from './proposal.ts'
import { changeActivity, fetchActivity, moveRun, swapStretches } from './within-person.ts'

/** Fills the proposal with a random move; `false` when the draw came to nothing. A third of the draws go where it hurts, some to wishes. */
export function propose(m: MoveContext): boolean {
  m.proposal.count = 0
  const place = m.prng.below(12)
  const focus = (place < 4 ? sorePoint(m) : place === 4 ? openWish(m) : null) ?? anywhere(m)
  const draw = m.prng.below(100)
  if (draw < 16) return changeActivity(m, focus)
  if (draw < 38) return fetchActivity(m, focus)
  if (draw < 60) return swapStretches(m, focus)
  if (draw < 76) return moveRun(m, focus)
  if (draw < 83) return exchangePeople(m, focus)
  if (draw < 91) return exchangeTwice(m, focus)
  return tradeDates(m, focus)
}
