import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listNotifications } from '../../../notifications/contract.ts'
import { type TestApp, openTestApp } from '../../../../testing/app.ts'
import { addScheduleWorld } from '../../../../testing/schedule-world.ts'
import type { WorldKey } from '../../../../testing/world.ts'
import { createScenario } from '../contract.ts'
import { answerThread, listComments, resolveThread, startThread } from './contract.ts'

let app: TestApp
let scenarioId: string
let appointmentId: string
beforeAll(async () => {
  app = await openTestApp()
  const { fellows } = await addScheduleWorld(app)
  appointmentId = fellows[0]?.appointmentId ?? ''
  const body = { name: 'Draft', startYear: 2026, programIds: [app.world.programId], from: 'empty' }
  scenarioId = (await app.call(createScenario, 'coordinator', { body })).answer.id
}, 60_000)
afterAll(() => app.close())

const days = { startOn: '2026-07-01', endOn: '2026-07-31' }
const begin = (as: WorldKey | null, text: string, mentions: string[] = [], over = {}) =>
  app.call(startThread, as, { params: { scenarioId }, body: { appointmentId, ...days, text, mentions, ...over } })
const listed = async (as: WorldKey = 'chief') => (await app.call(listComments, as, { params: { scenarioId } })).answer
const notices = async (as: WorldKey) => (await app.call(listNotifications, as, {})).answer.items
const idOf = (key: WorldKey) => app.world.people[key].personId

describe('comments on a draft', () => {
  test('are a thread on days of a trainee; who is mentioned and who began the draft are told', async () => {
    const { people } = await listed()
    expect(people.map(({ personId }) => personId)).toEqual(
      expect.arrayContaining([idOf('chief'), idOf('coordinator'), idOf('director'), idOf('dio')]),
    )
    expect(people.map(({ personId }) => personId)).not.toContain(idOf('otherDirector'))

    const begun = await begin('chief', 'Could this be MRI?', [idOf('director')])
    expect(begun.status).toBe(201)
    expect(begun.answer).toMatchObject({ appointmentId, ...days, resolved: null, version: 0 })
    expect((await notices('director'))[0]).toMatchObject({
      title: expect.stringContaining('mentions you in the draft “Draft”'),
      detail: 'Could this be MRI?',
      link: `/schedule/scenarios/${scenarioId}?thread=${begun.answer.id}`,
    })
    expect((await notices('coordinator'))[0]?.title).toContain('comments in the draft')
    expect(await notices('chief')).toEqual([])

    const params = { scenarioId, threadId: begun.answer.id }
    const answered = await app.call(answerThread, 'director', { params, body: { text: 'Yes.', mentions: [] } })
    expect(answered.answer.comments.map(({ text }) => text)).toEqual(['Could this be MRI?', 'Yes.'])
    expect((await notices('chief'))[0]?.detail).toBe('Yes.')
    expect((await listed()).threads).toEqual([answered.answer])
  })

  test('are settled and opened again, by one at a time', async () => {
    const { answer } = await begin('coordinator', 'Too many nights?')
    const params = { scenarioId, threadId: answer.id }
    const settle = (resolved: boolean, expectedVersion: number, as: WorldKey = 'chief') =>
      app.call(resolveThread, as, { params, body: { resolved, expectedVersion } })
    const settled = await settle(true, 0)
    expect(settled.answer).toMatchObject({ version: 1, resolved: { by: 'Test Chief' } })
    const late = await settle(true, 0, 'director')
    expect(late.status).toBe(409)
    expect(late.problem.current).toMatchObject({ version: 1 })
    expect((await settle(false, 1)).answer.resolved).toBeNull()
  })

  test('reach those who have the draft open', async () => {
    const response = await app.request('GET', `/api/scenarios/${scenarioId}/events?version=0`, { as: 'chief' })
    const reader = response.body!.getReader()
    await begin('coordinator', 'Look here.')
    const text = new TextDecoder().decode((await reader.read()).value)
    expect(text).toContain('event: comments')
    await reader.cancel()
  })

  test('are refused in sentences', async () => {
    expect((await begin('chief', '  ')).status).toBe(422)
    const stranger = await begin('chief', 'Look', [idOf('otherDirector')])
    expect([stranger.status, stranger.problem.detail]).toEqual([
      422,
      'Only those who may see this draft can be mentioned.',
    ])
    expect((await begin('chief', 'Look', [], { startOn: '2027-08-01', endOn: '2027-08-02' })).status).toBe(422)
    expect((await begin('chief', 'Look', [], { startOn: '2026-08-01' })).status).toBe(422)
    expect((await begin('chief', 'Look', [], { appointmentId: app.world.appointments.otherTrainee })).status).toBe(404)
    const other = { scenarioId, threadId: crypto.randomUUID() }
    expect((await app.call(answerThread, 'chief', { params: other, body: { text: 'x', mentions: [] } })).status).toBe(
      404,
    )
  })

  test('are for those who may see drafts of the program', async () => {
    const [thread] = (await listed()).threads
    const params = { scenarioId, threadId: thread?.id ?? '' }
    for (const [as, status] of [
      [null, 401],
      ['trainee', 403],
      ['otherCoordinator', 403],
      ['dio', 201],
    ] as const) {
      expect((await begin(as, 'Hello')).status).toBe(status)
      expect((await app.call(answerThread, as, { params, body: { text: 'Hello', mentions: [] } })).status).toBe(status)
      const seen = await app.call(listComments, as, { params: { scenarioId } })
      expect(seen.status).toBe(status === 201 ? 200 : status)
      const body = { resolved: true, expectedVersion: 0 }
      const settled = await app.call(resolveThread, as, { params, body })
      expect(settled.status === 401 || settled.status === 403).toBe(status !== 201)
    }
  })
})
