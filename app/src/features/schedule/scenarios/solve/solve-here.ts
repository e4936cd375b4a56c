import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../../contract/app-error.ts'
import { write } from '../../../../platform/audit/write.ts'
import type { Platform } from '../../../../platform/platform.ts'
import { allInstitutions } from '../../../programs/index.ts'
import { runOrThrow, runView } from '../runs.ts'
import type { SolveRunView } from '../contract.ts'
import { claimRun, insertRun, openRun, type Scenario, scenarioById } from '../store.ts'
import { nobody, workOn } from './work.ts'

/** Solves a draft in this process and waits for it: what the command line does. */
export async function solveScenarioHere(
  platform: Platform,
  scenarioId: string,
  { seconds, seed }: { readonly seconds: number; readonly seed: number },
): Promise<SolveRunView> {
  const db = platform.database.drizzle
  const scenario = await scenarioAnywhere(platform, scenarioId)
  const { institutionId } = scenario
  if (scenario.status !== 'draft')
    throw new AppError('conflict', `“${scenario.name}” is ${scenario.status} and no longer changes.`)
  if ((await openRun(db, institutionId, scenarioId)) !== undefined)
    throw new AppError('conflict', 'The solver is at work on this draft already.')
  const runId = randomUUID()
  const who = { institutionId, personId: null, name: 'Command line', requestId: `solve ${runId}` }
  await write(platform, who, async (tx) => {
    await insertRun(tx, {
      institutionId,
      id: runId,
      scenarioId,
      scenarioVersion: scenario.version,
      state: 'queued',
      seed,
      seconds,
      requestedBy: nobody,
      requestedAt: platform.now(),
      sentence: 'Solved from the command line.',
    })
    tx.record({ action: 'solve.start', entity: 'scenario', entityId: scenarioId, after: { runId, seed, seconds } })
  })
  const now = platform.now()
  const run = await platform.database.transaction((tx) => claimRun(tx, institutionId, runId, now, now))
  if (run !== undefined) await workOn(platform, run)
  return runView(await runOrThrow(db, institutionId, runId))
}

async function scenarioAnywhere(platform: Platform, scenarioId: string): Promise<Scenario> {
  for (const { institutionId } of await allInstitutions(platform.database.drizzle)) {
    const found = await scenarioById(platform.database.drizzle, institutionId, scenarioId)
    if (found !== undefined) return found
  }
  throw notFound('draft schedule')
}
