/**
 * The best plan of one student against prices of ward places: an exact dynamic program over (disciplines done, end of
 * the last placement, its hospital), after Held and Karp (1962) and the pricing problem of Akbarzadeh and Maenhout (2021).
 *
 * A limit of disciplines per hospital is left out until a plan breaks it; then that hospital's tally joins the state.
 * Where a student has too many sets of disciplines, each layer keeps the most promising ones only (a beam); `bound` then
 * still is at least the value of every plan.
 */
import type { Prng } from '../engine/prng.ts'
import { createBeam } from './beam.ts'
import type { CompiledPlacements, CompiledStudent } from './compile.ts'
import { extendLayer, windowOf } from './extend-layer.ts'
import { buildLattice, type Lattice, type Layer, latticeKey } from './lattice.ts'
import { createTally, type Tally } from './tally.ts'
import { createTrace } from './trace-plan.ts'

/** Past this many sets of disciplines a student is solved by beam. */
const MOST_SETS = 5_000
/** And past this many cells, when limits per hospital multiply them. */
const MOST_CELLS = 400_000

/** Placements in order of time: choice of the student, hospital, start. */
export interface Plan {
  choice: Int32Array
  hospital: Int32Array
  start: Int32Array
}

/** What the steps of the program share about the student at hand. */
export interface PlanTable {
  student: CompiledStudent
  scale: number
  tally: Tally
  layers: Layer[]
  /** By layer: values at ((set × ends + end) × hospitals + hospital) × tallies + tally. */
  cells: Float64Array[]
  /** Scaled value and prices of choice k at hospital h from a start, at (start × choices + k) × hospitals + h. */
  gain: Float64Array
}

export interface PlanProgram {
  /** The last plan found. */
  plan: Plan
  /** Score of the last plan, without scale and prices. */
  score: number
  /** At least the value of every plan at the last prices. */
  bound: number
  /**
   * Value of the best plan: `scale` × score + the prices of the cells it uses; -Infinity when there is no plan. Equal plans
   * are told apart by chance.
   */
  solve: (student: number, prices: Float64Array, scale: number, prng: Prng) => number
  /** The same over fewer sets of disciplines: the best of the plans that run through the lattice. */
  solveWithin: (lattice: Lattice, student: number, prices: Float64Array, scale: number, prng: Prng) => number
  /** True while `solve` has been exact for the student (no beam). */
  isExact: (student: number) => boolean
}

