import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../../testing/app.ts'
import { addScheduleWorld } from '../../../../testing/schedule-world.ts'
import type { CellWire } from '../cells-contract.ts'
import { editCells } from '../cells-contract.ts'
import { createScenario, getScenario, getSolveRun, type SolvePartView, startSolve } from '../contract.ts'
import { listRelaxations, removeRelaxation, takeRemedy } from './contract.ts'

let app: TestApp
let fellows: string[]
beforeAll(async () => {
  app = await openTestApp({ work: true })
  fellows = (await addScheduleWorld(app)).fellows.map(({ appointmentId }) => appointmentId)
}, 60_000)
afterAll(() => app.close())

const create = async () => {
  const body = { name: 'Draft', startYear: 2026, programIds: [app.world.programId], from: 'empty' }
  return (await app.call(createScenario, 'coordinator', { body })).answer.id
}
const put = (
  scenarioId: string,
  cells: readonly (readonly [
    appointmentId: string,
    rotationId: string,
    startOn: string,
    endOn: string,
    pinned: boolean,
  ])[],
) =>
  app.call(editCells, 'coordinator', {
    params: { scenarioId },
    body: {
      cells: cells.map(
        ([appointmentId, rotationId, startOn, endOn, pinned]): CellWire => ({
          appointmentId,
          startOn,
          endOn,
          was: [],
          now: [{ rotationId, startOn, endOn, pinned }],
          joinsBefore: true,
          joinsAfter: true,
        }),
      ),
    },
  })
const view = async (scenarioId: string) =>
  (await app.call(getScenario, 'coordinator', { params: { scenarioId } })).answer

async function solve(scenarioId: string, part?: SolvePartView, seconds = 2) {
  const { version } = await view(scenarioId)
  const started = await app.call(startSolve, 'coordinator', {
    params: { scenarioId },
    body: { expectedVersion: version, seconds, seed: 7, ...(part ? { part } : {}) },
  })
  expect(started.status).toBe(202)
  await app.request('get', `/api/solve-runs/${started.answer.id}/events`, { as: 'coordinator' }).then((r) => r.text())
  return (await app.call(getSolveRun, 'coordinator', { params: { runId: started.answer.id } })).answer
}

describe('a rule that stands in the way', () => {
  test('is relaxed with one click, for this draft alone, and kept in full again', async () => {
    const scenarioId = await create()
    const three = [app.world.appointments.trainee, ...fellows]
    await put(
      scenarioId,
      three.map((appointmentId) => [appointmentId, 'ct', '2026-12-01', '2026-12-31', true]),
    )
    const run = await solve(scenarioId)
    expect(run.outcome).toBe('infeasible')
    const remedy = run.remedies.find(({ sentence }) => sentence.startsWith('Allow 3 instead of 2 in CT'))!
    expect(run.ways).toContain(remedy.sentence)
    const { version } = await view(scenarioId)
    const body = { runId: run.id, index: remedy.index, expectedVersion: version }
    const stale = await app.call(takeRemedy, 'chief', {
      params: { scenarioId },
      body: { ...body, expectedVersion: version + 3 },
    })
    expect(stale.status).toBe(409)
    const taken = await app.call(takeRemedy, 'chief', { params: { scenarioId }, body })
    expect(taken.status).toBe(200)
    expect(taken.answer.relaxations.map(({ sentence }) => sentence)).toEqual([remedy.sentence])
    const again = await solve(scenarioId)
    expect(['feasible', 'optimal']).toContain(again.outcome)
    const stays = (await view(scenarioId)).assignments.filter(({ pinned }) => pinned)
    expect(stays).toHaveLength(3)

    const listed = await app.call(listRelaxations, 'dio', { params: { scenarioId } })
    const relaxationId = listed.answer.relaxations[0]?.id ?? ''
    const removed = await app.call(removeRelaxation, 'director', { params: { scenarioId, relaxationId } })
    expect(removed.answer.relaxations).toEqual([])
    expect((await app.call(removeRelaxation, 'director', { params: { scenarioId, relaxationId } })).status).toBe(404)
  }, 90_000)

  test('that is a pin is taken out of the draft', async () => {
    const scenarioId = await create()
    const trainee = app.world.appointments.trainee
    await put(scenarioId, [[trainee, 'county', '2026-12-01', '2027-02-28', true]])
    const run = await solve(scenarioId)
    const remedy = run.remedies.find(({ sentence }) => sentence.startsWith('Unpin'))!
    const { version } = await view(scenarioId)
    await app.call(takeRemedy, 'chief', {
      params: { scenarioId },
      body: { runId: run.id, index: remedy.index, expectedVersion: version },
    })
    expect((await view(scenarioId)).assignments.filter(({ pinned }) => pinned)).toEqual([])
    expect((await solve(scenarioId)).outcome).not.toBe('infeasible')
  }, 90_000)

  test('is for those who may edit the draft', async () => {
    const scenarioId = await create()
    const body = { runId: scenarioId, index: 0, expectedVersion: 0 }
    for (const as of ['trainee', 'otherDirector', 'dio'] as const)
      expect((await app.call(takeRemedy, as, { params: { scenarioId }, body })).status).toBe(403)
    expect((await app.call(takeRemedy, 'chief', { params: { scenarioId }, body })).status).toBe(404)
    expect((await app.call(listRelaxations, 'otherCoordinator', { params: { scenarioId } })).status).toBe(403)
    const params = { scenarioId, relaxationId: scenarioId }
    expect((await app.call(removeRelaxation, 'otherCoordinator', { params })).status).toBe(403)
  })
})

