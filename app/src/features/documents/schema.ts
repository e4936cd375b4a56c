import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { at, bytes, day, institutionId, rowId } from '../../platform/columns.ts'
import { person } from '../people/schema.ts'
import { program } from '../programs/schema.ts'

/** A document a program asks of its trainees, such as a licence. */
export const documentKind = pgTable(
  'document_kind',
  {
    institutionId: institutionId(),
    id: rowId(),
    programId: uuid('program_id').notNull(),
    name: text('name').notNull(),
    isRequired: boolean('is_required').notNull(),
    expires: boolean('expires').notNull(),
    /** Days before the end on which the holder is reminded. */
    remindDays: integer('remind_days').array().notNull(),
    version: integer('version').notNull().default(0),
    archivedAt: at('archived_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    index('document_kind_program').on(t.institutionId, t.programId),
  ],
)

/** A document somebody holds. A renewed one is a new row; the old one stays as evidence. */
export const heldDocument = pgTable(
  'held_document',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    kindId: uuid('kind_id').notNull(),
    number: text('number'),
    issuedOn: day('issued_on'),
    expiresOn: day('expires_on'),
    enteredBy: text('entered_by').notNull(),
    enteredAt: at('entered_at').notNull(),
    verifiedBy: text('verified_by'),
    verifiedAt: at('verified_at'),
    fileName: text('file_name'),
    fileType: text('file_type'),
    file: bytes('file'),
    version: integer('version').notNull().default(0),
    removedAt: at('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    foreignKey({ columns: [t.institutionId, t.kindId], foreignColumns: [documentKind.institutionId, documentKind.id] }),
    index('held_document_person').on(t.institutionId, t.personId).where(sql`${t.removedAt} is null`),
    index('held_document_expiry').on(t.expiresOn).where(sql`${t.removedAt} is null`),
  ],
)

/** That a holder was reminded so many days before the end: once each. */
export const documentReminder = pgTable(
  'document_reminder',
  {
    institutionId: institutionId(),
    documentId: uuid('document_id').notNull(),
    daysBefore: integer('days_before').notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.documentId, t.daysBefore] }),
    foreignKey({
      columns: [t.institutionId, t.documentId],
      foreignColumns: [heldDocument.institutionId, heldDocument.id],
    }),
  ],
)
