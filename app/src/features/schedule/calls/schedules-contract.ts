import { z } from 'zod'
import { id, isoDate, name, note, version } from '../../../contract/fields.ts'
import { route } from '../../../contract/route.ts'
import { poolView } from './contract.ts'
import { makeCall, readCall } from './policy.ts'
import { callReason } from './settings.ts'
import { solveRunView } from '../scenarios/contract.ts'

const scheduleState = z.enum(['draft', 'published', 'archived'])
const range = { startOn: isoDate, endOn: isoDate }

export const scheduleSummary = z.object({
  id,
  name: z.string(),
  ...range,
  state: scheduleState,
  version,
  poolIds: z.array(id),
  programIds: z.array(id),
  createdBy: z.string(),
  publishedAt: z.string().nullable(),
  runId: id.nullable(),
  mayEdit: z.boolean(),
})
export type ScheduleSummary = z.infer<typeof scheduleSummary>

export const listCallSchedules = route({
  id: 'call.schedules',
  method: 'get',
  path: '/api/call/schedules',
  summary: 'Call schedules: published ones, and drafts for those who make them',
  access: readCall,
  answer: z.object({ today: isoDate, schedules: z.array(scheduleSummary) }),
})

export const createCallSchedule = route({
  id: 'call.schedule-create',
  method: 'post',
  path: '/api/call/schedules',
  summary: 'Start a call schedule for some pools and days: empty, or as published',
  access: makeCall,
  body: z
    .object({
      name,
      ...range,
      poolIds: z.array(id).min(1, 'Choose at least one pool.').max(40),
      from: z.enum(['empty', 'record']),
    })
    .refine(({ startOn, endOn }) => startOn <= endOn, { path: ['endOn'], error: 'The last day is before the first.' }),
  answer: z.object({ id }),
  status: 201,
})

export const callFindingView = z.object({
  severity: z.enum(['violation', 'warning']),
  sentence: z.string(),
  personId: id.nullable(),
  onDay: isoDate.nullable(),
})
export type CallFindingView = z.infer<typeof callFindingView>

export const callRow = z.object({
  id,
  poolId: id,
  shiftId: id,
  onDay: isoDate,
  personId: id,
  startAt: z.string(),
  endAt: z.string(),
  pinned: z.boolean(),
})
export type CallRow = z.infer<typeof callRow>

export const shortfall = z.object({ onDay: isoDate, shiftId: id, there: z.number().int(), wanted: z.number().int() })

const stretch = z.object({
  ...range,
  code: z.string(),
  label: z.string(),
  tint: z.number().int().nullable(),
  offSite: z.boolean(),
})

export const callScheduleView = scheduleSummary.extend({
  today: isoDate,
  timeZone: z.string(),
  solved: z.boolean(),
  pools: z.array(poolView),
  holidays: z.array(z.object({ onDay: isoDate, name: z.string() })),
  people: z.array(
    z.object({
      id,
      name: z.string(),
      level: z.string(),
      programId: id,
      /** Rotations and absences over the days; why somebody is away is not said here. */
      rotations: z.array(stretch),
      away: z.array(z.object(range)),
      wishes: z.array(
        z.object({ ...range, poolId: id.nullable(), wish: z.enum(['cannot', 'prefer-not', 'want']), note: z.string() }),
      ),
      /** False for those who could take nothing here in all of these days. */
      eligible: z.boolean(),
    }),
  ),
  rows: z.array(callRow),
  /** Published calls of the same people in other pools, or outside of the days. */
  beside: z.array(callRow.extend({ code: z.string(), poolName: z.string() })),
  findings: z.array(callFindingView),
  shortfalls: z.array(shortfall),
})
export type CallScheduleView = z.infer<typeof callScheduleView>

const scheduleParams = z.object({ scheduleId: id })

export const getCallSchedule = route({
  id: 'call.schedule',
  method: 'get',
  path: '/api/call/schedules/:scheduleId',
  summary: 'A call schedule with its people, calls and findings',
  access: readCall,
  params: scheduleParams,
  answer: callScheduleView,
})

const newCall = z.object({ poolId: id, shiftId: id, onDay: isoDate, personId: id, pinned: z.boolean().optional() })

export const changeCallSchedule = route({
  id: 'call.schedule-change',
  method: 'post',
  path: '/api/call/schedules/:scheduleId/changes',
  summary: 'Put people on shifts, take them off, lock calls; a solved or published schedule asks for the reason',
  access: makeCall,
  params: scheduleParams,
  body: z.object({
    expectedVersion: version,
    remove: z.array(id).max(500),
    add: z.array(newCall).max(500),
    pin: z.object({ ids: z.array(id).max(2000), pinned: z.boolean() }).optional(),
    reasonCode: callReason.nullable(),
    reason: note,
  }),
  answer: z.object({
    version,
    added: z.array(callRow),
    introduced: z.array(callFindingView),
    findings: z.array(callFindingView),
    shortfalls: z.array(shortfall),
    notified: z.number().int(),
  }),
})

