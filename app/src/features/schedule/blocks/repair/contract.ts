import { z } from 'zod'
import { id, isoDate } from '../../../../contract/fields.ts'
import { route } from '../../../../contract/route.ts'
import { proposedChange } from '../../ask/contract.ts'
import { finding } from '../contract.ts'
import { amendRecord } from '../policy.ts'

const yearParams = z.object({ startYear: z.string().regex(/^\d{4}$/) })

/** Something that happened to the published year after it was published. */
export const disturbance = z.object({
  kind: z.enum(['absence', 'departure']),
  personId: id,
  personName: z.string(),
  programId: id,
  startOn: isoDate,
  endOn: isoDate,
  sentence: z.string(),
  /** Rotations and rooms that have fewer than they need because of it. */
  short: z.array(z.string()),
})
export type DisturbanceView = z.infer<typeof disturbance>

export const listDisturbances = route({
  id: 'schedule.disturbances',
  method: 'get',
  path: '/api/schedule/years/:startYear/disturbances',
  summary: 'What broke in the published year: leaves entered and trainees gone while the schedule counts on them',
  access: amendRecord,
  params: yearParams,
  query: z.object({ programId: z.string().optional() }),
  answer: z.object({
    version: z.number().int(),
    label: z.string(),
    today: isoDate,
    endOn: isoDate,
    disturbances: z.array(disturbance),
    people: z.array(z.object({ personId: id, personName: z.string(), programId: id })),
    /** What may be closed: shared rooms, and rotations. */
    places: z.array(z.object({ key: z.string(), label: z.string(), kind: z.enum(['rotation', 'room']) })),
  }),
})

export const proposedRepair = z.object({
  sentence: z.string(),
  /** Whose published schedule changes, besides those who are away. */
  people: z.array(z.string()),
  changes: z.array(proposedChange),
  /** Rules that this repair does not keep. */
  broken: z.array(z.string()),
  added: z.array(finding),
  removed: z.array(finding),
})
export type ProposedRepair = z.infer<typeof proposedRepair>

export const repairsAnswer = z.object({ version: z.number().int(), repairs: z.array(proposedRepair) })

/** Events as those of a question: `progress`, then one `answer` or one `refusal`. */
export const proposeRepairs = route({
  id: 'schedule.repairs',
  method: 'get',
  path: '/api/schedule/years/:startYear/repairs',
  summary: 'Up to five repairs of the published year with the fewest changes (server-sent events); nothing is changed',
  access: amendRecord,
  params: yearParams,
  query: z
    .object({
      /** Who is away or gone. */
      personId: id.optional(),
      /** Or which room (`room:…`) or rotation (`program:rotation`) is closed. */
      placeKey: z.string().max(160).optional(),
      startOn: isoDate,
      endOn: isoDate,
    })
    .refine(({ personId, placeKey }) => (personId === undefined) !== (placeKey === undefined), 'Say who or what.')
    .refine(({ startOn, endOn }) => startOn <= endOn, 'The end is before the start.'),
  answer: 'events',
})
