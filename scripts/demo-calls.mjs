// npm run demo:calls: builds the demo's published call anew with the solver, through the product's own interface, and writes
// app/demo/calls.json. Needed after a change to the cast, to the record, or to the demo's call pools.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { root } from './install.mjs'

if (process.env.SKIP_BUILD === undefined) build()
const load = (path) => import(pathToFileURL(join(root, 'app/dist', path)).href)
const { startServer } = await load('server.js')
const { readConfig } = await load('platform/config.js')
const { createLog } = await load('platform/log.js')
const { seedDemo } = await load('demo/index.js')
const { demoCast, demoPassword } = await load('demo/cast.js')
const { callsFile, demoCallDays, demoPools } = await load('demo/calls.js')

const seconds = Number(process.env.SOLVE_SECONDS ?? 60)
const data = await mkdtemp(join(tmpdir(), 'gradus-demo-calls-'))
const config = readConfig({ PORT: '0', GRADUS_DATA: data, LOG_LEVEL: 'warn' })
const log = createLog('warn')
// Before the first day of the call that is built, so that no day of it has begun.
const server = await startServer(config, log, (platform) =>
  seedDemo(platform, { withCalls: false, today: demoCallDays.startOn }),
)
const cast = demoCast()
const keyOf = new Map(cast.people.map(({ id, key }) => [id, key]))

let cookie = ''
async function ask(method, path, body) {
  const headers = { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
  const response = await fetch(server.address + path, {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  })
  cookie ||= response.headers.get('set-cookie')?.split(';')[0] ?? ''
  const answer = await response.json()
  if (!response.ok) throw new Error(`${method} ${path}: ${answer.detail}`)
  return answer
}

try {
  const coordinator = cast.people.find(({ key }) => key === 'coordinator')
  await ask('POST', '/api/session', { email: coordinator.email, password: demoPassword })
  const { pools } = await ask('GET', '/api/call/pools')
  const codes = new Map(pools.flatMap((pool) => pool.shifts.map((shift) => [shift.id, pool.code])))
  const lines = {}
  for (const group of [['ON', 'EV', 'WE', 'BU'], ['IR']]) {
    const poolIds = pools.filter(({ code }) => group.includes(code)).map(({ id }) => id)
    const { id } = await ask('POST', '/api/call/schedules', {
      name: group.join(),
      ...demoCallDays,
      poolIds,
      from: 'empty',
    })
    let run = await ask('POST', `/api/call/schedules/${id}/solve`, { expectedVersion: 0, seconds, seed: 7 })
    while (!['finished', 'failed'].includes(run.state)) {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      run = await ask('GET', `/api/solve-runs/${run.id}`)
    }
    const view = await ask('GET', `/api/call/schedules/${id}`)
    const violations = view.findings.filter(({ severity }) => severity === 'violation')
    console.log(
      `${group.join()}: ${run.outcome}, ${violations.length} violations, ${view.shortfalls.length} short. ${run.sentence}`,
    )
    for (const sentence of run.reasons.slice(0, 8)) console.log(`  ${sentence}`)
    for (const { sentence } of violations.slice(0, 5)) console.log(`  ${sentence}`)
    const first = Date.parse(demoCallDays.startOn)
    const days = (Date.parse(demoCallDays.endOn) - first) / 86_400_000 + 1
    for (const code of group) {
      const line = Array.from({ length: days }, () => [])
      for (const row of view.rows)
        if (codes.get(row.shiftId) === code)
          line[(Date.parse(row.onDay) - first) / 86_400_000].push(keyOf.get(row.personId))
      lines[code] = line
        .map((people) => (people.length === 0 ? '-' : people.sort((a, b) => (a < b ? -1 : 1)).join('+')))
        .join(' ')
    }
  }
  if (Object.keys(lines).length !== demoPools.length) throw new Error('A pool of the demo was not built.')
  await writeFile(callsFile, `${JSON.stringify({ startOn: demoCallDays.startOn, lines }, null, 2)}\n`)
} finally {
  await server.stop()
  await rm(data, { recursive: true, force: true })
}
