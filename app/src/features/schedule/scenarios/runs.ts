import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../contract/app-error.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { callTiers } from '../calls/problem-parts.ts'
import { poolOwners } from '../calls/store.ts'
import { requireEach } from '../scope.ts'
import { solveProgress, solveRunView, type SolveRunView } from './contract.ts'
import { solveJob } from './jobs.ts'
import { scenarioOrThrow } from './service.ts'
import type { SolvePart } from './solve/part.ts'
import { tierNames } from './solve/tiers.ts'
import { type AnyRun, insertRun, openRun, runById, updateRun } from './store.ts'

export function runView(run: AnyRun): SolveRunView {
  const latest = solveProgress.safeParse(run.progress)
  return {
    id: run.id,
    scenarioId: run.scenarioId,
    callScheduleId: run.callScheduleId,
    state: run.state,
    outcome: run.outcome,
    seed: run.seed,
    seconds: run.seconds,
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    latest: latest.success ? latest.data : null,
    history: solveRunView.shape.history.catch([]).parse(run.history),
    bound: solveRunView.shape.bound.catch(null).parse(run.bound),
    softNames: [...(run.callScheduleId === null ? tierNames : callTiers)],
    reasons: run.reasons,
    ways: run.ways,
    remedies: run.remedies.map(({ sentence }, index) => ({ index, sentence })),
    part: solveRunView.shape.part.catch(null).parse(run.part),
    sentence: run.sentence,
  }
}

export async function runOrThrow(db: Reads, institutionId: string, runId: string): Promise<AnyRun> {
  const run = await runById(db, institutionId, runId)
  if (run === undefined) throw notFound('solver run')
  return run
}

/** A run for those who may see its draft. */
export async function runAsked(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  runId: string,
): Promise<AnyRun> {
  const db = platform.database.drizzle
  const run = await runOrThrow(db, institutionId, runId)
  guard.require({ programIds: await programsOfRun(db, run) })
  return run
}

/** The programs whose draft, or whose call, a run is for. */
async function programsOfRun(db: Reads, run: AnyRun): Promise<readonly string[]> {
  if (run.scenarioId !== null) return (await scenarioOrThrow(db, run.institutionId, run.scenarioId)).programIds
  return poolOwners(db, run.institutionId, run.callScheduleId ?? '')
}

const seeds = 2 ** 31

/** Asks for a schedule. A worker does the work; the answer is the run to follow. */
export async function askForSolve(
  platform: Platform,
  guard: Guard,
  who: Who,
  scenarioId: string,
  asked: {
    readonly expectedVersion: number
    readonly seconds: number
    readonly seed?: number | undefined
    readonly part?: SolvePart | undefined
  },
): Promise<SolveRunView> {
  const { institutionId } = who
  const run = await write(platform, who, async (tx) => {
    const scenario = await scenarioOrThrow(tx, institutionId, scenarioId)
    requireEach(guard, scenario.programIds)
    if (scenario.status !== 'draft')
      throw new AppError(
        'conflict',
        `“${scenario.name}” is ${scenario.status} and no longer changes. Copy it to go on.`,
      )
    if (scenario.version !== asked.expectedVersion)
      throw new AppError(
        'stale',
        'Somebody changed this draft since you opened it. Look at it as it is now and start again.',
        {
          current: { version: scenario.version },
        },
      )
    if ((await openRun(tx, institutionId, scenarioId)) !== undefined)
      throw new AppError('conflict', 'The solver is at work on this draft already. Follow that run, or stop it first.')
    const id = randomUUID()
    const seed = asked.seed ?? Number.parseInt(id.slice(0, 8), 16) % seeds
    await insertRun(tx, {
      institutionId,
      id,
      scenarioId,
      scenarioVersion: scenario.version,
      state: 'queued',
      seed,
      seconds: asked.seconds,
      part: asked.part ?? null,
      requestedBy: who.personId ?? '',
      requestedAt: platform.now(),
      sentence: 'Waiting for a worker.',
    })
    tx.record({
      action: 'solve.start',
      entity: 'scenario',
      entityId: scenarioId,
      after: { runId: id, seed, seconds: asked.seconds, scenarioVersion: scenario.version, part: asked.part ?? null },
    })
    return runOrThrow(tx, institutionId, id)
  })
  await platform.jobs.send(solveJob, { institutionId, runId: run.id })
  return runView(run)
}

/** Asks a run to end. The worker hears it within about a second; a run nobody has started ends at once. */
export async function stopRun(
  platform: Platform,
  guard: Guard,
  who: Who,
  runId: string,
  keep: boolean,
): Promise<SolveRunView> {
  const { institutionId } = who
  return write(platform, who, async (tx) => {
    const run = await runOrThrow(tx, institutionId, runId)
    requireEach(guard, await programsOfRun(tx, run))
    if (run.state === 'finished' || run.state === 'failed')
      throw new AppError('conflict', 'This solver run has ended already.', { current: runView(run) })
    await updateRun(
      tx,
      institutionId,
      runId,
      run.state === 'queued'
        ? {
            state: 'finished',
            outcome: 'stopped',
            finishedAt: platform.now(),
            sentence: 'Stopped before it began. The draft is unchanged.',
          }
        : { state: 'stopping', keepOnStop: keep, sentence: 'Stopping.' },
    )
    tx.record({
      action: 'solve.stop',
      entity: run.callScheduleId === null ? 'scenario' : 'call-schedule',
      entityId: run.scenarioId ?? run.callScheduleId ?? '',
      after: { runId, keep },
    })
    return runView(await runOrThrow(tx, institutionId, runId))
  })
}
