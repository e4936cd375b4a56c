import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEvent } from '../../../platform/audit/schema.ts'
import { type TestApp, openTestApp } from '../../../testing/app.ts'
import { addScheduleWorld } from '../../../testing/schedule-world.ts'
import type { WorldKey } from '../../../testing/world.ts'
import { editCells } from './cells-contract.ts'
import { createScenario, getScenario } from './contract.ts'
import { presenceEvent, tellPlace } from './presence-contract.ts'

const tabs = {
  chief: '00000000-0000-4000-8000-00000000000a',
  coordinator: '00000000-0000-4000-8000-00000000000b',
}
let app: TestApp
/** A second server on the same database. */
let second: TestApp
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
  second = await openTestApp({ beside: app })
}, 60_000)
afterAll(async () => {
  await second.close()
  await app.close()
})

/** Opens the draft as a page does, and reads what is told of those who have it open. */
async function open(as: keyof typeof tabs, server = app) {
  const response = await server.request('GET', `/api/scenarios/${scenarioId}/events?version=0&tab=${tabs[as]}`, { as })
  const reader = response.body!.getReader()
  let text = ''
  const next = async () => {
    while (!text.includes('\n\n')) text += new TextDecoder().decode((await reader.read()).value)
    const message = text.slice(0, text.indexOf('\n\n'))
    text = text.slice(message.length + 2)
    expect(message).toContain('event: presence')
    return presenceEvent.parse(JSON.parse(message.slice(message.indexOf('data: ') + 6))).people
  }
  /** What is told until it is as wanted: what goes between servers may come in more than one message. */
  const until = async (isWanted: (people: Awaited<ReturnType<typeof next>>) => boolean) => {
    for (;;) {
      const people = await next()
      if (isWanted(people)) return people
    }
  }
  return { next, until, leave: () => reader.cancel() }
}
const tell = (as: WorldKey | null, tab: string, server = app) =>
  server.call(tellPlace, as, { params: { scenarioId }, body: { tab, place } })

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

  test('reaches those who are connected to another server, whichever of them is asked', async () => {
    const chief = await open('chief')
    const coordinator = await open('coordinator', second)
    const both = (people: readonly { tab: string }[]) => people.length === 2
    await Promise.all([chief.until(both), coordinator.until(both)])
    const startedAt = performance.now()
    // A balancer may send the cursor to the server that does not hold the page.
    await tell('coordinator', tabs.coordinator, app)
    const people = await chief.until((all) => all.some(({ place: at }) => at !== null))
    expect(people.find(({ tab }) => tab === tabs.coordinator)?.place).toEqual(place)
    expect(performance.now() - startedAt).toBeLessThan(1000)
    await coordinator.leave()
    expect((await chief.until((all) => all.length === 1)).map(({ tab }) => tab)).toEqual([tabs.chief])
    await chief.leave()
  })

  test('of cells that were changed on another server, readers hear at once', async () => {
    const chief = await app.request('GET', `/api/scenarios/${scenarioId}/events?version=0`, { as: 'chief' })
    const reader = chief.body!.getReader()
    const { answer } = await second.call(getScenario, 'coordinator', { params: { scenarioId } })
    const [appointmentId = ''] = place.appointmentIds
    const days = { startOn: '2026-07-01', endOn: '2026-07-31' }
    const cell = { appointmentId, ...days, was: [], now: [{ rotationId: 'mri', pinned: true, ...days }] }
    const edited = await second.call(editCells, 'coordinator', {
      params: { scenarioId },
      body: { cells: [{ ...cell, joinsBefore: false, joinsAfter: false }] },
    })
    expect(edited.answer.version).toBe(answer.version + 1)
    const storedAt = performance.now()
    let text = ''
    while (!text.includes(`"version":${edited.answer.version}`))
      text += new TextDecoder().decode((await reader.read()).value)
    expect(performance.now() - storedAt).toBeLessThan(1000)
    await reader.cancel()
  })
})
