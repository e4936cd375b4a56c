// npm run bench:swap-partners: an institution of 2,100 trainees, of whom 120 share the twelve call pools of a department. How fast legal
// partners are found for a swap or a gift, and how fast somebody's absence is repaired; over the routes of the server, in one process.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { build } from '../scripts/build.mjs'
import { root } from '../scripts/install.mjs'
import { conditions, percentile, report } from './report.mjs'

const programCount = 70
const perProgram = 30
const departmentPrograms = 4
const poolCount = 12
const days = 91
const startDay = '2026-11-01'
const now = new Date('2026-11-18T15:00:00Z')
const questions = 60
const absences = 8
const targets = { partners: 200, repair: 5000 }

build()
const dist = (path) => import(join(root, 'app/dist', path))
const { openDatabase } = await dist('platform/db/index.js')
const { createApp } = await dist('server.js')
const { readConfig } = await dist('platform/config.js')
const { createLog } = await dist('platform/log.js')
const { openSession } = await dist('features/accounts/sign-in.js')
const { account, roleGrant } = await dist('features/accounts/schema.js')
const { appointment, person } = await dist('features/people/schema.js')
const { institution, program, programVersion } = await dist('features/programs/schema.js')
const { parseDefinition } = await dist('features/curriculum/index.js')
const calls = await dist('features/schedule/calls/schema.js')
const { poolSettings } = await dist('features/schedule/calls/settings.js')
const { shiftInstants } = await dist('features/schedule/calls/zones.js')
const { dayOf, isoOf } = await import('@gradus/rules')

const measured = conditions()
const folder = await mkdtemp(join(tmpdir(), 'gradus-swaps-'))
const log = createLog('silent')
const database = await openDatabase({ dataDirectory: folder, poolSize: 5, log })
await database.migrate(join(root, 'app/migrations'))
const jobs = { send: async () => {}, stop: async () => {} }
const platform = { config: readConfig({ LOG_LEVEL: 'silent' }), log, database, jobs, now: () => now }
const db = database.drizzle

const institutionId = randomUUID()
const timeZone = 'America/Chicago'
const insertAll = async (table, rows) => {
  for (let at = 0; at < rows.length; at += 500) await db.insert(table).values(rows.slice(at, at + 500))
}

/** Programs, trainees and their accounts. */
async function makePeople() {
  await db
    .insert(institution)
    .values({ institutionId, name: 'Measured Hospital', timeZone, fixedToday: '2026-11-18', createdAt: now })
  const source = await readFile(join(root, 'programs/body-imaging-and-intervention-fellowship/2025-07-01.yaml'), 'utf8')
  const programs = Array.from({ length: programCount }, (_, index) => ({ id: randomUUID(), slug: `program-${index}` }))
  await insertAll(
    program,
    programs.map(({ id, slug }) => ({ institutionId, id, slug, name: slug, shortName: slug })),
  )
  await insertAll(
    programVersion,
    programs.map(({ id, slug }) => {
      const text = source.replace(/^id: .*$/m, `id: ${slug}`)
      const parsed = parseDefinition(text)
      if (!parsed.ok) throw new Error(parsed.problems[0].sentence)
      const about = { institutionId, id: randomUUID(), programId: id, effectiveOn: '2025-07-01', revision: 1 }
      return { ...about, source: text, definition: parsed.definition, importedAt: now }
    }),
  )
  const trainees = programs.flatMap(({ id: programId }, at) =>
    Array.from({ length: perProgram }, (_, index) => ({
      personId: randomUUID(),
      accountId: randomUUID(),
      programId,
      name: `P${at} T${index}`,
    })),
  )
  await insertAll(
    person,
    trainees.map(({ personId, name }) => ({ institutionId, id: personId, givenName: name, familyName: 'Measured' })),
  )
  await insertAll(
    appointment,
    trainees.map(({ personId, programId }) => ({
      institutionId,
      id: randomUUID(),
      personId,
      programId,
      startOn: '2026-07-01',
      endOn: '2027-06-30',
      entryLevel: 'PGY-6',
    })),
  )
  await insertAll(
    account,
    trainees.map(({ personId, accountId }) => ({
      institutionId,
      id: accountId,
      personId,
      email: `${personId}@example.org`,
      createdAt: now,
    })),
  )
  const grant = (role) => (one) => ({
    institutionId,
    id: randomUUID(),
    role,
    grantedAt: now,
    personId: one.personId,
    programId: one.programId,
  })
  await insertAll(roleGrant, [...trainees.map(grant('trainee')), grant('chief')(trainees[0])])
  return { programs, trainees }
}

