import { z } from 'zod'
import { id } from '../../../contract/fields.ts'
import { write } from '../../../platform/audit/write.ts'
import type { Sweep } from '../../../platform/jobs/jobs.ts'
import { jobKind, type Platform } from '../../../platform/platform.ts'
import { workOnCalls } from '../calls/solve/work.ts'
import { workOn } from './solve/work.ts'
import { type AnyRun, claimRun, endRun, openRuns } from './store.ts'

/** A worker that has been silent so long is dead. It tells how it goes about once a second. */
const silenceMilliseconds = 15_000
const attemptsAtMost = 3

const deadSince = (platform: Platform): Date => new Date(platform.now().getTime() - silenceMilliseconds)

/** Does a solver run. Another worker may have it already, or it may have ended: then there is nothing to do. */
export const solveJob = jobKind({
  name: 'solve',
  shape: z.object({ institutionId: id, runId: id }),
  // A run whose worker died is found by the sweep, which knows how often it was tried.
  retryLimit: 0,
  expireSeconds: 900,
  async run(platform, { institutionId, runId }) {
    const run = await platform.database.transaction((tx) =>
      claimRun(tx, institutionId, runId, platform.now(), deadSince(platform)),
    )
    if (run === undefined) return
    if (run.callScheduleId === null) await workOn(platform, run)
    else await workOnCalls(platform, run, run.callScheduleId)
  },
})

/**
 * Brings back runs that nobody works on: their worker died, or the server died between writing the run and sending the job. Safe to
 * run on every worker at once, because only one can claim a run.
 */
export const solveSweep: Sweep = {
  everySeconds: 5,
  async run(platform) {
    const runs = await openRuns(platform.database.drizzle)
    const silentSince = deadSince(platform)
    const isBusy = runs.some(({ heartbeatAt }) => heartbeatAt !== null && heartbeatAt >= silentSince)
    for (const run of runs) {
      if ((run.heartbeatAt ?? run.requestedAt) >= silentSince) continue
      // While a worker is busy with another run, one that was never started simply waits its turn.
      if (run.state === 'queued' && isBusy) continue
      if (run.attempts >= attemptsAtMost) await giveUp(platform, run)
      else await platform.jobs.send(solveJob, { institutionId: run.institutionId, runId: run.id })
    }
  },
}

async function giveUp(platform: Platform, run: AnyRun): Promise<void> {
  const who = { institutionId: run.institutionId, personId: null, name: 'Solver', requestId: `solve ${run.id}` }
  const sentence = `The solver was interrupted ${run.attempts} times. The draft is unchanged; start it again, for a shorter time if the machine is small.`
  await write(platform, who, async (tx) => {
    await endRun(tx, run, { state: 'failed', finishedAt: platform.now(), sentence })
    tx.record({
      action: 'solve.fail',
      entity: run.callScheduleId === null ? 'scenario' : 'call-schedule',
      entityId: run.scenarioId ?? run.callScheduleId ?? '',
      after: { runId: run.id, sentence },
    })
  })
}
