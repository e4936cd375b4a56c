/** Who could help: people who may be where rules are broken, and who share activities or rooms with those concerned. */
import type { World } from '../parts/world.ts'
import type { Cost, Day } from '../problem.ts'

const IN_BROKEN_ROOM = 1000
const SAME_ACTIVITY = 10

/** At most `count` people, the most useful first. */
export function neighboursOf(world: World, people: number[], costs: Cost[], fromOn: Day, count: number): number[] {
  const { problem, activityIndex } = world
  const taken = new Set(people)
  const own = new Set<number>()
  const rooms = new Set<number>()
  for (const p of people) {
    for (const { activityId } of problem.people[p]!.activities) {
      const a = activityIndex.get(activityId)!
      own.add(a)
      for (const room of world.roomsOf(p, a)) rooms.add(room)
    }
  }
  const worth = new Float64Array(problem.people.length)
  const broken = new Set(costs.flatMap(({ tier, ruleId }) => (tier === null && ruleId !== undefined ? [ruleId] : [])))
  for (const [q, { activities, slots }] of problem.people.entries()) {
    if (taken.has(q) || (slots.at(-1)?.endOn ?? fromOn) < fromOn) continue
    for (const { activityId } of activities) {
      const a = activityIndex.get(activityId)!
      if (own.has(a)) worth[q]! += SAME_ACTIVITY
      for (const room of world.roomsOf(q, a)) {
        if (rooms.has(room)) worth[q]! += 1
        if (broken.has(problem.capacities[room]!.id)) worth[q]! += IN_BROKEN_ROOM
      }
    }
  }
  return Array.from(worth, (_, q) => q)
    .filter((q) => worth[q]! > 0)
    .sort((a, b) => worth[b]! - worth[a]! || a - b)
    .slice(0, Math.max(0, count))
}