/** A published quarter: every pool somebody each day, everybody every tenth day. */
async function publish(programIds, people, count, name) {
  const scheduleId = randomUUID()
  const pools = Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    shiftId: randomUUID(),
    code: `${name}${index}`,
  }))
  const endOn = isoOf(dayOf(startDay) + days - 1)
  const about = { institutionId, id: scheduleId, name, startOn: startDay, endOn, createdBy: 'Bench', createdAt: now }
  await db.insert(calls.callSchedule).values({ ...about, state: 'published', version: 1 })
  await insertAll(
    calls.callPool,
    pools.map(({ id, code }) => ({
      institutionId,
      id,
      programId: programIds[0],
      name: code,
      code,
      kind: 'evening',
      timeZone,
      settings: poolSettings.parse({ spacingDays: 3, maxPerMonth: 8 }),
    })),
  )
  await insertAll(
    calls.callPoolProgram,
    pools.flatMap(({ id }) => programIds.slice(1).map((programId) => ({ institutionId, poolId: id, programId }))),
  )
  const time = { startMinute: 17 * 60, durationMinutes: 300 }
  await insertAll(
    calls.callShift,
    pools.map(({ id, shiftId, code }) => ({
      institutionId,
      id: shiftId,
      poolId: id,
      name: `Evening ${code}`,
      code: 'E',
      ...time,
      weekdays: [0, 1, 2, 3, 4, 5, 6],
      points: { weekday: 1, weekend: 2, holiday: 3 },
    })),
  )
  await insertAll(
    calls.callSchedulePool,
    pools.map(({ id }) => ({ institutionId, scheduleId, poolId: id })),
  )
  const rows = []
  for (let day = 0; day < days; day++)
    for (const [at, { id, shiftId }] of pools.entries()) {
      const onDay = isoOf(dayOf(startDay) + day)
      const { personId } = people[(day * count + at) % people.length]
      const when = shiftInstants(timeZone, dayOf(onDay), time)
      rows.push({
        institutionId,
        id: randomUUID(),
        scheduleId,
        poolId: id,
        shiftId,
        onDay,
        personId,
        ...when,
        publishedIn: 1,
      })
    }
  await insertAll(calls.callAssignment, rows)
  return rows
}

const { programs, trainees } = await makePeople()
const department = trainees.slice(0, departmentPrograms * perProgram)
const published = await publish(
  programs.slice(0, departmentPrograms).map(({ id }) => id),
  department,
  poolCount,
  'D',
)
let elsewhere = 0
for (const [at, { id }] of programs.entries())
  if (at >= departmentPrograms)
    elsewhere += (await publish([id], trainees.slice(at * perProgram, (at + 1) * perProgram), 3, `P${at}-`)).length

const assets = { serve: () => null, page: () => new Response('') }
const app = createApp(platform, assets)
const incoming = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
const cookies = new Map()
async function cookieOf({ personId, accountId }) {
  if (!cookies.has(personId)) {
    const actor = { institutionId, accountId, personId, name: personId, grants: [] }
    cookies.set(personId, `gradus=${await openSession(platform, actor, 'bench', 'bench')}`)
  }
  return cookies.get(personId)
}
async function ask(who, method, path, body) {
  const cookie = await cookieOf(who)
  const headers = { host: 'localhost', cookie, ...(body ? { 'content-type': 'application/json' } : {}) }
  const startedAt = performance.now()
  const response = await app.request(path, { method, headers, body: body ? JSON.stringify(body) : null }, incoming)
  const answer = await response.json()
  const milliseconds = performance.now() - startedAt
  if (!response.ok) throw new Error(`${path}: ${answer.detail}`)
  return { milliseconds, answer }
}

const byPerson = new Map(department.map((one) => [one.personId, one]))
const coming = published.filter(({ startAt }) => startAt > now)
const partnersOf = (call, kind) =>
  ask(byPerson.get(call.personId), 'GET', `/api/swaps/partners?assignmentId=${call.id}&kind=${kind}`)

const first = await partnersOf(coming[0], 'give-away')
const step = Math.floor(coming.length / questions)
const figures = { swap: [], 'give-away': [] }
const found = { swap: [], 'give-away': [] }
for (let at = 0; at < questions; at++)
  for (const kind of ['swap', 'give-away']) {
    const { milliseconds, answer } = await partnersOf(coming[at * step + 1], kind)
    figures[kind].push(milliseconds)
    found[kind].push(answer.partners.length)
  }

const chief = trainees[0]
const repairs = []
const everyRuleKept = []
for (let at = 0; at < absences; at++) {
  const call = coming[at * 37 + 5]
  const untilAt = new Date(call.endAt.getTime() + 2 * 86_400_000).toISOString()
  const body = { personId: call.personId, fromAt: call.startAt.toISOString(), untilAt }
  const { milliseconds, answer } = await ask(chief, 'POST', '/api/calls/repairs', body)
  repairs.push(milliseconds)
  const [best] = answer.repairs
  everyRuleKept.push(best !== undefined && best.violations.length === 0 && best.unfilled.length === 0)
}

const ms = (value) => `${Math.round(value)} ms`
const spread = (list) => `p50 ${ms(percentile(list, 0.5))}, p95 ${ms(percentile(list, 0.95))}`
const rowOf = (kind, what) => ({
  what: `${what}, ${questions} different calls (${percentile(found[kind], 0.5)} partners each, in the middle)`,
  value: spread(figures[kind]),
  target: `p95 ${targets.partners} ms`,
  met: percentile(figures[kind], 0.95) <= targets.partners,
})
await report('swap-partners', {
  command: 'node bench/swap-partners.mjs',
  measured,
  rows: [
    rowOf('swap', 'Partners for an exchange'),
    rowOf('give-away', 'Partners for a gift'),
    { what: 'The first question after a start or a change', value: ms(first.milliseconds), target: null, met: null },
    {
      what: `Repair of three days' absence, 120 trainees, ${poolCount} pools: ${everyRuleKept.filter(Boolean).length} of ${absences} with every rule kept and nothing open`,
      value: `median ${ms(percentile(repairs, 0.5))}, slowest ${ms(Math.max(...repairs))}`,
      target: `${targets.repair / 1000} s`,
      met: Math.max(...repairs) <= targets.repair,
    },
  ],
  details: {
    trainees: trainees.length,
    callsOfTheDepartment: published.length,
    callsElsewhere: elsewhere,
    figures,
    repairs,
  },
})
await database.close()
await rm(folder, { recursive: true, force: true })
