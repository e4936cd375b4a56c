import { type BoundRoute, handle, whoOf } from '../../../../platform/http/handler.ts'
import type { Platform } from '../../../../platform/platform.ts'
import { listRelaxations, removeRelaxation, takeRemedy } from './contract.ts'
import { applyRemedy, relaxationsAsked, takeBack } from './service.ts'

export const relaxationRoutes = (platform: Platform): BoundRoute[] => [
  handle(listRelaxations, ({ guard, actor, params }) =>
    relaxationsAsked(platform, guard, actor.institutionId, params.scenarioId),
  ),
  handle(takeRemedy, (call) => applyRemedy(platform, call.guard, whoOf(call), call.params.scenarioId, call.body)),
  handle(removeRelaxation, (call) =>
    takeBack(platform, call.guard, whoOf(call), call.params.scenarioId, call.params.relaxationId),
  ),
]
