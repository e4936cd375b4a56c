import { foreignKey, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { at, day, institutionId } from '../../../../platform/columns.ts'
import { program } from '../../../programs/schema.ts'

/** Until when trainees of a program may say what they would like in a year, the day itself included. */
export const preferenceDeadline = pgTable(
  'preference_deadline',
  {
    institutionId: institutionId(),
    programId: uuid('program_id').notNull(),
    startYear: integer('start_year').notNull(),
    dueOn: day('due_on'),
    remindedAt: at('reminded_at'),
    version: integer('version').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.programId, t.startYear] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
  ],
)
