import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { at, day, institutionId, rowId } from '../../platform/columns.ts'
import { program } from '../programs/schema.ts'
import type { BatchFields } from './bulk/contract.ts'
import type { LeaveKind } from './leave-kinds.ts'

export type { LeaveKind }

/** Anyone the institution knows: trainee, faculty or staff. What they are follows from appointments and roles. */
export const person = pgTable(
  'person',
  {
    institutionId: institutionId(),
    id: rowId(),
    givenName: text('given_name').notNull(),
    familyName: text('family_name').notNull(),
    email: text('email'),
    /** The institution's own number for the person; what an import recognises people by. */
    staffNumber: text('staff_number'),
    version: integer('version').notNull().default(0),
    createdAt: at('created_at').notNull().defaultNow(),
    archivedAt: at('archived_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    uniqueIndex('person_staff_number').on(t.institutionId, t.staffNumber),
    index('person_email').on(t.institutionId, t.email),
    index('person_name').on(t.institutionId, t.familyName, t.givenName, t.id),
  ],
)

/** One trainee in two programs; active once every director has agreed. */
export const combination = pgTable(
  'combination',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    proposedBy: uuid('proposed_by').notNull(),
    proposedAt: at('proposed_at').notNull(),
    withdrawnAt: at('withdrawn_at'),
    version: integer('version').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
  ],
)

export const combinationAgreement = pgTable(
  'combination_agreement',
  {
    institutionId: institutionId(),
    combinationId: uuid('combination_id').notNull(),
    programId: uuid('program_id').notNull(),
    agreedBy: uuid('agreed_by').notNull(),
    agreedAt: at('agreed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.combinationId, t.programId] }),
    foreignKey({
      columns: [t.institutionId, t.combinationId],
      foreignColumns: [combination.institutionId, combination.id],
    }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
  ],
)

/**
 * A trainee in a program. The level follows from the dates (entry level, one level a year, pauses shift it); the curriculum is the
 * version in force on `startOn` (the version of the class) unless the trainee was moved to another one.
 */
export const appointment = pgTable(
  'appointment',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    programId: uuid('program_id').notNull(),
    startOn: day('start_on').notNull(),
    endOn: day('end_on').notNull(),
    entryLevel: text('entry_level').notNull(),
    ftePercent: integer('fte_percent').notNull().default(100),
    curriculumEffectiveOn: day('curriculum_effective_on'),
    /** Training completed before, by the ids of the definition's prerequisites. */
    priorTraining: text('prior_training').array().notNull().default([]),
    combinationId: uuid('combination_id'),
    version: integer('version').notNull().default(0),
    archivedAt: at('archived_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    foreignKey({
      columns: [t.institutionId, t.combinationId],
      foreignColumns: [combination.institutionId, combination.id],
    }),
    index('appointment_person').on(t.institutionId, t.personId),
    index('appointment_program').on(t.institutionId, t.programId, t.endOn),
    check('appointment_dates', sql`${t.startOn} <= ${t.endOn}`),
    check('appointment_fte', sql`${t.ftePercent} between 1 and 100`),
  ],
)

export const leave = pgTable(
  'leave',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    kind: text('kind').$type<LeaveKind>().notNull(),
    startOn: day('start_on').notNull(),
    endOn: day('end_on').notNull(),
    /** False for a leave of absence: it gives no credit and shifts the level. */
    countsTowardTraining: boolean('counts_toward_training').notNull(),
    version: integer('version').notNull().default(0),
    cancelledAt: at('cancelled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    index('leave_person').on(t.institutionId, t.personId, t.startOn),
    check('leave_dates', sql`${t.startOn} <= ${t.endOn}`),
  ],
)

/** What was changed for many people at once: one batch, one item for each thing that became different. */
export const peopleBatch = pgTable(
  'people_batch',
  {
    institutionId: institutionId(),
    id: rowId(),
    madeBy: uuid('made_by').notNull(),
    madeAt: at('made_at').notNull(),
    /** What was asked, in words. */
    sentence: text('sentence').notNull(),
    reason: text('reason'),
    /** The batch that this one takes back. */
    reverses: uuid('reverses'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.madeBy], foreignColumns: [person.institutionId, person.id] }),
    foreignKey({ columns: [t.institutionId, t.reverses], foreignColumns: [t.institutionId, t.id] }),
    index('people_batch_made').on(t.institutionId, t.madeAt),
    index('people_batch_reverses').on(t.institutionId, t.reverses),
  ],
)

export const peopleBatchItem = pgTable(
  'people_batch_item',
  {
    institutionId: institutionId(),
    batchId: uuid('batch_id').notNull(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    appointmentId: uuid('appointment_id'),
    /** Null where the whole person was put away or brought back. */
    programId: uuid('program_id'),
    before: jsonb('before').$type<BatchFields>().notNull(),
    after: jsonb('after').$type<BatchFields>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({
      columns: [t.institutionId, t.batchId],
      foreignColumns: [peopleBatch.institutionId, peopleBatch.id],
    }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    foreignKey({
      columns: [t.institutionId, t.appointmentId],
      foreignColumns: [appointment.institutionId, appointment.id],
    }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    index('people_batch_item_batch').on(t.institutionId, t.batchId),
    index('people_batch_item_program').on(t.institutionId, t.programId),
  ],
)
