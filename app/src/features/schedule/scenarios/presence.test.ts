import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEvent } from '../../../platform/audit/schema.ts'
import { type TestApp, openTestApp } from '../../../testing/app.ts'
import { addScheduleWorld } from '../../../testing/schedule-world.ts'
import type { WorldKey } from '../../../testing/world.ts'
import { createScenario } from './contract.ts'
import { presenceEvent, tellPlace } from './presence-contract.ts'

const tabs = {
  chief: '00000000-0000-4000-8000-00000000000a',
  coordinator: '00000000-0000-4000-8000-00000000000b',
}
let app: TestApp
let scenarioId: string
let place: { appointmentIds: string[]; startOn: string; endOn: string }
beforeAll(async () => {
  app = await openTestApp()
  const { fellows } = await addScheduleWorld(app)
  const body = { name: 'Draft', startYear: 2026, programIds: [app.world.programId], from: 'empty' }
  scenarioId = (await app.call(createScenario, 'coordinator', { body })).answer.id
  place = {
    appointmentIds: fellows.map(({ appointmentId }) => appointmentId),
    startOn: '2026-07-01',
    endOn: '2026-07-31',
  }
}, 60_000)
afterAll(() => app.close())

/** Opens the draft as a page does, and reads what is told of those who have it open. */
async function open(as: keyof typeof tabs) {
  const response = await app.request('GET', `/api/scenarios/${scenarioId}/events?version=0&tab=${tabs[as]}`, { as })
  const reader = response.body!.getReader()
  let text = ''
  const next = async () => {
    while (!text.includes('\n\n')) text += new TextDecoder().decode((await reader.read()).value)
    const message = text.slice(0, text.indexOf('\n\n'))
    text = text.slice(message.length + 2)
    expect(message).toContain('event: presence')
    return presenceEvent.parse(JSON.parse(message.slice(message.indexOf('data: ') + 6))).people
  }
  return { next, leave: () => reader.cancel() }
}
const tell = (as: WorldKey | null, tab: string) =>
  app.call(tellPlace, as, { params: { scenarioId }, body: { tab, place } })

describe('who has a draft open', () => {
  test('is told with their cursor at once, and until they leave; nothing of it is kept', async () => {
    const events = () => app.platform.database.drizzle.$count(auditEvent, eq(auditEvent.entityId, scenarioId))
    const before = await events()
    const chief = await open('chief')
    expect((await chief.next()).map(({ tab }) => tab)).toEqual([tabs.chief])
    const coordinator = await open('coordinator')
    expect((await chief.next()).map(({ tab, place: at }) => [tab, at])).toEqual([
      [tabs.chief, null],
      [tabs.coordinator, null],
    ])
    expect(await coordinator.next()).toHaveLength(2)
    const startedAt = performance.now()
    expect((await tell('coordinator', tabs.coordinator)).answer).toEqual({ others: 1 })
    expect((await chief.next()).find(({ tab }) => tab === tabs.coordinator)?.place).toEqual(place)
    expect(performance.now() - startedAt).toBeLessThan(1000)
    await coordinator.leave()
    expect((await chief.next()).map(({ tab }) => tab)).toEqual([tabs.chief])
    await chief.leave()
    expect(await events()).toBe(before)
  })

  test('cannot be told in the name of another page’s owner', async () => {
    const chief = await open('chief')
    await chief.next()
    expect((await tell('coordinator', tabs.chief)).answer).toEqual({ others: 0 })
    const coordinator = await open('coordinator')
    expect((await chief.next()).every(({ place: at }) => at === null)).toBe(true)
    await Promise.all([chief.leave(), coordinator.leave()])
  })

  test('is for those who may see drafts of the program', async () => {
    const statuses = await Promise.all(
      ([null, 'trainee', 'otherCoordinator', 'chief', 'dio'] as const).map(
        async (as) => (await tell(as, tabs.chief)).status,
      ),
    )
    expect(statuses).toEqual([401, 403, 403, 200, 200])
    const wrong = await app.call(tellPlace, 'chief', {
      params: { scenarioId },
      body: { tab: 'mine', place: null } as never,
    })
    expect(wrong.status).toBe(422)
  })
})
