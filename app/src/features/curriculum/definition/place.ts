import { z } from 'zod'
import { isoDate } from '../../../contract/fields.ts'
import { marks, sentence, slug, title } from './marks.ts'

/** How many trainees at once. */
export const headcount = z.int('Give a whole number of trainees.').min(0).max(500)

export const site = z.strictObject({
  id: slug,
  name: title,
  kind: z.enum(['own', 'off-site']),
  place: title.optional(),
  leadTimeDays: z.int().min(0).max(730).optional().describe('days an off-site rotation must be arranged ahead'),
  agreement: z
    .strictObject({
      required: z.boolean(),
      startOn: isoDate.optional(),
      endOn: isoDate.optional(),
      ...marks,
    })
    .optional()
    .describe('the agreement with this site and the days it is in force'),
  note: sentence.optional(),
  ...marks,
})
export type Site = z.infer<typeof site>

/** A reading room or suite. Programs that name the same id share its capacity, so they must say the same of it. */
export const room = z.strictObject({
  id: slug,
  name: title,
  site: slug.optional(),
  min: headcount.optional().describe('fewest trainees present on a working day, over all programs'),
  max: headcount.min(1).optional().describe('most trainees at once, over all programs'),
  ...marks,
})
export type Room = z.infer<typeof room>
