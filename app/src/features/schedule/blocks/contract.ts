import { z } from 'zod'
import { id, isoDate, name, note, version } from '../../../contract/fields.ts'
import { publicAccess } from '../../../contract/permission.ts'
import { route } from '../../../contract/route.ts'
import { leaveKinds } from '../../people/contract.ts'
import { amendRecord, exportRecord, manageFeeds, readPersonSchedule, readRecord, readRisk } from './policy.ts'

/** The first calendar year of an academic year: 2026 is 1 July 2026 to 30 June 2027. */
export const startYear = z.number().int().min(1990).max(2200)
export const startYearText = z
  .string()
  .regex(/^\d{4}$/)
  .transform(Number)
  .pipe(startYear)
  .meta({ type: 'integer' })

export const severity = z.enum(['violation', 'warning', 'note'])
export const finding = z.object({
  ruleId: z.string(),
  /** The rule in a few words: what findings are grouped by. */
  rule: z.string(),
  severity,
  sentence: z.string(),
  citation: z.object({ text: z.string(), source: z.string(), verified: z.boolean() }),
  measured: z.number().nullable(),
  limit: z.number().nullable(),
  personId: id.nullable(),
  programId: id.nullable(),
  rotationId: z.string().nullable(),
  roomId: z.string().nullable(),
  startOn: isoDate.nullable(),
  endOn: isoDate.nullable(),
})
export type FindingView = z.infer<typeof finding>

/** A rotation as the grid shows it: `tint` is one of twelve palette places, `key` is program and rotation together. */
export const rotationView = z.object({
  key: z.string(),
  programId: id,
  rotationId: z.string(),
  name: z.string(),
  code: z.string(),
  tint: z.number().int().min(0).max(11),
  roomId: z.string().nullable(),
  siteName: z.string().nullable(),
  offSite: z.boolean(),
})
export type RotationView = z.infer<typeof rotationView>

export const assignmentView = z.object({
  id,
  appointmentId: id,
  rotationKey: z.string(),
  startOn: isoDate,
  endOn: isoDate,
  pinned: z.boolean(),
  /** Changed after publication: the reason is in the history. */
  amended: z.boolean(),
})
export type AssignmentView = z.infer<typeof assignmentView>

export const leaveView = z.object({
  id,
  personId: id,
  /** Why is for the person and those who may read their page; everybody else is told `away`. */
  kind: z.enum([...leaveKinds, 'away']),
  startOn: isoDate,
  endOn: isoDate,
  /** Leave of absence takes the person from service, vacation inside a rotation does not; null for those who see `away`. */
  countsTowardTraining: z.boolean().nullable(),
})

export const gridRow = z.object({
  appointmentId: id,
  personId: id,
  personName: z.string(),
  programId: id,
  level: z.string(),
  startOn: isoDate,
  endOn: isoDate,
  combined: z.boolean(),
  /** The periods of this trainee's own calendar in the year (weeks, months, blocks). */
  periods: z.array(z.object({ label: z.string(), startOn: isoDate, endOn: isoDate })),
})
export type GridRow = z.infer<typeof gridRow>

/** Trainees present per week for one rotation, shared room or site, with its limits. */
export const coverageRow = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum(['rotation', 'room', 'site']),
  min: z.number().nullable(),
  max: z.number().nullable(),
  /** One entry per week of `weeks`: fewest and most present on a day of that week. */
  low: z.array(z.number()),
  high: z.array(z.number()),
})

export const scheduleView = z.object({
  startYear,
  label: z.string(),
  startOn: isoDate,
  endOn: isoDate,
  /** The institution's day. */
  today: isoDate,
  scenario: z.object({ id, name: z.string(), status: z.string() }).nullable(),
  version,
  programs: z.array(z.object({ id, name: z.string(), shortName: z.string(), calendar: z.string() })),
  weeks: z.array(z.object({ startOn: isoDate, endOn: isoDate })),
  rows: z.array(gridRow),
  rotations: z.array(rotationView),
  assignments: z.array(assignmentView),
  leaves: z.array(leaveView),
  coverage: z.array(coverageRow),
  /** The same people, counted by site. */
  siteCoverage: z.array(coverageRow),
  findings: z.array(finding),
  abilities: z.object({ edit: z.boolean(), solve: z.boolean(), publish: z.boolean(), amend: z.boolean() }),
})
export type ScheduleView = z.infer<typeof scheduleView>

