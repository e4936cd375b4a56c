/**
 * A lattice around one plan: most of its disciplines keep their order (a chain), a few are free to go anywhere or to be
 * exchanged for others. Re-solving over it is a large neighbourhood: hospitals and periods of the whole plan are free.
 */
import type { Prng } from '../engine/prng.ts'
import type { CompiledStudent } from './compile.ts'
import { choicesAfter, type Lattice, type Layer } from './lattice.ts'

const FREE_DONE = 4
const FREE_OTHERS = 2

/** `choice` from `first` on holds the plan's choices in order of time. */
export function buildNearLattice(student: CompiledStudent, choice: Int32Array, first: number, prng: Prng): Lattice {
  const { total, choices } = student
  const done = Array.from(choice.subarray(first, first + total))
  const freeDone = new Set(sample(done, FREE_DONE, prng))
  const others = Array.from(choices.keys()).filter((k) => !done.includes(k))
  const free = [...freeDone, ...sample(others, FREE_OTHERS, prng)]
  const chain = done.filter((k) => !freeDone.has(k))
  const subsets = 1 << free.length
  const freeBits = free.map((k) => 1 << k)
  /** Index in its layer of the set with so much of the chain and this subset of the free ones, or -1. */
  const index = new Int32Array((chain.length + 1) * subsets).fill(-1)
  const prefix = [0]
  for (const k of chain) prefix.push(prefix.at(-1)! | (1 << k))
  const chainSet = prefix.at(-1)!
  const positionOf = (set: number): number => {
    let length = 0
    for (let bits = set & chainSet; bits !== 0; bits &= bits - 1) length++
    if ((set & chainSet) !== prefix[length] || (set & ~chainSet & ~freeBits.reduce((a, b) => a | b, 0)) !== 0) return -1
    let subset = 0
    for (let position = 0; position < freeBits.length; position++)
      if (set & freeBits[position]!) subset |= 1 << position
    return length * subsets + subset
  }
  const lattice: Lattice = []
  let positions = [0]
  index[0] = 0
  for (let size = 0; size <= total; size++) {
    const next: number[] = []
    const sets = new Int32Array(positions.length)
    const firstEdge = new Int32Array(positions.length + 1)
    const edgeChoice: number[] = []
    const edgeTarget: number[] = []
    for (const [at, position] of positions.entries()) {
      const length = Math.floor(position / subsets)
      let set = prefix[length]!
      for (let k = 0; k < free.length; k++) if ((position >> k) & 1) set |= freeBits[k]!
      sets[at] = set
      for (const k of size < total ? choicesAfter(student, set) : []) {
        const freePlace = free.indexOf(k)
        if (freePlace < 0 && chain[length] !== k) continue
        const target = freePlace < 0 ? position + subsets : position | (1 << freePlace)
        if (index[target]! < 0) {
          index[target] = next.length
          next.push(target)
        }
        edgeChoice.push(k)
        edgeTarget.push(index[target]!)
      }
      firstEdge[at + 1] = edgeChoice.length
    }
    const layer: Layer = {
      sets,
      indexOf: (set) => {
        const position = positionOf(set)
        return position < 0 ? -1 : index[position]!
      },
      firstEdge,
      edgeChoice: Int32Array.from(edgeChoice),
      edgeTarget: Int32Array.from(edgeTarget),
    }
    lattice.push(layer)
    positions = next
  }
  return lattice
}

function sample(list: number[], count: number, prng: Prng): number[] {
  const rest = [...list]
  const taken: number[] = []
  while (taken.length < count && rest.length > 0) taken.push(...rest.splice(prng.below(rest.length), 1))
  return taken
}
