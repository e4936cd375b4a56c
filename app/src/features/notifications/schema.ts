import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { at, institutionId, rowId } from '../../platform/columns.ts'
import { person } from '../people/schema.ts'

export const notification = pgTable(
  'notification',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    at: at('at').notNull(),
    title: text('title').notNull(),
    detail: text('detail').notNull(),
    link: text('link'),
    readAt: at('read_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    index('notification_person').on(t.institutionId, t.personId, t.at),
    index('notification_unread').on(t.institutionId, t.personId).where(sql`${t.readAt} is null`),
  ],
)
