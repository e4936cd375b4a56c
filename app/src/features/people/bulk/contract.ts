import { z } from 'zod'
import { id, isoDate, note, version } from '../../../contract/fields.ts'
import type { Role } from '../../../contract/roles.ts'
import { route } from '../../../contract/route.ts'
import { editPeople } from '../policy.ts'

/** People at once; more are done in parts. */
export const mostAtOnce = 500

/** The fields of an appointment that can be changed for many; roles and being put away are fields of their own. */
export interface BatchFields {
  readonly startOn?: string
  readonly endOn?: string
  readonly entryLevel?: string
  readonly ftePercent?: number
  readonly curriculumEffectiveOn?: string | null
  /** Whether the person holds `role` in the item's program. */
  readonly holds?: boolean
  readonly role?: Role
  readonly archived?: boolean
}

const dayChange = z.union([
  z.object({ to: isoDate }),
  z.object({
    shiftDays: z
      .number()
      .int('Give whole days.')
      .min(-3660, 'Move by at most ten years.')
      .max(3660, 'Move by at most ten years.'),
  }),
])
export type DayChange = z.infer<typeof dayChange>

/** Roles that are held in a program; that of a trainee follows from appointments. */
export const programRoles = ['faculty', 'chief', 'coordinator', 'director', 'committee'] as const satisfies Role[]

const appointmentChange = z
  .object({
    kind: z.literal('appointment'),
    /** Which appointments: those of today, or those still to come. */
    which: z.enum(['now', 'coming']),
    /** Only those to this program; null is every program that the caller may change. */
    programId: id.nullable(),
    startOn: dayChange.optional(),
    endOn: dayChange.optional(),
    entryLevel: z.string().trim().min(1, 'Choose the level at the start.').max(20).optional(),
    ftePercent: z
      .number()
      .int('Give a whole percentage.')
      .min(1, 'Give at least 1 percent.')
      .max(100, 'Give at most 100 percent.')
      .optional(),
    /** Null is the version of the class. */
    curriculumEffectiveOn: isoDate.nullable().optional(),
  })
  .refine(
    ({ startOn, endOn, entryLevel, ftePercent, curriculumEffectiveOn }) =>
      [startOn, endOn, entryLevel, ftePercent, curriculumEffectiveOn].some((field) => field !== undefined),
    'Say what is to change.',
  )

const bulkChange = z.discriminatedUnion('kind', [
  appointmentChange,
  z.object({
    kind: z.literal('role'),
    role: z.enum(programRoles, 'Choose the role.'),
    programId: z.uuid('Choose the program.'),
    hold: z.boolean(),
  }),
  z.object({ kind: z.literal('archive'), archived: z.boolean() }),
])
export type BulkChange = z.infer<typeof bulkChange>
export type AppointmentChange = z.infer<typeof appointmentChange>

/** One field, in words: old and new. */
const fieldChange = z.object({ label: z.string(), was: z.string(), is: z.string() })
export type FieldChange = z.infer<typeof fieldChange>

const previewRow = z.object({
  personId: id,
  personName: z.string(),
  appointmentId: id.nullable(),
  programName: z.string().nullable(),
  expectedVersion: version.nullable(),
  /** `same`: it is so already. `barred`: `sentence` says why it cannot be changed. */
  state: z.enum(['change', 'same', 'barred']),
  changes: z.array(fieldChange),
  sentence: z.string().nullable(),
  /** What to know before: leave that would lie outside, rotations that the version has not. */
  notes: z.array(z.string()),
})
export type PreviewRow = z.infer<typeof previewRow>

const personIds = z
  .array(id)
  .min(1, 'Choose people first.')
  .max(mostAtOnce, `Choose at most ${mostAtOnce} people at once.`)

export const previewBulk = route({
  id: 'people.bulk.preview',
  method: 'post',
  path: '/api/people/bulk/preview',
  summary: 'What a change would do to each of many people; nothing is stored',
  access: editPeople,
  body: z.object({ personIds, change: bulkChange }),
  answer: z.object({ sentence: z.string(), rows: z.array(previewRow) }),
})

export const applyBulk = route({
  id: 'people.bulk.apply',
  method: 'post',
  path: '/api/people/bulk',
  summary: 'Change many people at once: all of them as they were seen, or none',
  access: editPeople,
  body: z.object({
    change: bulkChange,
    reason: note.optional(),
    rows: z
      .array(z.object({ personId: id, appointmentId: id.nullable(), expectedVersion: version.nullable() }))
      .min(1, 'Nobody is left to change.')
      .max(2 * mostAtOnce),
  }),
  answer: z.object({ batchId: id, changed: z.number().int() }),
  status: 201,
})

const batchSummary = z.object({
  id,
  madeBy: z.string(),
  madeAt: z.string(),
  sentence: z.string(),
  reason: z.string().nullable(),
  people: z.number().int(),
  reverses: id.nullable(),
  /** The batch that took this one back, last. */
  takenBackBy: id.nullable(),
})
export type BatchSummary = z.infer<typeof batchSummary>

export const listBatches = route({
  id: 'people.bulk.list',
  method: 'get',
  path: '/api/people/bulk',
  summary: 'What was changed for many people at once, newest first',
  access: editPeople,
  answer: z.object({ batches: z.array(batchSummary) }),
})

const oneBatch = z.object({ batchId: id })

export const getBatch = route({
  id: 'people.bulk.get',
  method: 'get',
  path: '/api/people/bulk/:batchId',
  summary: 'One change of many people, and what of it can still be taken back',
  access: editPeople,
  params: oneBatch,
  answer: batchSummary.extend({
    items: z.array(
      z.object({
        id,
        personId: id,
        personName: z.string(),
        programName: z.string().nullable(),
        changes: z.array(fieldChange),
        canTakeBack: z.boolean(),
        /** Why not: what was changed since, or what stands in the way. */
        sentence: z.string().nullable(),
      }),
    ),
  }),
})

export const takeBackBatch = route({
  id: 'people.bulk.take-back',
  method: 'post',
  path: '/api/people/bulk/:batchId/take-back',
  summary: 'Put back what a change of many people changed, but for what was changed since',
  access: editPeople,
  params: oneBatch,
  body: z.object({ reason: note.optional() }),
  answer: z.object({
    batchId: id,
    changed: z.number().int(),
    leftOut: z.array(z.object({ personId: id, personName: z.string(), sentence: z.string() })),
  }),
})
