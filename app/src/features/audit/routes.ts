import { verifyAudit } from '../../platform/audit/verify.ts'
import { type BoundRoute, handle } from '../../platform/http/handler.ts'
import type { Platform } from '../../platform/platform.ts'
import * as contract from './contract.ts'
import { auditCount, auditPage } from './store.ts'

export const auditRoutes = (platform: Platform): BoundRoute[] => {
  const db = platform.database.drizzle
  return [
    handle(contract.listAudit, async ({ actor, guard, query }) => {
      const limit = query.limit ?? 100
      const filter = {
        institutionId: actor.institutionId,
        scope: guard.scope(),
        entityId: query.entityId,
        action: query.action,
        beforeSeq: query.cursor === undefined ? undefined : Number(query.cursor),
        limit: limit + 1,
      }
      const rows = await auditPage(db, filter)
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return {
        items: items.map((row) => ({ ...row, at: row.at.toISOString() })),
        nextCursor: rows.length > limit && last !== undefined ? String(last.seq) : null,
        total: await auditCount(db, filter),
      }
    }),
    handle(contract.verifyAudit, async ({ actor, guard }) => {
      guard.require({ programIds: guard.scope().programIds })
      return verifyAudit(db, actor.institutionId)
    }),
  ]
}
