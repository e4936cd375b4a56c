import { z } from 'zod'
import { id, isoDate, note, version } from '../../../contract/fields.ts'
import { route } from '../../../contract/route.ts'
import { finding } from '../blocks/contract.ts'
import { askAbsences, decideAbsences, editAbsencePolicy, readAbsences } from './policy.ts'
import { absenceKind, absenceSettings, approverRoles } from './settings.ts'

export const absenceParts = ['days', 'morning', 'afternoon', 'hours'] as const
export const absenceStates = ['pending', 'approved', 'declined', 'withdrawn', 'cancelled'] as const

const minute = z.number().int().min(0).max(1440)

/** Which time, and for what. Parts of a day are of one day; hours are between two minutes of it. */
const wanted = z.object({
  personId: id,
  /** Of somebody in two programs, whose policy it follows; without it the program of the first day. */
  programId: id.optional(),
  kindCode: z.string().max(40),
  startOn: isoDate,
  endOn: isoDate,
  part: z.enum(absenceParts),
  startMinute: minute.optional(),
  endMinute: minute.optional(),
})
export type WantedAbsence = z.infer<typeof wanted>

const decisionView = z.object({
  decision: z.enum(['approved', 'declined', 'withdrawn', 'cancelled', 'reported', 'objected']),
  role: z.enum(approverRoles).nullable(),
  by: z.string(),
  at: z.string(),
  sentence: z.string(),
})

/** `kindName`, `note` and `takesDays` are null where the reader may not know why somebody is away. */
const requestView = z.object({
  id,
  personId: id,
  personName: z.string(),
  programId: id,
  programName: z.string(),
  kindCode: z.string().nullable(),
  kindName: z.string().nullable(),
  startOn: isoDate,
  endOn: isoDate,
  part: z.enum(absenceParts),
  startMinute: z.number().int().nullable(),
  endMinute: z.number().int().nullable(),
  startAt: z.string(),
  endAt: z.string(),
  takesDays: z.number().nullable(),
  note: z.string().nullable(),
  state: z.enum(absenceStates),
  /** Who decides next; null once it is decided. */
  waitsFor: z.enum(approverRoles).nullable(),
  chain: z.array(z.enum(approverRoles)),
  decisions: z.array(decisionView),
  askedAt: z.string(),
  version,
  /** `object`: of a combined fellow, for the program that does not decide. */
  abilities: z.object({ decide: z.boolean(), object: z.boolean(), withdraw: z.boolean(), cancel: z.boolean() }),
})
export type RequestView = z.infer<typeof requestView>

const balance = z.object({
  kindCode: z.string(),
  kindName: z.string(),
  /** Working days; null where the kind has no allowance. */
  allowanceDays: z.number().nullable(),
  carriedDays: z.number(),
  approvedDays: z.number(),
  pendingDays: z.number(),
  leftDays: z.number().nullable(),
  /** How it comes about, for whom it is about. */
  sentence: z.string(),
  /** Who decided the allowance, or where it stands. */
  source: z.string(),
  verified: z.boolean(),
})
export type Balance = z.infer<typeof balance>

/** `firm`: it cannot be asked for like this; otherwise a person should look. */
const remark = z.object({ firm: z.boolean(), sentence: z.string() })
export type Remark = z.infer<typeof remark>

const coverageEffect = z.object({
  label: z.string(),
  startOn: isoDate,
  endOn: isoDate,
  /** On the day with the fewest people. */
  present: z.number().int(),
  left: z.number().int(),
  min: z.number().int().nullable(),
  short: z.boolean(),
  sentence: z.string(),
})

const callEffect = z.object({
  assignmentId: id,
  poolName: z.string(),
  shiftName: z.string(),
  startAt: z.string(),
  endAt: z.string(),
  timeZone: z.string(),
})

const cited = z.object({ text: z.string(), source: z.string(), verified: z.boolean() })

const boardEffect = z.object({
  allowedDays: z.number(),
  usedBefore: z.number(),
  usedAfter: z.number(),
  remaining: z.number(),
  extensionDays: z.number(),
  /** Part-time years are scaled as we read the policy. */
  isReading: z.boolean(),
  citation: cited,
  sentences: z.array(z.string()),
})

const owed = z.object({ daysDue: z.number(), daysFullyPaid: z.number(), sentence: z.string(), citation: cited })

/** What this time away does, before anybody asks for it or approves it. Parts about why are null for whom it is not told. */
const effect = z.object({
  takesDays: z.number().nullable(),
  remarks: z.array(remark),
  balance: balance.nullable(),
  coverage: z.array(coverageEffect),
  othersAway: z.array(
    z.object({ personName: z.string(), startOn: isoDate, endOn: isoDate, state: z.enum(absenceStates) }),
  ),
  calls: z.array(callEffect),
  findings: z.array(finding),
  board: boardEffect.nullable(),
  entitlement: owed.nullable(),
  graduation: z.object({ fromOn: isoDate, toOn: isoDate, sentence: z.string() }).nullable(),
})
export type AbsenceEffect = z.infer<typeof effect>

const shownKind = absenceKind.pick({
  code: true,
  name: true,
  callIn: true,
  countsTowardTraining: true,
  allowanceDays: true,
  verified: true,
})

export const myAbsences = route({
  id: 'absences.person',
  method: 'get',
  path: '/api/people/:personId/absences',
  summary: "One person's balances and requests, with the kinds they may ask for",
  access: askAbsences,
  params: z.object({ personId: id }),
  answer: z.object({
    personName: z.string(),
    today: isoDate,
    yearLabel: z.string(),
    programs: z.array(
      z.object({
        programId: id,
        name: z.string(),
        kinds: z.array(shownKind),
        balances: z.array(balance),
        noticeDays: z.number().int(),
        remarks: z.string(),
      }),
    ),
    requests: z.array(requestView),
  }),
})

