/** Lines that break a rule, replaced by the exactly cheapest ones that do not; or the proof that there is none. */
import type { Budget } from '../engine/budget.ts'
import { buildLineModel } from './columns/line-model.ts'
import { createPricer, NO_LINE, type Pricer } from './columns/pricing.ts'
import type { CompiledShifts } from './compile.ts'
import type { ShiftState } from './state.ts'

export interface Mended {
  /** People whose rules no line at all can keep. */
  impossible: number[]
}

/** Larger tables of the exact planning take too much memory; such lines are left to the search. */
const MOST_CELLS = 30_000_000

/** Returns `mend()`, which rewrites every broken line of the state for which an exact one is found. */
export function createMender(state: ShiftState, budget: Budget): () => Mended {
  const { c, lines, counts } = state
  const { days, width, wanted, under, over } = c
  const broken = new Int32Array(c.people)
  const rewards = new Float64Array(days * width)
  const line = new Int8Array(days)
  let pricer: Pricer | null = null

  /** What one more person on each shift would save, this person taken out. */
  const fillRewards = (person: number): void => {
    for (let day = 0; day < days; day++)
      for (let entry = 1; entry < width; entry++) {
        const at = day * width + entry
        const others = counts[at]! - (lines[person * days + day] === entry ? 1 : 0)
        rewards[at] = others < wanted[at]! ? under[at]! : -over[at]!
      }
  }
  return () => {
    const impossible: number[] = []
    const found = state.findBroken(broken)
    for (const person of broken.slice(0, found)) {
      if (budget.over()) break
      if (!isExactlyPlannable(c, person)) continue
      pricer ??= createPricer(c, { shouldStop: budget.over, isCancelled: budget.over })
      fillRewards(person)
      const cost = pricer.price(person, rewards, line, { exact: true })
      if (cost < NO_LINE) state.change(person, 0, line, 0, days)
      else if (pricer.bound >= NO_LINE) impossible.push(person)
    }
    return { impossible }
  }
}

/** Whether the tables of a person's exact planning fit in memory. */
export function isExactlyPlannable(c: CompiledShifts, person: number): boolean {
  const { states, weekendCounts, width } = buildLineModel(c, person)
  return states * weekendCounts * width * c.days <= MOST_CELLS
}
