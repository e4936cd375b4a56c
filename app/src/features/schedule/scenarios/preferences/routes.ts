import { type BoundRoute, handle, whoOf } from '../../../../platform/http/handler.ts'
import type { Platform } from '../../../../platform/platform.ts'
import * as contract from './contract.ts'
import { programsAsked, remind, setDeadline, wishesByProgram } from './desk.ts'
import { satisfaction } from './satisfaction.ts'
import { preferences, setPreferences } from './service.ts'

export const preferenceRoutes = (platform: Platform): BoundRoute[] => [
  handle(contract.getPreferences, ({ guard, actor, params }) =>
    preferences(platform, guard, actor, params.personId, Number(params.startYear)),
  ),
  handle(contract.putPreferences, (call) =>
    setPreferences(platform, call.guard, whoOf(call), call.params.personId, Number(call.params.startYear), call.body),
  ),
  handle(contract.listWishes, async ({ guard, actor, params, query }) =>
    wishesByProgram(
      platform,
      guard,
      actor.institutionId,
      Number(params.startYear),
      programsAsked(guard.scope(), query.programId),
    ),
  ),
  handle(contract.putDeadline, async (call) => {
    call.guard.require({ programIds: [call.params.programId] })
    return setDeadline(platform, whoOf(call), call.params.programId, Number(call.params.startYear), call.body)
  }),
  handle(contract.remindOfWishes, async (call) => {
    call.guard.require({ programIds: [call.params.programId] })
    return remind(platform, whoOf(call), call.params.programId, Number(call.params.startYear))
  }),
  handle(contract.getSatisfaction, async ({ guard, actor, params, query }) =>
    satisfaction(platform, guard, actor, Number(params.startYear), programsAsked(guard.scope(), query.programId)),
  ),
]
