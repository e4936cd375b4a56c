/** Walks back through the plan program's table from the best end; among equal predecessors, by chance. */
import type { Prng } from '../engine/prng.ts'
import type { CompiledPlacements } from './compile.ts'
import { windowOf } from './extend-layer.ts'
import type { Plan, PlanTable } from './plan-program.ts'

export type Trace = (table: PlanTable, best: number, plan: Plan, prng: Prng) => void

export function createTrace(c: CompiledPlacements): Trace {
  const { hospitals, duration } = c
  // Where the walk stands.
  let set = 0
  let end = 0
  let hospital = 0
  let tally = 0
  let offers = 0
  const offer = (prng: Prng, ...at: [number, number, number, number]): boolean => {
    if (++offers > 1 && prng.below(offers) > 0) return false
    ;[set, end, hospital, tally] = at
    return true
  }
  const chooseEnd = (
    { student, scale, tally: { count }, layers, cells }: PlanTable,
    best: number,
    prng: Prng,
  ): void => {
    const { total, earliestEnd, idle } = student
    const ends = windowOf(student, total)
    const values = cells[total]!
    offers = 0
    for (let last = 0; last < layers[total]!.sets.length; last++) {
      for (let position = 0; position < ends; position++) {
        const at = earliestEnd[total]! + position
        const waiting = scale * idle * (at - total * duration)
        for (let h = 0; h < hospitals; h++) {
          const value = values[((last * ends + position) * hospitals + h) * count + count - 1]!
          if (value + waiting === best) offer(prng, last, at, h, count - 1)
        }
      }
    }
  }
  /** Chooses what came before placement `done`, and returns its choice. */
  const stepBack = (table: PlanTable, done: number, prng: Prng): number => {
    const { student, gain, layers, cells, scale } = table
    const { earliestEnd, choices, before } = student
    const { count, next } = table.tally
    const change = scale * student.change
    const start = end - duration
    const place = (set * windowOf(student, done) + end - earliestEnd[done]!) * hospitals + hospital
    const value = cells[done]![place * count + tally]!
    const sets = layers[done]!.sets[set]!
    const [toHospital, toTally] = [hospital, tally]
    const prior = layers[done - 1]!
    const values = cells[done - 1]!
    const ends = windowOf(student, done - 1)
    let chosen = -1
    offers = 0
    for (let k = 0; k < choices.length; k++) {
      const parentSet = sets ^ (1 << k)
      if (((sets >> k) & 1) === 0 || (before[k]! & ~parentSet) !== 0) continue
      const parent = prior.indexOf(parentSet)
      if (parent < 0) continue
      const own = gain[(start * choices.length + k) * hospitals + toHospital]!
      for (let position = 0; position < ends && earliestEnd[done - 1]! + position <= start; position++) {
        for (let cell = 0; cell < hospitals * count; cell++) {
          const h = Math.floor(cell / count)
          const stays = h === toHospital || done === 1
          if (next[toHospital * count + (cell % count)] !== toTally) continue
          const reached = values[(parent * ends + position) * hospitals * count + cell]!
          if ((stays ? reached : reached + change) + own !== value) continue
          if (offer(prng, parent, earliestEnd[done - 1]! + position, h, cell % count)) chosen = k
        }
      }
    }
    return chosen
  }
  return (table, best, plan, prng) => {
    chooseEnd(table, best, prng)
    for (let done = table.student.total; done > 0; done--) {
      plan.hospital[done - 1] = hospital
      plan.start[done - 1] = end - duration
      plan.choice[done - 1] = stepBack(table, done, prng)
    }
  }
}
