import { z } from 'zod'
import { halves, timeUnit } from './amount.ts'
import { levelId, listOf, marks, sentence, slug, title } from './marks.ts'
import { headcount } from './place.ts'

const bounds = { min: headcount.optional(), max: headcount.optional() }

const capacity = z.strictObject({
  ...bounds,
  perLevel: listOf(z.strictObject({ levels: listOf(levelId), ...bounds })).optional(),
  ...marks,
})

const run = z.strictObject({
  min: halves.optional().describe('shortest stretch without a break'),
  max: halves.optional().describe('longest stretch without a break'),
  unit: timeUnit,
  ...marks,
})

const rotationCall = z.strictObject({
  kind: z.enum(['none', 'varies', 'evening', 'night', 'weekend', 'home', 'week-blocks']),
  note: sentence.optional(),
  ...marks,
})

const rotationPrerequisites = z.strictObject({
  monthsOfTraining: z.int().min(1).max(84).optional().describe('months in the program before the first day'),
  rotations: listOf(slug).optional().describe('rotations that come first'),
  ...marks,
})

const choice = z.strictObject({
  from: listOf(slug).describe('ids of rotations or groups a trainee may choose during this time'),
  note: sentence.optional(),
  ...marks,
})

export const rotation = z.strictObject({
  id: slug,
  name: title.nullable().describe('null when the source leaves the rotation unnamed'),
  code: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9+/-]{0,4}$/, 'Use 1 to 5 letters or digits for the grid, such as MRI.')
    .describe('what the grid shows'),
  kind: z.enum(['clinical', 'research', 'elective', 'call', 'orientation', 'course']),
  setting: z.enum(['outpatient', 'hospital', 'either']).optional(),
  site: slug.optional().describe('where it is; the program’s first site when left out'),
  room: slug.optional().describe('the shared room it uses'),
  levels: listOf(levelId).optional().describe('levels it is open to; all when left out'),
  capacity: capacity.optional().describe('trainees of this program at once'),
  run: run.optional(),
  visits: z
    .strictObject({ min: z.int().min(0).max(100).optional(), max: z.int().min(1).max(100).optional(), ...marks })
    .optional(),
  prerequisites: rotationPrerequisites.optional(),
  independentCall: z.boolean().optional().describe('true when trainees here work without a supervisor present'),
  noLeave: z.boolean().optional().describe('true when vacation may not be taken here'),
  call: rotationCall.optional(),
  choose: choice.optional().describe('what an elective may be filled with'),
  goals: listOf(sentence).optional(),
  objectives: listOf(z.strictObject({ text: sentence, levels: listOf(levelId).optional() })).optional(),
  topics: listOf(title).optional(),
  tint: z.int().min(1).max(12).optional().describe('which of the twelve grid tints to prefer'),
  note: sentence.optional(),
  ...marks,
})
export type Rotation = z.infer<typeof rotation>

export const rotationGroup = z.strictObject({
  id: slug,
  name: title,
  rotations: listOf(slug),
  note: sentence.optional(),
  ...marks,
})
export type RotationGroup = z.infer<typeof rotationGroup>
