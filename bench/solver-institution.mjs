// node bench/solver-institution.mjs [--sizes department,college,institution] [--seconds 60,300,900] [--seed 1]: years of an institution
// from a seed, solved within their time, with the proven bound of every tier, and repaired after one absence.
import { parseArgs } from 'node:util'
import { build } from '../scripts/build.mjs'
import { conditions, median, report } from './report.mjs'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: 'department,college,institution' },
    seconds: { type: 'string', default: '60,300,900' },
    seed: { type: 'string', default: '1' },
  },
})
const names = values.sizes.split(',')
const seconds = values.seconds.split(',').map(Number)
const seed = Number(values.seed)
const targets = {
  department: { firstFeasibleSeconds: 2, repairSeconds: 1 },
  college: { firstFeasibleSeconds: 15, repairSeconds: 2 },
  institution: { firstFeasibleSeconds: 60, repairSeconds: 5 },
}
/** A tier counts as near its bound within this share of its score. */
const near = 0.02
const absenceDays = 14
const absences = 5

build()
// What is measured is what was just built.
const { check, repair, validateProblem } = await import('../solver/dist/index.js')
const { runSolveThread } = await import('../solver/dist/node/index.js')
const { institution, INSTITUTION_SIZES } = await import('../solver/dist/testing/institution.js')
const measured = conditions()

/** Share of the score by which it may still be too high; 0 at the bound. */
const gapOf = (points, bound) => (points <= bound ? 0 : (points - bound) / points)

/** Share of the points of all wishes that the schedule grants. */
function granted(problem, costs) {
  const wishes = problem.people.flatMap((person) => person.wishes ?? [])
  const asked = wishes.reduce((sum, { weight }) => sum + weight, 0)
  const missed = costs.filter(({ rule }) => rule === 'wish').reduce((sum, { points }) => sum + points, 0)
  return 1 - missed / asked
}

function repairTimes(problem, solution) {
  return Array.from({ length: absences }, (_, k) => {
    const person = problem.people[Math.floor(((k + 0.5) / absences) * problem.people.length)]
    const { startOn } = person.slots[Math.floor(person.slots.length / 2)]
    const absence = { kind: 'absence', personId: person.id, startOn, endOn: startOn + absenceDays - 1 }
    const startedAt = performance.now()
    let firstSeconds = null
    const { changes, broken, people } = repair(problem, solution, absence, {
      onAnswer: () => (firstSeconds ??= (performance.now() - startedAt) / 1000),
    })
    const sentences = broken.map(({ sentence }) => sentence)
    return {
      firstSeconds,
      allSeconds: (performance.now() - startedAt) / 1000,
      people,
      changes: changes.length,
      sentences,
    }
  })
}

async function measure(name, limit) {
  const problem = institution(seed, INSTITUTION_SIZES[name])
  if (!validateProblem(problem).ok) throw new Error(`The problem of size ${name} is not valid.`)
  const startedAt = performance.now()
  const history = []
  const thread = runSolveThread(problem, {
    seed,
    maxMilliseconds: limit * 1000,
    onProgress: ({ elapsedMilliseconds, score }) => history.push({ seconds: elapsedMilliseconds / 1000, ...score }),
  })
  const { status, solution, score, bound, firstFeasible, iterations } = await thread.promise
  const wallSeconds = (performance.now() - startedAt) / 1000
  const checked = solution === null ? null : check(problem, solution)
  const repairs = checked?.feasible ? repairTimes(problem, solution) : []
  return {
    name,
    limit,
    people: problem.people.length,
    slots: problem.people.reduce((sum, { slots }) => sum + slots.length, 0),
    activities: problem.activities.length,
    capacities: problem.capacities.length,
    status,
    isCheckedFeasible: checked?.feasible ?? false,
    isScoreConfirmed: JSON.stringify(checked?.score) === JSON.stringify(score),
    tiers: problem.tiers.map((tier, k) => {
      const [points, least] = [score?.tiers[k] ?? null, bound.tiers[k]]
      return { tier, points, bound: least, gap: points === null ? null : gapOf(points, least) }
    }),
    grantedShare: checked === null ? null : granted(problem, checked.costs),
    firstFeasibleSeconds: firstFeasible === null ? null : firstFeasible.elapsedMilliseconds / 1000,
    wallSeconds,
    iterations,
    repairs,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    history: history.filter((_, k) => k % Math.ceil(history.length / 60) === 0),
  }
}

function rowsOf(run) {
  const { firstFeasibleSeconds: first, repairs } = run
  const { firstFeasibleSeconds, repairSeconds } = targets[run.name]
  const what = `${run.people} people, ${run.activities} activities, ${run.slots} slots`
  const slowest = Math.max(...repairs.map(({ firstSeconds }) => firstSeconds ?? Infinity))
  return [
    {
      what: `${what}: first schedule that meets every hard rule`,
      value: first === null ? `none in ${run.limit} s` : `${first.toFixed(1)} s`,
      target: `${firstFeasibleSeconds} s`,
      met: first !== null && first <= firstFeasibleSeconds && run.isCheckedFeasible,
    },
    {
      what: `${what}: points and proven bound by tier after ${run.limit} s`,
      value: run.tiers
        .map(
          ({ tier, points, bound, gap }) =>
            `${tier} ${points} (bound ${bound}, gap ${((gap ?? 1) * 100).toFixed(1)} %)`,
        )
        .join(', '),
      target: 'gap at most 2 % in each tier',
      met: run.tiers.every(({ gap }) => gap !== null && gap <= near),
    },
    {
      what: `${what}: points of the wishes that are granted`,
      value: run.grantedShare === null ? 'none' : `${(run.grantedShare * 100).toFixed(1)} %`,
      target: null,
      met: null,
    },
    {
      what: `${what}: repair of an absence of ${absenceDays} days, first answer`,
      value:
        repairs.length === 0
          ? 'nothing to repair'
          : `median ${median(repairs.map(({ firstSeconds }) => firstSeconds)).toFixed(2)} s, slowest ${slowest.toFixed(2)} s; all answers at most ${Math.max(...repairs.map(({ allSeconds }) => allSeconds)).toFixed(1)} s`,
      target: `${repairSeconds} s`,
      met: repairs.length > 0 && slowest <= repairSeconds,
    },
    {
      what: `${what}: memory of the process`,
      value: `${run.megabytes} MB`,
      target: '1,000 MB',
      met: run.megabytes <= 1000,
    },
  ]
}

const runs = []
for (const [k, name] of names.entries()) {
  const run = await measure(name, seconds[k] ?? seconds.at(-1))
  runs.push(run)
  if (!run.isScoreConfirmed) throw new Error(`The checker does not confirm the score of ${name}.`)
}
await report('solver-institution', {
  command: 'npm run bench:institution',
  measured,
  rows: runs.flatMap(rowsOf),
  details: { seed, runs },
})
