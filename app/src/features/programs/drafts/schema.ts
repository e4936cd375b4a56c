import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, institutionId, rowId } from '../../../platform/columns.ts'
import { program, programVersion } from '../schema.ts'

/** A definition that somebody is writing. Versions are never edited: a draft starts as the text of one and becomes another. */
export const programDraft = pgTable(
  'program_draft',
  {
    institutionId: institutionId(),
    id: rowId(),
    programId: uuid('program_id').notNull(),
    /** The version it started from; what it changes is told against that one. */
    baseVersionId: uuid('base_version_id').notNull(),
    /** The text as it stands, also while it cannot be read as a definition. */
    source: text('source').notNull(),
    state: text('state').$type<'open' | 'published' | 'discarded'>().notNull().default('open'),
    version: integer('version').notNull().default(0),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    updatedBy: text('updated_by').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    foreignKey({
      columns: [t.institutionId, t.baseVersionId],
      foreignColumns: [programVersion.institutionId, programVersion.id],
    }),
    index('program_draft_program').on(t.institutionId, t.programId, t.state),
  ],
)
