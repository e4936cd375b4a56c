import { z } from 'zod'
import { id, isoDate } from '../../../contract/fields.ts'
import { route } from '../../../contract/route.ts'
import { startYear } from '../blocks/contract.ts'
import { readScenarios } from '../scenarios/policy.ts'

/** A stretch of one appointment in a draft, or in the schedule of record of the year it lies in. */
const stretch = {
  appointmentId: id,
  startOn: isoDate,
  endOn: isoDate,
  scenarioId: id.optional(),
}

/** One assignment that an answer would change; `rotationId` null clears the days. */
export const proposedChange = z.object({
  appointmentId: id,
  personName: z.string(),
  rotationId: z.string().nullable(),
  startOn: isoDate,
  endOn: isoDate,
  sentence: z.string(),
})
export type ProposedChange = z.infer<typeof proposedChange>

const points = z.object({ name: z.string(), points: z.number() })

/** Another way, and what it would cost: points by tier, more is worse. */
export const otherWay = z.object({
  rotationKey: z.string(),
  rotationName: z.string(),
  possible: z.boolean(),
  sentence: z.string(),
  tiers: z.array(points),
  worse: z.array(z.string()),
  better: z.array(z.string()),
  changes: z.array(proposedChange),
})
export type OtherWay = z.infer<typeof otherWay>

/** Events: `progress` while it is looked for, then one `answer` or one `refusal`. Leaving ends the search. */
export const askProgress = z.object({ sentence: z.string(), people: z.number().int().nullable() })
export const askRefusal = z.object({ sentence: z.string() })
export const whyAnswer = z.object({
  sentence: z.string(),
  /** What decides the days, or is served by them. */
  reasons: z.array(z.string()),
  ways: z.array(otherWay),
  /** The version of the draft or of the record that this is about. */
  version: z.number().int(),
  startYear,
})
export type WhyAnswer = z.infer<typeof whyAnswer>

export const askWhy = route({
  id: 'ask.why',
  method: 'get',
  path: '/api/ask/why',
  summary: 'Why somebody is where they are, and the nearest other ways (server-sent events)',
  access: readScenarios,
  query: z.object(stretch),
  answer: 'events',
})

export const askCost = route({
  id: 'ask.cost',
  method: 'get',
  path: '/api/ask/cost',
  summary: 'What it would cost to put somebody on another rotation (server-sent events)',
  access: readScenarios,
  query: z.object({ ...stretch, rotationId: z.string().min(1).max(80) }),
  answer: 'events',
})
