import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  doublePrecision,
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
import type { MoonlightingScope, Visa, WorkHourRuleId, WorkKind } from '@gradus/rules'
import { at, day, institutionId, rowId } from '../../platform/columns.ts'
import { person } from '../people/schema.ts'
import { program } from '../programs/schema.ts'
import type { HourSettings } from './settings.ts'

/** Where a version of an entry came from. */
export type PeriodSource = 'drafted' | 'timer' | 'entered' | 'corrected'

/**
 * The log of time worked. One row is one version of one entry: the highest version is what holds, and nothing is ever changed or
 * removed (triggers of the migration refuse it). A version with `withdrawn` takes the entry out and leaves it readable.
 */
export const workPeriod = pgTable(
  'work_period',
  {
    institutionId: institutionId(),
    entryId: uuid('entry_id').notNull(),
    version: integer('version').notNull(),
    personId: uuid('person_id').notNull(),
    /** The program and rotation of the day it began on; null where nothing was published. */
    programId: uuid('program_id'),
    rotationId: text('rotation_id'),
    siteId: text('site_id'),
    /** IANA name of the site's clocks. */
    timeZone: text('time_zone').notNull(),
    kind: text('kind').$type<WorkKind>().notNull(),
    startAt: at('start_at').notNull(),
    endAt: at('end_at').notNull(),
    extension: text('extension').$type<'transition' | 'voluntary-stay'>(),
    /** Why the trainee stayed, where `extension` asks for it. */
    stayReason: text('stay_reason'),
    source: text('source').$type<PeriodSource>().notNull(),
    /** The line of the draft that this entry answers: `day:2026-11-16` or `call:<assignment>`. */
    draftKey: text('draft_key'),
    withdrawn: boolean('withdrawn').notNull().default(false),
    authorPersonId: uuid('author_person_id'),
    author: text('author').notNull(),
    reason: text('reason').notNull().default(''),
    writtenAt: at('written_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.entryId, t.version] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    index('work_period_person').on(t.institutionId, t.personId, t.startAt),
    check('work_period_times', sql`${t.startAt} < ${t.endAt}`),
    check('work_period_version', sql`${t.version} >= 1`),
  ],
)

/** A trainee's word that the hours of a week are right, up to and including a day. Never changed; a later one adds to it. */
export const weekConfirmation = pgTable(
  'week_confirmation',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    /** A Monday. */
    weekOn: day('week_on').notNull(),
    throughOn: day('through_on').notNull(),
    confirmedAt: at('confirmed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    unique('week_confirmation_once').on(t.institutionId, t.personId, t.weekOn, t.throughOn),
    index('week_confirmation_week').on(t.institutionId, t.weekOn),
  ],
)

/** A locked week, opened again for a while by somebody who runs the program, with a reason the trainee sees. */
export const weekReopening = pgTable(
  'week_reopening',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    weekOn: day('week_on').notNull(),
    /** The last day on which the week may be changed. */
    untilOn: day('until_on').notNull(),
    byPersonId: uuid('by_person_id'),
    by: text('by').notNull(),
    reason: text('reason').notNull(),
    reopenedAt: at('reopened_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    index('week_reopening_week').on(t.institutionId, t.personId, t.weekOn),
  ],
)

/** Work that is going on; at most one at a time for each person, whatever device it was started on. */
export const hourTimer = pgTable(
  'hour_timer',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    kind: text('kind').$type<WorkKind>().notNull(),
    startedAt: at('started_at').notNull(),
    stoppedAt: at('stopped_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    uniqueIndex('hour_timer_running').on(t.institutionId, t.personId).where(sql`${t.stoppedAt} is null`),
  ],
)

/** What a trainee tells about a broken rule, and what was done about it. The finding is kept as it was told. */
export const hourAccount = pgTable(
  'hour_account',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    programId: uuid('program_id').notNull(),
    rotationId: text('rotation_id'),
    /** Rule and day: the same finding is told about once. */
    findingKey: text('finding_key').notNull(),
    ruleId: text('rule_id').$type<WorkHourRuleId>().notNull(),
    startOn: day('start_on').notNull(),
    endOn: day('end_on').notNull(),
    sentence: text('sentence').notNull(),
    citation: text('citation').notNull(),
    measured: doublePrecision('measured'),
    maximum: doublePrecision('maximum'),
    cause: text('cause').notNull(),
    help: text('help').notNull(),
    note: text('note').notNull(),
    toldAt: at('told_at').notNull(),
    action: text('action'),
    closedByPersonId: uuid('closed_by_person_id'),
    closedBy: text('closed_by'),
    closedAt: at('closed_at'),
    version: integer('version').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    unique('hour_account_once').on(t.institutionId, t.personId, t.findingKey),
    index('hour_account_program').on(t.institutionId, t.programId, t.startOn),
    index('hour_account_open').on(t.institutionId, t.programId).where(sql`${t.closedAt} is null`),
  ],
)

/**
 * A concern told without a name. On purpose there is no person, no account, no address and no time but the week it came in, and its
 * arrival is no event of the audit log.
 */
export const hourConcern = pgTable(
  'hour_concern',
  {
    institutionId: institutionId(),
    id: rowId(),
    /** Null: about the institution, or the writer did not say. */
    programId: uuid('program_id'),
    weekOn: day('week_on').notNull(),
    topic: text('topic').notNull(),
    words: text('words').notNull(),
    /** Whom the writer was told would read it. */
    readers: text('readers').$type<'office' | 'office-and-director'>().notNull(),
    answer: text('answer'),
    answeredBy: text('answered_by'),
    answeredAt: at('answered_at'),
    version: integer('version').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    index('hour_concern_week').on(t.institutionId, t.weekOn),
  ],
)

/** How a program keeps hours: usual days, locks, policies, exceptions. Without a row the defaults of `settings.ts` hold. */
export const hourSettings = pgTable(
  'hour_settings',
  {
    institutionId: institutionId(),
    programId: uuid('program_id').notNull(),
    settings: jsonb('settings').$type<HourSettings>().notNull(),
    version: integer('version').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.programId] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
  ],
)

/** That the trainees of a program were asked to confirm their hours, once on its day of the week, however many servers look. */
export const hourAsk = pgTable(
  'hour_ask',
  {
    institutionId: institutionId(),
    programId: uuid('program_id').notNull(),
    askedOn: day('asked_on').notNull(),
    askedAt: at('asked_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.programId, t.askedOn] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
  ],
)

/** What decides whether one trainee may moonlight: the visa, and the program's own word. Without a row neither is known. */
export const moonlightingPermit = pgTable(
  'moonlighting_permit',
  {
    institutionId: institutionId(),
    personId: uuid('person_id').notNull(),
    visa: text('visa').$type<Visa>(),
    /** Null follows the visa, and the program's policy. */
    moonlighting: text('moonlighting').$type<MoonlightingScope>(),
    /** Who says so, or where it stands. */
    source: text('source').notNull(),
    version: integer('version').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.personId] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
  ],
)
