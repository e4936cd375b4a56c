import { z } from 'zod'

/** Field shapes that more than one feature carries. */
export const id = z.uuid()

const calendarDate = (value: string): boolean => {
  const at = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value)
}
/** A calendar date `YYYY-MM-DD` that exists. */
export const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Give the date as year-month-day, such as 2026-07-01.')
  .refine(calendarDate, 'This date does not exist.')
  .meta({ format: 'date' })

/** An instant, always with its offset. */
export const instant = z.iso.datetime({ offset: true })

export const name = z.string().trim().min(1, 'This may not be empty.').max(200, 'Use at most 200 characters.')
export const note = z.string().trim().max(2000, 'Use at most 2,000 characters.')
/** The version of the record that was edited; a mismatch is answered with 409 and the current record. */
export const version = z.number().int().min(0)

/** Pages are asked for by cursor: pass `nextCursor` of one page to get the next. */
export const pageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(500))
    .optional()
    .meta({ type: 'integer' }),
})
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int() })

export const empty = z.object({})
