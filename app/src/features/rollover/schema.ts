import { sql } from 'drizzle-orm'
import { foreignKey, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, institutionId, rowId } from '../../platform/columns.ts'
import { program } from '../programs/schema.ts'
import type { StoredDecision } from './decisions.ts'
import type { Written } from './written.ts'

/** A program's way into the academic year that begins in `startYear`: decisions while it is open, then what was written. */
export const rollover = pgTable(
  'rollover',
  {
    institutionId: institutionId(),
    id: rowId(),
    programId: uuid('program_id').notNull(),
    startYear: integer('start_year').notNull(),
    state: text('state').$type<'open' | 'applied' | 'taken-back'>().notNull().default('open'),
    /** Counts every decision, and what came of them. */
    version: integer('version').notNull().default(0),
    begunAt: at('begun_at').notNull(),
    appliedBy: text('applied_by'),
    appliedAt: at('applied_at'),
    takenBackBy: text('taken_back_by'),
    takenBackAt: at('taken_back_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    uniqueIndex('rollover_once').on(t.institutionId, t.programId, t.startYear).where(sql`${t.state} <> 'taken-back'`),
  ],
)

/** What somebody decided about one person or about the year. What nobody decided goes by what is usual. */
export const rolloverDecision = pgTable(
  'rollover_decision',
  {
    institutionId: institutionId(),
    rolloverId: uuid('rollover_id').notNull(),
    /** `person:` with the appointment, `incoming:` with the entry, or `year`. */
    key: text('key').notNull(),
    decision: jsonb('decision').$type<StoredDecision>().notNull(),
    version: integer('version').notNull(),
    decidedBy: text('decided_by').notNull(),
    decidedAt: at('decided_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.rolloverId, t.key] }),
    foreignKey({ columns: [t.institutionId, t.rolloverId], foreignColumns: [rollover.institutionId, rollover.id] }),
  ],
)

/** One thing that was written, with all that taking it back needs. */
export const rolloverChange = pgTable(
  'rollover_change',
  {
    institutionId: institutionId(),
    rolloverId: uuid('rollover_id').notNull(),
    position: integer('position').notNull(),
    sentence: text('sentence').notNull(),
    written: jsonb('written').$type<Written>().notNull(),
    takenBackAt: at('taken_back_at'),
    /** Why it stayed when the rest was taken back. */
    keptBecause: text('kept_because'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.rolloverId, t.position] }),
    foreignKey({ columns: [t.institutionId, t.rolloverId], foreignColumns: [rollover.institutionId, rollover.id] }),
  ],
)
