import type { Prng } from '../../engine/prng.ts'
import type { Compiled } from '../compile.ts'
import { compileNeeds, type Need } from '../constraints/requirement.ts'
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
  /** Each person's hard requirements. */
  needs: Need[][]
  /** Each person's slots that are worth other than most: there exact totals are won. */
  oddSlots: number[][]
}

export function createMoveContext(state: State, prng: Prng): MoveContext {
  const { c } = state
  const wishes = c.problem.people.flatMap((_, p) => compileWishes(c, p))
  const needs = c.problem.people.map((_, p) => compileNeeds(c, p))
  const oddSlots = c.problem.people.map((_, p) => findOddSlots(c, p))
  return { state, prng, proposal: createProposal(c.slotCount), wishes, needs, oddSlots }
}

function findOddSlots(c: Compiled, p: number): number[] {
  const slots = [...c.open.subarray(c.openFrom[p], c.openFrom[p + 1])]
  const worth = new Map<number, number>()
  for (const s of slots) worth.set(c.ticks[s]!, (worth.get(c.ticks[s]!) ?? 0) + 1)
  const most = Math.max(0, ...worth.values())
  return slots.filter((s) => worth.get(c.ticks[s]!)! < most)
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
