import { z } from 'zod'
import { id, isoDate } from '../../../contract/fields.ts'
import { route } from '../../../contract/route.ts'
import { leaveKinds } from '../../people/contract.ts'
import { finding, requirementStatus } from '../blocks/contract.ts'
import { askWhatIf } from './policy.ts'

/** One stretch of days on one rotation or in one room, with everybody who is present there, and without this trainee. */
export const placeWithout = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum(['rotation', 'room']),
  startOn: isoDate,
  endOn: isoDate,
  min: z.number().nullable(),
  present: z.number().int(),
  without: z.number().int(),
  /** Fewer than the least that it needs, once the trainee is away. */
  short: z.boolean(),
})

export const leaveWhatIfView = z.object({
  personName: z.string(),
  /** The answer in a few sentences, what matters most first. */
  sentences: z.array(z.string()),
  coverage: z.array(placeWithout),
  requirements: z.array(
    z.object({
      programId: id,
      requirementId: z.string(),
      title: z.string(),
      before: requirementStatus,
      after: requirementStatus,
      sentence: z.string(),
    }),
  ),
  appointments: z.array(
    z.object({
      appointmentId: id,
      programId: id,
      programName: z.string(),
      /** The last day of training as things are, and with the leave. */
      graduatesOn: isoDate,
      wouldGraduateOn: isoDate,
      sentence: z.string(),
      /** The board's time off in workdays over the whole training; null where no policy of a board applies. */
      budget: z
        .object({
          allowed: z.number(),
          usedBefore: z.number(),
          usedAfter: z.number(),
          remaining: z.number(),
          extension: z.number(),
          source: z.string(),
          verified: z.boolean(),
        })
        .nullable(),
    }),
  ),
  findings: z.array(finding),
  /** False for readers who plan with the days, but are not told of leave taken before: then no budget is. */
  tellsBudget: z.boolean(),
})

export const getLeaveWhatIf = route({
  id: 'what-if.leave',
  method: 'get',
  path: '/api/people/:personId/what-if/leave',
  summary: 'What a leave would do to coverage, requirements, graduation and leave budget; nothing is stored',
  access: askWhatIf,
  params: z.object({ personId: id }),
  query: z.object({
    kind: z.enum(leaveKinds),
    startOn: isoDate,
    endOn: isoDate,
    /** `false` for a leave of absence, which gives no credit. */
    countsTowardTraining: z.enum(['true', 'false']),
    /** Ask about a draft instead of the published year. */
    scenarioId: id.optional(),
  }),
  answer: leaveWhatIfView,
})
