import { z } from 'zod'
import { id, isoDate } from '../../../contract/fields.ts'
import { route } from '../../../contract/route.ts'
import { readScenarios } from './policy.ts'

/** Where somebody's cursor or selection is. Of a selection of very many rows only the first ones are told. */
export const place = z.object({
  appointmentIds: z.array(id).min(1).max(60),
  startOn: isoDate,
  endOn: isoDate,
})
export type PresencePlace = z.infer<typeof place>

/** One open page of one person. */
export const here = z.object({ tab: id, personId: id, name: z.string(), place: place.nullable() })
export type Here = z.infer<typeof here>

/** What the event `presence` of `scenarios.follow` carries: everybody who has the draft open, the reader's own page included. */
export const presenceEvent = z.object({ people: z.array(here) })

export const tellPlace = route({
  id: 'scenarios.presence',
  method: 'post',
  path: '/api/scenarios/:scenarioId/presence',
  summary: 'Tell the others who have the draft open where one is; kept nowhere',
  access: readScenarios,
  params: z.object({ scenarioId: id }),
  body: z.object({ tab: id, place: place.nullable() }),
  answer: z.object({ others: z.number().int() }),
})