export { listYears } from './years-contract.ts'

const yearParams = z.object({ startYear: startYearText })
const programsQuery = z.object({ programId: z.string().optional() })

export const getRecord = route({
  id: 'schedule.record',
  method: 'get',
  path: '/api/schedule/years/:startYear',
  summary: 'The schedule of record of an academic year, as a grid',
  access: readRecord,
  params: yearParams,
  query: programsQuery,
  answer: scheduleView,
})

/** Replaces what the appointment does in a date range; null takes the rotation away. */
export const change = z
  .object({ appointmentId: id, rotationId: z.string().min(1).max(80).nullable(), startOn: isoDate, endOn: isoDate })
  .refine((c) => c.startOn <= c.endOn, 'The end is before the start.')

export const amend = route({
  id: 'schedule.amend',
  method: 'post',
  path: '/api/schedule/years/:startYear/amendments',
  summary: 'Amend the schedule of record with a reason; those affected are notified',
  access: amendRecord,
  params: yearParams,
  body: z.object({
    expectedVersion: version,
    reason: note.min(3, 'Say why.'),
    changes: z.array(change).min(1).max(200),
  }),
  answer: z.object({ version, findings: z.array(finding) }),
})

/** The same changes, looked at before anybody is told: which findings would come, and which would go. */
export const previewAmendment = route({
  id: 'schedule.amend.preview',
  method: 'post',
  path: '/api/schedule/years/:startYear/amendments/preview',
  summary: 'What the rules would say of an amendment; nothing is changed',
  access: amendRecord,
  params: yearParams,
  body: z.object({ changes: z.array(change).min(1).max(200) }),
  answer: z.object({ version, added: z.array(finding), removed: z.array(finding) }),
})

export const getHistory = route({
  id: 'schedule.history',
  method: 'get',
  path: '/api/schedule/years/:startYear/history',
  summary: 'Publications and amendments of a year, newest first',
  access: readRecord,
  params: yearParams,
  answer: z.object({
    entries: z.array(
      z.object({
        version,
        kind: z.enum(['publication', 'amendment']),
        at: z.string(),
        by: z.string(),
        reason: z.string(),
        changes: z.array(z.object({ personName: z.string(), sentence: z.string() })),
        changeCount: z.number().int(),
      }),
    ),
  }),
})

export const exportSchedule = route({
  id: 'schedule.export',
  method: 'get',
  path: '/api/schedule/years/:startYear/export',
  summary: 'The year as XLSX or CSV',
  access: exportRecord,
  params: yearParams,
  query: z.object({
    format: z.enum(['xlsx', 'csv']),
    programId: z.string().optional(),
    scenarioId: z.string().optional(),
  }),
  answer: 'file',
})

export const stint = z.object({
  rotationName: z.string(),
  code: z.string(),
  tint: z.number().int(),
  programName: z.string(),
  siteName: z.string().nullable(),
  offSite: z.boolean(),
  startOn: isoDate,
  endOn: isoDate,
  withPeople: z.array(z.string()),
})
export type Stint = z.infer<typeof stint>

/** A published call of the person, by the clocks of its own place. */
const publishedCall = z.object({
  id,
  onDay: isoDate,
  startAt: z.string(),
  endAt: z.string(),
  timeZone: z.string(),
  poolName: z.string(),
  poolCode: z.string(),
  shiftName: z.string(),
  tint: z.number().int(),
})
export type PublishedCall = z.infer<typeof publishedCall>

