// npm run bench:solve: how soon the solver, as the product runs it, finds a year of the demo that meets every hard rule.
import { setTimeout as delay } from 'node:timers/promises'
import { build } from '../scripts/build.mjs'
import { built, newStorage, start } from './gradus-process.mjs'
import { client } from './people.mjs'
import { conditions, median, report } from './report.mjs'

const startYears = [2027, 2026]
const seeds = (process.env.SEEDS ?? '1,2').split(',').map(Number)
const seconds = Number(process.env.SECONDS ?? 20)
const targetSeconds = 30

build()
const measured = conditions()
const storage = await newStorage('embedded')
const product = start(built('demo'), storage.settings)

/** One draft of all programs from nothing, solved in the background as a coordinator would, and judged by the rules afterwards. */
async function solve(coordinator, startYear, seed) {
  const { programs } = await coordinator.ask('GET', '/api/session')
  const draft = { name: `Seed ${seed}`, startYear, programIds: programs.map(({ id }) => id), from: 'empty' }
  const { id, version } = await coordinator.ask('POST', '/api/scenarios', draft)
  const startedAt = performance.now()
  let run = await coordinator.ask('POST', `/api/scenarios/${id}/solve`, { expectedVersion: version, seconds, seed })
  while (!['finished', 'failed'].includes(run.state)) {
    await delay(100)
    run = await coordinator.ask('GET', `/api/solve-runs/${run.id}`)
  }
  const wallSeconds = (performance.now() - startedAt) / 1000
  const { rows, assignments, findings } = await coordinator.ask('GET', `/api/scenarios/${id}`)
  const violations = findings.filter(({ severity }) => severity === 'violation')
  return {
    startYear,
    seed,
    outcome: run.outcome,
    sentence: run.sentence,
    // The solver tells its scores from the moment its search began; the first without a broken hard rule is what counts.
    firstFeasibleSeconds: run.history.find(({ hard }) => hard === 0)?.elapsedSeconds ?? null,
    wallSeconds: Math.round(wallSeconds * 10) / 10,
    score: run.history.at(-1) ?? null,
    appointments: rows.length,
    assignments: assignments.length,
    violations: violations.length,
    findings: findings.length,
    firstViolations: violations.slice(0, 3).map(({ sentence }) => sentence),
  }
}

try {
  const coordinator = client(await product.address(), '127.0.0.1')
  const login = { email: 'oona.pewter@lakeview.example', password: 'lakeview-demo' }
  await coordinator.ask('POST', '/api/session', login)
  const runs = []
  for (const startYear of startYears) for (const seed of seeds) runs.push(await solve(coordinator, startYear, seed))
  const rows = startYears.flatMap((startYear) => {
    const own = runs.filter((run) => run.startYear === startYear)
    const label = `${startYear}-${String(startYear + 1).slice(2)}, ${own[0].appointments} appointments, seeds ${seeds.join(', ')}`
    const first = own.map(({ firstFeasibleSeconds }) => firstFeasibleSeconds ?? Infinity)
    const slowest = Math.max(...first)
    const violations = own.map((run) => run.violations)
    return [
      {
        what: `${label}: first schedule that meets every hard rule`,
        value: Number.isFinite(slowest)
          ? `median ${median(first).toFixed(1)} s, slowest ${slowest.toFixed(1)} s`
          : `not found with every seed in ${seconds} s`,
        target: `${targetSeconds} s`,
        met: slowest <= targetSeconds,
      },
      {
        what: `${label}: violations that the rules find in the result`,
        value: violations.join(', '),
        target: '0',
        met: violations.every((count) => count === 0),
      },
      {
        what: `${label}: from the click to the stored draft`,
        value: own.map((run) => `${run.wallSeconds} s ${run.outcome}`).join(', '),
        target: null,
        met: null,
      },
    ]
  })
  await report('solve', { command: 'npm run bench:solve', measured, rows, details: { seconds, seeds, runs } })
  await product.stop()
} finally {
  await product.kill()
  await storage.remove()
}
