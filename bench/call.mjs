// node bench/call.mjs [--sizes month,year] [--seconds 10,60] [--seed 1]: a department's call from a seed, solved within its time, then
// repaired after single absences, and asked why and what if. Every schedule is judged by the checker.
import { parseArgs } from 'node:util'
import { build } from '../scripts/build.mjs'
import { conditions, median, report } from './report.mjs'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: 'month,year' },
    seconds: { type: 'string', default: '10,60' },
    seed: { type: 'string', default: '1' },
  },
})
const names = values.sizes.split(',')
const seconds = values.seconds.split(',').map(Number)
const seed = Number(values.seed)
const absences = 5
const absenceDays = 3
const repairSeconds = 5
const whySeconds = { month: 2, year: 10 }

build()
// What is measured is what was just built.
const { checkShiftSchedule, repairShifts, solveShifts, whyShift } = await import('../solver/dist/index.js')
const { CALL_MONTH, CALL_YEAR, createCallProblem } = await import('../solver/dist/testing/call-month.js')
const sizes = { month: CALL_MONTH, year: CALL_YEAR }
const measured = conditions()
const now = () => performance.now()

function timed(work) {
  const startedAt = now()
  const result = work()
  return { result, seconds: (now() - startedAt) / 1000 }
}

function measure(name, limit) {
  const problem = createCallProblem(sizes[name], seed)
  const history = []
  const solved = timed(() =>
    solveShifts(problem, {
      seed,
      maxMilliseconds: limit * 1000,
      now,
      onProgress: ({ elapsedMilliseconds, tiers }) => history.push({ elapsedMilliseconds, tiers }),
    }),
  )
  const { solution, tiers, boundTiers, iterations, firstFeasible } = solved.result
  const { feasible, violations } = checkShiftSchedule(problem, solution)
  const busy = problem.people.flatMap(({ id }) => {
    const day = solution.lines[id].findIndex((shiftId) => shiftId !== null && shiftId !== 'backup')
    return day < 0 ? [] : [{ personId: id, day }]
  })
  const chosen = busy.filter((_, k) => k % Math.ceil(busy.length / absences) === 0)
  const repairs = chosen.map(({ personId, day }) => {
    const toDay = Math.min(problem.days, day + absenceDays) - 1
    const repaired = timed(() => repairShifts(problem, solution, { personId, fromDay: day, toDay }))
    return {
      seconds: repaired.seconds,
      ways: repaired.result.map(({ changes, broken, unfilled, sentence }) => ({
        changes: changes.length,
        broken: broken.length,
        unfilled: unfilled.length,
        sentence,
      })),
    }
  })
  const why = timed(() => whyShift(problem, solution, chosen[0]))
  return {
    name,
    limit,
    people: problem.people.length,
    pools: problem.shifts.length,
    days: problem.days,
    feasible,
    violations,
    tiers,
    boundTiers,
    iterations,
    firstFeasibleSeconds: firstFeasible ? firstFeasible.elapsedMilliseconds / 1000 : null,
    // A schedule that also leaves no shift open, which is the first tier.
    coveredSeconds: (history.find((step) => step.tiers[0] === 0)?.elapsedMilliseconds ?? Number.NaN) / 1000,
    tierNames: problem.tiers,
    history,
    repairs,
    why: { seconds: why.seconds, sentence: why.result.sentence },
  }
}

const runs = names.map((name, k) => measure(name, seconds[k] ?? seconds.at(-1)))
const rows = runs.flatMap((run) => {
  const label = `${run.people} trainees, ${run.pools} pools, ${run.days} days`
  const slowest = Math.max(...run.repairs.map((repair) => repair.seconds))
  const best = run.repairs.map(({ ways }) => ways[0])
  return [
    {
      what: `${label}: first schedule that keeps every hard rule`,
      value: run.firstFeasibleSeconds === null ? 'none' : `${run.firstFeasibleSeconds.toFixed(1)} s`,
      target: null,
      met: null,
    },
    {
      what: `${label}: with every shift taken`,
      value: Number.isNaN(run.coveredSeconds) ? 'none' : `${run.coveredSeconds.toFixed(1)} s`,
      target: null,
      met: null,
    },
    {
      what: `${label}: after ${run.limit} s`,
      value: run.tiers
        ? `${run.tierNames.map((tier, k) => `${tier} ${run.tiers[k]} (at least ${run.boundTiers[k]})`).join(', ')}; ${Math.round(run.iterations / run.limit / 1000)} thousand moves a second`
        : 'no schedule',
      target: 'no hard rule broken',
      met: run.feasible,
    },
    {
      what: `${label}: repair of ${absenceDays} days' absence`,
      value: `median ${median(run.repairs.map((repair) => repair.seconds)).toFixed(1)} s, slowest ${slowest.toFixed(1)} s; ${best.filter((way) => way && way.broken === 0 && way.unfilled === 0).length} of ${best.length} with every rule kept and nothing open`,
      target: `${repairSeconds} s`,
      met: slowest <= repairSeconds,
    },
    {
      what: `${label}: why somebody is on call, with the nearest other ways`,
      value: `${run.why.seconds.toFixed(1)} s`,
      target: `${whySeconds[run.name]} s`,
      met: run.why.seconds <= whySeconds[run.name],
    },
  ]
})
await report('call', { command: 'npm run bench:call', measured, rows, details: { seed, runs } })
