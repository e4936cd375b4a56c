import type { Prng } from '../../engine/prng.ts'
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
}

export function createProposal(size: number): Proposal {
  return { slots: new Int32Array(size), activities: new Int16Array(size), count: 0 }
}

export function put(proposal: Proposal, slot: number, activity: number): void {
  proposal.slots[proposal.count] = slot
  proposal.activities[proposal.count++] = activity
}

export function mayHold(state: State, slot: number, activity: number): boolean {
  return state.c.allowed[slot * state.c.activityCount + activity] === 1
}
