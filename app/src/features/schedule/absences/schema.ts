import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, day, institutionId, rowId } from '../../../platform/columns.ts'
import { person } from '../../people/schema.ts'
import { program } from '../../programs/schema.ts'
import type { AbsenceSettings, ApproverRole } from './settings.ts'

/** What a program has decided about time away: kinds and allowances, who approves, blackouts and limits. */
export const absencePolicy = pgTable(
  'absence_policy',
  {
    institutionId: institutionId(),
    programId: uuid('program_id').notNull(),
    settings: jsonb('settings').$type<AbsenceSettings>().notNull(),
    version: integer('version').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.programId] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
  ],
)

export type AbsenceState = 'pending' | 'approved' | 'declined' | 'withdrawn' | 'cancelled'
export type AbsencePart = 'days' | 'morning' | 'afternoon' | 'hours'

/** Time away that somebody asks for or has reported. Approved whole days also stand as leave; parts of a day only here. */
export const absenceRequest = pgTable(
  'absence_request',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    /** The program whose policy it follows and whose people decide. */
    programId: uuid('program_id').notNull(),
    kindCode: text('kind_code').notNull(),
    kindName: text('kind_name').notNull(),
    startOn: day('start_on').notNull(),
    endOn: day('end_on').notNull(),
    part: text('part').$type<AbsencePart>().notNull(),
    /** Of a part of one day, in minutes from midnight. */
    startMinute: integer('start_minute'),
    endMinute: integer('end_minute'),
    /** From when and until when in elapsed time; `startAt` of a sick call is when it was made. */
    startAt: at('start_at').notNull(),
    endAt: at('end_at').notNull(),
    countsTowardTraining: boolean('counts_toward_training').notNull(),
    note: text('note').notNull(),
    state: text('state').$type<AbsenceState>().notNull(),
    /** Who approves in which order, as the policy said when it was asked; `step` is the next of them. */
    chain: jsonb('chain').$type<ApproverRole[]>().notNull(),
    step: integer('step').notNull().default(0),
    leaveId: uuid('leave_id'),
    askedAt: at('asked_at').notNull(),
    askedBy: uuid('asked_by').notNull(),
    version: integer('version').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    index('absence_request_person').on(t.institutionId, t.personId, t.startOn),
    index('absence_request_program').on(t.institutionId, t.programId, t.endOn),
    index('absence_request_open').on(t.institutionId, t.programId).where(sql`${t.state} = 'pending'`),
    index('absence_request_leave').on(t.institutionId, t.leaveId),
    check('absence_request_days', sql`${t.startOn} <= ${t.endOn}`),
    check(
      'absence_request_part',
      sql`${t.part} = 'days' or (${t.startOn} = ${t.endOn} and ${t.startMinute} < ${t.endMinute})`,
    ),
  ],
)

/** What somebody decided about a request, in order; nothing of it changes. */
export const absenceDecision = pgTable(
  'absence_decision',
  {
    institutionId: institutionId(),
    id: rowId(),
    requestId: uuid('request_id').notNull(),
    decision: text('decision')
      .$type<'approved' | 'declined' | 'withdrawn' | 'cancelled' | 'reported' | 'objected'>()
      .notNull(),
    /** The role that it was decided in; null for the person's own. */
    role: text('role').$type<ApproverRole>(),
    byPersonId: uuid('by_person_id').notNull(),
    by: text('by').notNull(),
    at: at('at').notNull(),
    sentence: text('sentence').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({
      columns: [t.institutionId, t.requestId],
      foreignColumns: [absenceRequest.institutionId, absenceRequest.id],
    }),
    index('absence_decision_request').on(t.institutionId, t.requestId, t.at),
  ],
)
