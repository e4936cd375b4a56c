import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, expect, test } from 'vitest'
import { getScenario, getSolveRun, listScenarios, startSolve } from '../../features/schedule/scenarios/contract.ts'
import { clientOf, signedIn, type Client } from './client.ts'
import { killAll, runGradus, serve, startGradus, type Gradus } from './gradus.ts'
import { engine, newStorage } from './storage.ts'

const storage = await newStorage()
afterEach(killAll)
afterAll(() => storage.remove())

const coordinator = { email: 'oona.pewter@lakeview.example', password: 'lakeview-demo' }

async function until(client: Client, runId: string, states: readonly string[]) {
  for (;;) {
    const run = await client.call(getSolveRun, { params: { runId } })
    if (states.includes(run.state)) return run
    await delay(200)
  }
}

/** A worker beside the server where the database allows one; with the embedded database the server is its own. */
async function startWorker(): Promise<Gradus> {
  const worker = startGradus(['worker'], storage.settings)
  await worker.printed(/The worker is running/)
  return worker
}

test('a solver run whose worker is killed is taken up again and ends', async () => {
  const settings = { ...storage.settings, WORKER: String(engine === 'embedded') }
  let served = await serve(settings, 'demo')
  const worker = engine === 'server' ? await startWorker() : served.gradus
  let client = await signedIn(served.address, coordinator)
  const { scenarios } = await client.call(listScenarios, { query: {} })
  const draft = scenarios.find(({ status }) => status === 'draft')
  if (draft === undefined) throw new Error('The demo has no draft.')
  const params = { scenarioId: draft.id }
  const body = { expectedVersion: draft.version, seconds: 8, seed: 1 }
  const { id } = await client.call(startSolve, { params, body })
  await until(client, id, ['running'])
  await delay(1_500)
  await worker.kill()

  if (engine === 'server') await startWorker()
  else {
    served = await serve(settings)
    client = clientOf(served.address, client.cookie)
  }
  const run = await until(client, id, ['finished', 'failed'])
  expect(run).toMatchObject({ state: 'finished', outcome: expect.stringMatching(/^(feasible|optimal)$/) as string })
  const solved = await client.call(getScenario, { params })
  expect(solved.assignments.length).toBeGreaterThan(100)
  expect(solved.runningSolveId).toBeNull()
  await killAll()
  expect(await runGradus(['audit', 'verify'], storage.settings)).toMatchObject({ status: 0 })
}, 180_000)
