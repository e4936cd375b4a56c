/**
 * Layers for students with too many sets of disciplines: each keeps the sets that promise most, judged by their value and
 * an optimistic completion, and remembers the most that a dropped set could have reached.
 */
import type { CompiledPlacements, CompiledStudent } from './compile.ts'
import { windowOf } from './extend-layer.ts'
import { choicesAfter, type Layer, layerOf } from './lattice.ts'
import type { PlanTable } from './plan-program.ts'

export interface Beam {
  begin: (table: PlanTable) => void
  first: () => Layer
  /** Gives the layer its edges; returns the next layer with all sets they reach. */
  expand: (layer: Layer) => Layer
  /** Keeps the best sets of an expanded layer; moves their cells together and corrects the edges to them. */
  prune: (layer: Layer, done: number, cells: Float64Array) => Layer
  /** No complete plan through a dropped set is worth more. */
  lost: () => number
}

/** Numbers per layer after pruning, about. */
const CELLS_PER_LAYER = 2_000
const LEAST_WIDTH = 12

export function createBeam(c: CompiledPlacements): Beam {
  const { hospitals, periods, duration, groups } = c
  let student: CompiledStudent
  let table: PlanTable
  let lost = Number.NEGATIVE_INFINITY
  let previous: Layer
  /** Most that choice k can add at hospital h, and anywhere (row `hospitals`); choices of each row in falling order. */
  const most: Float64Array[] = []
  const order: Int32Array[] = []
  const left = new Int32Array(groups)
  const countLeft = (set: number): void => {
    left.set(student.needs)
    for (let k = 0; k < student.choices.length; k++) if ((set >> k) & 1) left[student.group[k]!]!--
  }

  const begin: Beam['begin'] = (given) => {
    table = given
    student = given.student
    lost = Number.NEGATIVE_INFINITY
    const many = student.choices.length
    for (let h = 0; h <= hospitals; h++) most[h] = new Float64Array(many).fill(Number.NEGATIVE_INFINITY)
    for (let start = 0; start + duration <= periods; start++) {
      if (student.canStart[start] === 0) continue
      for (let k = 0; k < many; k++) {
        for (let h = 0; h < hospitals; h++) {
          const value = table.gain[(start * many + k) * hospitals + h]!
          if (value > most[h]![k]!) most[h]![k] = value
          if (value > most[hospitals]![k]!) most[hospitals]![k] = value
        }
      }
    }
    for (let h = 0; h <= hospitals; h++) {
      const row = most[h]!
      order[h] = Int32Array.from(student.choices.keys()).sort((a, b) => row[b]! - row[a]!)
    }
  }

  const expand: Beam['expand'] = (layer) => {
    const first = new Int32Array(layer.sets.length + 1)
    const edgeChoice: number[] = []
    const edgeTarget: number[] = []
    const sets: number[] = []
    const indexOf = new Map<number, number>()
    for (let index = 0; index < layer.sets.length; index++) {
      const set = layer.sets[index]!
      for (const k of choicesAfter(student, set)) {
        const child = set | (1 << k)
        let position = indexOf.get(child)
        if (position === undefined) {
          position = sets.length
          indexOf.set(child, position)
          sets.push(child)
        }
        edgeChoice.push(k)
        edgeTarget.push(position)
      }
      first[index + 1] = edgeChoice.length
    }
    layer.firstEdge = first
    layer.edgeChoice = Int32Array.from(edgeChoice)
    layer.edgeTarget = Int32Array.from(edgeTarget)
    previous = layer
    return { ...layerOf([]), sets: Int32Array.from(sets) }
  }

  /** Optimistic: the best of what is left in each group, all in hospital h (or anywhere when h = hospitals). */
  const completion = (set: number, h: number): number => {
    const ranked = order[h]!
    const gains = most[h]!
    countLeft(set)
    let sum = 0
    for (let rank = 0; rank < ranked.length; rank++) {
      const k = ranked[rank]!
      const open = left[student.group[k]!]!
      if ((set >> k) & 1 || open === 0) continue
      left[student.group[k]!]!--
      sum += gains[k]!
    }
    return sum
  }
  /** The most a complete plan through a set can be worth. */
  const promiseOf = (set: number, index: number, done: number, cells: Float64Array): number => {
    const { scale, tally } = table
    const { earliestEnd, total } = student
    const ends = windowOf(student, done)
    const row = hospitals * tally.count
    const idle = Math.min(0, scale * student.idle)
    const reward = Math.max(0, scale * student.idle) * (periods - total * duration)
    const change = scale * student.change
    const anywhere = completion(set, hospitals) + (change > 0 ? change * (total - done) : change)
    let best = Number.NEGATIVE_INFINITY
    for (let h = 0; h < hospitals; h++) {
      const rest = Math.max(completion(set, h), anywhere) + reward
      for (let end = 0; end < ends; end++) {
        const waiting = idle * (earliestEnd[done]! + end - done * duration)
        const first = (index * ends + end) * row + h * tally.count
        for (let cell = first; cell < first + tally.count; cell++) {
          if (cells[cell]! + waiting + rest > best) best = cells[cell]! + waiting + rest
        }
      }
    }
    return best
  }

  const prune: Beam['prune'] = (layer, done, cells) => {
    const count = layer.sets.length
    const block = windowOf(student, done) * hospitals * table.tally.count
    const width = Math.max(LEAST_WIDTH, Math.floor(CELLS_PER_LAYER / block))
    if (count <= width) return layerOf(Array.from(layer.sets))
    const promise = new Float64Array(count)
    for (let index = 0; index < count; index++) promise[index] = promiseOf(layer.sets[index]!, index, done, cells)
    const limit = Float64Array.from(promise).sort()[count - width]!
    const sets: number[] = []
    const moved = new Int32Array(count).fill(-1)
    for (let index = 0; index < count; index++) {
      if (promise[index]! < limit || sets.length === width) {
        if (promise[index]! > lost) lost = promise[index]!
        continue
      }
      moved[index] = sets.length
      cells.copyWithin(sets.length * block, index * block, (index + 1) * block)
      sets.push(layer.sets[index]!)
    }
    const targets = previous.edgeTarget
    for (let edge = 0; edge < targets.length; edge++) targets[edge] = moved[targets[edge]!]!
    return layerOf(sets)
  }
  return { begin, first: () => layerOf([0]), expand, prune, lost: () => lost }
}