describe('a part of a draft', () => {
  test('of one person and some months is solved; everything else stays, unpinned', async () => {
    const scenarioId = await create()
    const [bea = '', cy = ''] = fellows
    await put(scenarioId, [
      [bea, 'mri', '2026-12-01', '2027-06-30', false],
      [cy, 'ct', '2026-12-01', '2026-12-31', false],
    ])
    const rows = (await view(scenarioId)).rows
    const personId = rows.find(({ appointmentId }) => appointmentId === bea)?.personId ?? ''
    const run = await solve(scenarioId, { personIds: [personId], startOn: '2027-02-01', endOn: '2027-04-30' })
    expect(run.part).toMatchObject({ personIds: [personId] })
    expect(['feasible', 'optimal']).toContain(run.outcome)
    const after = await view(scenarioId)
    const of = (appointmentId: string) => after.assignments.filter((each) => each.appointmentId === appointmentId)
    expect(after.assignments.filter(({ pinned }) => pinned)).toEqual([])
    expect(of(cy).map(({ startOn, endOn }) => [startOn, endOn])).toEqual([['2026-12-01', '2026-12-31']])
    expect(of(app.world.appointments.trainee)).toEqual([])
    const outside = of(bea).filter(({ endOn, startOn }) => endOn < '2027-02-01' || startOn > '2027-04-30')
    expect(outside.every(({ rotationKey }) => rotationKey.endsWith(':mri'))).toBe(true)
    const inside = of(bea).filter(({ startOn, endOn }) => startOn <= '2027-04-30' && endOn >= '2027-02-01')
    expect(inside.some(({ rotationKey }) => !rotationKey.endsWith(':mri'))).toBe(true)
  }, 60_000)

  test('of some rotations moves only the time on them', async () => {
    const scenarioId = await create()
    const [bea = ''] = fellows
    await put(scenarioId, [
      [bea, 'mri', '2026-12-01', '2027-02-28', false],
      [bea, 'ct', '2027-03-01', '2027-06-30', false],
    ])
    await solve(scenarioId, { rotationKeys: [`${app.world.programId}:ct`] })
    const own = (await view(scenarioId)).assignments.filter(({ appointmentId }) => appointmentId === bea)
    expect(own.filter(({ startOn, endOn }) => startOn <= '2027-02-28' && endOn >= '2026-12-01')).toMatchObject([
      { rotationKey: `${app.world.programId}:mri` },
    ])
  }, 60_000)

  test('that ends before it starts is refused with a sentence', async () => {
    const scenarioId = await create()
    const { status } = await app.call(startSolve, 'coordinator', {
      params: { scenarioId },
      body: { expectedVersion: 0, seconds: 2, part: { startOn: '2027-02-01', endOn: '2027-01-01' } },
    })
    expect(status).toBe(422)
  })
})
