// npm run bench:micro: moves per second of each kind of problem, and lines per second of the dynamic program, in processor time; each run
// joins those before it, with its commit and date. Then how the time to a first schedule grows with people and weeks, as a picture.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from '../../scripts/build.mjs'
import { root } from '../../scripts/install.mjs'
import { conditions, median, report } from '../report.mjs'
import { growth } from './pictures.mjs'

if (!process.argv.includes('--no-build')) build()
const load = (path) => import(`../../solver/dist/${path}.js`)
const { solve, solvePlacements, solveShifts } = await load('index')
const { CALL_MONTH, createCallProblem } = await load('testing/call-month')
const { demoYear } = await load('testing/demo-year')
const { randomShiftProblem } = await load('testing/shift-problems')
const { randomPlacements, SMALL } = await load('placements/testing/random-placements')
const { createPrng } = await load('engine/prng')
const { compileShifts } = await load('shifts/compile')
const { createPricer } = await load('shifts/columns/pricing')
const measured = conditions()
const runs = 3

/** Seconds of the processor that some work takes, other programs left out. */
function processorSeconds(work) {
  const before = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(before)
  return { result, seconds: (user + system) / 1e6 }
}

/** Median of a few runs after one that warms up. */
function perSecond(work) {
  work()
  return Math.round(
    median(
      Array.from({ length: runs }, () => {
        const { result, seconds } = processorSeconds(work)
        return result / seconds
      }),
    ),
  )
}

const year = demoYear(1)
const month = createCallProblem(CALL_MONTH, 1)
const ward = randomShiftProblem(3, { days: 28, people: 30, shifts: 4 })
const students = randomPlacements(createPrng(2), {
  ...SMALL,
  students: 60,
  disciplines: 10,
  groups: 2,
  hospitals: 5,
  periods: 12,
  spare: 2,
})

/** Lines of everybody against random rewards. */
function priceLines() {
  const c = compileShifts(ward)
  const pricer = createPricer(c)
  const { below } = createPrng(5)
  const line = new Int8Array(c.days)
  for (let round = 0; round < 10; round++) {
    const rewards = Float64Array.from({ length: c.days * c.width }, () => below(100))
    for (let person = 0; person < c.people; person++) pricer.price(person, rewards, line)
  }
  return pricer.tables
}

/** Of two searches of which one goes on longer: both begin with the bound, which is no move. */
function callMoves() {
  const search = (maxIterations) => processorSeconds(() => solveShifts(month, { seed: 1, maxIterations }))
  search(20_000)
  const [short, long] = [20_000, 220_000].map(search)
  return Math.round((long.result.iterations - short.result.iterations) / (long.seconds - short.seconds))
}

const iterationsOf = (result) => result.iterations
const figures = {
  'rotations, 75 people × 52 weeks: moves': perSecond(() =>
    iterationsOf(solve(year, { seed: 1, maxIterations: 200_000 })),
  ),
  'call, 30 people × 28 days: moves': callMoves(),
  'shifts, 30 people × 28 days: moves': perSecond(() =>
    iterationsOf(solveShifts(ward, { seed: 1, maxIterations: 2_000_000, part: 'annealing' })),
  ),
  'shifts, 30 people × 28 days: lines of the dynamic program': perSecond(priceLines),
  'placements, 60 students × 12 periods: plans': perSecond(() =>
    iterationsOf(solvePlacements(students, { seed: 1, maxIterations: 1500 })),
  ),
}

/** Processor seconds until a first schedule keeps every hard rule. */
function firstSeconds(trainees, weeks) {
  const problem = createCallProblem({ trainees, pools: 5, days: 7 * weeks }, 1)
  const state = { found: false }
  const now = () => performance.now()
  const { seconds } = processorSeconds(() =>
    solveShifts(problem, {
      seed: 1,
      now,
      maxMilliseconds: 600_000,
      onProgress: () => (state.found = true),
      shouldStop: () => state.found,
    }),
  )
  return seconds
}
firstSeconds(15, 4)
const grown = [15, 30, 60, 120].map((people) => ({
  people,
  points: [4, 13, 26, 52].map((weeks) => ({ weeks, seconds: firstSeconds(people, weeks) })),
}))
await mkdir(join(root, 'bench/results/solver'), { recursive: true })
await writeFile(
  join(root, 'bench/results/solver/growth.svg'),
  growth('Call: processor seconds to a first schedule', grown),
)

const earlier = await readFile(join(root, 'bench/results/solver-micro.json'), 'utf8')
  .then((text) => JSON.parse(text).details.history)
  .catch(() => [])
const last = earlier.at(-1)?.figures ?? {}
await report('solver-micro', {
  command: 'npm run bench:micro',
  measured,
  rows: [
    ...Object.entries(figures).map(([what, value]) => ({
      what: `${what} per second`,
      value: `${value.toLocaleString('en')}${last[what] ? ` (${(value / last[what]).toFixed(2)} × the time before)` : ''}`,
      target: null,
      met: null,
    })),
    ...grown.map(({ people, points }) => ({
      what: `call, first schedule of ${people} people over ${points.map(({ weeks }) => weeks).join(', ')} weeks`,
      value: points.map(({ seconds }) => `${seconds.toFixed(2)} s`).join(', '),
      target: null,
      met: null,
    })),
  ],
  details: { history: [...earlier, { ...measured, figures, growth: grown }] },
})
