import { createFlowGraph, UNLIMITED } from '../../engine/flow.ts'
import { countInWords, listInWords, rangeInWords } from '../../words.ts'
import type { Compiled } from '../compile.ts'
import type { Reason } from '../problem.ts'
import { type Claim, countingSlots, ticksNeeded } from './claim.ts'
import { claimOn, daysOf, peopleAt, type Room } from './room.ts'

/** A room that must overflow: on days when too many people are fixed there, or over time, when people need more days there than it has. */
export function proveFull(c: Compiled, room: Room): Claim[] {
  return [...overfullDays(c, room), ...overfullYear(c, room)]
}

function overfullDays(c: Compiled, room: Room): Claim[] {
  const { capacity, outside } = room
  const max = capacity.max
  if (!max) return []
  let amount = 0
  let sentence = ''
  let range: Pick<Reason, 'startOn' | 'endOn'> = {}
  const people = new Set<string>()
  for (let i = room.firstInterval; i <= room.lastInterval; i++) {
    const fixed = peopleAt(c, room, room.forced, i)
    const over = fixed.length + outside[i]! - max.count
    if (over <= 0) continue
    amount += over * c.intervals.days[i]!
    for (const p of fixed) people.add(c.problem.people[p]!.id)
    if (sentence) continue
    const days = daysOf(c, i)
    const names = fixed.map((p) => c.problem.people[p]!.label)
    const others =
      outside[i]! > 0 ? ` and ${countInWords(outside[i]!, 'person', 'people')} from outside this schedule` : ''
    sentence = `${capacity.label} holds ${max.count} at once, but ${rangeInWords(days)} ${listInWords(names)}${others} can be nowhere else.`
    range = days
  }
  return amount === 0 ? [] : [claimOn(room, 'capacity-max', amount, sentence, [...people], [], range)]
}

/** A flow from what people need, over the intervals in which they could have it, to the places the room has. */
function overfullYear(c: Compiled, room: Room): Claim[] {
  const { capacity, outside } = room
  const max = capacity.max
  if (!max) return []
  const graph = createFlowGraph()
  const source = graph.addNode()
  const sink = graph.addNode()
  const intervalNodes = Array.from({ length: c.intervals.count }, (_, i) => {
    const node = graph.addNode()
    const inside = i >= room.firstInterval && i <= room.lastInterval
    graph.addEdge(node, sink, inside ? Math.max(0, max.count - outside[i]!) * c.intervals.days[i]! : UNLIMITED)
    return node
  })
  const demands: { person: string; label: string; node: number; days: number; ruleId: string }[] = []
  let total = 0
  for (const p of room.eligible) {
    const person = c.problem.people[p]!
    const taken = new Set<string>()
    const stays = new Map<number, number>()
    for (const requirement of person.requirements ?? []) {
      const needed = ticksNeeded(requirement)
      const own = requirement.activityIds
      if (needed === 0 || own.some((id) => room.members[c.activityIndex.get(id)!] === 0 || taken.has(id))) continue
      for (const id of own) taken.add(id)
      const slots = countingSlots(c, p, requirement)
      const days = fewestDays(c, slots, needed)
      const node = graph.addNode()
      graph.addEdge(source, node, days)
      total += days
      demands.push({ person: person.id, label: person.label, node, days, ruleId: requirement.id })
      for (const s of slots) {
        for (let i = c.intervals.first[s]!; i <= c.intervals.last[s]!; i++) {
          let stay = stays.get(i)
          if (stay === undefined) {
            stay = graph.addNode()
            stays.set(i, stay)
            graph.addEdge(stay, intervalNodes[i]!, c.intervals.days[i]!)
          }
          graph.addEdge(node, stay, c.intervals.days[i]!)
        }
      }
    }
  }
  const amount = total - graph.maximise(source, sink)
  if (amount <= 0) return []
  const stuck = demands.filter(({ node }) => graph.onSourceSide(node))
  const crowded = intervalNodes.flatMap((node, i) => (graph.onSourceSide(node) ? [i] : []))
  const asked = stuck.reduce((sum, { days }) => sum + days, 0)
  const people = [...new Set(stuck.map(({ label }) => label))]
  const range =
    crowded.length > 0
      ? { startOn: c.intervals.startOn[crowded[0]!]!, endOn: daysOf(c, crowded.at(-1)!).endOn }
      : undefined
  const when = range ? ` ${rangeInWords(range)}` : ''
  const has = asked - amount
  const sentence = `${capacity.label} holds ${max.count} at once: ${countInWords(people.length, 'person needs', 'people need')} ${asked} person-days there${when} (${listInWords(people)}), and ${has} can be had.`
  const ruleIds = stuck.map(({ ruleId }) => ruleId)
  return [
    claimOn(
      room,
      'capacity-max',
      amount,
      sentence,
      [...new Set(stuck.map(({ person }) => person))],
      ruleIds,
      range ?? {},
    ),
  ]
}

/** Fewest days in which these slots can give so many ticks (slots may be cut: a lower bound). */
function fewestDays(c: Compiled, slots: number[], ticks: number): number {
  let left = ticks
  let days = 0
  for (const s of slots.toSorted((a, b) => c.slotDays[a]! / c.ticks[a]! - c.slotDays[b]! / c.ticks[b]!)) {
    const used = Math.min(left, c.ticks[s]!)
    days += (used * c.slotDays[s]!) / c.ticks[s]!
    left -= used
    if (left === 0) break
  }
  return Math.ceil(days - 1e-6)
}
