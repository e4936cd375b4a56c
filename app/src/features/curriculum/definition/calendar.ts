import { z } from 'zod'
import { levelId, listOf, title } from './marks.ts'

const splitWeek = z.strictObject({
  week: z.int().min(1).max(52).describe('which week of the year is cut into two halves (3 and 4 days)'),
  levels: listOf(levelId).optional().describe('levels whose year has the split; all when left out'),
})

const period = z.strictObject({
  label: title,
  startOn: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'Give the day as month-day, such as 07-01.')
    .describe('month and day of every year; the period ends the day before the next one starts'),
})

/** How the academic year is cut for this program. */
export const calendar = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('months').describe('12 calendar months') }),
  z.strictObject({ kind: z.literal('blocks').describe('13 blocks of four weeks; the last runs to the year’s end') }),
  z.strictObject({
    kind: z.literal('weeks').describe('52 weeks; the last runs to the year’s end'),
    splitWeeks: listOf(splitWeek).optional(),
  }),
  z.strictObject({ kind: z.literal('custom').describe('date ranges of one’s own'), periods: listOf(period) }),
])
export type Calendar = z.infer<typeof calendar>

export const level = z.strictObject({
  id: levelId,
  name: title.optional().describe('how the level is written out, such as "Fourth postgraduate year"'),
})
export type Level = z.infer<typeof level>
