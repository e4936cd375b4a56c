import { type BoundRoute, handle, whoOf } from '../../../platform/http/handler.ts'
import type { Platform } from '../../../platform/platform.ts'
import * as contract from './contract.ts'
import * as service from './service.ts'

export const goalRoutes = (platform: Platform): BoundRoute[] => [
  handle(contract.getMyGoals, async ({ actor, guard }) => {
    guard.require({ personId: actor.personId })
    return service.myGoals(platform, actor.institutionId, actor.personId)
  }),
  handle(contract.confirmMyGoals, async (call) => {
    const { personId } = call.actor
    call.guard.require({ personId })
    return service.confirmGoals(platform, { ...whoOf(call), personId }, call.body)
  }),
  handle(contract.listGoals, async ({ actor, guard, query: { programId } }) => {
    const scope = guard.scope()
    const mine = scope.institution ? null : scope.programIds
    const wanted = programId === undefined ? mine : mine === null || mine.includes(programId) ? [programId] : []
    return service.goalsByProgram(platform, actor.institutionId, wanted)
  }),
  handle(contract.remindOfGoals, async (call) => {
    const { programId } = call.params
    call.guard.require({ programIds: [programId] })
    return service.remindOfGoals(platform, whoOf(call), programId)
  }),
]