export const callCandidates = route({
  id: 'call.candidates',
  method: 'get',
  path: '/api/call/schedules/:scheduleId/candidates',
  summary: 'Who could take a shift of a day, the fairest first; the others with the reason in one line',
  access: makeCall,
  params: scheduleParams,
  query: z.object({ shiftId: id, onDay: isoDate, instead: id.optional() }),
  answer: z.object({
    candidates: z.array(
      z.object({
        personId: id,
        name: z.string(),
        level: z.string(),
        status: z.enum(['free', 'breaks', 'barred']),
        /** For those who are not simply free. */
        reason: z.string().nullable(),
        wish: z.enum(['cannot', 'prefer-not', 'want']).nullable(),
        points: z.number(),
        fairPoints: z.number().nullable(),
      }),
    ),
  }),
})

export const publishCallSchedule = route({
  id: 'call.schedule-publish',
  method: 'post',
  path: '/api/call/schedules/:scheduleId/publish',
  summary: 'Make a draft part of the record of call, and tell everybody it concerns',
  access: makeCall,
  params: scheduleParams,
  body: z.object({
    expectedVersion: version,
    acceptedViolations: z.number().int().min(0),
    acceptedShortfalls: z.number().int().min(0),
    reason: note,
    /** Only the days through this one; what comes after stays a draft. All of them without it. */
    throughOn: isoDate.optional(),
  }),
  answer: z.object({
    version,
    notified: z.number().int(),
    /** What was published: the schedule itself, or that of its first days. */
    publishedId: id,
  }),
})

export const archiveCallSchedule = route({
  id: 'call.schedule-archive',
  method: 'post',
  path: '/api/call/schedules/:scheduleId/archive',
  summary: 'Put a draft of call away',
  access: makeCall,
  params: scheduleParams,
  body: z.object({ expectedVersion: version }),
  answer: z.object({ version }),
})

export const callHistory = route({
  id: 'call.schedule-history',
  method: 'get',
  path: '/api/call/schedules/:scheduleId/history',
  summary: 'Every change of a call schedule: who, when, why and what',
  access: readCall,
  params: scheduleParams,
  answer: z.object({
    changes: z.array(
      z.object({
        version,
        cause: z.enum(['solve', 'publish', 'edit', 'swap', 'repair']),
        at: z.string(),
        by: z.string(),
        reasonCode: callReason.nullable(),
        reason: z.string(),
        sentences: z.array(z.string()),
        changed: z.number().int(),
      }),
    ),
  }),
})

export const callReasonPatterns = route({
  id: 'call.reasons',
  method: 'get',
  path: '/api/call/reasons',
  summary: 'Why calls are changed by hand: patterns of the last two years',
  access: makeCall,
  answer: z.object({
    edits: z.number().int(),
    patterns: z.array(
      z.object({ sentence: z.string(), times: z.number().int(), lastAt: z.string(), examples: z.array(z.string()) }),
    ),
    reasons: z.array(z.object({ code: callReason, label: z.string(), times: z.number().int() })),
    latest: z.array(
      z.object({
        at: z.string(),
        by: z.string(),
        reasonCode: callReason.nullable(),
        reason: z.string(),
        sentence: z.string(),
        scheduleId: id,
        scheduleName: z.string(),
      }),
    ),
  }),
})

export const solveCallSchedule = route({
  id: 'call.schedule-solve',
  method: 'post',
  path: '/api/call/schedules/:scheduleId/solve',
  summary:
    'Let the solver fill a draft of call; locked calls and days that have passed stay. Follow the run as any solver run',
  access: makeCall,
  params: scheduleParams,
  body: z.object({
    expectedVersion: version,
    seconds: z.int().min(1).max(600),
    seed: z.int().min(0).max(2_147_483_647).optional(),
  }),
  answer: solveRunView,
  status: 202,
})

const shares = z.object({ nights: z.number(), weekends: z.number(), holidays: z.number(), points: z.number() })

export const callFairness = route({
  id: 'call.fairness',
  method: 'get',
  path: '/api/call/fairness',
  summary: 'Nights, weekends, holidays and points of everybody against their fair share, in the academic year of a day',
  access: readCall,
  query: z.object({
    /** Pools, comma-separated; without them those of the schedule, or all that may be seen. */
    poolIds: z.string().max(2000).optional(),
    /** A draft that stands in for what it would replace. */
    scheduleId: id.optional(),
    on: isoDate.optional(),
  }),
  answer: z.object({
    label: z.string(),
    startOn: isoDate,
    endOn: isoDate,
    sentence: z.string(),
    people: z.array(
      z.object({
        personId: id,
        name: z.string(),
        level: z.string(),
        openDays: z.number().int(),
        held: shares,
        /** Null: the history is too thin to say. */
        fair: shares.nullable(),
        carried: shares,
      }),
    ),
    pools: z.array(z.object({ id, name: z.string() })),
  }),
})
export type CallFairness = z.infer<typeof callFairness.answer>

const reasoned = z.object({
  sentence: z.string(),
  reasons: z.array(z.string()),
  others: z.array(z.object({ sentence: z.string(), changes: z.array(z.string()), broken: z.array(z.string()) })),
})

export const whyCall = route({
  id: 'call.why',
  method: 'get',
  path: '/api/call/schedules/:scheduleId/why',
  summary: 'Why somebody has a call, or is off, on a day; with a shift, what it would cost to have them on it instead',
  access: readCall,
  params: scheduleParams,
  query: z.object({ personId: id, onDay: isoDate, shiftId: id.optional(), instead: z.literal('off').optional() }),
  answer: reasoned,
})
