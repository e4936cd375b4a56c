// npm run bench:work-hours-app: how fast the pages of hours answer on the embedded database: a program's year, an institution's weeks.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../scripts/build.mjs'
import { root } from '../scripts/install.mjs'
import { conditions, median, percentile, report } from './report.mjs'

const targetMilliseconds = 300
const firstTargetMilliseconds = 1000
const program = { trainees: 150, startOn: '2026-07-01', endOn: '2027-06-30' }
const institution = { programs: 300, trainees: 2100, startOn: '2027-05-24', endOn: '2027-06-20' }

build()
const from = (path) => import(new URL(`../app/dist/${path}`, import.meta.url).href)
const { openDatabase } = await from('platform/db/index.js')
const { openGuard } = await from('platform/http/guard.js')
const { overview } = await from('features/work-hours/overview.js')
const { getOverview } = await from('features/work-hours/oversight-contract.js')
const { parseDefinition } = await from('features/curriculum/index.js')

const log = { info() {}, warn() {}, error() {}, debug() {} }
const dataDirectory = await mkdtemp(join(tmpdir(), 'gradus-bench-hours-'))
const database = await openDatabase({ dataDirectory, log })
await database.migrate(join(root, 'app/migrations'))
const now = new Date('2027-06-30T23:30:00Z')
const platform = { config: {}, log, database, now: () => now }
const { pool } = database
const institutionId = randomUUID()

/** Rows in one statement for each thousand. */
async function insert(table, columns, rows) {
  for (let at = 0; at < rows.length; at += 1000) {
    const some = rows.slice(at, at + 1000)
    const places = some.map(
      (_, row) => `(${columns.map((__, column) => `$${row * columns.length + column + 1}`).join(',')})`,
    )
    await pool.query(`insert into ${table} (${columns.join(',')}) values ${places.join(',')}`, some.flat())
  }
}

const source = `
id: bench
name: Bench
kind: fellowship
summary: A year for measuring.
version: { effectiveOn: 2025-07-01, label: Twelve months }
accreditation: { body: null, status: not-stated }
length: { amount: 12, unit: months }
calendar: { kind: months }
levels: [{ id: PGY-6, name: Fellow }]
sites: [{ id: main, name: Main hospital, kind: own }]
rotations:
${Array.from({ length: 13 }, (_, index) => `  - { id: r${index}, name: Rotation ${index}, code: R${index}, kind: clinical }`).join('\n')}
requirements:
  - { id: r0, title: Rotation 0, kind: rotation, counts: [r0], amount: { exactly: 1, unit: months } }
sections: { overview: { text: For measuring. } }
`
const { definition } = parseDefinition(source)
const day = (index) => new Date(Date.UTC(2026, 6, 1 + index)).toISOString().slice(0, 10)

/** A program with its trainees, 13 rotations of four weeks, and a log of every weekday with every sixth day made longer. */
async function addProgram(trainees, logged) {
  const programId = randomUUID()
  await insert(
    'program',
    ['institution_id', 'id', 'slug', 'name', 'short_name'],
    [[institutionId, programId, programId, 'Bench', 'Bench']],
  )
  await insert(
    'program_version',
    ['institution_id', 'id', 'program_id', 'effective_on', 'revision', 'source', 'definition', 'imported_at'],
    [[institutionId, randomUUID(), programId, '2025-07-01', 1, source, JSON.stringify(definition), now]],
  )
  await insert(
    'hour_settings',
    ['institution_id', 'program_id', 'settings', 'version'],
    [[institutionId, programId, JSON.stringify({ keptSince: logged.startOn }), 1]],
  )
  const people = Array.from({ length: trainees }, () => ({ personId: randomUUID(), appointmentId: randomUUID() }))
  await insert(
    'person',
    ['institution_id', 'id', 'given_name', 'family_name'],
    people.map(({ personId }, index) => [institutionId, personId, 'Fellow', `Number ${index}`]),
  )
  await insert(
    'appointment',
    ['institution_id', 'id', 'person_id', 'program_id', 'start_on', 'end_on', 'entry_level'],
    people.map(({ personId, appointmentId }) => [
      institutionId,
      appointmentId,
      personId,
      programId,
      '2026-07-01',
      '2027-06-30',
      'PGY-6',
    ]),
  )
  await insert(
    'record_assignment',
    [
      'institution_id',
      'id',
      'start_year',
      'appointment_id',
      'program_id',
      'rotation_id',
      'start_on',
      'end_on',
      'from_version',
    ],
    people.flatMap(({ appointmentId }) =>
      Array.from({ length: 13 }, (_, index) => [
        institutionId,
        randomUUID(),
        2026,
        appointmentId,
        programId,
        `r${index}`,
        day(28 * index),
        day(28 * index + 27),
        1,
      ]),
    ),
  )
  const rows = people.flatMap(({ personId }, person) =>
    Array.from({ length: 364 }, (_, index) => day(index)).flatMap((on, index) => {
      const weekday = new Date(`${on}T00:00:00Z`).getUTCDay()
      if (on < logged.startOn || on > logged.endOn || weekday === 0 || weekday === 6) return []
      const entryId = randomUUID()
      const row = (version, hour) => [
        institutionId,
        entryId,
        version,
        personId,
        programId,
        'America/Chicago',
        'assignment',
        `${on}T12:00:00Z`,
        `${on}T${hour}:00:00Z`,
        'drafted',
        `day:${on}`,
        'Bench',
        now,
      ]
      return (index + person) % 6 === 0 ? [row(1, 22), row(2, 23)] : [row(1, 22)]
    }),
  )
  const columns = [
    'institution_id',
    'entry_id',
    'version',
    'person_id',
    'program_id',
    'time_zone',
    'kind',
    'start_at',
    'end_at',
    'source',
    'draft_key',
    'author',
    'written_at',
  ]
  await insert('work_period', columns, rows)
  return { programId, people, rows: rows.length }
}

