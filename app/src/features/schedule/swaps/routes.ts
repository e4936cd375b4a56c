import { type BoundRoute, handle, whoOf } from '../../../platform/http/handler.ts'
import type { Platform } from '../../../platform/platform.ts'
import { accept, cancel, decide, decline } from './answers.ts'
import {
  acceptSwap,
  applyRepair,
  cancelSwap,
  decideSwap,
  declineSwap,
  listSwaps,
  myCalls,
  offerSwap,
  proposeRepairs,
  repairPeople,
  swapApprovals,
  swapPartners,
} from './contract.ts'
import { makeOffer, partnersFor } from './offers.ts'
import { repairsFor } from './repair.ts'
import { applyProposal, peopleOnCall } from './repair-apply.ts'
import { approvalsFor, callsOfMine, swapsFor } from './views.ts'

export const swapRoutes = (platform: Platform): BoundRoute[] => [
  handle(myCalls, ({ guard, actor }) => {
    guard.require({ personId: actor.personId })
    return callsOfMine(platform, guard, actor)
  }),
  handle(swapPartners, ({ guard, actor, query }) => {
    guard.require({ personId: actor.personId })
    return partnersFor(platform, actor, query)
  }),
  handle(listSwaps, ({ guard, actor }) => {
    guard.require({ personId: actor.personId })
    return swapsFor(platform, guard, actor)
  }),
  handle(offerSwap, (call) => {
    call.guard.require({ personId: call.actor.personId })
    return makeOffer(platform, call.actor, whoOf(call), call.body)
  }),
  handle(acceptSwap, (call) => {
    call.guard.require({ personId: call.actor.personId })
    return accept(platform, call.actor, whoOf(call), call.params.offerId, call.body.expectedVersion)
  }),
  handle(declineSwap, (call) => {
    call.guard.require({ personId: call.actor.personId })
    return decline(platform, call.actor, whoOf(call), { offerId: call.params.offerId, ...call.body })
  }),
  handle(cancelSwap, (call) => {
    call.guard.require({ personId: call.actor.personId })
    return cancel(platform, call.actor, whoOf(call), { offerId: call.params.offerId, ...call.body })
  }),
  handle(swapApprovals, ({ guard, actor }) => approvalsFor(platform, guard, actor)),
  handle(decideSwap, (call) =>
    decide(platform, call.guard, call.actor, whoOf(call), { offerId: call.params.offerId, ...call.body }),
  ),
  handle(repairPeople, ({ guard, actor }) => peopleOnCall(platform, guard, actor.institutionId)),
  handle(proposeRepairs, ({ guard, actor, body }) => repairsFor(platform, guard, actor.institutionId, body)),
  handle(applyRepair, (call) => applyProposal(platform, call.guard, whoOf(call), call.body)),
]
