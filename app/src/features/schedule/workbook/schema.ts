import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Table } from '../../../platform/tables/read-tables.ts'
import { at, institutionId, rowId } from '../../../platform/columns.ts'
import { program } from '../../programs/schema.ts'
import type { Meaning } from './codes.ts'
import type { Choices } from './contract.ts'

/** A schedule kept in a spreadsheet, as it was read, with what somebody said about it so far. */
export const workbook = pgTable(
  'workbook',
  {
    institutionId: institutionId(),
    id: rowId(),
    programId: uuid('program_id').notNull(),
    startYear: integer('start_year').notNull(),
    fileName: text('file_name').notNull(),
    tables: jsonb('tables').$type<Table[]>().notNull(),
    choices: jsonb('choices').$type<Choices>().notNull(),
    sentAt: at('sent_at').notNull(),
    sentBy: text('sent_by').notNull(),
    /** The draft it became. */
    scenarioId: uuid('scenario_id'),
    discardedAt: at('discarded_at'),
    version: integer('version').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    index('workbook_program').on(t.institutionId, t.programId, t.sentAt),
  ],
)

/** What a program's codes were found to mean: next year's workbook uses them again. */
export const workbookCode = pgTable(
  'workbook_code',
  {
    institutionId: institutionId(),
    programId: uuid('program_id').notNull(),
    code: text('code').notNull(),
    meaning: jsonb('meaning').$type<Meaning>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.programId, t.code] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
  ],
)