await insert('institution', ['institution_id', 'name', 'time_zone'], [[institutionId, 'Bench', 'America/Chicago']])
await insert('audit_head', ['institution_id', 'seq', 'hash'], [[institutionId, 1, Buffer.from('')]])
await insert('record_year', ['institution_id', 'start_year', 'version'], [[institutionId, 2026, 1]])
await insert(
  'record_version',
  ['institution_id', 'start_year', 'version', 'kind', 'at', 'by', 'reason', 'changes'],
  [[institutionId, 2026, 1, 'publication', now, 'Bench', 'Bench', '[]']],
)
const large = await addProgram(program.trainees, program)
let rows = 0
for (let index = 1; index < institution.programs; index++)
  rows += (
    await addProgram(Math.round((institution.trainees - program.trainees) / (institution.programs - 1)), institution)
  ).rows
await pool.query('analyze')

const actor = {
  institutionId,
  accountId: randomUUID(),
  personId: randomUUID(),
  name: 'Bench',
  grants: [{ role: 'dio', programId: null }],
}
const ask = async (asked) => {
  const startedAt = performance.now()
  const answer = await overview(platform, openGuard(getOverview.access, actor), actor, asked)
  return { answer, milliseconds: performance.now() - startedAt }
}
let seq = 1
/** An event after which everything is loaded again, and one trainee's hours are others. */
async function oneLogs() {
  const { personId } = large.people[seq % large.people.length]
  await insert(
    'work_period',
    [
      'institution_id',
      'entry_id',
      'version',
      'person_id',
      'program_id',
      'time_zone',
      'kind',
      'start_at',
      'end_at',
      'source',
      'author',
      'written_at',
    ],
    [
      [
        institutionId,
        randomUUID(),
        1,
        personId,
        large.programId,
        'America/Chicago',
        'education',
        '2027-06-12T12:00:00Z',
        `2027-06-12T13:${10 + seq}:00Z`,
        'entered',
        'Bench',
        now,
      ],
    ],
  )
  seq += 1
  const event = [
    'institution_id',
    'seq',
    'at',
    'actor',
    'action',
    'entity',
    'entity_id',
    'request_id',
    'previous_hash',
    'hash',
  ]
  await insert('audit_event', event, [
    [institutionId, seq, now, 'Bench', 'hours.logged', 'person', personId, 'bench', Buffer.from(''), Buffer.from('')],
  ])
}
async function measure(asked) {
  const first = await ask(asked)
  const again = []
  const after = []
  for (let time = 0; time < 40; time++) again.push((await ask(asked)).milliseconds)
  for (let time = 0; time < 5; time++) {
    await oneLogs()
    after.push((await ask(asked)).milliseconds)
  }
  return {
    first: first.milliseconds,
    again: percentile(again, 0.95),
    after: median(after),
    trainees: first.answer.trainees.length,
  }
}

const measured = conditions()
const year = await measure({ programId: large.programId, startOn: program.startOn, endOn: program.endOn })
const weeks = await measure({ startOn: institution.startOn, endOn: institution.endOn })
await database.close()
await rm(dataDirectory, { recursive: true, force: true })

const row = (what, milliseconds, target) => ({
  what,
  value: `${Math.round(milliseconds)} ms`,
  target: target === null ? null : `${target} ms`,
  met: target === null ? null : milliseconds <= target,
})
await report('work-hours-app', {
  command: 'npm run bench:work-hours-app',
  measured,
  rows: [
    row(
      `Hours of a program for a year: ${year.trainees} trainees, ${large.rows.toLocaleString('en')} versions; page asked again, p95`,
      year.again,
      targetMilliseconds,
    ),
    row('The same page after one trainee has logged something', year.after, null),
    row('The same page for the first time since the start', year.first, firstTargetMilliseconds),
    row(
      `Four weeks of the institution: ${weeks.trainees.toLocaleString('en')} trainees in ${institution.programs} programs; asked again, p95`,
      weeks.again,
      targetMilliseconds,
    ),
    row('The same page after one trainee has logged something', weeks.after, null),
    row('The same page for the first time since the start', weeks.first, null),
  ],
  details: { program, institution, versions: { program: large.rows, others: rows } },
})
