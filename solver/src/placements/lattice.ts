/**
 * The sets of disciplines a student can have done, in layers by size: closed under what must come before, within the
 * needs of each group, and completable. A path from the empty set to the last layer is an order of the student's
 * disciplines; the plan program (after Held and Karp, 1962) runs over it.
 */
import type { CompiledStudent } from './compile.ts'

export interface Layer {
  /** Bit sets of choices. */
  sets: Int32Array
  /** Index of a bit set in this layer, or -1. */
  indexOf: (set: number) => number
  /** Edges of set i: `firstEdge[i]` to `firstEdge[i + 1] - 1`; each adds a choice and leads to a set of the next layer. */
  firstEdge: Int32Array
  edgeChoice: Int32Array
  /** Index in the next layer; -1 when that set was dropped. */
  edgeTarget: Int32Array
}

export type Lattice = Layer[]

const NO_EDGES = new Int32Array(0)

export function layerOf(sets: number[]): Layer {
  const indices = new Map(sets.map((set, index) => [set, index]))
  return {
    sets: Int32Array.from(sets),
    indexOf: (set) => indices.get(set) ?? -1,
    firstEdge: NO_EDGES,
    edgeChoice: NO_EDGES,
    edgeTarget: NO_EDGES,
  }
}

/** All layers 0 … total; null when there would be more than `mostSets`. */
export function buildLattice(student: CompiledStudent, mostSets: number): Lattice | null {
  const { total } = student
  const forward: number[][] = [[0]]
  let count = 1
  for (let size = 0; size < total; size++) {
    const next = new Set<number>()
    for (const set of forward[size]!) {
      for (const k of choicesAfter(student, set)) next.add(set | (1 << k))
      if (count + next.size > mostSets) return null
    }
    count += next.size
    forward.push([...next])
  }
  const lattice: Lattice = [layerOf(forward[total]!)]
  for (let size = total - 1; size >= 0; size--) {
    const next = lattice.at(-1)!
    const alive = (set: number): boolean => choicesAfter(student, set).some((k) => next.indexOf(set | (1 << k)) >= 0)
    const layer = layerOf(forward[size]!.filter(alive))
    connect(student, layer, next)
    lattice.push(layer)
  }
  return lattice.reverse()
}

function connect(student: CompiledStudent, layer: Layer, next: Layer): void {
  const first: number[] = [0]
  const choices: number[] = []
  const targets: number[] = []
  for (const set of layer.sets) {
    for (const k of choicesAfter(student, set)) {
      const target = next.indexOf(set | (1 << k))
      if (target < 0) continue
      choices.push(k)
      targets.push(target)
    }
    first.push(choices.length)
  }
  layer.firstEdge = Int32Array.from(first)
  layer.edgeChoice = Int32Array.from(choices)
  layer.edgeTarget = Int32Array.from(targets)
}

/** The choices that may come next once a set is done: needs and order kept, and room left for what is required. */
export function choicesAfter(student: CompiledStudent, set: number): number[] {
  const { choices, before, group, needs, required } = student
  const left = Int32Array.from(needs)
  const spare = Int32Array.from(needs)
  const after: number[] = []
  for (let k = 0; k < choices.length; k++) {
    if ((set >> k) & 1) left[group[k]!]!--
    if (((set | required) >> k) & 1) spare[group[k]!]!--
  }
  for (let k = 0; k < choices.length; k++) {
    const open = (required >> k) & 1 ? left[group[k]!]! : spare[group[k]!]!
    if (((set >> k) & 1) === 0 && open > 0 && (before[k]! & ~set) === 0) after.push(k)
  }
  return after
}

/** Students with the same choices, needs and order share one lattice. */
export function latticeKey(student: CompiledStudent): string {
  return `${student.needs.join()}|${student.group.join()}|${student.before.join()}|${student.required}`
}
