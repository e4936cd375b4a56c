import type { CompiledShifts } from '../compile.ts'
import { type Reoptimiser, scheduleCost, scheduleOf } from './reoptimise.ts'

/** Improves a schedule one line at a time until no line improves it, then by so many shakes; offers it whenever it is better. */
export function polish(
  c: CompiledShifts,
  reoptimiser: Reoptimiser,
  lines: Int8Array,
  offer: (lines: Int8Array) => void,
  shouldStop: () => boolean,
  shakes: number,
): void {
  let schedule = scheduleOf(c, lines)
  reoptimiser.sweep(
    schedule,
    Array.from({ length: c.people }, (_, person) => person),
  )
  let cost = scheduleCost(c, schedule)
  offer(schedule.lines)
  for (let k = 0; k < shakes && !shouldStop(); k++) {
    const shaken = reoptimiser.shake(schedule, cost, Math.min(c.people, 2 + (k % 3)))
    if (!shaken) continue
    schedule = shaken
    cost = scheduleCost(c, shaken)
    offer(schedule.lines)
  }
}
