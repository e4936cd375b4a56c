import { z } from 'zod'
import { id, isoDate, note, version } from '../../contract/fields.ts'
import { signedIn } from '../../contract/permission.ts'
import { route } from '../../contract/route.ts'
import { hourFinding, hourWindow } from './contract.ts'
import {
  closeViolations,
  manageHourSettings,
  overseeHours,
  readConcerns,
  readHours,
  readHourSummary,
  readPermits,
  setPermits,
} from './policy.ts'
import { hourSettings } from './settings.ts'

const days = { startOn: isoDate.optional(), endOn: isoDate.optional() }

const count = z.number().int()

const traineeHours = z.object({
  personId: id,
  personName: z.string(),
  programIds: z.array(id),
  level: z.string(),
  /** The highest average of a window, in hours a week. */
  highest: z.number().nullable(),
  hours: z.number(),
  violations: count,
  warnings: count,
  unconfirmedWeeks: z.array(isoDate),
  windows: z.array(hourWindow),
})
export type TraineeHoursRow = z.infer<typeof traineeHours>

const rotationHours = z.object({
  programId: id,
  programName: z.string(),
  rotationId: z.string(),
  rotationName: z.string(),
  trainees: count,
  /** Mean and highest of its windows' averages, in hours a week. */
  mean: z.number().nullable(),
  highest: z.number().nullable(),
  violations: count,
  warnings: count,
  causes: z.array(z.object({ cause: z.string(), count })),
})

const programHours = z.object({
  programId: id,
  programName: z.string(),
  trainees: count,
  mean: z.number().nullable(),
  highest: z.number().nullable(),
  violations: count,
  warnings: count,
  traineesWithViolations: count,
  unconfirmed: count,
  open: count,
})
export type ProgramHoursRow = z.infer<typeof programHours>

const clauseHours = z.object({
  ruleId: z.string(),
  title: z.string(),
  source: z.string(),
  verified: z.boolean(),
  violations: count,
  warnings: count,
  trainees: count,
})

/** Violations of everybody shown, so that each can be looked at. */
const brokenRule = hourFinding.extend({ personId: id, personName: z.string(), rotationName: z.string().nullable() })

export const hoursOverview = z.object({
  startOn: isoDate,
  endOn: isoDate,
  today: isoDate,
  answer: z.string(),
  programs: z.array(programHours),
  rotations: z.array(rotationHours),
  clauses: z.array(clauseHours),
  trainees: z.array(traineeHours),
  violations: z.array(brokenRule),
})
export type HoursOverview = z.infer<typeof hoursOverview>

export const getOverview = route({
  id: 'hours.overview',
  method: 'get',
  path: '/api/hours/overview',
  summary: 'Hours of trainees, rotations and programs in a range of days, with what the rules say',
  access: readHours,
  query: z.object({ programId: id.optional(), ...days }),
  answer: hoursOverview,
})

export const getHourSummary = route({
  id: 'hours.summary',
  method: 'get',
  path: '/api/hours/summary',
  summary: 'Hours by rotation with what trainees name as causes, and who has not confirmed; nobody’s hours',
  access: readHourSummary,
  query: z.object(days),
  answer: z.object({
    startOn: isoDate,
    endOn: isoDate,
    today: isoDate,
    answer: z.string(),
    /** Programs whose own setting lets their chiefs look through everybody's hours too. */
    openProgramIds: z.array(id),
    programs: z.array(
      z.object({
        programId: id,
        programName: z.string(),
        trainees: count,
        late: z.array(z.object({ personName: z.string(), weeks: z.array(isoDate) })),
        /** Figures and causes are null where so few are behind them that they would tell of somebody. */
        rotations: z.array(
          z.object({
            rotationId: z.string(),
            rotationName: z.string(),
            trainees: count,
            mean: z.number().nullable(),
            violations: count.nullable(),
            causes: z.array(z.object({ cause: z.string(), count })).nullable(),
          }),
        ),
      }),
    ),
  }),
})

export const getReport = route({
  id: 'hours.report',
  method: 'get',
  path: '/api/hours/report',
  summary: 'The compliance report of a range of days as CSV or PDF',
  access: overseeHours,
  query: z.object({ programId: id.optional(), ...days, format: z.enum(['csv', 'pdf']) }),
  answer: 'file',
})

export const getPersonHours = route({
  id: 'hours.person',
  method: 'get',
  path: '/api/hours/people/:personId',
  summary: 'The hours of one trainee, window by window',
  access: readHours,
  params: z.object({ personId: id }),
  query: z.object(days),
  answer: z.object({
    personId: id,
    personName: z.string(),
    startOn: isoDate,
    endOn: isoDate,
    today: isoDate,
    windows: z.array(hourWindow),
    findings: z.array(hourFinding),
    unconfirmedWeeks: z.array(isoDate),
  }),
})

const permit = z.object({
  /** Null where none is known, or none is needed. */
  visa: z.enum(['J-1', 'H-1B']).nullable(),
  /** The program's own word; null follows the visa, and then the program's policy. */
  moonlighting: z.enum(['none', 'internal', 'any']).nullable(),
  source: z.string(),
})

