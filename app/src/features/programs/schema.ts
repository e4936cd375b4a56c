import {
  boolean,
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
import { at, day, institutionId, rowId } from '../../platform/columns.ts'
import type { Definition } from '../curriculum/index.ts'

export const institution = pgTable(
  'institution',
  {
    institutionId: institutionId(),
    name: text('name').notNull(),
    timeZone: text('time_zone').notNull(),
    /** Month and day on which the academic year begins, `MM-DD`. */
    yearStartsOn: text('year_starts_on').notNull().default('07-01'),
    demo: boolean('demo').notNull().default(false),
    /** The day that counts as today; the demo institution stands still in time so that its pictures repeat. */
    fixedToday: day('fixed_today'),
    createdAt: at('created_at').notNull().defaultNow(),
    version: integer('version').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.institutionId] })],
)

export const site = pgTable(
  'site',
  {
    institutionId: institutionId(),
    /** The id that definitions use, such as `main-campus`. */
    id: text('id').notNull(),
    name: text('name').notNull(),
    timeZone: text('time_zone'),
    own: boolean('own').notNull().default(true),
    version: integer('version').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.institutionId, t.id] })],
)

/** A reading room or suite that programs share; its capacity is counted per day over all of them. */
export const room = pgTable(
  'room',
  {
    institutionId: institutionId(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    minTrainees: integer('min_trainees'),
    maxTrainees: integer('max_trainees'),
    version: integer('version').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.institutionId, t.id] })],
)

export const program = pgTable(
  'program',
  {
    institutionId: institutionId(),
    id: rowId(),
    /** The definition's own id; stands in the public address. */
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    version: integer('version').notNull().default(0),
    archivedAt: at('archived_at'),
  },
  (t) => [primaryKey({ columns: [t.institutionId, t.id] }), unique('program_slug').on(t.institutionId, t.slug)],
)

/** A yearly version of a program's definition. A later revision of the same date replaces the earlier one and leaves it readable. */
export const programVersion = pgTable(
  'program_version',
  {
    institutionId: institutionId(),
    id: rowId(),
    programId: uuid('program_id').notNull(),
    effectiveOn: day('effective_on').notNull(),
    revision: integer('revision').notNull(),
    /** The file as it came, comments included: export gives back exactly this. */
    source: text('source').notNull(),
    definition: jsonb('definition').$type<Definition>().notNull(),
    importedAt: at('imported_at').notNull(),
    importedBy: uuid('imported_by'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    unique('program_version_date').on(t.institutionId, t.programId, t.effectiveOn, t.revision),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    index('program_version_program').on(t.institutionId, t.programId, t.effectiveOn),
  ],
)
