import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, day, institutionId, rowId } from '../../../../platform/columns.ts'
import { appointment } from '../../../people/schema.ts'
import { scenario } from '../schema.ts'
import type { ReasonKind } from '../reason-kinds.ts'

/** Why somebody changed some days of a draft by hand, told with one tap: what patterns of such changes are found in. */
export const draftEditReason = pgTable(
  'draft_edit_reason',
  {
    institutionId: institutionId(),
    id: rowId(),
    scenarioId: uuid('scenario_id').notNull(),
    appointmentId: uuid('appointment_id').notNull(),
    programId: uuid('program_id').notNull(),
    startOn: day('start_on').notNull(),
    endOn: day('end_on').notNull(),
    /** What stood on most of these days before and stands there now; null is nothing. */
    fromRotationId: text('from_rotation_id'),
    toRotationId: text('to_rotation_id'),
    /** What stood there was not pinned: the solver, or whoever began the draft, had put it there. */
    wasProposed: boolean('was_proposed').notNull(),
    /** The rules were against it, and it was put there all the same. */
    againstRules: boolean('against_rules').notNull(),
    kind: text('kind').$type<ReasonKind>().notNull(),
    note: text('note').notNull(),
    authorId: uuid('author_id'),
    author: text('author').notNull(),
    at: at('at').notNull(),
    /** When its author undid the change; then it is no reason for anything. */
    withdrawnAt: at('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.scenarioId], foreignColumns: [scenario.institutionId, scenario.id] }),
    foreignKey({
      columns: [t.institutionId, t.appointmentId],
      foreignColumns: [appointment.institutionId, appointment.id],
    }),
    index('draft_edit_reason_scenario').on(t.institutionId, t.scenarioId, t.at),
    index('draft_edit_reason_program').on(t.institutionId, t.programId, t.at),
    check('draft_edit_reason_dates', sql`${t.startOn} <= ${t.endOn}`),
  ],
)
