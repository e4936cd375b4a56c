// npm run bench:pauses -- [--data DIR] [--only NAME,…] [--seconds 6]: how long each search goes on without looking whether it should
// stop, in processor time, so that other programs on the machine do not count; and where the longest such piece was.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from '../../scripts/build.mjs'
import { conditions, report } from '../report.mjs'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    only: { type: 'string', default: '' },
    seconds: { type: 'string', default: '6' },
    quick: { type: 'boolean', default: false },
  },
})
const mostMilliseconds = 100
const only = values.only === '' ? null : values.only.split(',')
if (!values.quick) build()
const solver = await import('../../solver/dist/index.js')
const { CALL_MONTH, CALL_YEAR, createCallProblem } = await import('../../solver/dist/testing/call-month.js')
const { demoYear } = await import('../../solver/dist/testing/demo-year.js')
const { institution, INSTITUTION_SIZES } = await import('../../solver/dist/testing/institution.js')
const { randomShiftProblem } = await import('../../solver/dist/testing/shift-problems.js')
const { randomPlacements, SMALL } = await import('../../solver/dist/placements/testing/random-placements.js')
const { createPrng } = await import('../../solver/dist/engine/prng.js')
const measured = conditions()

const columns = (problem, options) => solver.solveShifts(problem, { ...options, part: 'columns' })
const annealing = (problem, options) => solver.solveShifts(problem, { ...options, part: 'annealing' })
const students = {
  ...SMALL,
  students: 120,
  disciplines: 20,
  groups: 3,
  hospitals: 6,
  periods: 24,
  duration: 2,
  spare: 2,
}
const families = [
  ['rotations: 75 people', () => demoYear(1), solver.solve],
  ['rotations: 600 people', () => institution(1, INSTITUTION_SIZES.college), solver.solve],
  [
    'rotations: explain',
    () => hardened(demoYear(1)),
    (problem, { now, shouldStop, maxMilliseconds }) => solver.explain(problem, { now, shouldStop, maxMilliseconds }),
  ],
  ['call: month', () => createCallProblem(CALL_MONTH, 1), solver.solveShifts],
  ['call: year', () => createCallProblem(CALL_YEAR, 1), solver.solveShifts],
  ['shifts: 40 people, 8 weeks', () => randomShiftProblem(3, { days: 56, people: 40, shifts: 4 }), solver.solveShifts],
  ['placements: 120 students', () => randomPlacements(createPrng(1), students), solver.solvePlacements],
]

/** A year in which nobody can have what they need. */
function hardened(problem) {
  return {
    ...problem,
    capacities: problem.capacities.map((room) => (room.max ? { ...room, max: { count: 1 } } : room)),
  }
}

async function published() {
  if (values.data === undefined) return []
  const read = async (folder, name) => readFile(join(values.data, folder, name), 'utf8')
  const nrp = (await readdir(join(values.data, 'nrp'))).filter((name) => name.endsWith('.txt'))
  const mss = (await readdir(join(values.data, 'mss'))).filter((name) => name.endsWith('.dzn'))
  return [
    ...(
      await Promise.all(
        nrp.map(async (name) => {
          const { problem } = solver.readNrp(await read('nrp', name))
          return [
            [`nrp ${name.slice(0, -4)}, columns`, () => problem, columns],
            [`nrp ${name.slice(0, -4)}, annealing`, () => problem, annealing],
          ]
        }),
      )
    ).flat(),
    ...(await Promise.all(
      mss.map(async (name) => {
        const { problem } = solver.readMss(await read('mss', name))
        return [`mss ${name.slice(0, -4)}`, () => problem, solver.solvePlacements]
      }),
    )),
  ]
}

const processorMilliseconds = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Runs until the time is over, then asks for a stop at a look and again measures until it has ended. */
function measure([name, make, run]) {
  const problem = make()
  const longest = { milliseconds: 0, where: '' }
  let lookedAt = processorMilliseconds()
  const startedAt = performance.now()
  const look = () => {
    const at = processorMilliseconds()
    if (at - lookedAt > longest.milliseconds) {
      longest.milliseconds = at - lookedAt
      Error.stackTraceLimit = 30
      longest.where = new Error('here').stack
        .split('\n')
        .map((line) => /at (\S+) .*dist\/(\S+):\d+\)/.exec(line))
        .filter((match) => match !== null && !match[2].startsWith('engine/budget'))
        .slice(0, 16)
        .map(([, call, file]) => `${call} (${file})`)
        .join(' < ')
    }
    lookedAt = processorMilliseconds()
    return performance.now() - startedAt >= Number(values.seconds) * 1000
  }
  run(problem, { seed: 1, now: () => performance.now(), maxMilliseconds: 1e7, shouldStop: look })
  const ending = processorMilliseconds() - lookedAt
  return { name, longest, ending }
}

const rows = []
for (const family of [...families, ...(await published())]) {
  if (only && !only.some((part) => family[0].includes(part))) continue
  const { name, longest, ending } = measure(family)
  rows.push({
    what: name,
    value: `${longest.milliseconds.toFixed(0)} ms between two looks, ${ending.toFixed(0)} ms to end`,
    target: `${mostMilliseconds} ms`,
    met: Math.max(longest.milliseconds, ending) <= mostMilliseconds,
  })
  console.log(`${name}: ${rows.at(-1).value}${longest.milliseconds > 40 ? `\n  ${longest.where}` : ''}`)
}
if (!values.quick)
  await report('solver-pauses', { command: 'npm run bench:pauses -- --data DIR', measured, rows, details: {} })
