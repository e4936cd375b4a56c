import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, institutionId, rowId } from '../../../platform/columns.ts'
import { person } from '../../people/schema.ts'

export type SwapKind = 'swap' | 'give-away' | 'open'
/** `accepted` waits for an approval; the last five are ends. */
export type SwapState = 'open' | 'accepted' | 'done' | 'declined' | 'cancelled' | 'expired' | 'overtaken'

/**
 * Somebody's published call, or the part of it from a time on, that they would hand to another: for a call of theirs (`swap`), as a
 * gift to one (`give-away`), or to whoever may first (`open`).
 */
export const swapOffer = pgTable(
  'swap_offer',
  {
    institutionId: institutionId(),
    id: rowId(),
    kind: text('kind').$type<SwapKind>().notNull(),
    scheduleId: uuid('schedule_id').notNull(),
    poolId: uuid('pool_id').notNull(),
    personId: uuid('person_id').notNull(),
    assignmentId: uuid('assignment_id').notNull(),
    /** The call, as it was offered: a record row may end while the offer is remembered. */
    startAt: at('start_at').notNull(),
    endAt: at('end_at').notNull(),
    /** Only from here on; null is the whole call. */
    fromAt: at('from_at'),
    partnerId: uuid('partner_id'),
    /** What the partner hands over in return. */
    returnAssignmentId: uuid('return_assignment_id'),
    note: text('note').notNull(),
    state: text('state').$type<SwapState>().notNull(),
    offeredAt: at('offered_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    acceptedBy: uuid('accepted_by'),
    acceptedAt: at('accepted_at'),
    decidedBy: uuid('decided_by'),
    decidedAt: at('decided_at'),
    sentence: text('sentence'),
    /** The version of the call record that it made. */
    recordVersion: integer('record_version'),
    version: integer('version').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    uniqueIndex('swap_offer_assignment')
      .on(t.institutionId, t.assignmentId)
      .where(sql`${t.state} in ('open', 'accepted')`),
    index('swap_offer_pool').on(t.institutionId, t.poolId).where(sql`${t.state} in ('open', 'accepted')`),
    index('swap_offer_person').on(t.institutionId, t.personId, t.offeredAt),
    index('swap_offer_partner').on(t.institutionId, t.partnerId).where(sql`${t.state} in ('open', 'accepted')`),
    index('swap_offer_expiry').on(t.expiresAt).where(sql`${t.state} in ('open', 'accepted')`),
    check('swap_offer_time', sql`${t.startAt} < ${t.endAt}`),
  ],
)
