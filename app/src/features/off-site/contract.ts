import { z } from 'zod'
import { id, isoDate, note, version } from '../../contract/fields.ts'
import { route } from '../../contract/route.ts'
import { listedItem, markItems } from '../onboarding/contract.ts'
import { arrangeOffSite, markOffSite, readOffSite } from './policy.ts'

/** A stay as the record has it. It has an id only once somebody has begun to arrange it. */
const stayKey = z.object({ appointmentId: id, rotationId: z.string().max(80), startOn: isoDate })
export type StayKey = z.infer<typeof stayKey>

export const stayView = stayKey.extend({
  stayId: id.nullable(),
  version,
  personId: id,
  personName: z.string(),
  programId: id,
  programName: z.string(),
  rotationName: z.string(),
  code: z.string(),
  tint: z.number().int(),
  siteName: z.string(),
  /** The days as the record has them; of a dropped stay, as it last had them. */
  endOn: isoDate,
  state: z.enum(['planned', 'moved', 'dropped']),
  /** Of a moved stay, the days when it was last looked at. */
  before: z.object({ startOn: isoDate, endOn: isoDate }).nullable(),
  leadTimeDays: z.number().int().nullable(),
  /** The day by which it is to be arranged, where the site has a lead time. */
  arrangeBy: isoDate.nullable(),
  agreement: z.object({
    state: z.enum(['in-force', 'missing', 'ends-before', 'not-required']),
    sentence: z.string(),
  }),
  steps: z.array(listedItem),
  owner: z.object({ personId: id, name: z.string() }).nullable(),
  /** Of those who arrange it; the trainee gets an empty one. */
  note: z.string(),
})
export type StayView = z.infer<typeof stayView>

export const deskStays = route({
  id: 'off-site.desk',
  method: 'get',
  path: '/api/off-site',
  summary: 'Time of trainees at other sites, from today on, and how it is arranged',
  access: arrangeOffSite,
  query: z.object({ programId: id.optional() }),
  answer: z.object({
    today: isoDate,
    stays: z.array(stayView),
    /** Who may look after a stay, by program. */
    owners: z.array(z.object({ programId: id, personId: id, name: z.string() })),
  }),
})

export const personStays = route({
  id: 'off-site.person',
  method: 'get',
  path: '/api/people/:personId/off-site',
  summary: 'Time of a person at other sites, from today on',
  access: readOffSite,
  params: z.object({ personId: id }),
  answer: z.object({ today: isoDate, stays: z.array(stayView) }),
})

export const markStay = route({
  id: 'off-site.mark',
  method: 'post',
  path: '/api/people/:personId/off-site/marks',
  summary: 'Mark steps of a stay as to do, sent, confirmed or not needed',
  access: markOffSite,
  params: z.object({ personId: id }),
  body: markItems.extend({ stay: stayKey }),
  answer: z.object({ stayId: id, versions: z.array(version) }),
})

export const changeStay = route({
  id: 'off-site.change',
  method: 'post',
  path: '/api/people/:personId/off-site/stays',
  summary: 'Say who arranges a stay, keep a note, or take note of its new days',
  access: arrangeOffSite,
  params: z.object({ personId: id }),
  body: z.object({
    stay: stayKey,
    expectedVersion: version,
    ownerId: id.nullable(),
    note,
    /** Takes note that the record moved the stay. */
    acceptDays: z.boolean(),
  }),
  answer: z.object({ stayId: id, version }),
})

export const stayHistory = route({
  id: 'off-site.history',
  method: 'get',
  path: '/api/off-site/:stayId/history',
  summary: 'What was done for a stay, by whom and when',
  access: arrangeOffSite,
  params: z.object({ stayId: id }),
  answer: z.object({
    events: z.array(z.object({ at: z.string(), by: z.string(), sentence: z.string(), reason: z.string().nullable() })),
  }),
})

export const remindOfStays = route({
  id: 'off-site.remind',
  method: 'post',
  path: '/api/off-site/reminders',
  summary: 'Remind trainees of their steps that are late or due within four weeks',
  access: arrangeOffSite,
  body: z.object({ personIds: z.array(id).min(1, 'Choose whom to remind.').max(500) }),
  answer: z.object({ reminded: z.number().int() }),
})
