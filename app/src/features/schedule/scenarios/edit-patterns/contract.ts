import { z } from 'zod'
import { id, isoDate } from '../../../../contract/fields.ts'
import { route } from '../../../../contract/route.ts'
import { startYear } from '../../blocks/contract.ts'
import { readScenarios } from '../policy.ts'
import { reasonKinds } from '../reason-kinds.ts'

const given = z.object({
  id,
  scenarioId: id,
  scenarioName: z.string(),
  appointmentId: id,
  personName: z.string(),
  programId: id,
  startOn: isoDate,
  endOn: isoDate,
  /** Null is nothing. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  kind: z.enum(reasonKinds),
  note: z.string(),
  againstRules: z.boolean(),
  author: z.string(),
  at: z.string(),
})
export type GivenReason = z.infer<typeof given>

export const editPatternsView = z.object({
  startYear,
  label: z.string(),
  /** Changes of one kind that come again, the most frequent first. */
  patterns: z.array(
    z.object({ key: z.string(), sentence: z.string(), count: z.number().int(), reasonIds: z.array(id) }),
  ),
  reasons: z.array(given),
})

export const getEditPatterns = route({
  id: 'scenarios.edit-patterns',
  method: 'get',
  path: '/api/edit-patterns/:startYear',
  summary: 'Why drafts of a year were changed by hand, and which changes come again',
  access: readScenarios,
  params: z.object({ startYear: z.string().regex(/^\d{4}$/) }),
  query: z.object({ programId: z.string().optional() }),
  answer: editPatternsView,
})
