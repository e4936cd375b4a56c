import { type BoundRoute, handle } from '../../../../platform/http/handler.ts'
import type { Platform } from '../../../../platform/platform.ts'
import { programsAsked } from '../../scope.ts'
import { getEditPatterns } from './contract.ts'
import { editPatterns } from './service.ts'

export const editPatternRoutes = (platform: Platform): BoundRoute[] => [
  handle(getEditPatterns, ({ guard, actor, params, query }) =>
    editPatterns(platform, actor.institutionId, Number(params.startYear), programsAsked(guard, query.programId)),
  ),
]
