import { type BoundRoute, handle, whoOf } from '../../../platform/http/handler.ts'
import type { Platform } from '../../../platform/platform.ts'
import { programsAsked } from '../scope.ts'
import {
  chooseInWorkbook,
  discardWorkbook,
  getWorkbook,
  importWorkbook as importRoute,
  listWorkbooks,
  sendWorkbook,
} from './contract.ts'
import { choose, discard, importWorkbook, keepWorkbook, viewWorkbook, workbookAsked } from './service.ts'
import { workbooksOf } from './store.ts'

export const workbookRoutes = (platform: Platform): BoundRoute[] => [
  handle(listWorkbooks, async ({ guard, actor }) => {
    const programIds = programsAsked(guard, undefined)
    const rows = await workbooksOf(platform.database.drizzle, actor.institutionId, programIds)
    return { workbooks: rows.map(({ sentAt, ...row }) => ({ ...row, sentAt: sentAt.toISOString() })) }
  }),
  handle(sendWorkbook, (call) => {
    const { programId, startYear, fileName } = call.query
    call.guard.require({ programIds: [programId] })
    return keepWorkbook(platform, whoOf(call), {
      programId,
      startYear: Number(startYear),
      fileName,
      bytes: call.body,
    })
  }),
  handle(getWorkbook, async ({ guard, actor, params }) =>
    viewWorkbook(platform, await workbookAsked(platform, guard, actor.institutionId, params.workbookId)),
  ),
  handle(chooseInWorkbook, async (call) => {
    const row = await workbookAsked(platform, call.guard, call.actor.institutionId, call.params.workbookId)
    return choose(platform, whoOf(call), row, call.body.expectedVersion, call.body.choices)
  }),
  handle(importRoute, async (call) => {
    const row = await workbookAsked(platform, call.guard, call.actor.institutionId, call.params.workbookId)
    return importWorkbook(platform, call.guard, whoOf(call), row, call.body)
  }),
  handle(discardWorkbook, async (call) => {
    const row = await workbookAsked(platform, call.guard, call.actor.institutionId, call.params.workbookId)
    await discard(platform, whoOf(call), row, call.body.expectedVersion)
    return {}
  }),
]
