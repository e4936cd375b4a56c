import { and, eq, gt, inArray, ne, not, notInArray, notLike, or, sql } from 'drizzle-orm'
import type { AuditAction } from '../../contract/audit-actions.ts'
import { auditEvent, auditHead } from '../../platform/audit/schema.ts'
import type { Reads } from '../../platform/db/index.ts'

/** Who signs in, and addresses and numbers of people, make no task. */
const without: AuditAction[] = [
  'person.changed',
  'session.opened',
  'session.closed',
  'account.password-changed',
  'grid-zoom.keep',
]
/** What makes a task only for whoever did it, or whom it is about. */
const ownOnly: AuditAction[] = ['preferences.set']

/**
 * The institution's last event, and whether anything after event `seq` may have made or settled a task of the person: every write is
 * audited, so without such an event nothing is different. Reads only the events after `seq`.
 */
export async function tasksTouchedAfter(
  db: Reads,
  institutionId: string,
  personId: string,
  seq: number,
): Promise<{ readonly seq: number; readonly touched: boolean }> {
  const ofOthers = and(
    inArray(auditEvent.action, ownOnly),
    or(ne(auditEvent.actorPersonId, personId), sql`${auditEvent.actorPersonId} is null`),
    ne(auditEvent.entityId, personId),
  )
  const touching = and(
    notInArray(auditEvent.action, without),
    notLike(auditEvent.action, 'grid-view.%'),
    not(ofOthers!),
  )
  const [news] = await db
    .select({
      seq: sql<number | null>`max(${auditEvent.seq})`.mapWith(Number),
      touched: sql<boolean | null>`bool_or(${touching})`,
    })
    .from(auditEvent)
    .where(and(eq(auditEvent.institutionId, institutionId), gt(auditEvent.seq, seq)))
  return { seq: news?.seq ?? seq, touched: news?.touched ?? false }
}

/** The number of the institution's last event. */
export async function lastEvent(db: Reads, institutionId: string): Promise<number> {
  const [head] = await db
    .select({ seq: auditHead.seq })
    .from(auditHead)
    .where(eq(auditHead.institutionId, institutionId))
  return head?.seq ?? 0
}
