// npm run demo:record: builds the demo's published years anew, year by year with the solver, through the product's own interface, and
// writes app/demo/record.json. Needed after a change to the cast or to a program definition.
import { writeFile } from 'node:fs/promises'
import { build } from './build.mjs'
import { ended, load, signIn, startDemo } from './demo-server.mjs'

build()
const { demoCast, demoAccounts, firstYear, currentYear } = await load('demo/cast.js')
const { lineOf, recordFile } = await load('demo/record.js')

const seconds = Number(process.env.SOLVE_SECONDS ?? 60)
const server = await startDemo({ withRecord: false })
const cast = demoCast()
const keyOf = new Map(cast.appointments.map(({ id, key }) => [id, key]))

try {
  const coordinator = cast.people.find(({ key }) => key === demoAccounts.find(({ key }) => key === 'coordinator').key)
  const ask = await signIn(server.address, coordinator.email)
  const { programs } = await ask('GET', '/api/session')
  const record = {}
  for (let startYear = firstYear; startYear <= currentYear; startYear++) {
    const draft = { name: `Record of ${startYear}`, startYear, programIds: programs.map(({ id }) => id), from: 'empty' }
    const scenario = await ask('POST', '/api/scenarios', draft)
    const begun = await ask('POST', `/api/scenarios/${scenario.id}/solve`, {
      expectedVersion: scenario.version,
      seconds,
      seed: startYear,
    })
    const run = await ended(ask, begun)
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
}

function groupBy(assignments) {
  const groups = new Map()
  for (const one of assignments) groups.set(one.appointmentId, [...(groups.get(one.appointmentId) ?? []), one])
  return groups
}
