/** A capacity with other limits on some of its days. */
import type { Capacity, DayRange, RotationProblem } from './problem.ts'

/** Before, during and after the days: capacities of their own, with ` (before)` and ` (after)` added to the id of the outer ones. */
export function splitRoom(
  problem: RotationProblem,
  roomId: string,
  days: DayRange,
  change: (room: Capacity) => Capacity,
): RotationProblem {
  return {
    ...problem,
    capacities: problem.capacities.flatMap((room) => {
      if (room.id !== roomId) return [room]
      const whole = room.window ?? horizonOf(problem)
      const during = { startOn: Math.max(days.startOn, whole.startOn), endOn: Math.min(days.endOn, whole.endOn) }
      if (during.endOn < during.startOn) return [room]
      const before = { startOn: whole.startOn, endOn: during.startOn - 1 }
      const after = { startOn: during.endOn + 1, endOn: whole.endOn }
      return [
        ...(before.endOn >= before.startOn ? [{ ...room, id: `${room.id} (before)`, window: before }] : []),
        { ...change(room), window: during },
        ...(after.endOn >= after.startOn ? [{ ...room, id: `${room.id} (after)`, window: after }] : []),
      ]
    }),
  }
}

/** The first to the last day of anybody's slots. */
export function horizonOf({ people }: RotationProblem): DayRange {
  let startOn = Number.POSITIVE_INFINITY
  let endOn = Number.NEGATIVE_INFINITY
  for (const { slots } of people) {
    startOn = Math.min(startOn, slots[0]?.startOn ?? startOn)
    endOn = Math.max(endOn, slots.at(-1)?.endOn ?? endOn)
  }
  return { startOn, endOn }
}
