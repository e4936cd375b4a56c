import { sql } from 'drizzle-orm'
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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, bytes, day, institutionId, rowId } from '../../../platform/columns.ts'
import { person } from '../../people/schema.ts'
import { program } from '../../programs/schema.ts'
import type { CallKind, CallReason, OnHolidays, PoolSettings, ShiftPoints } from './settings.ts'

/** Who shares one kind of call: the owner program, and those of `call_pool_program` that send trainees to it. */
export const callPool = pgTable(
  'call_pool',
  {
    institutionId: institutionId(),
    id: rowId(),
    programId: uuid('program_id').notNull(),
    name: text('name').notNull(),
    code: text('code').notNull(),
    kind: text('kind').$type<CallKind>().notNull(),
    /** The site's id in the definition. */
    siteId: text('site_id'),
    /** IANA name; shifts begin and end by the clocks there. */
    timeZone: text('time_zone').notNull(),
    tint: integer('tint').notNull().default(1),
    settings: jsonb('settings').$type<PoolSettings>().notNull(),
    version: integer('version').notNull().default(0),
    archivedAt: at('archived_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    uniqueIndex('call_pool_code').on(t.institutionId, t.programId, t.code).where(sql`${t.archivedAt} is null`),
  ],
)

export const callPoolProgram = pgTable(
  'call_pool_program',
  {
    institutionId: institutionId(),
    poolId: uuid('pool_id').notNull(),
    programId: uuid('program_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.poolId, t.programId] }),
    foreignKey({ columns: [t.institutionId, t.poolId], foreignColumns: [callPool.institutionId, callPool.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    index('call_pool_program_program').on(t.institutionId, t.programId),
  ],
)

/** A shift that comes again: local clock time at the pool's site, the days it runs on, how many people it wants. */
export const callShift = pgTable(
  'call_shift',
  {
    institutionId: institutionId(),
    id: rowId(),
    poolId: uuid('pool_id').notNull(),
    name: text('name').notNull(),
    code: text('code').notNull(),
    /** Minutes after midnight. */
    startMinute: integer('start_minute').notNull(),
    /** By the clock on the wall: a night of 14 hours ends at the same time also when clocks change. */
    durationMinutes: integer('duration_minutes').notNull(),
    /** Monday 0 … Sunday 6. */
    weekdays: integer('weekdays').array().notNull(),
    onHolidays: text('on_holidays').$type<OnHolidays>().notNull().default('as-weekday'),
    minPeople: integer('min_people').notNull().default(1),
    maxPeople: integer('max_people').notNull().default(1),
    points: jsonb('points').$type<ShiftPoints>().notNull(),
    version: integer('version').notNull().default(0),
    archivedAt: at('archived_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.poolId], foreignColumns: [callPool.institutionId, callPool.id] }),
    uniqueIndex('call_shift_code').on(t.institutionId, t.poolId, t.code).where(sql`${t.archivedAt} is null`),
    check('call_shift_start', sql`${t.startMinute} between 0 and 1439`),
    check('call_shift_duration', sql`${t.durationMinutes} between 15 and 2880`),
    check('call_shift_people', sql`${t.minPeople} between 0 and ${t.maxPeople} and ${t.maxPeople} >= 1`),
  ],
)

/** A holiday of the whole institution, or of one program. */
export const callHoliday = pgTable(
  'call_holiday',
  {
    institutionId: institutionId(),
    id: rowId(),
    programId: uuid('program_id'),
    onDay: day('on_day').notNull(),
    name: text('name').notNull(),
    /** Points on top of a shift's own for a holiday. */
    points: integer('points').notNull().default(0),
    version: integer('version').notNull().default(0),
    removedAt: at('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    index('call_holiday_day').on(t.institutionId, t.onDay),
  ],
)

/** Days around which call is kept away: an examination, a course. For some levels of a program, or all. */
export const callEvent = pgTable(
  'call_event',
  {
    institutionId: institutionId(),
    id: rowId(),
    programId: uuid('program_id').notNull(),
    name: text('name').notNull(),
    startOn: day('start_on').notNull(),
    endOn: day('end_on').notNull(),
    levels: text('levels').array(),
    removedAt: at('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    index('call_event_program').on(t.institutionId, t.programId, t.startOn),
    check('call_event_dates', sql`${t.startOn} <= ${t.endOn}`),
  ],
)

/** What a trainee may do alone, by a name that pools ask for. */
export const callPrivilege = pgTable(
  'call_privilege',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    name: text('name').notNull(),
    startOn: day('start_on').notNull(),
    endOn: day('end_on'),
    grantedBy: text('granted_by').notNull(),
    revokedAt: at('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    index('call_privilege_person').on(t.institutionId, t.personId),
  ],
)

/** What somebody asks for: not to be called on some days, or to be. `poolId` null is any call. */
export const callRequest = pgTable(
  'call_request',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    poolId: uuid('pool_id'),
    startOn: day('start_on').notNull(),
    endOn: day('end_on').notNull(),
    wish: text('wish').$type<'cannot' | 'prefer-not' | 'want'>().notNull(),
    note: text('note').notNull().default(''),
    createdAt: at('created_at').notNull(),
    withdrawnAt: at('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    foreignKey({ columns: [t.institutionId, t.poolId], foreignColumns: [callPool.institutionId, callPool.id] }),
    index('call_request_person').on(t.institutionId, t.personId, t.startOn),
    check('call_request_dates', sql`${t.startOn} <= ${t.endOn}`),
  ],
)

/** A period of call for some pools: a draft until it is published, then part of the record. `version` counts every change. */
export const callSchedule = pgTable(
  'call_schedule',
  {
    institutionId: institutionId(),
    id: rowId(),
    name: text('name').notNull(),
    startOn: day('start_on').notNull(),
    endOn: day('end_on').notNull(),
    state: text('state').$type<'draft' | 'published' | 'archived'>().notNull(),
    version: integer('version').notNull().default(0),
    /** The version by which the solver last filled it; hand edits after it are asked for a reason. */
    solvedVersion: integer('solved_version'),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    publishedAt: at('published_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    index('call_schedule_days').on(t.institutionId, t.startOn),
    check('call_schedule_dates', sql`${t.startOn} <= ${t.endOn}`),
  ],
)

export const callSchedulePool = pgTable(
  'call_schedule_pool',
  {
    institutionId: institutionId(),
    scheduleId: uuid('schedule_id').notNull(),
    poolId: uuid('pool_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.scheduleId, t.poolId] }),
    foreignKey({
      columns: [t.institutionId, t.scheduleId],
      foreignColumns: [callSchedule.institutionId, callSchedule.id],
    }),
    foreignKey({ columns: [t.institutionId, t.poolId], foreignColumns: [callPool.institutionId, callPool.id] }),
    index('call_schedule_pool_pool').on(t.institutionId, t.poolId),
  ],
)

/**
 * Somebody on a shift. Rows of a draft have no `publishedIn` and are replaced freely. Rows of the record are in force from the
 * schedule's version `publishedIn` until `replacedIn` (null: still) and are never removed. The database lets nobody be in two places:
 * an exclusion constraint over what is in force (its migration has it) compares persons, layers and times.
 */
export const callAssignment = pgTable(
  'call_assignment',
  {
    institutionId: institutionId(),
    id: rowId(),
    scheduleId: uuid('schedule_id').notNull(),
    poolId: uuid('pool_id').notNull(),
    shiftId: uuid('shift_id').notNull(),
    /** The day on which the shift begins, at the pool's site. */
    onDay: day('on_day').notNull(),
    personId: uuid('person_id').notNull(),
    startAt: at('start_at').notNull(),
    endAt: at('end_at').notNull(),
    pinned: boolean('pinned').notNull().default(false),
    /** 1 for backup, which may be held beside a duty; 0 for duties, of which nobody has two at a time. */
    layer: integer('layer').notNull().default(0),
    publishedIn: integer('published_in'),
    replacedIn: integer('replaced_in'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({
      columns: [t.institutionId, t.scheduleId],
      foreignColumns: [callSchedule.institutionId, callSchedule.id],
    }),
    foreignKey({ columns: [t.institutionId, t.poolId], foreignColumns: [callPool.institutionId, callPool.id] }),
    foreignKey({ columns: [t.institutionId, t.shiftId], foreignColumns: [callShift.institutionId, callShift.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    index('call_assignment_schedule').on(t.institutionId, t.scheduleId, t.onDay),
    index('call_assignment_pool')
      .on(t.institutionId, t.poolId, t.startAt)
      .where(sql`${t.publishedIn} is not null and ${t.replacedIn} is null`),
    index('call_assignment_person')
      .on(t.institutionId, t.personId, t.startAt)
      .where(sql`${t.publishedIn} is not null and ${t.replacedIn} is null`),
    check('call_assignment_times', sql`${t.startAt} < ${t.endAt}`),
  ],
)

/** One thing that a change did: somebody came, went, or took over a shift of a day. */
export interface CallChanged {
  poolId: string
  shiftId: string
  onDay: string
  fromPersonId: string | null
  toPersonId: string | null
  sentence: string
  /** What the moved call was close to ("after-leave-monday"): patterns are counted by these. */
  traits: string[]
}

/** One change of a schedule, drafts included: who, when, why, and what it changed, in words. */
export const callChange = pgTable(
  'call_change',
  {
    institutionId: institutionId(),
    scheduleId: uuid('schedule_id').notNull(),
    version: integer('version').notNull(),
    cause: text('cause').$type<'solve' | 'publish' | 'edit' | 'swap' | 'repair'>().notNull(),
    at: at('at').notNull(),
    byPersonId: uuid('by_person_id'),
    by: text('by').notNull(),
    reasonCode: text('reason_code').$type<CallReason>(),
    reason: text('reason').notNull(),
    changes: jsonb('changes').$type<CallChanged[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.scheduleId, t.version] }),
    foreignKey({
      columns: [t.institutionId, t.scheduleId],
      foreignColumns: [callSchedule.institutionId, callSchedule.id],
    }),
    index('call_change_at').on(t.institutionId, t.at),
  ],
)

/** A key that opens who is on call for one pool, without signing in. Only its hash is kept; revoking ends it. */
export const callKey = pgTable(
  'call_key',
  {
    institutionId: institutionId(),
    id: rowId(),
    poolId: uuid('pool_id').notNull(),
    keyHash: bytes('key_hash').notNull(),
    label: text('label').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    revokedAt: at('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    unique('call_key_hash').on(t.institutionId, t.keyHash),
    index('call_key_by_hash').on(t.keyHash),
    index('call_key_pool').on(t.institutionId, t.poolId),
    foreignKey({ columns: [t.institutionId, t.poolId], foreignColumns: [callPool.institutionId, callPool.id] }),
  ],
)
