import { z } from 'zod'
import { id, isoDate, version } from '../../contract/fields.ts'
import { route } from '../../contract/route.ts'
import { startYearText } from '../schedule/blocks/contract.ts'
import { incomingPerson, personDecision, yearDecision } from './decisions.ts'
import { rollOver } from './policy.ts'

export type { IncomingPerson, PersonDecision, YearDecision } from './decisions.ts'

const decided = z.object({ version, decidedBy: z.string().nullable() })

const place = decided.extend({
  appointmentId: id,
  personId: id,
  personName: z.string(),
  where: z.enum(['stays', 'finishes', 'finishes-within', 'finished', 'moves', 'comes']),
  startOn: isoDate,
  endOn: isoDate,
  reckonedOn: isoDate.nullable(),
  levels: z.array(z.object({ level: z.string(), startOn: isoDate })),
  marks: z.array(z.string()),
  ftePercent: z.number().int(),
  publishedUntil: isoDate.nullable(),
  /** Requirements that are not reached as planned; they warn and hold nothing back. */
  outstanding: z.array(z.object({ title: z.string(), status: z.enum(['missed', 'at-risk']), sentence: z.string() })),
  carried: z.array(z.string()),
  usual: personDecision,
  reason: z.string(),
  decision: personDecision,
})
export type PlaceView = z.infer<typeof place>

const entryView = incomingPerson.extend({ id, ...decided.shape })
export type EntryView = z.infer<typeof entryView>

const holidayOffer = z.object({
  fromId: id,
  name: z.string(),
  fromOn: isoDate,
  points: z.number().int(),
  onDay: isoDate,
  why: z.enum(['date', 'weekday']),
  isShared: z.boolean(),
  isThere: z.boolean(),
})
export type HolidayView = z.infer<typeof holidayOffer>

const problem = z.object({ path: z.string(), sentence: z.string() })

const appliedView = z.object({
  rolloverId: id,
  by: z.string(),
  at: z.string(),
  changes: z.array(
    z.object({
      position: z.number().int(),
      sentence: z.string(),
      /** Where it can be looked at. */
      link: z.string(),
      /** Why it could not be taken back now; null where nothing stands in the way. */
      obstacle: z.string().nullable(),
    }),
  ),
})
export type AppliedView = z.infer<typeof appliedView>

export const rolloverView = z.object({
  programId: id,
  programName: z.string(),
  startYear: z.number().int(),
  label: z.string(),
  startOn: isoDate,
  endOn: isoDate,
  fromLabel: z.string(),
  version,
  people: z.array(place),
  /** Combined fellows whose programs have not all agreed: they are left out until then. */
  waiting: z.array(z.string()),
  positions: z.object({
    approved: z.number().int().nullable(),
    note: z.string().nullable(),
    filled: z.number().int(),
    sentence: z.string(),
  }),
  incoming: z.array(entryView),
  /** What an added person is given unless told otherwise. */
  newcomer: z.object({ levels: z.array(z.string()), level: z.string(), startOn: isoDate, endOn: isoDate }),
  year: decided.extend({
    decision: yearDecision,
    drafts: z.array(z.object({ id, name: z.string() })),
    isPublished: z.boolean(),
    wishesUntil: isoDate.nullable(),
    holidays: z.array(holidayOffer),
    goesOn: z.array(z.string()),
  }),
  /** Null once it is applied. */
  plan: z
    .object({
      changes: z.array(z.object({ kind: z.string(), sentence: z.string() })),
      problems: z.array(problem),
      undecided: z.array(z.string()),
      fingerprint: z.string(),
    })
    .nullable(),
  applied: appliedView.nullable(),
  /** Those that were taken back, the last one first, with what stayed. */
  earlier: z.array(
    z.object({
      rolloverId: id,
      appliedBy: z.string(),
      appliedAt: z.string(),
      takenBackBy: z.string(),
      takenBackAt: z.string(),
      kept: z.array(z.object({ sentence: z.string(), because: z.string() })),
    }),
  ),
})
export type RolloverView = z.infer<typeof rolloverView>

const params = z.object({ programId: id, startYear: startYearText })

export const getRollover = route({
  id: 'rollover.get',
  method: 'get',
  path: '/api/programs/:programId/rollover/:startYear',
  summary: 'Where everybody of a program is when the year turns, what was decided, and what would be written or was',
  access: rollOver,
  params,
  answer: rolloverView,
})

const saved = z.object({ version })

export const decidePeople = route({
  id: 'rollover.people',
  method: 'put',
  path: '/api/programs/:programId/rollover/:startYear/people',
  summary: 'Decide about trainees: keep the end, extend to the reckoned end, end on a day, or not yet',
  access: rollOver,
  params,
  body: z.object({
    decisions: z
      .array(z.object({ appointmentId: id, expectedVersion: version, decision: personDecision }))
      .min(1)
      .max(500),
  }),
  answer: saved,
})

export const putIncoming = route({
  id: 'rollover.incoming',
  method: 'put',
  path: '/api/programs/:programId/rollover/:startYear/incoming',
  summary: 'Add, change or drop people who come; nobody is entered before the rollover is applied',
  access: rollOver,
  params,
  body: z.object({
    /** Without an id somebody is added; a null entry is dropped. */
    entries: z
      .array(z.object({ id: id.optional(), expectedVersion: version, entry: incomingPerson.nullable() }))
      .min(1)
      .max(300),
  }),
  answer: saved,
})

export const readIncoming = route({
  id: 'rollover.incoming.read',
  method: 'post',
  path: '/api/programs/:programId/rollover/:startYear/incoming/read',
  summary: 'Read a pasted list of people who come; nothing is stored',
  access: rollOver,
  params,
  body: z.object({ text: z.string().max(200_000, 'This list is too long. Paste it in parts.') }),
  answer: z.object({
    entries: z.array(incomingPerson),
    problems: z.array(z.object({ row: z.number().int(), sentence: z.string() })),
  }),
})

export const decideYear = route({
  id: 'rollover.year',
  method: 'put',
  path: '/api/programs/:programId/rollover/:startYear/year',
  summary: 'Decide what next year gets: a draft, a last day for wishes, holidays',
  access: rollOver,
  params,
  body: z.object({ expectedVersion: version, decision: yearDecision }),
  answer: saved,
})

export const applyRollover = route({
  id: 'rollover.apply',
  method: 'post',
  path: '/api/programs/:programId/rollover/:startYear/application',
  summary: 'Write all that the preview says, or nothing',
  access: rollOver,
  params,
  /** The version and the fingerprint of the preview that was read. */
  body: z.object({ expectedVersion: version, fingerprint: z.string().max(64) }),
  answer: z.object({ rolloverId: id, changes: z.number().int() }),
})

export const takeRolloverBack = route({
  id: 'rollover.take-back',
  method: 'post',
  path: '/api/rollovers/:rolloverId/withdrawal',
  summary: 'Take an applied rollover back; with `rest`, all but what something depends on by now',
  access: rollOver,
  params: z.object({ rolloverId: id }),
  body: z.object({ expectedVersion: version, rest: z.boolean() }),
  answer: z.object({ takenBack: z.number().int(), kept: z.number().int() }),
})
