// npm run bench:http: how fast the commonest reads and writes answer 50 people at once, on both databases.
import { setTimeout as delay } from 'node:timers/promises'
import { build } from '../scripts/build.mjs'
import { isPostgresInstalled, startPostgres } from '../scripts/postgres.mjs'
import { built, newStorage, processorSeconds, start } from './gradus-process.mjs'
import { signInAll } from './people.mjs'
import { conditions, percentile, report } from './report.mjs'

const users = { trainees: 40, desks: 10 }
const warmUpSeconds = 5
const pacedSeconds = 30
const closedSeconds = 10
const targetMilliseconds = 100
/** A person reads before they click: a second, give or take a half. */
const thinkMilliseconds = () => 500 + Math.random() * 1000
const year = 2026
const nextYear = 2027

build()

/** What people do, and how often among the things their kind does. */
const actions = {
  session: { who: { trainee: 3, desk: 2 }, run: (user) => user.send('GET', '/api/session') },
  home: { who: { trainee: 3, desk: 2 }, run: (user) => user.send('GET', '/api/home') },
  'schedule grid': { who: { trainee: 2, desk: 3 }, run: (user) => user.send('GET', `/api/schedule/years/${year}`) },
  'my schedule': {
    who: { trainee: 3 },
    run: (user) => user.send('GET', `/api/people/${user.actor.personId}/schedule`),
  },
  progress: { who: { trainee: 2 }, run: (user) => user.send('GET', `/api/people/${user.actor.personId}/progress`) },
  risk: { who: { desk: 2 }, run: (user) => user.send('GET', '/api/risk') },
  'people list': { who: { desk: 3 }, run: (user) => user.send('GET', '/api/people?limit=50') },
  'program page': {
    who: { trainee: 1, desk: 1 },
    run: (user) => user.send('GET', '/programs/diagnostic-radiology-residency'),
  },
  'preferences saved': { who: { trainee: 1 }, run: savePreferences },
  'person changed': { who: { desk: 2 }, run: changePerson },
}

/** A write needs the version that was read; the reading is not part of what is measured. */
async function savePreferences(user) {
  const path = `/api/people/${user.actor.personId}/preferences/${nextYear}`
  user.preferences ??= await user.ask('GET', path)
  const response = await timed(user, 'PUT', path, user.preferences)
  if (response.ok) user.preferences = await response.clone().json()
  return response
}

async function changePerson(user) {
  const path = `/api/people/${user.edits}`
  const { givenName, familyName, email, version } = await user.ask('GET', path)
  const staffNumber = `B${Math.floor(Math.random() * 1e9)}`
  return timed(user, 'PUT', path, { givenName, familyName, email, staffNumber, expectedVersion: version })
}

/** Milliseconds of the year's schedule when it is read first after a change that schedules show: nothing kept can be used. */
async function readsAfterRenaming(desk, times) {
  const path = `/api/people/${desk.edits}`
  const figures = []
  for (let time = 0; time < times; time++) {
    const { givenName, email, staffNumber, version } = await desk.ask('GET', path)
    await desk.ask('PUT', path, {
      givenName,
      familyName: `Renamed ${time}`,
      email,
      staffNumber,
      expectedVersion: version,
    })
    const startedAt = performance.now()
    await desk.ask('GET', `/api/schedule/years/${year}`)
    figures.push(performance.now() - startedAt)
  }
  return { requests: times, p50: round(percentile(figures, 0.5)), p95: round(percentile(figures, 0.95)) }
}

async function timed(user, method, path, body) {
  user.startedAt = performance.now()
  return user.send(method, path, body)
}

/** One person after another thing until the time is over. */
async function visit(user, until, pause, record) {
  const own = Object.entries(actions).flatMap(([name, { who }]) => Array(who[user.kind] ?? 0).fill(name))
  if (pause) await delay(Math.random() * 1000)
  while (Date.now() < until) {
    const name = own[Math.floor(Math.random() * own.length)]
    user.startedAt = performance.now()
    try {
      const response = await actions[name].run(user)
      const body = await response.arrayBuffer()
      const milliseconds = performance.now() - user.startedAt
      record(
        name,
        milliseconds,
        response.ok ? null : `${response.status} ${new TextDecoder().decode(body).slice(0, 300)}`,
      )
    } catch (error) {
      record(name, performance.now() - user.startedAt, error.message)
    }
    if (pause) await delay(thinkMilliseconds())
  }
}

