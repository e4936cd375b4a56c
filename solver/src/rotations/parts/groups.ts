/** Which people belong together: by activities, by fairness, by rooms. */
import type { RotationProblem } from '../problem.ts'

/** People who share an activity or a fairness rule: the programs, as far as the problem shows them. In order of their first person. */
export function programsOf(problem: RotationProblem): number[][] {
  return groupBy(problem, (join) => {
    for (const [p, { activities }] of problem.people.entries())
      for (const { activityId } of activities) join(p, `activity ${activityId}`)
    joinFairness(problem, join)
  })
}

/** People whom no chain of shared activities, rooms or fairness rules connects with others: problems of their own. */
export function componentsOf(problem: RotationProblem): number[][] {
  const roomsOf = roomsByActivity(problem)
  return groupBy(problem, (join) => {
    for (const [p, { activities }] of problem.people.entries())
      for (const { activityId } of activities) for (const room of roomsOf.get(activityId) ?? []) join(p, `room ${room}`)
    joinFairness(problem, join)
  })
}

/** Programs put together with those they share most rooms with, up to so many slots. */
export function chunksOf(problem: RotationProblem, mostSlots: number): number[][] {
  const roomsOf = roomsByActivity(problem)
  const programs = programsOf(problem).map((people) => ({
    people,
    slots: people.reduce((sum, p) => sum + problem.people[p]!.slots.length, 0),
    rooms: new Set(
      people.flatMap((p) => problem.people[p]!.activities.flatMap(({ activityId }) => roomsOf.get(activityId) ?? [])),
    ),
  }))
  const left = new Set(programs)
  const chunks: number[][] = []
  for (const first of programs) {
    if (!left.delete(first)) continue
    const chunk = { people: [...first.people], slots: first.slots, rooms: new Set(first.rooms) }
    while (true) {
      let next: (typeof programs)[number] | null = null
      let most = 0
      for (const program of left) {
        if (chunk.slots + program.slots > mostSlots) continue
        let shared = 0
        for (const room of program.rooms) if (chunk.rooms.has(room)) shared++
        if (shared > most) [next, most] = [program, shared]
      }
      if (next === null) break
      left.delete(next)
      chunk.people.push(...next.people)
      chunk.slots += next.slots
      for (const room of next.rooms) chunk.rooms.add(room)
    }
    chunks.push(chunk.people.sort((a, b) => a - b))
  }
  return chunks
}

type Join = (person: number, key: string) => void

function joinFairness({ fairness = [], people }: RotationProblem, join: Join): void {
  const index = new Map(people.map(({ id }, p) => [id, p]))
  for (const { id, personIds } of fairness)
    for (const personId of personIds) join(index.get(personId)!, `fairness ${id}`)
}

function roomsByActivity({ capacities }: RotationProblem): Map<string, number[]> {
  const rooms = new Map<string, number[]>()
  for (const [room, { activityIds }] of capacities.entries())
    for (const id of activityIds) rooms.set(id, [...(rooms.get(id) ?? []), room])
  return rooms
}

/** People with a key in common are in one group, and so on along the chain. */
function groupBy({ people }: RotationProblem, joinAll: (join: Join) => void): number[][] {
  const parent = people.map((_, p) => p)
  const rootOf = (p: number): number => {
    let root = p
    while (parent[root] !== root) root = parent[root]!
    for (let at = p; at !== root; ) {
      const next = parent[at]!
      parent[at] = root
      at = next
    }
    return root
  }
  const holder = new Map<string, number>()
  joinAll((p, key) => {
    const other = holder.get(key)
    if (other === undefined) {
      holder.set(key, p)
      return
    }
    const [a, b] = [rootOf(p), rootOf(other)]
    parent[Math.max(a, b)] = Math.min(a, b)
  })
  const groups = new Map<number, number[]>()
  for (let p = 0; p < people.length; p++) {
    const root = rootOf(p)
    const group = groups.get(root)
    if (group) group.push(p)
    else groups.set(root, [p])
  }
  return [...groups.values()]
}
