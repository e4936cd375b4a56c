import { z } from 'zod'
import { halves, timeUnit } from './amount.ts'
import { levelId, listOf, marks, sentence, slug } from './marks.ts'

/**
 * How the program means to spread its time over the years when its requirements only speak of the whole: what a trainee
 * of each level is given in one year. An aid for building one year's schedule, never a requirement of its own.
 */
export const plan = z.strictObject({
  unit: timeUnit,
  rows: listOf(z.strictObject({ rotation: slug, byLevel: z.record(levelId, halves) })),
  note: sentence.optional(),
  ...marks,
})
