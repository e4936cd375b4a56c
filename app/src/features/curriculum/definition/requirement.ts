import { z } from 'zod'
import { amount } from './amount.ts'
import { levelId, listOf, marks, sentence, slug, title } from './marks.ts'

const shared = {
  id: slug,
  title,
  levels: listOf(levelId).optional().describe('counted only while at these levels; in the whole program when left out'),
  note: sentence.optional(),
  ...marks,
}

/** Time on rotations. The only kind that schedules are built from. */
export const rotationRequirement = z.strictObject({
  ...shared,
  kind: z.literal('rotation'),
  counts: listOf(slug).describe('ids of rotations or groups whose time counts'),
  amount,
})
export type RotationRequirement = z.infer<typeof rotationRequirement>

/** Every other kind is kept as it is written: its own words and structured details. */
export const otherRequirement = z.strictObject({
  ...shared,
  kind: z.enum(['research', 'cases', 'didactics', 'evaluations', 'hours', 'other']),
  text: sentence.optional(),
  details: z.record(z.string().min(1).max(60), z.json()).optional().describe('structured facts of this kind'),
})
export type OtherRequirement = z.infer<typeof otherRequirement>

export const requirement = z.discriminatedUnion('kind', [rotationRequirement, otherRequirement])
export type Requirement = z.infer<typeof requirement>
