/** The inner loop of the plan program: one more placement after every plan of a layer. */
import type { CompiledPlacements, CompiledStudent } from './compile.ts'
import type { PlanTable } from './plan-program.ts'

/** How many ends of the last placement are possible after `done` placements. */
export function windowOf(student: CompiledStudent, done: number): number {
  return done === 0 ? 1 : student.latestEnd[done]! - student.earliestEnd[done]! + 1
}

let carry = new Float64Array(64)
let base = new Float64Array(64)

const VALUES_BETWEEN_LOOKS = 4_000_000

/** Raises the cells of layer `done + 1` by what the plans of layer `done` reach; false when it was cancelled half way. */
export function extendLayer(
  c: CompiledPlacements,
  table: PlanTable,
  done: number,
  isCancelled: () => boolean,
): boolean {
  const { hospitals, duration } = c
  const { student, gain, tally, scale } = table
  const { earliestEnd, latestEnd, canStart } = student
  const { sets, firstEdge, edgeChoice, edgeTarget } = table.layers[done]!
  const from = table.cells[done]!
  const to = table.cells[done + 1]!
  const tallies = tally.count
  const nextTally = tally.next
  const row = hospitals * tallies
  if (carry.length < row) {
    carry = new Float64Array(row)
    base = new Float64Array(row)
  }
  const reached = carry
  const before = base
  const ends = windowOf(student, done)
  const firstEnd = earliestEnd[done]!
  const nextEnds = windowOf(student, done + 1)
  const nextFirstEnd = earliestEnd[done + 1]!
  const lastStart = latestEnd[done + 1]! - duration
  const change = scale * student.change
  const many = student.choices.length
  let values = 0
  for (let set = 0; set < sets.length; set++) {
    const edges = firstEdge[set + 1]!
    reached.fill(Number.NEGATIVE_INFINITY, 0, row)
    for (let start = firstEnd; start <= lastStart; start++) {
      if (start - firstEnd < ends) {
        const first = (set * ends + start - firstEnd) * row
        for (let cell = 0; cell < row; cell++)
          if (from[first + cell]! > reached[cell]!) reached[cell] = from[first + cell]!
      }
      if (canStart[start] === 0 || start + duration < nextFirstEnd) continue
      if (done === 0) {
        before.fill(Number.NEGATIVE_INFINITY, 0, row)
        for (let h = 0; h < hospitals; h++) before[h * tallies] = 0
      } else changeHospital(reached, before, hospitals, tallies, change)
      values += row * (edges - firstEdge[set]!)
      if (values >= VALUES_BETWEEN_LOOKS) {
        if (isCancelled()) return false
        values = 0
      }
      const target = start + duration - nextFirstEnd
      for (let edge = firstEdge[set]!; edge < edges; edge++) {
        const child = edgeTarget[edge]!
        if (child < 0) continue
        const cell = (child * nextEnds + target) * row
        const own = (start * many + edgeChoice[edge]!) * hospitals
        if (tallies === 1) {
          for (let h = 0; h < hospitals; h++) {
            const value = before[h]! + gain[own + h]!
            if (value > to[cell + h]!) to[cell + h] = value
          }
        } else {
          for (let h = 0; h < row; h += tallies) {
            const ownGain = gain[own + h / tallies]!
            for (let at = h; at < h + tallies; at++) {
              const value = before[at]! + ownGain
              const place = cell + h + nextTally[at]!
              if (value > to[place]!) to[place] = value
            }
          }
        }
      }
    }
  }
  return true
}

/** The best value before a placement at each hospital: staying there, or changing to it. */
function changeHospital(
  reached: Float64Array,
  before: Float64Array,
  hospitals: number,
  tallies: number,
  change: number,
): void {
  for (let tally = 0; tally < tallies; tally++) {
    let best = Number.NEGATIVE_INFINITY
    let second = Number.NEGATIVE_INFINITY
    let bestAt = -1
    for (let at = tally; at < hospitals * tallies; at += tallies) {
      const value = reached[at]!
      if (value > best) {
        second = best
        best = value
        bestAt = at
      } else if (value > second) second = value
    }
    for (let at = tally; at < hospitals * tallies; at += tallies) {
      const changed = (at === bestAt ? second : best) + change
      const stayed = reached[at]!
      before[at] = changed > stayed ? changed : stayed
    }
  }
}
