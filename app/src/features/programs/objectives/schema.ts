import { foreignKey, index, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { at, day, institutionId, rowId } from '../../../platform/columns.ts'
import { appointment, person } from '../../people/schema.ts'
import { program } from '../schema.ts'

/** What a trainee read, word for word, so that it stands when the definition says something else later. */
export interface GoalText {
  readonly rotationName: string
  readonly goals: readonly string[]
  readonly objectives: readonly string[]
}

/** A trainee has read the goals and objectives of a rotation. Kept for good: it is evidence. */
export const objectiveConfirmation = pgTable(
  'objective_confirmation',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    appointmentId: uuid('appointment_id').notNull(),
    programId: uuid('program_id').notNull(),
    rotationId: text('rotation_id').notNull(),
    level: text('level').notNull(),
    /** Of the text: another text asks to be read again. */
    fingerprint: text('fingerprint').notNull(),
    told: jsonb('told').$type<GoalText>().notNull(),
    confirmedOn: day('confirmed_on').notNull(),
    confirmedAt: at('confirmed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    foreignKey({
      columns: [t.institutionId, t.appointmentId],
      foreignColumns: [appointment.institutionId, appointment.id],
    }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    unique('objective_confirmation_once').on(
      t.institutionId,
      t.appointmentId,
      t.rotationId,
      t.fingerprint,
      t.confirmedOn,
    ),
    index('objective_confirmation_program').on(t.institutionId, t.programId, t.confirmedOn),
  ],
)
