import { z } from 'zod'

/** Field shapes that more than one feature carries. */
export const id = z.uuid()

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
/** By arithmetic: a schedule carries thousands of dates, and making a Date of each would be most of the work of sending it. */
const calendarDate = (value: string): boolean => {
  const [year = 0, month = 0, day = 0] = value.split('-').map(Number)
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const last = month === 2 && isLeap ? 29 : (monthDays[month - 1] ?? 0)
  return 1 <= day && day <= last
}
/** A calendar date `YYYY-MM-DD` that exists. */
export const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Give the date as year-month-day, such as 2026-07-01.')
  .refine(calendarDate, 'This date does not exist.')
  .meta({ format: 'date' })

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
