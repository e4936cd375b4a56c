import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, institutionId } from '../columns.ts'

/**
 * Append-only, hash-chained per institution: `hash` covers the row and the hash before it. Triggers (first migration) refuse UPDATE,
 * DELETE and TRUNCATE.
 */
export const auditEvent = pgTable(
  'audit_event',
  {
    institutionId: institutionId(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    at: at('at').notNull(),
    actorPersonId: uuid('actor_person_id'),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    entity: text('entity').notNull(),
    entityId: text('entity_id').notNull(),
    programId: uuid('program_id'),
    before: jsonb('before'),
    after: jsonb('after'),
    reason: text('reason'),
    requestId: text('request_id').notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.seq] }),
    index('audit_event_entity').on(t.institutionId, t.entityId, t.seq),
    index('audit_event_program').on(t.institutionId, t.programId, t.seq),
  ],
)

/** The end of each institution's chain; its row lock puts concurrent writers in one order. */
export const auditHead = pgTable(
  'audit_head',
  {
    institutionId: institutionId(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.institutionId] })],
)
