import { foreignKey, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Relaxation } from '@gradus/solver'
import { at, institutionId, rowId } from '../../../../platform/columns.ts'
import { scenario } from '../schema.ts'

/** A rule that the solver keeps in a weaker form in this draft alone. What the rules say of the schedule stays as it is. */
export const scenarioRelaxation = pgTable(
  'scenario_relaxation',
  {
    institutionId: institutionId(),
    id: rowId(),
    scenarioId: uuid('scenario_id').notNull(),
    /** Names the rule and what becomes of it; the same twice is once. */
    key: text('key').notNull(),
    relaxation: jsonb('relaxation').$type<Relaxation>().notNull(),
    addedBy: text('added_by').notNull(),
    addedAt: at('added_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.scenarioId], foreignColumns: [scenario.institutionId, scenario.id] }),
    unique('scenario_relaxation_rule').on(t.institutionId, t.scenarioId, t.key),
  ],
)
