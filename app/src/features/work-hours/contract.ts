import { z } from 'zod'
import { id, isoDate, note, version } from '../../contract/fields.ts'
import { route } from '../../contract/route.ts'
import { correctHours, logOwnHours, readHours } from './policy.ts'

/** Every kind of work of the log, for entering; the labels are the rules'. */
export const workKinds = [
  'assignment',
  'in-house-call',
  'night-float',
  'education',
  'remote-assignment',
  'home-call-in-hospital',
  'home-call-remote',
  'work-from-home',
  'required-research',
  'moonlighting-internal',
  'moonlighting-external',
  'self-study',
  'commute',
] as const
const workKind = z.enum(workKinds)

export const hourFinding = z.object({
  /** The same finding has the same key whenever it is looked at. */
  key: z.string(),
  ruleId: z.string(),
  severity: z.enum(['violation', 'warning', 'note']),
  sentence: z.string(),
  citation: z.object({ text: z.string(), source: z.string(), verified: z.boolean() }),
  measured: z.number().nullable(),
  limit: z.number().nullable(),
  unit: z.string().nullable(),
  startOn: isoDate,
  endOn: isoDate,
  /** It would happen if the schedule were followed; nothing is broken yet. */
  planned: z.boolean(),
  /** What the trainee has told about it. */
  told: z.object({ id, closed: z.boolean(), action: z.string().nullable() }).nullable(),
})
export type HourFinding = z.infer<typeof hourFinding>

/** Hours week by week in one averaging window, against its limit. */
export const hourWindow = z.object({
  startOn: isoDate,
  endOn: isoDate,
  label: z.string().nullable(),
  averageHours: z.number().nullable(),
  limitHours: z.number(),
  /** Hours worked, and how many the limit allows over its days without leave. */
  hours: z.number(),
  maxHours: z.number(),
  /** It goes on: what its average will be is not known yet. */
  running: z.boolean(),
  /** Hours in each week of the window, from its first day; null where the whole week is leave or lies ahead. */
  weeks: z.array(z.number().nullable()),
  daysOff: z.number().int(),
  daysOffRequired: z.number().int(),
  calls: z.number().int(),
  callsAllowed: z.number().int(),
})
export type HourWindow = z.infer<typeof hourWindow>

const hourVersion = z.object({
  version: z.number().int(),
  at: z.string(),
  by: z.string(),
  /** False where somebody else than the trainee wrote it. */
  own: z.boolean(),
  source: z.enum(['drafted', 'timer', 'entered', 'corrected']),
  words: z.string(),
  reason: z.string(),
})

export const hourLine = z.object({
  /** Null for a line that only the schedule has. */
  entryId: id.nullable(),
  version: z.number().int().nullable(),
  draftKey: z.string().nullable(),
  kind: workKind,
  /** The call or rotation it belongs to. */
  label: z.string(),
  on: isoDate,
  start: z.string(),
  end: z.string(),
  /** How many days later than `on` it ends. */
  endsDaysLater: z.number().int(),
  /** Its site's clocks, where they are not the institution's. */
  timeZone: z.string().nullable(),
  minutes: z.number().int(),
  extension: z.enum(['transition', 'voluntary-stay']).nullable(),
  stayReason: z.string().nullable(),
  withdrawn: z.boolean(),
  /** It lies ahead. */
  planned: z.boolean(),
  versions: z.array(hourVersion),
})
export type HourLine = z.infer<typeof hourLine>

const hourDay = z.object({
  on: isoDate,
  rotation: z.string().nullable(),
  leave: z.string().nullable(),
  holiday: z.string().nullable(),
  lines: z.array(hourLine),
  /** On call from home, whether or not a call comes. */
  homeCalls: z.array(z.object({ label: z.string(), start: z.string(), end: z.string() })),
})
export type HourDay = z.infer<typeof hourDay>

export const weekState = z.enum(['open', 'confirmed', 'locked', 'reopened'])

export const weekView = z.object({
  personId: id,
  personName: z.string(),
  own: z.boolean(),
  timeZone: z.string(),
  today: isoDate,
  now: z.string(),
  weekOn: isoDate,
  state: weekState,
  /** Nobody changes it any more, unless it is opened again. */
  locked: z.boolean(),
  locksOn: isoDate,
  reopened: z.object({ by: z.string(), reason: z.string(), untilOn: isoDate }).nullable(),
  confirmedThroughOn: isoDate.nullable(),
  /** Through which day it can be confirmed now; null when there is nothing to confirm. */
  mayConfirmThroughOn: isoDate.nullable(),
  days: z.array(hourDay),
  minutes: z.number().int(),
  plannedMinutes: z.number().int(),
  findings: z.array(hourFinding),
  /** Until when the trainee has to rest, now. */
  rest: z.object({ until: z.string(), sentence: z.string() }).nullable(),
  windows: z.array(hourWindow),
  timer: z.object({ id, kind: workKind, startedAt: z.string(), minutes: z.number().int() }).nullable(),
  weeks: z.array(z.object({ weekOn: isoDate, state: weekState, asks: z.boolean() })),
  causes: z.array(z.string()),
  /** Stands for what was shown; confirming needs it, so that nobody confirms what they have not seen. */
  seen: z.string(),
  abilities: z.object({ log: z.boolean(), correct: z.boolean() }),
})
export type WeekView = z.infer<typeof weekView>

/** The trainee whose hours they are; left out for one's own. */
const whose = z.object({ personId: id.optional() })
const weekParams = z.object({ weekOn: isoDate })

