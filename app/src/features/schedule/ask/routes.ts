import { type BoundRoute, handle } from '../../../platform/http/handler.ts'
import type { Platform } from '../../../platform/platform.ts'
import { answering } from './asking.ts'
import { askCost, askWhy } from './contract.ts'
import { scheduleAsked } from './schedule-asked.ts'
import { cost, why } from './why.ts'

export const askRoutes = (platform: Platform): BoundRoute[] => [
  handle(askWhy, async ({ guard, actor, query, http }) => {
    const schedule = await scheduleAsked(platform, guard, actor.institutionId, query)
    return answering(platform, http, (asking) => why(platform, guard, schedule, query, asking))
  }),
  handle(askCost, async ({ guard, actor, query, http }) => {
    const schedule = await scheduleAsked(platform, guard, actor.institutionId, query)
    return answering(platform, http, (asking) => cost(platform, guard, schedule, query, asking))
  }),
]
