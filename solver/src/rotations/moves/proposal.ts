import type { Prng } from '../../engine/prng.ts'
import { type CompiledWish, compileWishes } from '../constraints/wish.ts'
import type { State } from '../state.ts'

/** A change to try: slots and their new activities. */
export interface Proposal {
  slots: Int32Array
  activities: Int16Array
  count: number
}

/** What every move sees. A move fills the proposal and says whether there is anything to try. */
export interface MoveContext {
  state: State
  prng: Prng
  proposal: Proposal
  /** Everybody's wishes, to go where one is not granted. */
  wishes: CompiledWish[]
}

export function createMoveContext(state: State, prng: Prng): MoveContext {
  const { c } = state
  const wishes = c.problem.people.flatMap((_, p) => compileWishes(c, p))
  return { state, prng, proposal: createProposal(c.slotCount), wishes }
}

function createProposal(size: number): Proposal {
  return { slots: new Int32Array(size), activities: new Int16Array(size), count: 0 }
}

export function put(proposal: Proposal, slot: number, activity: number): void {
  proposal.slots[proposal.count] = slot
  proposal.activities[proposal.count++] = activity
}

export function mayHold(state: State, slot: number, activity: number): boolean {
  return state.c.allowed[slot * state.c.activityCount + activity] === 1
}
