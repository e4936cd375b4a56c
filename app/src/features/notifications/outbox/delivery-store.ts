import { and, desc, eq, gte, inArray, or, sql } from 'drizzle-orm'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { person } from '../../people/schema.ts'
import { outboxMessage } from '../schema.ts'

export const counts = (db: Reads, institutionId: string, since: Date) =>
  db
    .select({ channel: outboxMessage.channel, state: outboxMessage.state, count: sql<number>`count(*)::int` })
    .from(outboxMessage)
    .where(and(eq(outboxMessage.institutionId, institutionId), gte(outboxMessage.createdAt, since)))
    .groupBy(outboxMessage.channel, outboxMessage.state)
    .orderBy(outboxMessage.channel, outboxMessage.state)

export async function lastSentAt(db: Reads, institutionId: string): Promise<Date | null> {
  const [row] = await db
    .select({ at: outboxMessage.endedAt })
    .from(outboxMessage)
    .where(and(eq(outboxMessage.institutionId, institutionId), eq(outboxMessage.state, 'sent')))
    .orderBy(desc(outboxMessage.createdAt))
    .limit(1)
  return row?.at ?? null
}

/** Messages that failed, that may have arrived or not, and those that were tried in vain so far. */
export const problems = (db: Reads, institutionId: string, limit: number) =>
  db
    .select({
      id: outboxMessage.id,
      channel: outboxMessage.channel,
      purpose: outboxMessage.purpose,
      personName: sql<string>`${person.givenName} || ' ' || ${person.familyName}`,
      state: outboxMessage.state,
      createdAt: outboxMessage.createdAt,
      dueAt: outboxMessage.dueAt,
      attempts: outboxMessage.attempts,
      outcome: outboxMessage.outcome,
    })
    .from(outboxMessage)
    .innerJoin(
      person,
      and(eq(person.institutionId, outboxMessage.institutionId), eq(person.id, outboxMessage.personId)),
    )
    .where(
      and(
        eq(outboxMessage.institutionId, institutionId),
        or(
          inArray(outboxMessage.state, ['dead', 'uncertain']),
          and(eq(outboxMessage.state, 'waiting'), sql`${outboxMessage.attempts} > 0`),
        ),
      ),
    )
    .orderBy(desc(outboxMessage.createdAt), desc(outboxMessage.id))
    .limit(limit)

type Woken = 'missing' | 'busy' | 'waiting' | 'dead' | 'uncertain'

/** Makes a message due now, as if it had never been tried; gives the state it had. */
export async function wake(tx: WriteTx, institutionId: string, id: string, now: Date): Promise<Woken> {
  const theMessage = and(eq(outboxMessage.institutionId, institutionId), eq(outboxMessage.id, id))
  const [found] = await tx.select({ state: outboxMessage.state }).from(outboxMessage).where(theMessage).for('update')
  if (found === undefined) return 'missing'
  const { state } = found
  if (state !== 'waiting' && state !== 'dead' && state !== 'uncertain') return 'busy'
  await tx
    .update(outboxMessage)
    .set({ state: 'waiting', dueAt: now, attempts: 0, endedAt: null, handedOverAt: null, uselessAt: null })
    .where(theMessage)
  return state
}