/** Once `isCancelled`, a plan that is being computed is given up: no value, and a bound that says nothing. */
export function createPlanProgram(c: CompiledPlacements, isCancelled: () => boolean = () => false): PlanProgram {
  const { hospitals, periods, duration, mostPlacements, maxPerHospital } = c
  const shared = new Map<string, Lattice | null>()
  // Each when it is first needed: all at once would keep a search waiting that shall stop.
  const lattices: (Lattice | null | undefined)[] = []
  const latticeOf = (index: number): Lattice | null => {
    if (lattices[index] !== undefined) return lattices[index]
    const key = latticeKey(c.students[index]!)
    if (!shared.has(key)) shared.set(key, buildLattice(c.students[index]!, MOST_SETS))
    return (lattices[index] = shared.get(key)!)
  }
  const cellsOf = (index: number): number =>
    (latticeOf(index) ?? []).reduce(
      (sum, { sets }, done) => sum + sets.length * windowOf(c.students[index]!, done) * hospitals,
      0,
    )
  const beam = createBeam(c)
  const mostChoices = c.students.reduce((most, { choices }) => Math.max(most, choices.length), 1)
  const uncounted = createTally([], 0, hospitals)
  const table: PlanTable = {
    student: c.students[0]!,
    scale: 1,
    tally: uncounted,
    layers: [],
    cells: Array.from({ length: mostPlacements + 1 }, () => new Float64Array(0)),
    gain: new Float64Array(periods * mostChoices * hospitals),
  }
  const trace = createTrace(c)

  const program: PlanProgram = {
    plan: {
      choice: new Int32Array(mostPlacements),
      hospital: new Int32Array(mostPlacements),
      start: new Int32Array(mostPlacements),
    },
    score: 0,
    bound: 0,
    isExact: (student) => latticeOf(student) !== null,
    solve: (index, prices, scale, prng) => search(latticeOf(index), index, prices, scale, prng),
    solveWithin: (lattice, index, prices, scale, prng) => search(lattice, index, prices, scale, prng),
  }

  const search = (within: Lattice | null, index: number, prices: Float64Array, scale: number, prng: Prng): number => {
    const student = c.students[index]!
    const { plan } = program
    program.score = 0
    program.bound = student.total === 0 ? 0 : Number.NEGATIVE_INFINITY
    if (student.total === 0 || !hasTime(student)) return program.bound
    table.student = student
    table.scale = scale
    table.tally = uncounted
    fillGain(c, table, prices)
    // Each limit that joins only lowers the values: every run's bound holds.
    let bound = Number.POSITIVE_INFINITY
    let lattice = within
    for (;;) {
      const value = run(lattice)
      bound = Math.min(bound, program.bound)
      program.bound = bound
      if (value === Number.NEGATIVE_INFINITY) return value
      trace(table, value, plan, prng)
      const crowded = crowdedHospital(student.total)
      if (crowded < 0) {
        program.score = scoreOf(c, student, plan)
        return value
      }
      table.tally = createTally([...table.tally.counted, crowded], student.total - maxPerHospital, hospitals)
      if (lattice !== latticeOf(index) || cellsOf(index) * table.tally.count <= MOST_CELLS) continue
      lattice = null
      lattices[index] = null
    }
  }

  const hasTime = ({ total, earliestEnd, latestEnd }: CompiledStudent): boolean => {
    for (let done = 1; done <= total; done++) if (earliestEnd[done]! > latestEnd[done]!) return false
    return true
  }
  const crowdedHospital = (total: number): number => {
    for (let hospital = 0; hospital < hospitals; hospital++) {
      let there = 0
      for (let k = 0; k < total; k++) if (program.plan.hospital[k] === hospital) there++
      if (there > maxPerHospital && !table.tally.counted.includes(hospital)) return hospital
    }
    return -1
  }
  /** Fills the layers; the value of the best complete plan. */
  const run = (lattice: Lattice | null): number => {
    const { student, layers, cells } = table
    const { total } = student
    const row = hospitals * table.tally.count
    if (lattice === null) beam.begin(table)
    layers.length = 0
    layers.push(lattice === null ? beam.first() : lattice[0]!)
    reserve(0, row)
    cells[0]![0] = 0
    for (let done = 0; done < total; done++) {
      const next = lattice === null ? beam.expand(layers[done]!) : lattice[done + 1]!
      reserve(done + 1, next.sets.length * windowOf(student, done + 1) * row)
      if (!extendLayer(c, table, done, isCancelled) || isCancelled()) {
        program.bound = Number.POSITIVE_INFINITY
        return Number.NEGATIVE_INFINITY
      }
      layers.push(lattice === null ? beam.prune(next, done + 1, cells[done + 1]!) : next)
    }
    const best = bestEnd()
    program.bound = lattice === null ? Math.max(best, beam.lost()) : best
    return best
  }
  const reserve = (done: number, size: number): void => {
    if (table.cells[done]!.length < size) table.cells[done] = new Float64Array(size + (size >> 1))
    table.cells[done]!.fill(Number.NEGATIVE_INFINITY, 0, size)
  }
  const bestEnd = (): number => {
    const { student, scale, tally, layers, cells } = table
    const { total, earliestEnd, idle } = student
    const ends = windowOf(student, total)
    const values = cells[total]!
    let best = Number.NEGATIVE_INFINITY
    let cell = tally.count - 1
    for (let set = 0; set < layers[total]!.sets.length; set++) {
      for (let end = 0; end < ends; end++) {
        const waiting = scale * idle * (earliestEnd[total]! + end - total * duration)
        for (let h = 0; h < hospitals; h++, cell += tally.count) {
          if (values[cell]! + waiting > best) best = values[cell]! + waiting
        }
      }
    }
    return best
  }
  return program
}

function fillGain(c: CompiledPlacements, { student, scale, gain }: PlanTable, prices: Float64Array): void {
  const { hospitals, periods, duration } = c
  const { choices, value, canStart } = student
  for (let k = 0; k < choices.length; k++) {
    for (let h = 0; h < hospitals; h++) {
      const own = value[k * hospitals + h]!
      const first = (choices[k]! * hospitals + h) * periods
      for (let start = 0; start + duration <= periods; start++) {
        if (canStart[start] === 0) continue
        let sum = own === own ? scale * own : Number.NEGATIVE_INFINITY
        for (let period = start; period < start + duration; period++) sum += prices[first + period]!
        gain[(start * choices.length + k) * hospitals + h] = sum
      }
    }
  }
}

/** A plan's score: disciplines, hospitals, changes and idle periods before the end. */
export function scoreOf(c: CompiledPlacements, student: CompiledStudent, plan: Plan): number {
  const { total, value, change, idle } = student
  if (total === 0) return 0
  let score = idle * (plan.start[total - 1]! + c.duration - total * c.duration)
  for (let k = 0; k < total; k++) {
    score += value[plan.choice[k]! * c.hospitals + plan.hospital[k]!]!
    if (k > 0 && plan.hospital[k] !== plan.hospital[k - 1]) score += change
  }
  return score
}
