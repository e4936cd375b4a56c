import { z } from 'zod'
import { id, isoDate, version } from '../../../../contract/fields.ts'
import { route } from '../../../../contract/route.ts'
import { commentScenarios, readScenarios } from '../policy.ts'

const comment = z.object({
  id,
  authorId: id,
  author: z.string(),
  at: z.string(),
  text: z.string(),
  mentions: z.array(id),
})

const thread = z.object({
  id,
  appointmentId: id,
  startOn: isoDate,
  endOn: isoDate,
  version,
  resolved: z.object({ by: z.string(), at: z.string() }).nullable(),
  comments: z.array(comment),
})
export type ThreadView = z.infer<typeof thread>

export const commentsView = z.object({
  /** In the order of their days. */
  threads: z.array(thread),
  /** Who may see the draft and so may be mentioned. */
  people: z.array(z.object({ personId: id, name: z.string() })),
})
export type CommentsView = z.infer<typeof commentsView>

const said = {
  text: z.string().trim().min(1, 'Write something first.').max(2000, 'Use at most 2,000 characters.'),
  mentions: z.array(id).max(20, 'Mention at most twenty people.'),
}
const params = z.object({ scenarioId: id })
const threadParams = z.object({ scenarioId: id, threadId: id })

export const listComments = route({
  id: 'scenarios.comments',
  method: 'get',
  path: '/api/scenarios/:scenarioId/comments',
  summary: 'Comments on cells of a draft',
  access: readScenarios,
  params,
  answer: commentsView,
})

export const startThread = route({
  id: 'scenarios.comments.start',
  method: 'post',
  path: '/api/scenarios/:scenarioId/comments',
  summary: 'Comment on some days of a trainee in a draft; those mentioned and the author of the draft are told',
  access: commentScenarios,
  params,
  body: z
    .object({ appointmentId: id, startOn: isoDate, endOn: isoDate, ...said })
    .refine(({ startOn, endOn }) => startOn <= endOn, { message: 'The end is before the start.', path: ['endOn'] }),
  answer: thread,
  status: 201,
})

export const answerThread = route({
  id: 'scenarios.comments.answer',
  method: 'post',
  path: '/api/scenarios/:scenarioId/comments/:threadId',
  summary: 'Answer a comment on a draft; those who spoke before are told',
  access: commentScenarios,
  params: threadParams,
  body: z.object(said),
  answer: thread,
  status: 201,
})

export const resolveThread = route({
  id: 'scenarios.comments.resolve',
  method: 'post',
  path: '/api/scenarios/:scenarioId/comments/:threadId/resolve',
  summary: 'Settle a comment on a draft, or open it again',
  access: commentScenarios,
  params: threadParams,
  body: z.object({ expectedVersion: version, resolved: z.boolean() }),
  answer: thread,
})
