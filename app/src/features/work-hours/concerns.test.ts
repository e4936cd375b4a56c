import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addScheduleWorld } from '../../testing/schedule-world.ts'
import type { WorldKey } from '../../testing/world.ts'
import {
  answerConcern,
  getConcernChoices,
  getSettings,
  listConcerns,
  putSettings,
  sendConcern,
} from './oversight-contract.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
  await addScheduleWorld(app)
})
afterAll(() => app.close())

const words = 'We are told to log the scheduled end of the day.'
const concern = (more: { programId?: string | null; readers?: 'office' | 'office-and-director' } = {}) => ({
  programId: null,
  topic: 'Pressure to log differently' as const,
  words,
  readers: 'office' as const,
  ...more,
})
const send = (as: WorldKey, more: Parameters<typeof concern>[0] = {}) =>
  app.call(sendConcern, as, { body: concern(more) })
const listed = async (as: WorldKey) => (await app.call(listConcerns, as, {})).answer.concerns

/** Every table of the application with its rows as text. */
async function everything(): Promise<Map<string, string>> {
  const { pool } = app.platform.database
  const tables = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  )
  const rows = new Map<string, string>()
  for (const { name } of tables.rows) {
    const found = await pool.query<{ line: string }>(`select t::text as line from "${name}" t order by 1`)
    rows.set(name, found.rows.map(({ line }) => line).join('\n'))
  }
  return rows
}

describe('a concern without a name', () => {
  it('leaves nothing in any table that tells who, from where or when', async () => {
    // Opens the session, which is the same whatever is done in it.
    await app.call(getConcernChoices, 'trainee', {})
    const before = await everything()
    const { status } = await app.request('POST', '/api/hours/concerns', {
      as: 'trainee',
      body: concern(),
      headers: { 'x-forwarded-for': '203.0.113.77', 'user-agent': 'A telling browser' },
    })
    expect(status).toBe(201)
    const after = await everything()
    const changed = [...after].filter(([name, text]) => before.get(name) !== text)
    expect(changed.map(([name]) => name)).toEqual(['hour_concern'])
    const row = changed[0]?.[1] ?? ''
    expect(row).toContain(words)
    const { personId, accountId, email } = app.world.people.trainee
    for (const telling of [personId, accountId, email, 'Trainee', '203.0.113.77', 'telling', '2026-11-18', ':'])
      expect(row).not.toContain(telling)
    // The Monday of the week is the only time there is.
    expect(row.match(/\d{4}-\d{2}-\d{2}/g)).toEqual(['2026-11-16'])
  })

  it('is no line of the log', async () => {
    const lines: unknown[] = []
    const { log } = app.platform
    const methods = ['trace', 'debug', 'info', 'warn', 'error'] as const
    const kept = methods.map((method) => [method, log[method]] as const)
    for (const [method] of kept) Object.assign(log, { [method]: (...args: unknown[]) => void lines.push(args) })
    await send('trainee')
    for (const [method, original] of kept) Object.assign(log, { [method]: original })
    const text = JSON.stringify(lines)
    const { personId, accountId, email } = app.world.people.trainee
    for (const telling of [personId, accountId, email, words, '127.0.0.1']) expect(text).not.toContain(telling)
  })

  it('is read by the office, and by a director only where program and writer want it', async () => {
    const { programId, otherProgramId } = app.world
    expect((await listed('dio')).length).toBe(2)
    expect(await listed('director')).toEqual([])
    expect((await app.call(listConcerns, 'coordinator', {})).status).toBe(403)
    const refused = await send('trainee', { programId, readers: 'office-and-director' })
    expect([refused.status, refused.problem.detail]).toEqual([
      422,
      'Concerns about this go to the institution’s office alone.',
    ])
    const { settings, version } = (await app.call(getSettings, 'director', { params: { programId } })).answer
    await app.call(putSettings, 'director', {
      params: { programId },
      body: {
        expectedVersion: version,
        settings: { ...settings, directorReadsConcerns: { value: true, source: 'Our policy', verified: true } },
      },
    })
    const choices = await app.call(getConcernChoices, 'trainee', {})
    expect(choices.answer.programs).toMatchObject([{ programId, directorMayRead: true }])
    expect((await send('trainee', { programId, readers: 'office-and-director' })).status).toBe(201)
    expect((await send('trainee', { programId: otherProgramId })).status).toBe(404)
    // What was given to the office alone stays with the office.
    expect((await listed('director')).map(({ readers }) => readers)).toEqual(['office-and-director'])
    expect(await listed('otherDirector')).toEqual([])
    expect((await listed('dio')).length).toBe(3)
  })

  it('is answered once by those who may read it', async () => {
    const open = (await listed('dio')).find(({ readers }) => readers === 'office')
    const params = { concernId: open?.id ?? '' }
    const body = { expectedVersion: 0, answer: 'Logging was explained to the service.' }
    expect((await app.call(answerConcern, 'director', { params, body })).status).toBe(404)
    expect((await app.call(answerConcern, 'dio', { params, body })).answer).toEqual({ version: 1 })
    expect((await app.call(answerConcern, 'dio', { params, body })).status).toBe(409)
  })

  it('needs more than a word', async () => {
    const { status } = await app.call(sendConcern, 'trainee', { body: { ...concern(), words: 'Bad.' } })
    expect(status).toBe(422)
  })
})
