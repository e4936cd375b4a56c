import { z } from 'zod'
import { version } from '../../../contract/fields.ts'
import { route } from '../../../contract/route.ts'
import { readRecord } from './policy.ts'

/** Apart from the other routes, because the frame of every page asks it. */
export const listYears = route({
  id: 'schedule.years',
  method: 'get',
  path: '/api/schedule/years',
  summary: 'Academic years and the version of their schedule of record',
  access: readRecord,
  answer: z.object({
    current: z.number().int(),
    years: z.array(
      z.object({ startYear: z.number().int(), label: z.string(), version, publishedAt: z.string().nullable() }),
    ),
  }),
})