export const getWeek = route({
  id: 'hours.week',
  method: 'get',
  path: '/api/hours/weeks/:weekOn',
  summary: 'One week of hours: what the schedule has, what is logged, what the rules say',
  access: readHours,
  params: weekParams,
  query: whose,
  answer: weekView,
})

export const getThisWeek = route({
  id: 'hours.this-week',
  method: 'get',
  path: '/api/hours/this-week',
  summary: 'The week of today',
  access: logOwnHours,
  answer: weekView,
})

export const confirmWeek = route({
  id: 'hours.confirm',
  method: 'post',
  path: '/api/hours/weeks/:weekOn/confirmation',
  summary: 'Confirm that the hours of a week are right, as they are shown',
  access: logOwnHours,
  params: weekParams,
  body: z.object({ seen: z.string().max(100) }),
  answer: z.object({ throughOn: isoDate }),
})

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give the time as hours and minutes, such as 07:00.')
const reason = z.string().trim().max(500, 'Use at most 500 characters.')

/** Times are those of the clocks at the site. */
export const periodFields = z.object({
  kind: workKind,
  on: isoDate,
  start: clock,
  end: clock,
  /** 0 on the same day, 1 on the next. */
  endsDaysLater: z.int().min(0).max(2),
  extension: z.enum(['transition', 'voluntary-stay']).nullable(),
  stayReason: reason.nullable(),
})
export type PeriodFields = z.infer<typeof periodFields>

export const addPeriod = route({
  id: 'hours.periods.add',
  method: 'post',
  path: '/api/hours/periods',
  summary: 'Log time worked, or a line of the schedule with other times',
  access: logOwnHours,
  body: periodFields.extend({ draftKey: z.string().max(80).nullable() }),
  answer: z.object({ entryId: id }),
  status: 201,
})

const entryParams = z.object({ entryId: id })

export const changePeriod = route({
  id: 'hours.periods.change',
  method: 'put',
  path: '/api/hours/periods/:entryId',
  summary: 'Change an entry: another version of it, the earlier ones stay',
  access: logOwnHours,
  params: entryParams,
  body: periodFields.extend({ expectedVersion: version, reason }),
  answer: z.object({ version }),
})

export const withdrawPeriod = route({
  id: 'hours.periods.withdraw',
  method: 'post',
  path: '/api/hours/periods/:entryId/withdrawal',
  summary: 'Take an entry out; it stays readable',
  access: logOwnHours,
  params: entryParams,
  body: z.object({ expectedVersion: version, reason }),
  answer: z.object({ version }),
})

export const dismissDraft = route({
  id: 'hours.drafts.dismiss',
  method: 'post',
  path: '/api/hours/drafts/dismissal',
  summary: 'Say that a line of the schedule was not worked',
  access: logOwnHours,
  body: z.object({ draftKey: z.string().max(80), on: isoDate }),
  answer: z.object({ entryId: id }),
})

const correctionReason = z
  .string()
  .trim()
  .min(3, 'Say why: the trainee reads it.')
  .max(500, 'Use at most 500 characters.')

export const correctPeriod = route({
  id: 'hours.periods.correct',
  method: 'put',
  path: '/api/hours/people/:personId/periods/:entryId',
  summary: 'Correct a trainee’s entry, with a reason the trainee is told',
  access: correctHours,
  params: z.object({ personId: id, entryId: id }),
  body: periodFields.extend({ expectedVersion: version, reason: correctionReason }),
  answer: z.object({ version }),
})

export const reopenWeek = route({
  id: 'hours.weeks.reopen',
  method: 'post',
  path: '/api/hours/people/:personId/weeks/:weekOn/reopening',
  summary: 'Open a locked week again for seven days, with a reason the trainee is told',
  access: correctHours,
  params: z.object({ personId: id, weekOn: isoDate }),
  body: z.object({ reason: correctionReason }),
  answer: z.object({ untilOn: isoDate }),
})

export const previewPeriod = route({
  id: 'hours.periods.preview',
  method: 'post',
  path: '/api/hours/periods/preview',
  summary: 'What the rules would say of an entry, before it is made',
  access: logOwnHours,
  body: periodFields.extend({ entryId: id.nullable(), draftKey: z.string().max(80).nullable() }),
  answer: z.object({
    minutes: z.number().int(),
    introduced: z.array(z.object({ severity: z.enum(['violation', 'warning', 'note']), sentence: z.string() })),
    resolved: z.array(z.object({ severity: z.enum(['violation', 'warning', 'note']), sentence: z.string() })),
    problem: z.string().nullable(),
  }),
})

export const startTimer = route({
  id: 'hours.timer.start',
  method: 'post',
  path: '/api/hours/timer',
  summary: 'Start the running timer; it runs on whatever device it was started on',
  access: logOwnHours,
  body: z.object({ kind: workKind }),
  answer: z.object({ id, startedAt: z.string() }),
  status: 201,
})

export const stopTimer = route({
  id: 'hours.timer.stop',
  method: 'post',
  path: '/api/hours/timer/:timerId/stop',
  summary: 'Stop the timer and log what it measured, or drop it',
  access: logOwnHours,
  params: z.object({ timerId: id }),
  body: z.object({ keep: z.boolean() }),
  answer: z.object({ entryId: id.nullable() }),
})

export const tellAbout = route({
  id: 'hours.violations.tell',
  method: 'post',
  path: '/api/hours/violations',
  summary: 'Tell the program director how a rule came to be broken, and what would help',
  access: logOwnHours,
  body: z.object({
    findingKey: z.string().max(200),
    weekOn: isoDate,
    cause: z.string().trim().min(1, 'Choose what comes closest.').max(80),
    help: note,
    note,
  }),
  answer: z.object({ id }),
  status: 201,
})
