import { permission } from '../../../contract/permission.ts'

/** Whoever has a published call may hand it on, within what the rules allow; the pool says whether somebody approves. */
export const offerSwaps = permission('swaps.offer', 'Swap, give away and take over call', { trainee: 'self' })

export const decideSwaps = permission('swaps.decide', 'Approve and decline swaps of call', {
  chief: 'program',
  coordinator: 'program',
  director: 'program',
})

export const repairCalls = permission('calls.repair', 'Find somebody for the call of who is out', {
  chief: 'program',
  coordinator: 'program',
  director: 'program',
})
