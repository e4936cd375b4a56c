// npm run demo:calls: builds the demo's published call anew with the solver, through the product's own interface, and writes
// app/demo/calls.json. Needed after a change to the cast, to the record, or to the demo's call pools.
import { writeFile } from 'node:fs/promises'
import { build } from './build.mjs'
import { ended, load, signIn, startDemo } from './demo-server.mjs'

if (process.env.SKIP_BUILD === undefined) build()
const { demoCast } = await load('demo/cast.js')
const { callsFile, demoCallDays, demoPools } = await load('demo/calls.js')

const seconds = Number(process.env.SOLVE_SECONDS ?? 60)
// Before the first day of the call that is built, so that no day of it has begun.
const server = await startDemo({ withCalls: false, today: demoCallDays.startOn })
const cast = demoCast()
const keyOf = new Map(cast.people.map(({ id, key }) => [id, key]))

try {
  const ask = await signIn(server.address, cast.people.find(({ key }) => key === 'coordinator').email)
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
    const begun = await ask('POST', `/api/call/schedules/${id}/solve`, { expectedVersion: 0, seconds, seed: 7 })
    const run = await ended(ask, begun)
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
}
