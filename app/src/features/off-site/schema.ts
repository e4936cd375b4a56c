import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { day, institutionId, rowId } from '../../platform/columns.ts'
import { appointment, person } from '../people/schema.ts'
import { program } from '../programs/schema.ts'

/**
 * A stay at another site that somebody has begun to arrange, as the schedule of record had it then. A stay nobody has touched is not
 * stored: it follows from the record. One that was touched stays, also when the record moves or drops its rotation.
 */
export const offSiteStay = pgTable(
  'off_site_stay',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    appointmentId: uuid('appointment_id').notNull(),
    programId: uuid('program_id').notNull(),
    rotationId: text('rotation_id').notNull(),
    startOn: day('start_on').notNull(),
    endOn: day('end_on').notNull(),
    /** Who arranges it; null is whoever coordinates the program. */
    ownerId: uuid('owner_id'),
    note: text('note').notNull(),
    version: integer('version').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    unique('off_site_stay_once').on(t.institutionId, t.appointmentId, t.rotationId, t.startOn),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    foreignKey({
      columns: [t.institutionId, t.appointmentId],
      foreignColumns: [appointment.institutionId, appointment.id],
    }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    foreignKey({ columns: [t.institutionId, t.ownerId], foreignColumns: [person.institutionId, person.id] }),
    index('off_site_stay_person').on(t.institutionId, t.personId),
  ],
)
