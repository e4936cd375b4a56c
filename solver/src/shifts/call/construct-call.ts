/** A first call schedule: pins, then day by day whoever makes it best, until nobody makes it better. */
import type { Budget } from '../../engine/budget.ts'
import type { Prng } from '../../engine/prng.ts'
import { compareCosts } from '../../engine/tiers.ts'
import { addCell, type CallState, createCallMove } from './call-state.ts'

/** People tried for each shift of a day. */
const TRIED = 10

/** Puts into the empty cells of a schedule what makes it better, day by day and shift by shift. Stops with its budget. */
export function constructCall(state: CallState, prng: Prng, budget: Budget): void {
  const { c, cost, lines } = state
  const { days, people, past, choices, may, width, parts, together } = c
  for (let cell = 0; cell < people * days; cell++)
    if (choices[cell]!.length === 1) state.set(Math.floor(cell / days), cell % days, choices[cell]![0]!)
  budget.over()
  const move = createCallMove()
  const best = new Float64Array(cost.length)

  /** Who of a few people helps most on the shift, beside what they work already if they may; -1 when none does. */
  const chooseFor = (day: number, entry: number): number => {
    let chosen = -1
    best.set(cost)
    const first = prng.below(people)
    for (let k = 0, tried = 0; k < people && tried < TRIED; k++) {
      const person = (first + k) % people
      const both = together[lines[person]![past + day]! * width + entry]!
      if (both < 0 || may[(person * days + day) * width + both] === 0) continue
      tried++
      move.count = 0
      addCell(move, person, day, both)
      state.apply(move)
      if (compareCosts(cost, best) < 0) {
        best.set(cost)
        chosen = person
      }
      state.revert()
    }
    return chosen
  }

  for (let day = 0; day < days; day++)
    for (let entry = 1; entry < width; entry++)
      // Shifts held together come about one after the other.
      while (parts[entry]!.length === 1 && !budget.over()) {
        const person = chooseFor(day, entry)
        if (person < 0) break
        state.set(person, day, together[lines[person]![past + day]! * width + entry]!)
      }
}
