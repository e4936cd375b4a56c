import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, day, institutionId, rowId } from '../../../../platform/columns.ts'
import { appointment } from '../../../people/schema.ts'
import { scenario } from '../schema.ts'

/** What people say to each other about some days of one trainee in a draft. */
export const draftThread = pgTable(
  'draft_thread',
  {
    institutionId: institutionId(),
    id: rowId(),
    scenarioId: uuid('scenario_id').notNull(),
    appointmentId: uuid('appointment_id').notNull(),
    startOn: day('start_on').notNull(),
    endOn: day('end_on').notNull(),
    /** Who settled it and when; null while it is open. */
    resolvedBy: text('resolved_by'),
    resolvedAt: at('resolved_at'),
    version: integer('version').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.scenarioId], foreignColumns: [scenario.institutionId, scenario.id] }),
    foreignKey({
      columns: [t.institutionId, t.appointmentId],
      foreignColumns: [appointment.institutionId, appointment.id],
    }),
    index('draft_thread_scenario').on(t.institutionId, t.scenarioId),
    check('draft_thread_dates', sql`${t.startOn} <= ${t.endOn}`),
  ],
)

/** One thing said in a thread. It stays as it was said. */
export const draftComment = pgTable(
  'draft_comment',
  {
    institutionId: institutionId(),
    id: rowId(),
    threadId: uuid('thread_id').notNull(),
    authorId: uuid('author_id').notNull(),
    author: text('author').notNull(),
    at: at('at').notNull(),
    text: text('text').notNull(),
    mentions: jsonb('mentions').$type<string[]>().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.threadId], foreignColumns: [draftThread.institutionId, draftThread.id] }),
    index('draft_comment_thread').on(t.institutionId, t.threadId, t.at),
  ],
)
