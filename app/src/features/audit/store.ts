import { and, desc, eq, inArray, lt, or, sql, type SQL } from 'drizzle-orm'
import type { Scope } from '../../contract/permission.ts'
import { auditEvent } from '../../platform/audit/schema.ts'
import type { Reads } from '../../platform/db/index.ts'

export interface AuditFilter {
  readonly institutionId: string
  readonly scope: Scope
  readonly entityId: string | undefined
  readonly action: string | undefined
  readonly beforeSeq: number | undefined
  readonly limit: number
}

const conditions = ({ institutionId, scope, entityId, action }: AuditFilter): (SQL | undefined)[] => [
  eq(auditEvent.institutionId, institutionId),
  scope.institution ? undefined : or(sql`false`, inArray(auditEvent.programId, [...scope.programIds])),
  entityId === undefined ? undefined : eq(auditEvent.entityId, entityId),
  action === undefined ? undefined : eq(auditEvent.action, action),
]

export const auditPage = (db: Reads, filter: AuditFilter) =>
  db
    .select()
    .from(auditEvent)
    .where(
      and(...conditions(filter), filter.beforeSeq === undefined ? undefined : lt(auditEvent.seq, filter.beforeSeq)),
    )
    .orderBy(desc(auditEvent.seq))
    .limit(filter.limit)

export async function auditCount(db: Reads, filter: AuditFilter): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(auditEvent)
    .where(and(...conditions(filter)))
  return row?.count ?? 0
}
