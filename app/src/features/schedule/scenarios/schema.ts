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
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import type { Relaxation } from '@gradus/solver'
import { at, day, institutionId, rowId } from '../../../platform/columns.ts'
import { appointment, person } from '../../people/schema.ts'
import { program } from '../../programs/schema.ts'
import { callSchedule } from '../calls/schema.ts'
import type { SolvePart } from './solve/part.ts'
import type { ViewPlace, Zoom } from './views-contract.ts'

/** A draft schedule of one academic year for some programs. */
export const scenario = pgTable(
  'scenario',
  {
    institutionId: institutionId(),
    id: rowId(),
    name: text('name').notNull(),
    startYear: integer('start_year').notNull(),
    status: text('status').$type<'draft' | 'published' | 'archived'>().notNull(),
    version: integer('version').notNull().default(0),
    createdBy: text('created_by').notNull(),
    /** Null for drafts that were not begun by a person, or before this was kept. */
    createdById: uuid('created_by_id'),
    /** Counts changes to its comments: those who have the draft open hear of them so. */
    commentsVersion: integer('comments_version').notNull().default(0),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    index('scenario_year').on(t.institutionId, t.startYear, t.createdAt),
  ],
)

export const scenarioProgram = pgTable(
  'scenario_program',
  {
    institutionId: institutionId(),
    scenarioId: uuid('scenario_id').notNull(),
    programId: uuid('program_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.scenarioId, t.programId] }),
    foreignKey({ columns: [t.institutionId, t.scenarioId], foreignColumns: [scenario.institutionId, scenario.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
  ],
)

/** Drafts are replaced freely; what was published is kept with the record. */
export const scenarioAssignment = pgTable(
  'scenario_assignment',
  {
    institutionId: institutionId(),
    id: rowId(),
    scenarioId: uuid('scenario_id').notNull(),
    appointmentId: uuid('appointment_id').notNull(),
    programId: uuid('program_id').notNull(),
    rotationId: text('rotation_id').notNull(),
    startOn: day('start_on').notNull(),
    endOn: day('end_on').notNull(),
    pinned: boolean('pinned').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.scenarioId], foreignColumns: [scenario.institutionId, scenario.id] }),
    foreignKey({
      columns: [t.institutionId, t.appointmentId],
      foreignColumns: [appointment.institutionId, appointment.id],
    }),
    index('scenario_assignment_scenario').on(t.institutionId, t.scenarioId),
    check('scenario_assignment_dates', sql`${t.startOn} <= ${t.endOn}`),
  ],
)

/** A solver run: asked for by a person, done by a worker, watched by many. `heartbeatAt` tells a dead worker from a busy one. */
export const solveRun = pgTable(
  'solve_run',
  {
    institutionId: institutionId(),
    id: rowId(),
    /** What is solved: a draft of rotations, or a draft of call. */
    scenarioId: uuid('scenario_id'),
    callScheduleId: uuid('call_schedule_id'),
    /** The version of it that was seen. */
    scenarioVersion: integer('scenario_version').notNull(),
    state: text('state').$type<'queued' | 'running' | 'stopping' | 'finished' | 'failed'>().notNull(),
    outcome: text('outcome').$type<'optimal' | 'feasible' | 'infeasible' | 'stopped'>(),
    seed: integer('seed').notNull(),
    seconds: integer('seconds').notNull(),
    keepOnStop: boolean('keep_on_stop').notNull().default(true),
    requestedBy: uuid('requested_by').notNull(),
    requestedAt: at('requested_at').notNull(),
    startedAt: at('started_at'),
    heartbeatAt: at('heartbeat_at'),
    finishedAt: at('finished_at'),
    attempts: integer('attempts').notNull().default(0),
    progress: jsonb('progress'),
    history: jsonb('history').notNull().default([]),
    bound: jsonb('bound'),
    reasons: jsonb('reasons').$type<string[]>().notNull().default([]),
    ways: jsonb('ways').$type<string[]>().notNull().default([]),
    /** The ways that can be taken with one click: changes of rules that the solver was asked to keep. */
    remedies: jsonb('remedies').$type<Relaxation[]>().notNull().default([]),
    /** What was asked for, when it was not the whole draft. */
    part: jsonb('part').$type<SolvePart>(),
    sentence: text('sentence').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.scenarioId], foreignColumns: [scenario.institutionId, scenario.id] }),
    foreignKey({
      columns: [t.institutionId, t.callScheduleId],
      foreignColumns: [callSchedule.institutionId, callSchedule.id],
    }),
    check('solve_run_of_one', sql`(${t.scenarioId} is null) <> (${t.callScheduleId} is null)`),
    index('solve_run_call').on(t.institutionId, t.callScheduleId, t.requestedAt),
    index('solve_run_scenario').on(t.institutionId, t.scenarioId, t.requestedAt),
    index('solve_run_open').on(t.state).where(sql`${t.state} in ('queued', 'running', 'stopping')`),
  ],
)

export interface Wish {
  programId: string
  rotationId: string
  startOn: string | null
  endOn: string | null
  rank: number
}

/** A week somebody would like to have off, or would rather work. */
export interface WeekWish {
  startOn: string
  endOn: string
  kind: 'off' | 'on'
}

export const preference = pgTable(
  'preference',
  {
    institutionId: institutionId(),
    personId: uuid('person_id').notNull(),
    startYear: integer('start_year').notNull(),
    wishes: jsonb('wishes').$type<Wish[]>().notNull(),
    weeks: jsonb('weeks').$type<WeekWish[]>().notNull().default([]),
    /** Why somebody else entered them; null where the trainee did. */
    enteredReason: text('entered_reason'),
    version: integer('version').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.personId, t.startYear] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
  ],
)

/** A way to look at schedules that a person has saved for themselves. */
export const gridView = pgTable(
  'grid_view',
  {
    institutionId: institutionId(),
    personId: uuid('person_id').notNull(),
    id: rowId(),
    /** What is looked at so. */
    place: text('place').$type<ViewPlace>().notNull().default('schedule'),
    name: text('name').notNull(),
    settings: jsonb('settings').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    unique('grid_view_name').on(t.institutionId, t.personId, t.place, t.name),
  ],
)

/** How much time a person's grids show at once, wherever they sign in. */
export const gridZoom = pgTable(
  'grid_zoom',
  {
    institutionId: institutionId(),
    personId: uuid('person_id').notNull(),
    zoom: text('zoom').$type<Zoom>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.personId] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
  ],
)