export const getPermit = route({
  id: 'hours.permit',
  method: 'get',
  path: '/api/hours/people/:personId/permit',
  summary: 'Whether a trainee may moonlight: the visa, and the program’s own word',
  access: readPermits,
  params: z.object({ personId: id }),
  answer: permit.extend({ version, mayEdit: z.boolean() }),
})

export const putPermit = route({
  id: 'hours.permit.put',
  method: 'put',
  path: '/api/hours/people/:personId/permit',
  summary: 'Say whether a trainee may moonlight, and by which visa',
  access: setPermits,
  params: z.object({ personId: id }),
  body: permit.extend({
    expectedVersion: version,
    source: z.string().trim().min(1, 'Say who decided this, or where it stands.').max(300),
  }),
  answer: z.object({ version }),
})

export const toldView = z.object({
  id,
  personId: id,
  personName: z.string(),
  programId: id,
  rotationName: z.string().nullable(),
  ruleId: z.string(),
  startOn: isoDate,
  endOn: isoDate,
  weekOn: isoDate,
  sentence: z.string(),
  citation: z.string(),
  cause: z.string(),
  help: z.string(),
  note: z.string(),
  toldAt: z.string(),
  action: z.string().nullable(),
  closedBy: z.string().nullable(),
  closedAt: z.string().nullable(),
  version,
  mayClose: z.boolean(),
})
export type ToldView = z.infer<typeof toldView>

export const listTold = route({
  id: 'hours.violations.list',
  method: 'get',
  path: '/api/hours/violations',
  summary: 'What trainees told about broken rules, the open ones first; a trainee sees their own',
  access: readHours,
  query: z.object({ programId: id.optional() }),
  answer: z.object({ told: z.array(toldView) }),
})

export const closeTold = route({
  id: 'hours.violations.close',
  method: 'post',
  path: '/api/hours/violations/:violationId/closure',
  summary: 'Close a violation with what was done about it; the trainee is told',
  access: closeViolations,
  params: z.object({ violationId: id }),
  body: z.object({
    expectedVersion: version,
    action: z.string().trim().min(3, 'Say what was done, so that the trainee knows.').max(2000),
  }),
  answer: z.object({ version }),
})

export const getConcernChoices = route({
  id: 'hours.concerns.choices',
  method: 'get',
  path: '/api/hours/concerns/readers',
  summary: 'Who would read a concern told without a name',
  access: signedIn,
  answer: z.object({
    programs: z.array(z.object({ programId: id, programName: z.string(), directorMayRead: z.boolean() })),
  }),
})

export const concernTopics = [
  'Work hours',
  'Rest and fatigue',
  'Pressure to log differently',
  'Supervision',
  'Something else',
] as const

export const sendConcern = route({
  id: 'hours.concerns.send',
  method: 'post',
  path: '/api/hours/concerns',
  summary: 'Tell a concern without a name: nothing that identifies the writer is kept',
  access: signedIn,
  body: z.object({
    programId: id.nullable(),
    topic: z.enum(concernTopics),
    words: note.pipe(z.string().min(10, 'Write a sentence or two.')),
    readers: z.enum(['office', 'office-and-director']),
  }),
  answer: z.object({}),
  status: 201,
})

const concernView = z.object({
  id,
  programName: z.string().nullable(),
  weekOn: isoDate,
  topic: z.string(),
  words: z.string(),
  readers: z.enum(['office', 'office-and-director']),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  version,
})
export type ConcernView = z.infer<typeof concernView>

export const listConcerns = route({
  id: 'hours.concerns.list',
  method: 'get',
  path: '/api/hours/concerns',
  summary: 'Concerns told without a name, for those whom their writers chose',
  access: readConcerns,
  answer: z.object({ concerns: z.array(concernView) }),
})

export const answerConcern = route({
  id: 'hours.concerns.answer',
  method: 'post',
  path: '/api/hours/concerns/:concernId/answer',
  summary: 'Note what was done about a concern',
  access: readConcerns,
  params: z.object({ concernId: id }),
  body: z.object({ expectedVersion: version, answer: note.pipe(z.string().min(3, 'Say what was done.')) }),
  answer: z.object({ version }),
})

const programParams = z.object({ programId: id })

export const getSettings = route({
  id: 'hours.settings.get',
  method: 'get',
  path: '/api/hours/settings/:programId',
  summary: 'How a program keeps hours',
  access: overseeHours,
  params: programParams,
  answer: z.object({
    programId: id,
    programName: z.string(),
    version,
    settings: hourSettings,
    rotations: z.array(z.object({ rotationId: z.string(), name: z.string() })),
    mayEdit: z.boolean(),
  }),
})

export const putSettings = route({
  id: 'hours.settings.put',
  method: 'put',
  path: '/api/hours/settings/:programId',
  summary: 'Change how a program keeps hours',
  access: manageHourSettings,
  params: programParams,
  body: z.object({ expectedVersion: version, settings: hourSettings }),
  answer: z.object({ version }),
})