export const previewAbsence = route({
  id: 'absences.preview',
  method: 'post',
  path: '/api/absences/preview',
  summary: 'What time away would do: allowance, coverage, calls, board budget, end of training. Nothing is stored',
  access: askAbsences,
  body: wanted,
  answer: effect,
})

export const askAbsence = route({
  id: 'absences.ask',
  method: 'post',
  path: '/api/absences',
  summary: 'Ask for time away',
  access: askAbsences,
  body: wanted.extend({ note: note.default('') }),
  /** `parts`: days of a combined fellow that are spent in two programs are as many requests, each to its own program. */
  answer: z.object({ id, state: z.enum(absenceStates), parts: z.number().int() }),
  status: 201,
})

export const callIn = route({
  id: 'absences.call-in',
  method: 'post',
  path: '/api/absences/call-in',
  summary: 'Report illness: away from now on, at once, without approval',
  access: askAbsences,
  body: z.object({
    personId: id,
    kindCode: z.string().max(40),
    /** The last day away; today without it. */
    untilOn: isoDate.optional(),
    note: note.default(''),
  }),
  answer: z.object({ id, startOn: isoDate, endOn: isoDate, calls: z.array(callEffect) }),
  status: 201,
})

export const absenceQueue = route({
  id: 'absences.queue',
  method: 'get',
  path: '/api/absences/queue',
  summary: 'Requests of my programs that wait for a decision, and those decided lately',
  access: decideAbsences,
  query: z.object({ programId: z.string().optional() }),
  answer: z.object({ waiting: z.array(requestView), decided: z.array(requestView) }),
})

const requestParams = z.object({ requestId: id })

export const getAbsence = route({
  id: 'absences.get',
  method: 'get',
  path: '/api/absences/:requestId',
  summary: 'A request with what it would do',
  access: decideAbsences,
  params: requestParams,
  answer: z.object({ request: requestView, effect }),
})

const decision = z.object({ expectedVersion: version, sentence: note.default('') })

export const approveAbsence = route({
  id: 'absences.approve',
  method: 'post',
  path: '/api/absences/:requestId/approval',
  summary: 'Approve a request; with the last approval it is entered as leave',
  access: decideAbsences,
  params: requestParams,
  body: decision,
  answer: z.object({ state: z.enum(absenceStates), waitsFor: z.enum(approverRoles).nullable(), version }),
})

export const declineAbsence = route({
  id: 'absences.decline',
  method: 'post',
  path: '/api/absences/:requestId/refusal',
  summary: 'Decline a request, with a sentence to the person who asked',
  access: decideAbsences,
  params: requestParams,
  body: decision,
  answer: z.object({ state: z.enum(absenceStates), version }),
})

export const objectToAbsence = route({
  id: 'absences.object',
  method: 'post',
  path: '/api/absences/:requestId/objection',
  summary: 'Object to time away of a combined fellow that the other program decides about',
  access: decideAbsences,
  params: requestParams,
  body: decision,
  answer: z.object({ version }),
})

export const withdrawAbsence = route({
  id: 'absences.withdraw',
  method: 'post',
  path: '/api/absences/:requestId/withdrawal',
  summary: 'Take back a request, or cancel time away that was approved',
  access: askAbsences,
  params: requestParams,
  body: decision,
  answer: z.object({ state: z.enum(absenceStates), version }),
})

const awayRow = z.object({
  personId: id,
  personName: z.string(),
  away: z.array(
    z.object({
      startOn: isoDate,
      endOn: isoDate,
      part: z.enum(absenceParts),
      state: z.enum(['pending', 'approved']),
      /** Null where the reader may not know why. */
      kindName: z.string().nullable(),
    }),
  ),
})

export const absenceCalendar = route({
  id: 'absences.calendar',
  method: 'get',
  path: '/api/absences/calendar',
  summary: 'Who is away, day by day, with the limits',
  access: readAbsences,
  /** Without days, the month of today. */
  query: z.object({ startOn: isoDate.optional(), endOn: isoDate.optional(), programId: z.string().optional() }),
  answer: z.object({
    today: isoDate,
    startOn: isoDate,
    endOn: isoDate,
    programs: z.array(
      z.object({
        programId: id,
        name: z.string(),
        people: z.array(awayRow),
        peopleCount: z.number().int(),
        limit: z.number().int().nullable(),
        blackouts: z.array(z.object({ name: z.string(), startOn: isoDate, endOn: isoDate, firm: z.boolean() })),
        days: z.array(z.object({ on: isoDate, away: z.number().int() })),
      }),
    ),
  }),
})

const programParams = z.object({ programId: id })

export const getAbsencePolicy = route({
  id: 'absences.policy.get',
  method: 'get',
  path: '/api/programs/:programId/absence-policy',
  summary: 'What a program has decided about time away',
  access: editAbsencePolicy,
  params: programParams,
  answer: z.object({
    programName: z.string(),
    settings: absenceSettings,
    /** Whether the program has written its own; otherwise these are usual figures. */
    own: z.boolean(),
    version,
    rotations: z.array(z.object({ id: z.string(), name: z.string() })),
    levels: z.array(z.string()),
  }),
})

export const putAbsencePolicy = route({
  id: 'absences.policy.put',
  method: 'put',
  path: '/api/programs/:programId/absence-policy',
  summary: 'Set kinds, allowances, blackouts, limits and who approves',
  access: editAbsencePolicy,
  params: programParams,
  body: z.object({ expectedVersion: version, settings: absenceSettings }),
  answer: z.object({ version }),
})