export const getPersonSchedule = route({
  id: 'schedule.person',
  method: 'get',
  path: '/api/people/:personId/schedule',
  summary: "One person's published schedule: today, next, year",
  access: readPersonSchedule,
  params: z.object({ personId: id }),
  query: z.object({ startYear: startYearText.optional() }),
  answer: z.object({
    personName: z.string(),
    today: isoDate,
    timeZone: z.string(),
    current: stint.nullable(),
    next: stint.nullable(),
    stints: z.array(stint),
    leaves: z.array(leaveView),
    /** Of the academic year, in order of time. */
    calls: z.array(publishedCall),
    /** The call the person is on, or else the next one, in whichever year. */
    nextCall: publishedCall.extend({ isOn: z.boolean() }).nullable(),
  }),
})

export const requirementStatus = z.enum(['met', 'on-track', 'at-risk', 'missed'])
export const requirementResult = z.object({
  requirementId: z.string(),
  title: z.string(),
  kind: z.string(),
  status: requirementStatus,
  done: z.number(),
  planned: z.number(),
  needed: z.number(),
  unit: z.string(),
  dueOn: isoDate,
  metOn: isoDate.nullable(),
  verified: z.boolean(),
  sentence: z.string(),
  evidence: z.array(
    z.object({
      label: z.string(),
      startOn: isoDate,
      endOn: isoDate,
      amount: z.number(),
      when: z.enum(['past', 'planned']),
    }),
  ),
})
export type RequirementResultView = z.infer<typeof requirementResult>

export const getProgress = route({
  id: 'progress.person',
  method: 'get',
  path: '/api/people/:personId/progress',
  summary: 'Am I on track? Every requirement of every appointment, with evidence and date',
  access: readPersonSchedule,
  params: z.object({ personId: id }),
  answer: z.object({
    personName: z.string(),
    asOf: isoDate,
    appointments: z.array(
      z.object({
        appointmentId: id,
        programId: id,
        programName: z.string(),
        level: z.string(),
        startOn: isoDate,
        endOn: isoDate,
        curriculumVersion: z.string(),
        status: requirementStatus,
        requirements: z.array(requirementResult),
        /** Requirements of kinds whose evidence this installation does not collect yet. */
        notMeasured: z.array(z.object({ title: z.string(), kind: z.string() })),
      }),
    ),
  }),
})

export const getRisk = route({
  id: 'progress.risk',
  method: 'get',
  path: '/api/risk',
  summary: 'Trainees by worst requirement status, those at risk first',
  access: readRisk,
  query: programsQuery,
  answer: z.object({
    asOf: isoDate,
    total: z.number().int(),
    trainees: z.array(
      z.object({
        personId: id,
        personName: z.string(),
        programId: id,
        programName: z.string(),
        level: z.string(),
        status: requirementStatus,
        worst: z.array(z.object({ title: z.string(), status: requirementStatus, sentence: z.string() })),
      }),
    ),
  }),
})

const feedView = z.object({ id, kind: z.enum(['person', 'rotation']), label: z.string(), createdAt: z.string() })

export const listFeeds = route({
  id: 'feeds.list',
  method: 'get',
  path: '/api/feeds',
  summary: 'My calendar feeds',
  access: manageFeeds,
  answer: z.object({ feeds: z.array(feedView) }),
})

export const createFeed = route({
  id: 'feeds.create',
  method: 'post',
  path: '/api/feeds',
  summary: 'Make a secret calendar address; it is shown once',
  access: manageFeeds,
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('person'), personId: id }),
    z.object({ kind: z.literal('rotation'), programId: id, rotationId: name }),
  ]),
  answer: feedView.extend({ url: z.string() }),
  status: 201,
})

export const revokeFeed = route({
  id: 'feeds.revoke',
  method: 'delete',
  path: '/api/feeds/:feedId',
  summary: 'Revoke a calendar address; calendars that use it stop at once',
  access: manageFeeds,
  params: z.object({ feedId: id }),
  answer: z.object({}),
})

/** The secret in the path is the credential; calendars cannot sign in. */
export const readFeed = route({
  id: 'feeds.read',
  method: 'get',
  path: '/feeds/:file',
  summary: 'iCalendar feed behind a secret address',
  access: publicAccess,
  params: z.object({ file: z.string().regex(/^[A-Za-z0-9_-]{20,100}\.ics$/) }),
  answer: 'file',
})
