// npm run bench:collaboration: twenty editors change one draft at once over HTTP: edits a second, how long an answer takes, how soon
// somebody who has the draft open hears of it, and whether an edit got lost.
import { build } from '../scripts/build.mjs'
import { isPostgresInstalled, startPostgres } from '../scripts/postgres.mjs'
import { built, newStorage, start } from './gradus-process.mjs'
import { conditions, median, percentile, report } from './report.mjs'

const logins = ['kira.kestrel@lakeview.example', 'oona.pewter@lakeview.example']
const password = 'lakeview-demo'
const editors = 20
const seconds = 15
const targetMilliseconds = 1000
const year = 2026
/** Every so many edits one goes to the cell that all editors want. */
const sharedEvery = 10

/** Asks as somebody who is signed in. */
async function signIn(address, email) {
  const signed = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ email, password }),
  })
  if (!signed.ok) throw new Error(`Signing in failed: ${await signed.text()}`)
  const cookie = signed.headers.get('set-cookie').split(';')[0]
  return (method, path, body, signal) =>
    fetch(address + path, {
      method,
      headers: { cookie, origin: address, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    })
}

/** Listens like an open page: when it hears of which version. */
async function listen(ask, path, signal, heard) {
  const response = await ask('GET', path, undefined, signal)
  let text = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1]
      if (data !== undefined) heard.push({ version: JSON.parse(data).version, at: performance.now() })
      text = text.slice(end + 2)
    }
  }
}

async function newDraft(ask) {
  const record = await (await ask('GET', `/api/schedule/years/${year}`)).json()
  const programIds = [record.rows[0].programId]
  const made = await (
    await ask('POST', '/api/scenarios', { name: 'Together', startYear: year, programIds, from: 'empty' })
  ).json()
  const [view, facts] = await Promise.all(
    ['', '/facts'].map(async (part) => (await ask('GET', `/api/scenarios/${made.id}${part}`)).json()),
  )
  const rotations = new Map(facts.curricula.map((each) => [each.id, each.rotations.map(({ id }) => id)]))
  const rotationsOf = new Map(
    facts.people.flatMap(({ appointments }) => appointments.map((each) => [each.id, rotations.get(each.curriculumId)])),
  )
  const cells = view.rows.flatMap(({ appointmentId, startOn, endOn }) =>
    view.weeks
      .filter((week) => week.startOn >= startOn && week.endOn <= endOn)
      .map((week) => ({ appointmentId, ...week })),
  )
  return { id: made.id, view, rotationsOf, cells }
}

const keyOf = ({ appointmentId, startOn }) => `${appointmentId} ${startOn}`

async function edit(address) {
  const asks = await Promise.all(logins.map((email) => signIn(address, email)))
  const { id, view, rotationsOf, cells } = await newDraft(asks[0])
  const [shared, ...others] = cells
  const standing = new Map()
  const stored = []
  const heard = []
  const times = []
  let refused = 0
  const listening = new AbortController()
  const listener = listen(asks[0], `/api/scenarios/${id}/events?version=0`, listening.signal, heard).catch(() => {})
  const until = performance.now() + seconds * 1000
  const work = async (editor) => {
    const ask = asks[editor % asks.length]
    const own = others.filter((_, index) => index % editors === editor)
    for (let turn = 1; performance.now() < until; turn += 1) {
      const isShared = turn % sharedEvery === 0
      const cell = isShared ? shared : own[turn % own.length]
      const choices = rotationsOf.get(cell.appointmentId)
      const { startOn, endOn } = cell
      const now = [{ rotationId: choices[(turn + editor) % choices.length], startOn, endOn, pinned: true }]
      const was = isShared ? [] : (standing.get(keyOf(cell)) ?? [])
      const startedAt = performance.now()
      const answer = await ask('POST', `/api/scenarios/${id}/cells`, {
        cells: [{ ...cell, was, now, joinsBefore: false, joinsAfter: false }],
      })
      const { version } = await answer.json()
      times.push(performance.now() - startedAt)
      if (answer.status === 409) refused += 1
      else if (answer.status !== 200) throw new Error(`An edit was answered with ${answer.status}.`)
      else {
        stored.push({ version, startedAt })
        if (!isShared) standing.set(keyOf(cell), now)
      }
    }
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: editors }, (_, editor) => work(editor)))
  const took = (performance.now() - startedAt) / 1000
  await new Promise((resolve) => setTimeout(resolve, 1500))
  listening.abort()
  await listener
  const after = await (await asks[0]('GET', `/api/scenarios/${id}`)).json()
  const stands = new Map(after.assignments.map((each) => [keyOf(each), each.rotationKey.split(':')[1]]))
  const lost = [...standing].filter(([key, [{ rotationId }]]) => stands.get(key) !== rotationId).length
  const delays = stored.flatMap((each) => {
    const told = heard.find(({ version }) => version >= each.version)
    return told === undefined ? [] : [Math.max(0, told.at - each.startedAt)]
  })
  return {
    perSecond: stored.length / took,
    times,
    delays,
    stored: stored.length,
    refused,
    lost,
    people: view.rows.length,
  }
}

const whole = (figure) => Math.round(figure)
const spread = (times) => `${whole(median(times))} ms (95 %: ${whole(percentile(times, 0.95))})`

async function measure(engine, serverUrl) {
  const storage = await newStorage(engine, serverUrl)
  const product = start(built('demo'), storage.settings)
  try {
    const result = await edit(await product.address())
    await product.stop()
    const where = engine === 'server' ? 'PostgreSQL server' : 'embedded database'
    return [
      {
        what: `${editors} editors, ${where}: edits stored`,
        value: `${whole(result.perSecond)} a second (${result.refused} of ${result.times.length} refused: the same cell)`,
        target: null,
        met: null,
      },
      { what: `${editors} editors, ${where}: edit to answer`, value: spread(result.times), target: null, met: null },
      {
        what: `${editors} editors, ${where}: edit to others`,
        value: spread(result.delays),
        target: `${targetMilliseconds} ms`,
        met: percentile(result.delays, 0.95) <= targetMilliseconds,
      },
      {
        what: `${editors} editors, ${where}: edits lost`,
        value: `${result.lost} of ${result.stored}`,
        target: '0',
        met: result.lost === 0,
      },
    ]
  } finally {
    await product.kill()
    await storage.remove()
  }
}

build()
const measured = conditions()
const rows = await measure('embedded')
if (isPostgresInstalled()) {
  const postgres = await startPostgres()
  try {
    rows.push(...(await measure('server', postgres.url)))
  } finally {
    await postgres.stop()
  }
}
await report('collaboration', { command: 'npm run bench:collaboration', measured, rows, details: {} })
