import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { editDraft } from '../../../testing/draft-edits.ts'
import { addScheduleWorld } from '../../../testing/schedule-world.ts'
import * as scenarios from './contract.ts'
import { solveSweep } from './jobs.ts'
import { claimRun } from './store.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp({ work: true })
  await addScheduleWorld(app)
}, 60_000)
afterAll(() => app.close())

const create = async () => {
  const { answer } = await app.call(scenarios.createScenario, 'coordinator', {
    body: { name: 'Draft', startYear: 2026, programIds: [app.world.programId], from: 'empty' },
  })
  return answer.id
}
const grid = async (scenarioId: string) =>
  (await app.call(scenarios.getScenario, 'coordinator', { params: { scenarioId } })).answer
const start = (scenarioId: string, expectedVersion: number, seconds = 2) =>
  app.call(scenarios.startSolve, 'coordinator', {
    params: { scenarioId },
    body: { expectedVersion, seconds, seed: 7 },
  })
const stop = (runId: string, keep: boolean) =>
  app.call(scenarios.stopSolveRun, 'coordinator', { params: { runId }, body: { keep } })

/** Follows the live events to their end. */
async function follow(runId: string): Promise<scenarios.SolveRunView[]> {
  const response = await app.request('get', `/api/solve-runs/${runId}/events`, { as: 'coordinator' })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const text = await response.text()
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => scenarios.solveRunView.parse(JSON.parse(data ?? '')))
}

