import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { at, bytes, day, institutionId, rowId } from '../../../platform/columns.ts'
import { appointment, person } from '../../people/schema.ts'

/** The schedule of record of an academic year; `version` counts publications and amendments. */
export const recordYear = pgTable(
  'record_year',
  {
    institutionId: institutionId(),
    startYear: integer('start_year').notNull(),
    version: integer('version').notNull(),
  },
  (t) => [primaryKey({ columns: [t.institutionId, t.startYear] })],
)

export interface RecordedChange {
  programId: string
  personId: string
  personName: string
  sentence: string
}

/** One publication or amendment: who, when, why and what it changed, in words. */
export const recordVersion = pgTable(
  'record_version',
  {
    institutionId: institutionId(),
    startYear: integer('start_year').notNull(),
    version: integer('version').notNull(),
    kind: text('kind').$type<'publication' | 'amendment'>().notNull(),
    at: at('at').notNull(),
    byPersonId: uuid('by_person_id'),
    by: text('by').notNull(),
    reason: text('reason').notNull(),
    scenarioId: uuid('scenario_id'),
    changes: jsonb('changes').$type<RecordedChange[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.startYear, t.version] }),
    foreignKey({
      columns: [t.institutionId, t.startYear],
      foreignColumns: [recordYear.institutionId, recordYear.startYear],
    }),
  ],
)

/** In force from `fromVersion` until `untilVersion` (null: still); so every earlier version of the year can be read again. */
export const recordAssignment = pgTable(
  'record_assignment',
  {
    institutionId: institutionId(),
    id: rowId(),
    startYear: integer('start_year').notNull(),
    appointmentId: uuid('appointment_id').notNull(),
    programId: uuid('program_id').notNull(),
    /** The rotation's id in the definition that the trainee follows. */
    rotationId: text('rotation_id').notNull(),
    startOn: day('start_on').notNull(),
    endOn: day('end_on').notNull(),
    fromVersion: integer('from_version').notNull(),
    untilVersion: integer('until_version'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({
      columns: [t.institutionId, t.appointmentId],
      foreignColumns: [appointment.institutionId, appointment.id],
    }),
    foreignKey({
      columns: [t.institutionId, t.startYear],
      foreignColumns: [recordYear.institutionId, recordYear.startYear],
    }),
    index('record_assignment_year').on(t.institutionId, t.startYear).where(sql`${t.untilVersion} is null`),
    index('record_assignment_appointment').on(t.institutionId, t.appointmentId).where(sql`${t.untilVersion} is null`),
    check('record_assignment_dates', sql`${t.startOn} <= ${t.endOn}`),
  ],
)

/** A secret calendar address. Only its hash is kept; revoking ends it at once. */
export const calendarFeed = pgTable(
  'calendar_feed',
  {
    institutionId: institutionId(),
    id: rowId(),
    tokenHash: bytes('token_hash').notNull(),
    ownerPersonId: uuid('owner_person_id').notNull(),
    kind: text('kind').$type<'person' | 'rotation'>().notNull(),
    personId: uuid('person_id'),
    programId: uuid('program_id'),
    rotationId: text('rotation_id'),
    label: text('label').notNull(),
    createdAt: at('created_at').notNull(),
    revokedAt: at('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    unique('calendar_feed_token').on(t.institutionId, t.tokenHash),
    index('calendar_feed_by_token').on(t.tokenHash),
    index('calendar_feed_owner').on(t.institutionId, t.ownerPersonId),
    foreignKey({ columns: [t.institutionId, t.ownerPersonId], foreignColumns: [person.institutionId, person.id] }),
  ],
)
