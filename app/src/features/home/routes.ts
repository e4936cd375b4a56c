import { type BoundRoute, handle } from '../../platform/http/handler.ts'
import type { Platform } from '../../platform/platform.ts'
import { todayOf } from '../programs/index.ts'
import { getHome } from './contract.ts'
import { home } from './service.ts'

export const homeRoutes = (platform: Platform): BoundRoute[] => [
  handle(getHome, async ({ actor, guard }) =>
    home({ platform, actor, guard, today: await todayOf(platform, actor.institutionId), now: platform.now() }),
  ),
]
