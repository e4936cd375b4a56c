import { z } from 'zod'
import { id, isoDate } from '../../../contract/fields.ts'
import { route } from '../../../contract/route.ts'
import { readScenarios } from './policy.ts'

const limits = { min: z.number().nullable(), max: z.number().nullable() }
const unit = z.enum(['days', 'weeks', 'months', 'blocks'])
const range = { startOn: isoDate, endOn: isoDate }
const texts = z.array(z.string())

const rotation = z.object({
  id: z.string(),
  label: z.string(),
  roomId: z.string().nullable(),
  levels: texts.nullable(),
  trainees: z.object(limits),
  traineesByLevel: z.array(z.object({ ...limits, levels: texts })),
  run: z.object({ ...limits, unit }),
  prerequisites: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('training'), months: z.number() }),
      z.object({ kind: z.literal('rotation'), rotationIds: texts, amount: z.number(), unit }),
    ]),
  ),
  independentCall: z.boolean(),
  offSite: z
    .object({
      siteLabel: z.string(),
      leadTimeDays: z.number().nullable(),
      agreementRequired: z.boolean(),
      agreements: z.array(z.object({ startOn: isoDate, endOn: isoDate.nullable() })),
    })
    .nullable(),
  noLeave: z.boolean(),
  verified: z.boolean(),
})

const calendar = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('months') }),
  z.object({ kind: z.literal('blocks') }),
  z.object({ kind: z.literal('weeks'), splitWeeks: z.array(z.number()).exactOptional() }),
  z.object({
    kind: z.literal('custom'),
    periods: z.array(z.object({ label: z.string(), startOn: z.string(), endOn: z.string().exactOptional() })),
  }),
])

const requirement = z.object({
  kind: z.literal('rotation'),
  id: z.string(),
  title: z.string(),
  levels: texts.nullable(),
  verified: z.boolean(),
  note: z.string(),
  counts: texts,
  unit,
  ...limits,
})

const curriculum = z.object({
  id: z.string(),
  programId: z.string(),
  programLabel: z.string(),
  levels: texts,
  calendar,
  startsOn: z.string(),
  rotations: z.array(rotation),
  requirements: z.array(requirement),
})

const person = z.object({
  id: z.string(),
  label: z.string(),
  appointments: z.array(
    z.object({
      id: z.string(),
      curriculumId: z.string(),
      entryLevel: z.string(),
      sharePercent: z.number(),
      /** What a day on an assignment of this appointment is worth. */
      dayPercent: z.number(),
      ...range,
    }),
  ),
  leaves: z.array(
    z.object({
      id: z.string(),
      label: z.string().nullable(),
      countsTowardTraining: z.boolean(),
      removesFromSchedule: z.boolean(),
      ...range,
    }),
  ),
  /** Of other years, and of programs that are not in the draft: nobody changes them here. */
  fixed: z.array(
    z.object({
      id: z.string(),
      appointmentId: z.string(),
      rotationId: z.string(),
      arrangedOn: isoDate.nullable(),
      ...range,
    }),
  ),
})

/**
 * What the rules look at, except for the rows of the draft itself: with it a browser judges an edit before it is sent. Those who only share
 * a room are days in that room, without a name.
 */
export const draftFactsView = z.object({
  horizon: z.object(range),
  asOf: isoDate,
  curricula: z.array(curriculum),
  people: z.array(person),
  rooms: z.array(z.object({ id: z.string(), label: z.string(), ...limits })),
  elsewhere: z.array(z.object({ person: z.number().int(), roomId: z.string(), ...range })),
})
export type DraftFactsView = z.infer<typeof draftFactsView>

export const getDraftFacts = route({
  id: 'scenarios.facts',
  method: 'get',
  path: '/api/scenarios/:scenarioId/facts',
  summary: 'What the rules look at when they judge a draft',
  access: readScenarios,
  params: z.object({ scenarioId: id }),
  answer: draftFactsView,
})
