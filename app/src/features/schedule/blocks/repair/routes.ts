import { type BoundRoute, handle } from '../../../../platform/http/handler.ts'
import type { Platform } from '../../../../platform/platform.ts'
import { answering } from '../../ask/asking.ts'
import { programsAsked } from '../../scope.ts'
import { listDisturbances, proposeRepairs } from './contract.ts'
import { disturbances, repairsOf, yearToRepair } from './repairs.ts'

export const repairRoutes = (platform: Platform): BoundRoute[] => [
  handle(listDisturbances, ({ guard, actor, params, query }) =>
    disturbances(platform, guard, actor.institutionId, Number(params.startYear), programsAsked(guard, query.programId)),
  ),
  handle(proposeRepairs, async ({ guard, actor, params, query, http }) => {
    const asked = { ...query, startYear: Number(params.startYear) }
    const facts = await yearToRepair(platform, guard, actor.institutionId, asked)
    return answering(platform, http, (asking) => repairsOf(platform, guard, actor.institutionId, facts, asked, asking))
  }),
]
