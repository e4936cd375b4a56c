import { z } from 'zod'
import { id, isoDate, note, version } from '../../../contract/fields.ts'
import { route } from '../../../contract/route.ts'
import { finding } from '../blocks/contract.ts'
import { editScenarios, readScenarios } from './policy.ts'
import { reasonKinds } from './reason-kinds.ts'

const inOrder = ({ startOn, endOn }: { startOn: string; endOn: string }): boolean => startOn <= endOn
const endsBefore = 'The end is before the start.'

const piece = z
  .object({ rotationId: z.string().min(1).max(80), startOn: isoDate, endOn: isoDate, pinned: z.boolean() })
  .refine(inOrder, endsBefore)

/** Why a cell is changed, when its author says so. The id is the author's, so that a reason that arrives twice is kept once. */
const reason = z.object({
  id,
  kind: z.enum(reasonKinds),
  note: note.max(200, 'Use at most 200 characters.'),
  /** The rules were against it, and it was put there all the same. */
  againstRules: z.boolean(),
})
export type EditReason = z.infer<typeof reason>

/** See `CellChange` of `../cells.ts`; a row's days hold at most one piece each. */
const cell = z
  .object({
    appointmentId: id,
    startOn: isoDate,
    endOn: isoDate,
    was: z.array(piece).max(400),
    now: z.array(piece).max(400),
    joinsBefore: z.boolean(),
    joinsAfter: z.boolean(),
    reason: reason.exactOptional(),
    /** Reasons of changes that this one undoes. */
    withdraws: z.array(id).max(5000).exactOptional(),
  })
  .refine(inOrder, endsBefore)
  .refine(
    ({ startOn, endOn, now }) =>
      now.every((each, index) => {
        const before = now[index - 1]
        return each.startOn >= startOn && each.endOn <= endOn && (!before || before.endOn < each.startOn)
      }),
    'What shall stand there must lie inside the days, one after the other.',
  )
export type CellWire = z.infer<typeof cell>

/** Everything that stands in the rows of these appointments. */
export const draftRowsView = z.object({
  version,
  rows: z.array(z.object({ appointmentId: id, pieces: z.array(piece) })),
})
export type DraftRowsView = z.infer<typeof draftRowsView>

/** What a refused batch gets with 409: the rows as they are, and which of the cells it sent found something else than they had seen. */
export const cellConflict = draftRowsView.extend({ conflicts: z.array(z.number().int()) })

const params = z.object({ scenarioId: id })

export const editCells = route({
  id: 'scenarios.cells',
  method: 'post',
  path: '/api/scenarios/:scenarioId/cells',
  summary: 'Change many cells of a draft at once: all of them, or none if one is no longer as it was seen',
  access: editScenarios,
  params,
  body: z.object({ cells: z.array(cell).min(1).max(5000, 'Change at most 5,000 cells at once.') }),
  answer: draftRowsView.extend({
    /** What the rules say of the people concerned, and of rooms and rotations. */
    findings: z.array(finding),
  }),
  maxBytes: 8 * 1024 * 1024,
})

/** Each event `draft` carries rows that are different now; the first after a version that is no longer current carries all of them. */
export const followDraft = route({
  id: 'scenarios.follow',
  method: 'get',
  path: '/api/scenarios/:scenarioId/events',
  summary:
    'Server-sent events: rows of a draft that others have changed, who else has it open, and that its comments changed',
  access: readScenarios,
  params,
  /** With the id of an open page the reader is shown to the others, and hears of them. */
  query: z.object({ version: z.string().regex(/^\d+$/), tab: id.optional() }),
  answer: 'events',
})
export const draftEvent = draftRowsView.extend({
  /** True: rows that are not named are empty. */
  whole: z.boolean(),
})
