import type { Intervals } from './compile.ts'
import type { RotationProblem } from './problem.ts'

/** Cuts the horizon at every first day and every day after a last day of slots, capacity windows and outside loads. */
export function compileIntervals(
  problem: RotationProblem,
  slotFrom: Int32Array,
  startOn: Int32Array,
  endOn: Int32Array,
): Intervals {
  const horizonStartOn = startOn.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY)
  const horizonEndOn = endOn.reduce((most, day) => Math.max(most, day), Number.NEGATIVE_INFINITY)
  const cuts = new Set<number>()
  const cut = (day: number): void => {
    if (day >= horizonStartOn && day <= horizonEndOn) cuts.add(day)
  }
  cut(horizonStartOn)
  for (const day of startOn) cut(day)
  for (const day of endOn) cut(day + 1)
  for (const capacity of problem.capacities) {
    for (const range of [...(capacity.load ?? []), ...(capacity.window ? [capacity.window] : [])]) {
      cut(range.startOn)
      cut(range.endOn + 1)
    }
  }
  const starts = Int32Array.from([...cuts].sort((a, b) => a - b))
  const count = starts.length
  const days = Int32Array.from(starts, (day, i) => (i + 1 < count ? starts[i + 1]! : horizonEndOn + 1) - day)
  const at = new Map(Array.from(starts, (day, i) => [day, i]))
  const first = Int32Array.from(startOn, (day) => at.get(day)!)
  const last = Int32Array.from(endOn, (day) => (at.get(day + 1) ?? count) - 1)
  const slotAt = new Int32Array(problem.people.length * count).fill(-1)
  for (let p = 0; p < problem.people.length; p++) {
    for (let s = slotFrom[p]!; s < slotFrom[p + 1]!; s++)
      slotAt.fill(s, p * count + first[s]!, p * count + last[s]! + 1)
  }
  return { count, days, startOn: starts, first, last, slotAt }
}
