import { z } from 'zod'
import { id, isoDate } from '../../../contract/fields.ts'
import { route } from '../../../contract/route.ts'
import { confirmGoals, readGoals } from '../policy.ts'

/** `open`: to be read now. `later`: not yet. `nothing`: the definition has no text for it. */
const state = z.enum(['confirmed', 'open', 'later', 'nothing'])

const stay = z.object({
  appointmentId: id,
  rotationId: z.string(),
  rotationName: z.string(),
  code: z.string(),
  tint: z.number().int(),
  level: z.string(),
  startOn: isoDate,
  endOn: isoDate,
  state,
  confirmedOn: isoDate.nullable(),
})

export const myStay = stay.extend({
  programName: z.string(),
  /** Of the text that is shown; confirming names it, so that nobody confirms what they did not read. */
  fingerprint: z.string(),
  goals: z.array(z.string()),
  objectives: z.array(z.string()),
})
export type MyStay = z.infer<typeof myStay>

export const getMyGoals = route({
  id: 'goals.mine',
  method: 'get',
  path: '/api/me/goals',
  summary: 'Goals and objectives of my rotations from today on, and which I have confirmed',
  access: confirmGoals,
  answer: z.object({ today: isoDate, stays: z.array(myStay) }),
})

export const confirmMyGoals = route({
  id: 'goals.confirm',
  method: 'post',
  path: '/api/me/goals/confirmations',
  summary: 'Confirm that I have read the goals and objectives of a rotation',
  access: confirmGoals,
  body: z.object({ appointmentId: id, rotationId: z.string().max(80), fingerprint: z.string().max(80) }),
  answer: z.object({ confirmedOn: isoDate }),
})

export const deskStay = stay.extend({ personId: id, personName: z.string() })
export type DeskStay = z.infer<typeof deskStay>

export const listGoals = route({
  id: 'goals.list',
  method: 'get',
  path: '/api/goals',
  summary: 'Who has read the goals of the rotation they are on or about to start',
  access: readGoals,
  query: z.object({ programId: id.optional() }),
  answer: z.object({
    today: isoDate,
    programs: z.array(
      z.object({
        programId: id,
        programName: z.string(),
        stays: z.array(deskStay),
        /** Rotations in use that have no text to read. */
        without: z.array(z.string()),
      }),
    ),
  }),
})

export const remindOfGoals = route({
  id: 'goals.remind',
  method: 'post',
  path: '/api/programs/:programId/goals/reminders',
  summary: 'Remind trainees of a program who have not read the goals of their rotation',
  access: readGoals,
  params: z.object({ programId: id }),
  answer: z.object({ reminded: z.number().int() }),
})
