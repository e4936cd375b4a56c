import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnyRoute } from '../../contract/route.ts'
import { type TestApp, openTestApp } from '../../testing/app.ts'
import { addScheduleWorld } from '../../testing/schedule-world.ts'
import type { WorldKey } from '../../testing/world.ts'
import * as blocks from './blocks/contract.ts'
import { editCells } from './scenarios/cells-contract.ts'
import * as scenarios from './scenarios/contract.ts'
import { getPreferences, putPreferences } from './scenarios/preferences/contract.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
  await addScheduleWorld(app)
}, 60_000)
afterAll(() => app.close())

const startYear = '2026'
const unknown = '00000000-0000-4000-8000-000000000000'

describe('who may', () => {
  const cases: [AnyRoute, object, WorldKey | null, readonly number[]][] = []
  const add = (route: AnyRoute, input: object, refusals: Partial<Record<WorldKey, readonly number[]>>) => {
    cases.push([route, input, null, [401]])
    for (const [as, statuses] of Object.entries(refusals)) cases.push([route, input, as as WorldKey, statuses])
  }
  const params = { params: { startYear } }
  const scenario = { params: { scenarioId: unknown } }
  const changes = [{ appointmentId: unknown, rotationId: 'mri', startOn: '2026-07-01', endOn: '2026-07-31' }]
  const cells = [
    {
      appointmentId: unknown,
      startOn: '2026-07-01',
      endOn: '2026-07-31',
      was: [],
      now: [],
      joinsBefore: false,
      joinsAfter: false,
    },
  ]
  add(blocks.listYears, {}, { finance: [403] })
  add(
    blocks.getRecord,
    { ...params, query: { programId: unknown } },
    { finance: [403], trainee: [403], otherDirector: [403] },
  )
  add(blocks.previewAmendment, { ...params, body: { changes } }, { trainee: [403], dio: [403], otherDirector: [404] })
  add(
    blocks.amend,
    { ...params, body: { expectedVersion: 0, reason: 'Because', changes } },
    { trainee: [403], dio: [403], otherDirector: [404] },
  )
  add(blocks.getHistory, params, { finance: [403] })
  add(
    blocks.exportSchedule,
    { ...params, query: { format: 'csv', programId: unknown } },
    { trainee: [403], director: [403] },
  )
  add(
    blocks.getPersonSchedule,
    { params: { personId: unknown }, query: {} },
    { finance: [403], trainee: [403], director: [403] },
  )
  add(blocks.getProgress, { params: { personId: unknown } }, { chief: [403], trainee: [403], director: [403] })
  add(blocks.getRisk, { query: { programId: unknown } }, { trainee: [403], director: [403] })
  add(blocks.listFeeds, {}, { finance: [403] })
  add(blocks.createFeed, { body: { kind: 'person', personId: unknown } }, { finance: [403], trainee: [403] })
  add(blocks.revokeFeed, { params: { feedId: unknown } }, { finance: [403], trainee: [404] })
  add(scenarios.listScenarios, { query: {} }, { trainee: [403], faculty: [403] })
  add(
    scenarios.createScenario,
    { body: { name: 'x', startYear: 2026, programIds: [unknown], from: 'empty' } },
    { trainee: [403], dio: [403], director: [403] },
  )
  add(scenarios.getScenario, scenario, { trainee: [403], director: [404] })
  add(editCells, { ...scenario, body: { cells } }, { dio: [403], director: [404] })
  add(scenarios.archiveScenario, { ...scenario, body: { expectedVersion: 0 } }, { dio: [403], director: [404] })
  add(
    scenarios.publishScenario,
    { ...scenario, body: { expectedVersion: 0, expectedRecordVersion: 0, reason: '', acceptedViolations: 0 } },
    { chief: [403], director: [404] },
  )
  add(getPreferences, { params: { personId: unknown, startYear } }, { faculty: [403], trainee: [403], director: [403] })
  add(
    putPreferences,
    { params: { personId: unknown, startYear }, body: { version: 0, wishes: [] } },
    { director: [403], trainee: [403] },
  )

  test.each(
    cases.map(([route, input, as, statuses]) => [route.id, as ?? 'nobody', statuses, route, input, as] as const),
  )('%s as %s: %j', async (_id, _as, statuses, route, input, as) => {
    const { status } = await app.call(route, as, input)
    expect(statuses).toContain(status)
  })

  test('drafts of another program are neither listed, read, edited nor published', async () => {
    const { answer: mine } = await app.call(scenarios.createScenario, 'coordinator', {
      body: { name: 'Draft', startYear: 2026, programIds: [app.world.programId], from: 'empty' },
    })
    const { answer } = await app.call(scenarios.listScenarios, 'otherCoordinator', { query: {} })
    expect(answer.scenarios).toEqual([])
    const params = { scenarioId: mine.id }
    expect((await app.call(scenarios.getScenario, 'otherCoordinator', { params })).status).toBe(403)
    expect((await app.call(editCells, 'otherCoordinator', { params, body: { cells } })).status).toBe(403)
    const publication = { expectedVersion: 0, expectedRecordVersion: 0, reason: '', acceptedViolations: 0 }
    for (const as of ['otherDirector', 'chief'] as const)
      expect((await app.call(scenarios.publishScenario, as, { params, body: publication })).status).toBe(403)
  })

  test('a draft over two programs is made and published only by somebody who answers for both', async () => {
    const { programId, otherProgramId } = app.world
    const body = { name: 'Both', startYear: 2026, programIds: [programId, otherProgramId], from: 'empty' as const }
    expect((await app.call(scenarios.createScenario, 'director', { body })).status).toBe(403)
  })
})
