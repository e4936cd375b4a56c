import { type BoundRoute, handle, whoOf } from '../../../../platform/http/handler.ts'
import type { Platform } from '../../../../platform/platform.ts'
import { presenceOn } from '../presence.ts'
import { answerThread, listComments, resolveThread, startThread } from './contract.ts'
import { answer, commentsOn, resolve, start } from './service.ts'

export function commentRoutes(platform: Platform): BoundRoute[] {
  /** Who has the draft open on this server hears of it at once. */
  const told = async <T>(scenarioId: string, work: Promise<T>): Promise<T> => {
    const done = await work
    presenceOn(platform).touch(scenarioId)
    return done
  }
  return [
    handle(listComments, ({ guard, actor, params }) =>
      commentsOn(platform.database.drizzle, guard, actor.institutionId, params.scenarioId),
    ),
    handle(startThread, (call) =>
      told(call.params.scenarioId, start(platform, call.guard, whoOf(call), call.params.scenarioId, call.body)),
    ),
    handle(answerThread, (call) =>
      told(call.params.scenarioId, answer(platform, call.guard, whoOf(call), call.params, call.body)),
    ),
    handle(resolveThread, (call) =>
      told(call.params.scenarioId, resolve(platform, call.guard, whoOf(call), call.params, call.body)),
    ),
  ]
}
