import { z } from 'zod'
import { id, isoDate } from '../../../../contract/fields.ts'
import { route } from '../../../../contract/route.ts'
import { startYear } from '../../blocks/contract.ts'
import { readScenarios } from '../policy.ts'

const side = z.object({
  /** Null is the schedule of record. */
  scenarioId: id.nullable(),
  name: z.string(),
  status: z.string(),
})

export const measureKeys = ['coverage', 'rules', 'wishes', 'fairness', 'requirements', 'continuity'] as const

/** One way to look at both: the same figure of each, in words and as a number. */
const measure = z.object({
  key: z.enum(measureKeys),
  name: z.string(),
  /** What is counted. */
  meaning: z.string(),
  left: z.object({ value: z.number(), words: z.string() }),
  right: z.object({ value: z.number(), words: z.string() }),
  better: z.enum(['left', 'right', 'same']),
})

const personSide = z.object({
  /** Of their wishes, by how much they wanted them, from 0 to 100; null for those without any. */
  wishesPercent: z.number().nullable(),
  /** The ranks of the wishes that come true, and of those that do not. */
  met: z.array(z.number().int()),
  unmet: z.array(z.number().int()),
  hardWeeks: z.number(),
  electiveWeeks: z.number(),
  siteChanges: z.number().int(),
  atRisk: z.array(z.string()),
})

const place = z.object({ code: z.string(), name: z.string(), tint: z.number().int() }).nullable()

export const comparison = z.object({
  startYear,
  label: z.string(),
  left: side,
  right: side,
  programs: z.array(z.object({ id, shortName: z.string() })),
  /** Which is better where: the answer. */
  sentence: z.string(),
  measures: z.array(measure),
  people: z.array(
    z.object({
      personId: id,
      personName: z.string(),
      programId: id,
      level: z.string(),
      left: personSide,
      right: personSide,
    }),
  ),
  differences: z.array(
    z.object({
      appointmentId: id,
      personName: z.string(),
      programId: id,
      level: z.string(),
      startOn: isoDate,
      endOn: isoDate,
      left: place,
      right: place,
    }),
  ),
})
export type Comparison = z.infer<typeof comparison>

export const compareScenario = route({
  id: 'scenarios.compare',
  method: 'get',
  path: '/api/scenarios/:scenarioId/comparison',
  summary: 'A draft beside another one, or beside the schedule of record: measures and every difference',
  access: readScenarios,
  params: z.object({ scenarioId: id }),
  query: z.object({ with: z.union([z.literal('record'), id]) }),
  answer: comparison,
})
