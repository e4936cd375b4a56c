import { type BoundRoute, handle } from '../../../../platform/http/handler.ts'
import type { Platform } from '../../../../platform/platform.ts'
import { programsAsked } from '../../scope.ts'
import { getTraining } from './contract.ts'
import { trainingOf } from './training.ts'

export const trainingRoutes = (platform: Platform): BoundRoute[] => [
  handle(getTraining, ({ guard, actor, params, query }) =>
    trainingOf(platform, guard, {
      institutionId: actor.institutionId,
      startYear: params.startYear,
      programIds: programsAsked(guard, query.programId),
    }),
  ),
]
