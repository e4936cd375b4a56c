/** What happens to a published schedule. */
import type { Day, RotationProblem } from '../problem.ts'
import { splitRoom } from '../room-window.ts'

export type Disturbance =
  /** Somebody is away: slots that lie in it for more than half of their days become leave. */
  | { kind: 'absence'; personId: string; startOn: Day; endOn: Day }
  /** Nobody whom the capacity counts may be on its activities, and nobody needs to be. */
  | { kind: 'closed-room'; capacityId: string; startOn: Day; endOn: Day }
  /** The slot that holds this day, and those up to `untilOn`, must be on the activity. */
  | { kind: 'pin'; personId: string; on: Day; untilOn?: Day; activityId: string }

/** Slots that end before this day stay as they are. */
export function firstDayOf(disturbance: Disturbance): Day {
  return disturbance.kind === 'pin' ? disturbance.on : disturbance.startOn
}

/** The problem as it is after the disturbance. Ids that do not exist change nothing. */
export function disturb(problem: RotationProblem, disturbance: Disturbance): RotationProblem {
  if (disturbance.kind === 'closed-room') {
    return splitRoom(problem, disturbance.capacityId, disturbance, ({ min: _min, ...room }) => ({
      ...room,
      max: { count: 0 },
    }))
  }
  return {
    ...problem,
    people: problem.people.map((person) => {
      if (person.id !== disturbance.personId) return person
      return {
        ...person,
        slots: person.slots.map((slot) => {
          if (disturbance.kind === 'pin') {
            const { away: _away, ...here } = slot
            const holds = slot.startOn <= (disturbance.untilOn ?? disturbance.on) && disturbance.on <= slot.endOn
            return holds ? { ...here, pinned: disturbance.activityId } : slot
          }
          const { pinned: _pinned, ...free } = slot
          const first = Math.max(slot.startOn, disturbance.startOn)
          const last = Math.min(slot.endOn, disturbance.endOn)
          const isAway = 2 * (last - first + 1) > slot.endOn - slot.startOn + 1
          return isAway ? { ...free, away: true } : slot
        }),
      }
    }),
  }
}