describe('solving', () => {
  test('fills a draft, keeps what is pinned and tells how it goes', async () => {
    const scenarioId = await create()
    const appointmentId = app.world.appointments.trainee
    const changes = [{ appointmentId, rotationId: 'county', startOn: '2026-12-01', endOn: '2026-12-31' }]
    await editDraft(app, 'coordinator', scenarioId, changes)
    const started = await start(scenarioId, 1)
    expect([started.status, started.answer.state]).toEqual([202, 'queued'])
    expect((await start(scenarioId, 1)).status).toBe(409)
    expect((await grid(scenarioId)).runningSolveId).toBe(started.answer.id)
    const events = await follow(started.answer.id)
    const last = events.at(-1)
    expect(last).toMatchObject({ state: 'finished', reasons: [] })
    expect(last?.history.at(-1)?.soft.map((_, place) => last.softNames[place])).toEqual([
      'Coverage',
      'Shape of the year',
      'Preferences',
      'Changes of site',
    ])
    expect(['feasible', 'optimal']).toContain(last?.outcome)
    expect(last?.sentence).toContain('Every rule is met for 3 trainees')

    const solved = await grid(scenarioId)
    expect(solved.version).toBe(2)
    expect(solved.runningSolveId).toBeNull()
    expect(solved.findings.filter(({ severity }) => severity === 'violation')).toEqual([])
    const pinned = solved.assignments.filter(({ pinned: isPinned }) => isPinned)
    expect(pinned.map(({ startOn, endOn, rotationKey }) => [startOn, endOn, rotationKey.split(':')[1]])).toEqual([
      ['2026-12-01', '2026-12-31', 'county'],
    ])
    for (const row of solved.rows) {
      const own = solved.assignments.filter((each) => each.appointmentId === row.appointmentId)
      const days = own.reduce(
        (sum, each) => sum + (Date.parse(each.endOn) - Date.parse(each.startOn)) / 86_400_000 + 1,
        0,
      )
      expect(days).toBe(365)
    }
  }, 60_000)

  test('says in words why a draft is impossible, and leaves it alone', async () => {
    const scenarioId = await create()
    const appointmentId = app.world.appointments.trainee
    const changes = [{ appointmentId, rotationId: 'county', startOn: '2026-12-01', endOn: '2027-02-28' }]
    await editDraft(app, 'coordinator', scenarioId, changes)
    const { answer } = await start(scenarioId, 1)
    const last = (await follow(answer.id)).at(-1)
    expect(last).toMatchObject({ state: 'finished', outcome: 'infeasible' })
    expect(last?.reasons.join(' ')).toContain('County')
    expect(last?.ways.length).toBeGreaterThan(0)
    expect((await grid(scenarioId)).version).toBe(1)
  }, 60_000)

  test('keeps the changes of somebody who edits meanwhile', async () => {
    const scenarioId = await create()
    const { answer } = await start(scenarioId, 0, 3)
    const appointmentId = app.world.appointments.trainee
    const changes = [{ appointmentId, rotationId: 'mri', startOn: '2026-12-01', endOn: '2026-12-31' }]
    await editDraft(app, 'coordinator', scenarioId, changes)
    const last = (await follow(answer.id)).at(-1)
    expect(last?.sentence).toContain('Somebody changed the draft')
    const after = await grid(scenarioId)
    expect([after.version, after.assignments.length]).toEqual([1, 1])
  }, 60_000)

  test.each([true, false])(
    'stops when asked; keeping the best: %s',
    async (keep) => {
      const scenarioId = await create()
      const { answer } = await start(scenarioId, 0, 60)
      const deadline = Date.now() + 20_000
      const state = async () =>
        (await app.call(scenarios.getSolveRun, 'chief', { params: { runId: answer.id } })).answer.state
      while ((await state()) === 'queued' && Date.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 100))
      await stop(answer.id, keep)
      const last = (await follow(answer.id)).at(-1)
      expect(last?.state).toBe('finished')
      const after = await grid(scenarioId)
      // A small problem may be solved to its proven best before the stop arrives; otherwise the request decides.
      const wasDropped = last?.sentence.startsWith('Stopped') === true
      expect(after.assignments.length > 0).toBe(!wasDropped)
      expect(keep && wasDropped).toBe(false)
      expect((await stop(answer.id, keep)).status).toBe(409)
    },
    60_000,
  )

  test('a run whose worker died is taken up again, and given up after three times', async () => {
    const { platform, world } = app
    const scenarioId = await create()
    const { answer } = await start(scenarioId, 0, 1)
    await follow(answer.id)
    const dead = new Date(platform.now().getTime() - 60_000)
    const set = (state: string, attempts: number) =>
      platform.database.pool.query('update solve_run set state = $1, heartbeat_at = $2, attempts = $3 where id = $4', [
        state,
        dead,
        attempts,
        answer.id,
      ])
    await set('running', 3)
    await solveSweep.run(platform)
    const given = await app.call(scenarios.getSolveRun, 'coordinator', { params: { runId: answer.id } })
    expect(given.answer).toMatchObject({ state: 'failed' })
    expect(given.answer.sentence).toContain('interrupted 3 times')

    await set('running', 1)
    const claim = () =>
      platform.database.transaction((tx) =>
        claimRun(tx, world.institutionId, answer.id, platform.now(), new Date(platform.now().getTime() - 15_000)),
      )
    expect((await claim())?.attempts).toBe(2)
    expect(await claim()).toBeUndefined()
    await set('running', 1)
    await solveSweep.run(platform)
    const last = (await follow(answer.id)).at(-1)
    expect(last?.state).toBe('finished')
  }, 60_000)

  test.each([
    [null, 401],
    ['trainee', 403],
    ['otherCoordinator', 403],
  ] as const)(
    'is not for %s',
    async (as, status) => {
      const scenarioId = await create()
      const { answer } = await start(scenarioId, 0, 1)
      const params = { runId: answer.id }
      const refused = [
        await app.call(scenarios.startSolve, as, { params: { scenarioId }, body: { expectedVersion: 0, seconds: 1 } }),
        await app.call(scenarios.getSolveRun, as, { params }),
        await app.call(scenarios.followSolveRun, as, { params }),
        await app.call(scenarios.stopSolveRun, as, { params, body: { keep: true } }),
      ]
      expect(refused.map((each) => each.status)).toEqual([status, status, status, status])
      await stop(answer.id, false)
      await follow(answer.id)
    },
    60_000,
  )
})
