import { z } from 'zod'
import { id, isoDate, name, note, version } from '../../../contract/fields.ts'
import { route } from '../../../contract/route.ts'
import { scheduleView, startYear } from '../blocks/contract.ts'
import { editScenarios, publishScenarios, readScenarios } from './policy.ts'

export const scenarioStatus = z.enum(['draft', 'published', 'archived'])
export const scenarioView = z.object({
  id,
  name: z.string(),
  startYear,
  programIds: z.array(id),
  status: scenarioStatus,
  version,
  createdAt: z.string(),
  createdBy: z.string(),
  assignmentCount: z.number().int(),
  /** The solver run under way, if any. */
  runningSolveId: id.nullable(),
})
export type ScenarioView = z.infer<typeof scenarioView>

const scenarioParams = z.object({ scenarioId: id })

export const listScenarios = route({
  id: 'scenarios.list',
  method: 'get',
  path: '/api/scenarios',
  summary: 'Draft schedules',
  access: readScenarios,
  query: z.object({ startYear: z.string().optional() }),
  answer: z.object({ scenarios: z.array(scenarioView) }),
})

export const createScenario = route({
  id: 'scenarios.create',
  method: 'post',
  path: '/api/scenarios',
  summary: 'Start a draft: empty, from the schedule of record, or from another scenario',
  access: editScenarios,
  body: z.object({
    name,
    startYear,
    programIds: z.array(id).min(1, 'Choose at least one program.').max(400),
    from: z.union([z.literal('empty'), z.literal('record'), id]),
  }),
  answer: scenarioView,
  status: 201,
})

export const getScenario = route({
  id: 'scenarios.get',
  method: 'get',
  path: '/api/scenarios/:scenarioId',
  summary: 'A draft as a grid, with its findings',
  access: readScenarios,
  params: scenarioParams,
  answer: scheduleView.extend({ runningSolveId: id.nullable(), recordVersion: version }),
})

export const archiveScenario = route({
  id: 'scenarios.archive',
  method: 'post',
  path: '/api/scenarios/:scenarioId/archive',
  summary: 'Put a draft away; it can be read and copied still',
  access: editScenarios,
  params: scenarioParams,
  body: z.object({ expectedVersion: version }),
  answer: z.object({ version }),
})

export const publishScenario = route({
  id: 'scenarios.publish',
  method: 'post',
  path: '/api/scenarios/:scenarioId/publish',
  summary: 'Make the draft the schedule of record; those affected are notified',
  access: publishScenarios,
  params: scenarioParams,
  body: z.object({
    expectedVersion: version,
    expectedRecordVersion: version,
    reason: note,
    /** Violations must be acknowledged one by one count; the number seen is sent back. */
    acceptedViolations: z.number().int().min(0),
  }),
  answer: z.object({ recordVersion: version, notified: z.number().int() }),
})

export const solveState = z.enum(['queued', 'running', 'stopping', 'finished', 'failed'])
/** One line of the live picture: what the best schedule so far costs, and what still hurts. */
export const solveProgress = z.object({
  elapsedSeconds: z.number(),
  iterations: z.number(),
  hard: z.number(),
  soft: z.array(z.number()),
  hurting: z.array(z.object({ constraint: z.string(), sentence: z.string(), cost: z.number() })),
})
export type SolveProgressView = z.infer<typeof solveProgress>
/** A part of a draft, the rest staying as it is for this run. */
export const solvePart = z
  .object({
    personIds: z.array(id).min(1).max(2000).exactOptional(),
    /** `program:rotation`: only time on these, or without any, may change. */
    rotationKeys: z.array(z.string().max(120)).min(1).max(200).exactOptional(),
    startOn: isoDate.exactOptional(),
    endOn: isoDate.exactOptional(),
  })
  .refine(
    ({ startOn, endOn }) => startOn === undefined || endOn === undefined || startOn <= endOn,
    'The end is before the start.',
  )
export type SolvePartView = z.infer<typeof solvePart>

export const solveRunView = z.object({
  id,
  /** What is solved: a draft of rotations, or a schedule of call. */
  scenarioId: id.nullable(),
  callScheduleId: id.nullable(),
  state: solveState,
  outcome: z.enum(['optimal', 'feasible', 'infeasible', 'stopped']).nullable(),
  seed: z.number().int(),
  seconds: z.number(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  latest: solveProgress.nullable(),
  history: z.array(z.object({ elapsedSeconds: z.number(), hard: z.number(), soft: z.array(z.number()) })),
  bound: z.array(z.number()).nullable(),
  /** What the figures of `soft` and `bound` stand for, the most important first: 'Coverage', 'Preferences' … */
  softNames: z.array(z.string()),
  /** Why no schedule can meet every hard rule, in words; empty unless the outcome says so. */
  reasons: z.array(z.string()),
  /** Changes that would help, in words, the smallest first; empty where none was found or none is needed. */
  ways: z.array(z.string()),
  /** Those of the ways that this draft can take with one click; `index` says which. */
  remedies: z.array(z.object({ index: z.number().int(), sentence: z.string() })),
  /** Null: the whole draft was solved. */
  part: solvePart.nullable(),
  sentence: z.string(),
})
export type SolveRunView = z.infer<typeof solveRunView>

export const startSolve = route({
  id: 'scenarios.solve',
  method: 'post',
  path: '/api/scenarios/:scenarioId/solve',
  summary: 'Let the solver fill the draft; pinned assignments stay',
  access: editScenarios,
  params: scenarioParams,
  body: z.object({
    expectedVersion: version,
    seconds: z.number().int().min(1).max(600),
    seed: z.number().int().min(0).max(2_147_483_647).optional(),
    part: solvePart.optional(),
  }),
  answer: solveRunView,
  status: 202,
})

const runParams = z.object({ runId: id })
export const getSolveRun = route({
  id: 'solve-runs.get',
  method: 'get',
  path: '/api/solve-runs/:runId',
  summary: 'How a solver run stands',
  access: readScenarios,
  params: runParams,
  answer: solveRunView,
})

export const followSolveRun = route({
  id: 'solve-runs.events',
  method: 'get',
  path: '/api/solve-runs/:runId/events',
  summary: 'Live progress of a solver run (server-sent events, each a solve run)',
  access: readScenarios,
  params: runParams,
  answer: 'events',
})

export const stopSolveRun = route({
  id: 'solve-runs.stop',
  method: 'post',
  path: '/api/solve-runs/:runId/stop',
  summary: 'Stop a solver run; keep its best schedule or drop it',
  access: editScenarios,
  params: runParams,
  body: z.object({ keep: z.boolean() }),
  answer: solveRunView,
})
