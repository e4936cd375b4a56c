import { z } from 'zod'
import { id, isoDate } from '../../../contract/fields.ts'
import { route } from '../../../contract/route.ts'
import { readPerson } from '../policy.ts'

export const getTraining = route({
  id: 'people.training',
  method: 'get',
  path: '/api/people/:personId/training',
  summary: 'When the training of a person is expected to end, with all leave so far',
  access: readPerson,
  params: z.object({ personId: id }),
  answer: z.object({
    /** Appointments that count, by first day. */
    appointments: z.array(
      z.object({
        appointmentId: id,
        /** The last day of training as reckoned; the appointment may end before it. */
        expectedOn: isoDate,
        sentence: z.string(),
        /** False where only the entered last day says how long training takes: leave is added to it. */
        isReckoned: z.boolean(),
      }),
    ),
  }),
})
