// npm run demo:record: builds the demo's published years anew, year by year with the solver, through the product's own interface, and
// writes app/demo/record.json. Needed after a change to the cast or to a program definition.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { root } from './install.mjs'

build()
const load = (path) => import(pathToFileURL(join(root, 'app/dist', path)).href)
const { startServer } = await load('server.js')
const { readConfig } = await load('platform/config.js')
const { createLog } = await load('platform/log.js')
const { seedDemo } = await load('demo/index.js')
const { demoCast, demoPassword, demoAccounts, firstYear, currentYear } = await load('demo/cast.js')
const { lineOf, recordFile } = await load('demo/record.js')

const seconds = Number(process.env.SOLVE_SECONDS ?? 60)
const data = await mkdtemp(join(tmpdir(), 'gradus-demo-record-'))
const config = readConfig({ PORT: '0', GRADUS_DATA: data, LOG_LEVEL: 'warn' })
const server = await startServer(config, createLog('warn'), (platform) => seedDemo(platform, { withRecord: false }))
const cast = demoCast()
const keyOf = new Map(cast.appointments.map(({ id, key }) => [id, key]))

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
  const coordinator = cast.people.find(({ key }) => key === demoAccounts.find(({ key }) => key === 'coordinator').key)
  await ask('POST', '/api/session', { email: coordinator.email, password: demoPassword })
  const { programs } = await ask('GET', '/api/session')
  const record = {}
  for (let startYear = firstYear; startYear <= currentYear; startYear++) {
    const draft = { name: `Record of ${startYear}`, startYear, programIds: programs.map(({ id }) => id), from: 'empty' }
    const scenario = await ask('POST', '/api/scenarios', draft)
    let run = await ask('POST', `/api/scenarios/${scenario.id}/solve`, {
      expectedVersion: scenario.version,
      seconds,
      seed: startYear,
    })
    while (!['finished', 'failed'].includes(run.state)) {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      run = await ask('GET', `/api/solve-runs/${run.id}`)
    }
    const { findings, version, recordVersion } = await ask('GET', `/api/scenarios/${scenario.id}`)
    const violations = findings.filter(({ severity }) => severity === 'violation')
    console.log(
      `${startYear}: ${run.outcome}, ${violations.length} violations, ${findings.length} findings. ${run.sentence}`,
    )
    for (const { sentence } of violations.slice(0, 5)) console.log(`  ${sentence}`)
    await ask('POST', `/api/scenarios/${scenario.id}/publish`, {
      expectedVersion: version,
      expectedRecordVersion: recordVersion,
      reason: 'Demo record',
      acceptedViolations: violations.length,
    })
    const { assignments } = await ask('GET', `/api/schedule/years/${startYear}`)
    const stints =
      Map.groupBy === undefined ? groupBy(assignments) : Map.groupBy(assignments, (one) => one.appointmentId)
    record[startYear] = Object.fromEntries(
      [...stints].map(([id, own]) => [
        keyOf.get(id),
        lineOf(
          own.map(({ rotationKey, startOn, endOn }) => ({
            rotationId: rotationKey.split(/[/:]/).at(-1),
            startOn,
            endOn,
          })),
          startYear,
        ),
      ]),
    )
  }
  const sorted = Object.fromEntries(
    Object.entries(record).map(([year, lines]) => [
      year,
      Object.fromEntries(Object.entries(lines).sort(([a], [b]) => (a < b ? -1 : 1))),
    ]),
  )
  await writeFile(recordFile, `${JSON.stringify(sorted, null, 1)}\n`)
  console.log(`Wrote ${recordFile}.`)
} finally {
  await server.stop()
  await rm(data, { recursive: true, force: true })
}

function groupBy(assignments) {
  const groups = new Map()
  for (const one of assignments) groups.set(one.appointmentId, [...(groups.get(one.appointmentId) ?? []), one])
  return groups
}
