/** All students' plans, the students on each ward in each period, and what the next student there would cost. */
import type { CompiledPlacements } from './compile.ts'
import type { Plan } from './plan-program.ts'
import type { PlacementSolution } from './problem.ts'

export interface PlacementState {
  c: CompiledPlacements
  /** Plans by student, `mostPlacements` entries each, as in `Plan`; meaningful while `placed` is 1. */
  choice: Int32Array
  hospital: Int32Array
  start: Int32Array
  placed: Uint8Array
  score: Float64Array
  /** Students per cell. */
  load: Int32Array
  /** Points for each student missing or too many in a cell. */
  weight: Float64Array
  /** What one more student in the cell gains: its weight below the minimum, minus its weight at the maximum. */
  price: Float64Array
  /** Students missing and too many, over all cells, and the same weighted. */
  violations: number
  penalty: number
  total: number
}

export function createState(c: CompiledPlacements, weight: number): PlacementState {
  const slots = c.students.length * c.mostPlacements
  const state: PlacementState = {
    c,
    choice: new Int32Array(slots),
    hospital: new Int32Array(slots),
    start: new Int32Array(slots),
    placed: new Uint8Array(c.students.length),
    score: new Float64Array(c.students.length),
    load: new Int32Array(c.wards * c.periods),
    weight: new Float64Array(c.wards * c.periods).fill(weight),
    price: new Float64Array(c.wards * c.periods),
    violations: 0,
    penalty: 0,
    total: 0,
  }
  for (let cell = 0; cell < state.load.length; cell++) state.violations += c.min[cell]!
  reweigh(state)
  return state
}

/** Recomputes prices and penalty after weights have changed. */
export function reweigh(state: PlacementState): void {
  state.penalty = 0
  for (let cell = 0; cell < state.load.length; cell++) {
    state.penalty += state.weight[cell]! * offAt(state, cell)
    priceAt(state, cell)
  }
}

/** Students missing or too many in a cell. */
export function offAt({ c, load }: PlacementState, cell: number): number {
  const [there, min, max] = [load[cell]!, c.min[cell]!, c.max[cell]!]
  return (there < min ? min - there : 0) + (there > max ? there - max : 0)
}

function priceAt({ c, load, weight, price }: PlacementState, cell: number): void {
  const there = load[cell]!
  price[cell] = (there < c.min[cell]! ? weight[cell]! : 0) - (there >= c.max[cell]! ? weight[cell]! : 0)
}

/** Takes a student's plan out; it stays readable. */
export function remove(state: PlacementState, student: number): void {
  state.placed[student] = 0
  state.total -= state.score[student]!
  shift(state, student, -1)
}

/** Gives a removed student the plan that is written in its slots. */
export function restore(state: PlacementState, student: number, score: number): void {
  state.placed[student] = 1
  state.score[student] = score
  state.total += score
  shift(state, student, 1)
}

/** Gives a removed student a new plan. */
export function place(state: PlacementState, student: number, plan: Plan, score: number): void {
  writePlan(state, student, plan)
  restore(state, student, score)
}

export function writePlan({ c, choice, hospital, start }: PlacementState, student: number, plan: Plan): void {
  const first = student * c.mostPlacements
  const { total } = c.students[student]!
  for (let k = 0; k < total; k++) {
    choice[first + k] = plan.choice[k]!
    hospital[first + k] = plan.hospital[k]!
    start[first + k] = plan.start[k]!
  }
}

function shift(state: PlacementState, student: number, step: 1 | -1): void {
  const { c, load, weight } = state
  const { choices, total } = c.students[student]!
  const first = student * c.mostPlacements
  for (let k = first; k < first + total; k++) {
    const cell = (choices[state.choice[k]!]! * c.hospitals + state.hospital[k]!) * c.periods + state.start[k]!
    for (let at = cell; at < cell + c.duration; at++) {
      const before = offAt(state, at)
      load[at] = load[at]! + step
      const after = offAt(state, at)
      if (after !== before) {
        state.violations += after - before
        state.penalty += weight[at]! * (after - before)
      }
      priceAt(state, at)
    }
  }
}

/** The worst score of all students; 0 without students. */
export function worstScore({ score }: PlacementState): number {
  let worst = Number.POSITIVE_INFINITY
  for (let student = 0; student < score.length; student++) if (score[student]! < worst) worst = score[student]!
  return score.length === 0 ? 0 : worst
}

/** Score of the plans, whether or not every ward has its students. */
export function objective(state: PlacementState): number {
  return state.total + worstScore(state)
}

/** The plans of the students that have one. */
export function toSolution({ c, choice, hospital, start, placed }: PlacementState): PlacementSolution {
  const { students, disciplines, hospitals } = c.problem
  return {
    placements: students.flatMap(({ id: studentId }, student) =>
      Array.from({ length: placed[student] === 1 ? c.students[student]!.total : 0 }, (_, k) => {
        const at = student * c.mostPlacements + k
        return {
          studentId,
          disciplineId: disciplines[c.students[student]!.choices[choice[at]!]!]!.id,
          hospitalId: hospitals[hospital[at]!]!.id,
          start: start[at]!,
        }
      }),
    ),
  }
}
