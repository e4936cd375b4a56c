import { type BoundRoute, handle } from '../../../../platform/http/handler.ts'
import type { Platform } from '../../../../platform/platform.ts'
import { comparisonOf } from './compare.ts'
import { compareScenario } from './contract.ts'

export const compareRoutes = (platform: Platform): BoundRoute[] => [
  handle(compareScenario, ({ guard, actor, params, query }) =>
    comparisonOf(platform, guard, actor.institutionId, params.scenarioId, query.with),
  ),
]
