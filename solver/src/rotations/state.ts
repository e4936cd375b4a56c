/** The schedule under search, with its cost kept up to date change by change. */
import type { Compiled } from './compile.ts'
import { createLoads, type Loads } from './constraints/capacity.ts'
import { LINE_CONSTRAINTS } from './constraints/catalogue.ts'
import { compileFairness, fairnessCost, type FairnessRule } from './constraints/fairness.ts'
import { addTo, createSparseSet, removeFrom, type SparseSet } from '../engine/sparse-set.ts'
import { createLine, createRunReader, type Line, type LineCost } from './line.ts'

export interface State {
  c: Compiled
  line: Line
  loads: Loads
  /** Hard first, then tiers. */
  cost: Float64Array
  /** `lineCost[p * width + level]`. */
  lineCost: Float64Array
  /** People whose own line breaks a hard rule. */
  hotPeople: SparseSet
  /** Puts slots on activities; `revert` takes the last `apply` back. No slot may occur twice. */
  apply: (slots: Int32Array, activities: Int16Array, count: number) => void
  revert: () => void
}

export function createState(c: Compiled, activities: Int16Array): State {
  const { width } = c
  const line = createLine(c)
  const loads = createLoads(c)
  const fairness = compileFairness(c)
  const rulesOf: LineCost[][] = c.problem.people.map((_, p) => LINE_CONSTRAINTS.flatMap(({ cost }) => cost(c, p) ?? []))
  const readers = c.problem.people.map((_, p) => createRunReader(c, p))
  const cost = new Float64Array(width)
  const lineCost = new Float64Array(c.personCount * width)
  const hotPeople = createSparseSet(c.personCount)
  const one = new Float64Array(width)

  const priceLine = (p: number): Float64Array => {
    one.fill(0)
    readers[p]!(line)
    for (const rule of rulesOf[p]!) rule(line, one)
    return one
  }
  const markHot = (p: number): void => {
    if (lineCost[p * width]! > 0) addTo(hotPeople, p)
    else removeFrom(hotPeople, p)
  }

  line.activity.set(activities)
  for (let s = 0; s < c.slotCount; s++) {
    if (activities[s]! >= 0) loads.add(s, activities[s]!, 1, one)
  }
  loads.costInto(cost)
  for (let p = 0; p < c.personCount; p++) {
    const price = priceLine(p)
    for (let level = 0; level < width; level++) {
      lineCost[p * width + level] = price[level]!
      cost[level] = cost[level]! + price[level]!
    }
    markHot(p)
    for (const rule of fairness) moveDays(c, rule, activities, p)
  }
  for (const rule of fairness) cost[rule.level] = cost[rule.level]! + fairnessCost(rule)

  let changes = 0
  const changedSlots = new Int32Array(c.slotCount)
  const oldActivities = new Int16Array(c.slotCount)
  let touched = 0
  const touchedPeople = new Int32Array(c.personCount)
  const isTouched = new Uint8Array(c.personCount)
  const oldCost = new Float64Array(width)
  const oldLineCost = new Float64Array(c.personCount * width)

  const shiftFairness = (slot: number, from: number, to: number): void => {
    for (const rule of fairness) {
      const at = rule.position[c.slotPerson[slot]!]!
      if (at < 0) continue
      rule.days[at] = rule.days[at]! + (rule.members[to]! - rule.members[from]!) * c.slotDays[slot]!
    }
  }

  const apply: State['apply'] = (slots, values, count) => {
    changes = 0
    touched = 0
    oldCost.set(cost)
    for (const rule of fairness) cost[rule.level] = cost[rule.level]! - fairnessCost(rule)
    for (let k = 0; k < count; k++) {
      const s = slots[k]!
      const before = line.activity[s]!
      const after = values[k]!
      if (before === after) continue
      changedSlots[changes] = s
      oldActivities[changes++] = before
      line.activity[s] = after
      loads.add(s, before, -1, cost)
      loads.add(s, after, 1, cost)
      shiftFairness(s, before, after)
      const p = c.slotPerson[s]!
      if (isTouched[p] === 0) {
        isTouched[p] = 1
        touchedPeople[touched++] = p
      }
    }
    for (let k = 0; k < touched; k++) {
      const p = touchedPeople[k]!
      isTouched[p] = 0
      const price = priceLine(p)
      for (let level = 0; level < width; level++) {
        const before = lineCost[p * width + level]!
        oldLineCost[k * width + level] = before
        lineCost[p * width + level] = price[level]!
        cost[level] = cost[level]! + price[level]! - before
      }
      markHot(p)
    }
    for (const rule of fairness) cost[rule.level] = cost[rule.level]! + fairnessCost(rule)
  }

  const revert = (): void => {
    for (let k = changes - 1; k >= 0; k--) {
      const s = changedSlots[k]!
      const after = line.activity[s]!
      const before = oldActivities[k]!
      line.activity[s] = before
      loads.add(s, after, -1, cost)
      loads.add(s, before, 1, cost)
      shiftFairness(s, after, before)
    }
    for (let k = 0; k < touched; k++) {
      const p = touchedPeople[k]!
      for (let level = 0; level < width; level++) lineCost[p * width + level] = oldLineCost[k * width + level]!
      markHot(p)
    }
    cost.set(oldCost)
    changes = 0
    touched = 0
  }
  return { c, line, loads, cost, lineCost, hotPeople, apply, revert }
}

function moveDays(c: Compiled, rule: FairnessRule, activities: Int16Array, p: number): void {
  const at = rule.position[p]!
  if (at < 0) return
  for (let s = c.slotFrom[p]!; s < c.slotFrom[p + 1]!; s++) {
    const a = activities[s]!
    if (a >= 0 && rule.members[a] === 1) rule.days[at] = rule.days[at]! + c.slotDays[s]!
  }
}
