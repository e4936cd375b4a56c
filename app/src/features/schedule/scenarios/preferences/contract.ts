import { z } from 'zod'
import { id, isoDate, note, version } from '../../../../contract/fields.ts'
import { route } from '../../../../contract/route.ts'
import { closePreferences, listPreferences, readPreferences, readSatisfaction, setPreferences } from '../policy.ts'

const wish = z.object({
  programId: id,
  rotationId: z.string().max(80),
  startOn: isoDate.nullable(),
  endOn: isoDate.nullable(),
  /** 1 most wanted … 5; -1 least wanted … -5. */
  rank: z.number().int().min(-5).max(5),
})
export type WishView = z.infer<typeof wish>

const weekWish = z.object({ startOn: isoDate, endOn: isoDate, kind: z.enum(['off', 'on']) })
export type WeekWishView = z.infer<typeof weekWish>

const wishes = z.array(wish).max(20, 'These are more than twenty wishes.')
const weeks = z.array(weekWish).max(12, 'These are more than twelve weeks.')

export const preferences = z.object({ version, wishes, weeks })

/** The wishes, and what may be wished: the rotations open to the trainee in the year, and the periods to name. */
export const preferencesView = preferences.extend({
  personName: z.string(),
  label: z.string(),
  startOn: isoDate,
  endOn: isoDate,
  /** Once the trainee's own schedule of the year is published, wishes come too late. */
  published: z.boolean(),
  /** The last day to answer, where one is set. */
  dueOn: isoDate.nullable(),
  /** Why nothing can be entered by the viewer any more. */
  closed: z.enum(['published', 'past-due']).nullable(),
  /** Whether the viewer enters for somebody else, and says why. */
  needsReason: z.boolean(),
  /** Why somebody else entered what stands here; null where the trainee did. */
  enteredReason: z.string().nullable(),
  programs: z.array(
    z.object({
      programId: id,
      programName: z.string(),
      level: z.string(),
      rotations: z.array(
        z.object({
          rotationId: z.string(),
          name: z.string(),
          code: z.string(),
          tint: z.number().int(),
          siteName: z.string().nullable(),
          offSite: z.boolean(),
        }),
      ),
      periods: z.array(z.object({ label: z.string(), startOn: isoDate, endOn: isoDate })),
    }),
  ),
})
export type PreferencesView = z.infer<typeof preferencesView>

const startYear = z.string().regex(/^\d{4}$/)
const preferenceParams = z.object({ personId: id, startYear })

export const getPreferences = route({
  id: 'preferences.get',
  method: 'get',
  path: '/api/people/:personId/preferences/:startYear',
  summary: 'Rotation preferences of a trainee for a year, and what may be wished',
  access: readPreferences,
  params: preferenceParams,
  answer: preferencesView,
})

export const putPreferences = route({
  id: 'preferences.put',
  method: 'put',
  path: '/api/people/:personId/preferences/:startYear',
  summary: 'Set rotation preferences for a year; for somebody else with a reason',
  access: setPreferences,
  params: preferenceParams,
  /** Weeks left out stay as they are. */
  body: z.object({ version, wishes, weeks: weeks.optional(), reason: note.optional() }),
  answer: preferences,
})

const wishRow = z.object({
  personId: id,
  personName: z.string(),
  level: z.string(),
  answered: z.boolean(),
  enteredReason: z.string().nullable(),
  /** Codes of the rotations, what matters most first. */
  wanted: z.array(z.object({ code: z.string(), tint: z.number().int() })),
  unwanted: z.array(z.object({ code: z.string(), tint: z.number().int() })),
  weeksOff: z.number().int(),
  weeksOn: z.number().int(),
})
export type WishRow = z.infer<typeof wishRow>

export const listWishes = route({
  id: 'preferences.list',
  method: 'get',
  path: '/api/preferences/:startYear',
  summary: 'Who has said what they would like in a year, by program',
  access: listPreferences,
  params: z.object({ startYear }),
  query: z.object({ programId: id.optional() }),
  answer: z.object({
    label: z.string(),
    today: isoDate,
    programs: z.array(
      z.object({
        programId: id,
        programName: z.string(),
        /** Null while no last day is set. */
        dueOn: isoDate.nullable(),
        version,
        remindedAt: z.string().nullable(),
        mayManage: z.boolean(),
        published: z.boolean(),
        trainees: z.array(wishRow),
      }),
    ),
  }),
})

export const putDeadline = route({
  id: 'preferences.deadline',
  method: 'put',
  path: '/api/programs/:programId/preferences/:startYear/deadline',
  summary: 'Set the last day on which trainees of a program say what they would like; null takes it away',
  access: closePreferences,
  params: z.object({ programId: id, startYear }),
  body: z.object({ expectedVersion: version, dueOn: isoDate.nullable() }),
  answer: z.object({ version, notified: z.number().int() }),
})

export const remindOfWishes = route({
  id: 'preferences.remind',
  method: 'post',
  path: '/api/programs/:programId/preferences/:startYear/reminders',
  summary: 'Remind those who have not said what they would like; at most once a day',
  access: closePreferences,
  params: z.object({ programId: id, startYear }),
  answer: z.object({ reminded: z.number().int() }),
})

const met = z.enum(['met', 'partly', 'not-met'])
const counts = z.object({ met: z.number().int(), partly: z.number().int(), notMet: z.number().int() })

export const getSatisfaction = route({
  id: 'preferences.satisfaction',
  method: 'get',
  path: '/api/preferences/:startYear/satisfaction',
  summary: 'How many wishes came true in the published year; whose, for the desk and about oneself',
  access: readSatisfaction,
  params: z.object({ startYear }),
  query: z.object({ programId: id.optional() }),
  answer: z.object({
    label: z.string(),
    programs: z.array(
      z.object({
        programId: id,
        programName: z.string(),
        published: z.boolean(),
        answered: z.number().int(),
        /** By rank, what was wanted most first, then what was unwanted (negative). Null where too few answered to stay unnamed. */
        ranks: z.array(counts.extend({ rank: z.number().int() })).nullable(),
        /** Everybody for the desk, oneself for a trainee. */
        people: z.array(
          z.object({
            personId: id,
            personName: z.string(),
            level: z.string(),
            /** Of 100, the first wish counting most. */
            score: z.number().int().nullable(),
            wishes: z.array(
              z.object({ rank: z.number().int(), rotationName: z.string(), when: z.string(), outcome: met }),
            ),
          }),
        ),
        names: z.boolean(),
      }),
    ),
  }),
})
export type Satisfaction = z.infer<typeof getSatisfaction.answer>