async function phase(everybody, seconds, pause, pid) {
  const times = Object.fromEntries(Object.keys(actions).map((name) => [name, []]))
  const errors = {}
  const record = (name, milliseconds, error) => {
    if (error === null) times[name].push(milliseconds)
    else errors[`${name}: ${error}`] = (errors[`${name}: ${error}`] ?? 0) + 1
  }
  const usedBefore = await processorSeconds(pid)
  const until = Date.now() + seconds * 1000
  await Promise.all(everybody.map((user) => visit(user, until, pause, record)))
  const all = Object.values(times).flat()
  const summary = (figures) => ({
    requests: figures.length,
    p50: round(percentile(figures, 0.5)),
    p95: round(percentile(figures, 0.95)),
  })
  return {
    seconds,
    perSecond: round(all.length / seconds),
    processorMilliseconds: round((((await processorSeconds(pid)) - usedBefore) * 1000) / all.length),
    all: summary(all),
    actions: Object.fromEntries(Object.entries(times).map(([name, figures]) => [name, summary(figures)])),
    errors,
  }
}

const round = (figure) => (Number.isNaN(figure) ? null : Math.round(figure * 10) / 10)

async function measure(engine, serverUrl) {
  const storage = await newStorage(engine, serverUrl)
  const product = start(built('demo'), { ...storage.settings, TRUST_PROXY: 'true' })
  try {
    const everybody = await signInAll(await product.address(), users)
    await phase(everybody, warmUpSeconds, true, product.pid)
    const paced = await phase(everybody, pacedSeconds, true, product.pid)
    const closed = await phase(everybody, closedSeconds, false, product.pid)
    const afterRenaming = await readsAfterRenaming(everybody.at(-1), 10)
    await product.stop()
    return { engine, users: everybody.length, paced, closed, afterRenaming }
  } finally {
    await product.kill()
    await storage.remove()
  }
}

const measured = conditions()
const results = [await measure('embedded')]
if (isPostgresInstalled()) {
  const postgres = await startPostgres()
  try {
    results.push(await measure('server', postgres.url))
  } finally {
    await postgres.stop()
  }
} else console.log('PostgreSQL is not installed here: only the embedded database is measured.')

const titles = { embedded: 'embedded database', server: 'PostgreSQL server' }
const words = ({ requests, p50, p95 }) => (requests === 0 ? 'no answer' : `p50 ${p50} ms, p95 ${p95} ms (${requests})`)
const rows = results.flatMap(({ engine, users: count, paced, closed, afterRenaming }) => {
  const errors = Object.entries(paced.errors).concat(Object.entries(closed.errors))
  return [
    ...Object.entries(paced.actions).map(([name, figures]) => ({
      what: `${titles[engine]}, ${count} people: ${name}`,
      value: words(figures),
      target: engine === 'embedded' ? `p95 ${targetMilliseconds} ms` : null,
      met: engine === 'embedded' ? (figures.p95 ?? Infinity) < targetMilliseconds : null,
    })),
    {
      what: `${titles[engine]}, ${count} people: all together`,
      value: `${words(paced.all)}, ${paced.perSecond} requests a second, ${paced.processorMilliseconds} ms of processor each`,
      target: engine === 'embedded' ? `p95 ${targetMilliseconds} ms` : null,
      met: engine === 'embedded' ? paced.all.p95 < targetMilliseconds : null,
    },
    {
      what: `${titles[engine]}, ${count} people who never pause`,
      value: `${closed.perSecond} requests a second, ${words(closed.all)}`,
      target: null,
      met: null,
    },
    {
      what: `${titles[engine]}, one person: schedule grid, first read after a change that it shows`,
      value: words(afterRenaming),
      target: null,
      met: null,
    },
    {
      what: `${titles[engine]}: requests that failed`,
      value: errors.length === 0 ? 'none' : errors.map(([what, times]) => `${what} × ${times}`).join('; '),
      target: 'none',
      met: errors.length === 0,
    },
  ]
})
await report('http', {
  command: 'npm run bench:http',
  measured,
  rows,
  details: {
    method: `Each person has a session of their own and does one thing after another, thinking 0.5 to 1.5 s between (${pacedSeconds} s after ${warmUpSeconds} s of warm-up), then ${closedSeconds} s without pause. Server, database and the people share the machine.`,
    results,
  },
})
