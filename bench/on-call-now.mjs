// npm run bench:on-call: how fast "who is on call now" answers a paging system that asks 200 times a second, while calls change.
import { setTimeout as delay } from 'node:timers/promises'
import { build } from '../scripts/build.mjs'
import { isPostgresInstalled, startPostgres } from '../scripts/postgres.mjs'
import { built, newStorage, start } from './gradus-process.mjs'
import { client } from './people.mjs'
import { conditions, percentile, report } from './report.mjs'

const perSecond = 200
const warmUpSeconds = 3
const seconds = Number(process.env.SECONDS ?? 20)
const targetMilliseconds = 20
const demoPassword = 'lakeview-demo'
const chief = 'kira.kestrel@lakeview.example'

if (process.env.SKIP_BUILD === undefined) build()

const round = (value) => Math.round(value * 10) / 10

/** Sends at the times of a clock, however long answers take, so that a slow answer does not spare the next one. */
async function atRate(address, paths, until) {
  const times = []
  const errors = {}
  const open = new Set()
  const startedAt = performance.now()
  for (let sent = 0; ; sent++) {
    const due = startedAt + (sent * 1000) / perSecond
    if (due - startedAt > until * 1000) break
    const wait = due - performance.now()
    if (wait > 1) await delay(wait)
    const ask = async () => {
      try {
        const response = await fetch(address + paths[sent % paths.length])
        const answer = await response.json()
        if (!response.ok) throw new Error(`${response.status} ${answer.detail}`)
        times.push(performance.now() - due)
      } catch (error) {
        errors[error.message] = (errors[error.message] ?? 0) + 1
      }
    }
    const asked = ask().finally(() => open.delete(asked))
    open.add(asked)
  }
  await Promise.all(open)
  return { times, errors }
}

/** A chief who hands a call of today to somebody and back, every second: whatever is kept has to be loaded anew each time. */
async function changeCalls(person, isOver) {
  const { schedules } = await person.ask('GET', '/api/call/schedules')
  const published = schedules.find(({ state, mayEdit }) => state === 'published' && mayEdit)
  let changes = 0
  while (!isOver()) {
    const { version, rows } = await person.ask('GET', `/api/call/schedules/${published.id}`)
    const row = rows.at(-1)
    const { poolId, shiftId, onDay, personId } = row
    await person.ask('POST', `/api/call/schedules/${published.id}/changes`, {
      expectedVersion: version,
      remove: [row.id],
      add: [{ poolId, shiftId, onDay, personId }],
      reasonCode: 'other',
      reason: '',
    })
    changes++
    await delay(1000)
  }
  return changes
}

async function measure(engine, serverUrl) {
  const storage = await newStorage(engine, serverUrl)
  const server = start(built('demo'), { ...storage.settings, TRUST_PROXY: 'true' })
  try {
    const address = await server.address()
    const person = client(address, '10.0.0.1')
    await person.ask('POST', '/api/session', { email: chief, password: demoPassword })
    const { pools } = await person.ask('GET', '/api/call/pools')
    const paths = []
    for (const { id, mayEdit } of pools) {
      if (!mayEdit) continue
      const key = await person.ask('POST', '/api/call/keys', { poolId: id, label: 'Measuring' })
      paths.push(new URL(key.jsonUrl).pathname)
    }
    await atRate(address, paths, warmUpSeconds)
    const quiet = await atRate(address, paths, seconds)
    let over = false
    const changing = changeCalls(person, () => over)
    const busy = await atRate(address, paths, seconds)
    over = true
    const changes = await changing
    const figures = ({ times, errors }) => ({
      requests: times.length,
      p50: round(percentile(times, 0.5)),
      p95: round(percentile(times, 0.95)),
      p99: round(percentile(times, 0.99)),
      errors,
    })
    return { engine, pools: paths.length, quiet: figures(quiet), busy: { ...figures(busy), changes } }
  } finally {
    await server.stop()
    await storage.remove()
  }
}

const measured = conditions()
const results = [await measure('embedded')]
if (isPostgresInstalled() && process.env.EMBEDDED_ONLY === undefined) {
  const postgres = await startPostgres()
  try {
    results.push(await measure('server', postgres.url))
  } finally {
    await postgres.stop()
  }
}

const titles = { embedded: 'embedded database', server: 'PostgreSQL server' }
const words = ({ requests, p50, p95, p99 }) => `p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms (${requests})`
const rows = results.flatMap(({ engine, quiet, busy }) => {
  const target = engine === 'embedded' ? `p95 ${targetMilliseconds} ms` : null
  const isMet = (figures) =>
    engine === 'embedded' ? figures.p95 < targetMilliseconds && Object.keys(figures.errors).length === 0 : null
  return [
    {
      what: `${titles[engine]}: who is on call, ${perSecond} requests a second`,
      value: words(quiet),
      target,
      met: isMet(quiet),
    },
    {
      what: `${titles[engine]}: the same while ${busy.changes} calls are changed`,
      value: words(busy),
      target: null,
      met: null,
    },
  ]
})
await report('on-call-now', {
  command: 'npm run bench:on-call',
  measured,
  rows,
  details: {
    method: `Requests leave at fixed times, whatever the answers take, and are measured from the time they were due. Server, database and who asks share the machine. ${seconds} s each after ${warmUpSeconds} s of warm-up.`,
    results,
  },
})
