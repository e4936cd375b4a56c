import { type BoundRoute, handle, whoOf } from '../../../platform/http/handler.ts'
import type { Platform } from '../../../platform/platform.ts'
import * as contract from './contract.ts'
import { applyBulk, previewBulk } from './service.ts'
import { getOneBatch, listBatches, takeBack } from './take-back.ts'

export const bulkRoutes = (platform: Platform): BoundRoute[] => [
  handle(contract.previewBulk, ({ actor, guard, body }) => previewBulk(platform, actor, guard, body)),
  handle(contract.applyBulk, (call) => {
    const { change, reason, rows } = call.body
    const who = { ...whoOf(call), personId: call.actor.personId }
    return applyBulk(platform, who, call.guard, { change, reason: reason ?? null, rows })
  }),
  handle(contract.listBatches, ({ actor, guard }) => listBatches(platform.database.drizzle, actor, guard)),
  handle(contract.getBatch, ({ actor, guard, params }) => getOneBatch(platform, actor, guard, params.batchId)),
  handle(contract.takeBackBatch, (call) => {
    const who = { ...whoOf(call), personId: call.actor.personId }
    return takeBack(platform, who, call.guard, call.params.batchId, call.body.reason ?? null)
  }),
]
