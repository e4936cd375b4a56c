import { randomUUID } from 'node:crypto'
import { AppError } from '../../../contract/app-error.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { SolveRunView } from '../scenarios/contract.ts'
import { solveJob } from '../scenarios/jobs.ts'
import { runOrThrow, runView } from '../scenarios/runs.ts'
import { insertRun, openCallRuns } from '../scenarios/store.ts'
import { scheduleToChange } from './schedules.ts'
import { lockSchedules } from './store.ts'

const seeds = 2 ** 31

/** Asks for a schedule of call. A worker does the work; the answer is the run to follow. */
export async function askForCalls(
  platform: Platform,
  guard: Guard,
  who: Who,
  scheduleId: string,
  asked: { readonly expectedVersion: number; readonly seconds: number; readonly seed?: number | undefined },
): Promise<SolveRunView> {
  const { institutionId } = who
  const { pools } = await scheduleToChange(platform, guard, institutionId, scheduleId)
  const run = await write(platform, who, async (tx) => {
    const [schedule] = await lockSchedules(tx, institutionId, [scheduleId])
    if (schedule?.state !== 'draft')
      throw new AppError(
        'conflict',
        'Only a draft is solved. Start a draft from what is published to build these days anew.',
      )
    if (schedule.version !== asked.expectedVersion)
      throw new AppError(
        'stale',
        'Somebody changed this draft since you opened it. Look at it as it is now and start again.',
        {
          current: { version: schedule.version },
        },
      )
    if ((await openCallRuns(tx, institutionId)).has(scheduleId))
      throw new AppError('conflict', 'The solver is at work on this draft already. Follow that run, or stop it first.')
    const id = randomUUID()
    const seed = asked.seed ?? Number.parseInt(id.slice(0, 8), 16) % seeds
    await insertRun(tx, {
      institutionId,
      id,
      callScheduleId: scheduleId,
      scenarioVersion: schedule.version,
      state: 'queued',
      seed,
      seconds: asked.seconds,
      requestedBy: who.personId ?? '',
      requestedAt: platform.now(),
      sentence: 'Waiting for a worker.',
    })
    tx.record({
      action: 'solve.start',
      entity: 'call-schedule',
      entityId: scheduleId,
      programId: pools[0]?.programId ?? null,
      after: { runId: id, seed, seconds: asked.seconds, version: schedule.version },
    })
    return runOrThrow(tx, institutionId, id)
  })
  await platform.jobs.send(solveJob, { institutionId, runId: run.id })
  return runView(run)
}
