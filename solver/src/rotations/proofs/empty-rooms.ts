import { createFlowGraph, UNLIMITED } from '../../engine/flow.ts'
import { countInWords, rangeInWords } from '../../words.ts'
import type { Compiled } from '../compile.ts'
import type { Reason } from '../problem.ts'
import { type Claim, slotsOf, ticksLeft } from './claim.ts'
import { claimOn, daysOf, membersOpen, peopleAt, type Room } from './room.ts'

/** A room that must stand empty: on days when too few people could be there, or over time, when people's maxima do not cover it. */
export function proveEmpty(c: Compiled, room: Room): Claim[] {
  return [...emptyDays(c, room), ...emptyYear(c, room)]
}

function emptyDays(c: Compiled, room: Room): Claim[] {
  const { capacity, outside } = room
  const min = capacity.min
  if (!min) return []
  let amount = 0
  let sentence = ''
  let range: Pick<Reason, 'startOn' | 'endOn'> = {}
  for (let i = room.firstInterval; i <= room.lastInterval; i++) {
    const able = peopleAt(c, room, room.possible, i).length + outside[i]!
    const short = min.count - able
    if (short <= 0) continue
    amount += short * c.intervals.days[i]!
    if (sentence) continue
    range = daysOf(c, i)
    sentence = `${capacity.label} needs at least ${min.count} at once, but ${rangeInWords(daysOf(c, i))} only ${countInWords(able, 'person', 'people')} can be there.`
  }
  return amount === 0 ? [] : [claimOn(room, 'capacity-min', amount, sentence, [], [], range)]
}

/** A flow from the days people may spend there, over the intervals in which they could, to the days it needs. */
function emptyYear(c: Compiled, room: Room): Claim[] {
  const { capacity, outside } = room
  const min = capacity.min
  if (!min) return []
  const graph = createFlowGraph()
  const source = graph.addNode()
  const sink = graph.addNode()
  let wanted = 0
  const intervalNodes = Array.from({ length: c.intervals.count }, (_, i) => {
    const node = graph.addNode()
    const inside = i >= room.firstInterval && i <= room.lastInterval
    const need = inside ? Math.max(0, min.count - outside[i]!) * c.intervals.days[i]! : 0
    wanted += need
    graph.addEdge(node, sink, need)
    return node
  })
  for (const p of room.eligible) {
    const supply = mostDays(c, p, room)
    if (supply === 0) continue
    const node = graph.addNode()
    graph.addEdge(source, node, supply)
    for (const s of slotsOf(c, p)) {
      if (room.possible[s] === 0) continue
      for (let i = c.intervals.first[s]!; i <= c.intervals.last[s]!; i++)
        graph.addEdge(node, intervalNodes[i]!, c.intervals.days[i]!)
    }
  }
  const reached = graph.maximise(source, sink)
  if (reached >= wanted) return []
  const sentence = `${capacity.label} needs at least ${min.count} at once, ${wanted} person-days in all, but what people may spend there covers at most ${reached}.`
  return [claimOn(room, 'capacity-min', wanted - reached, sentence, [], [], {})]
}

/** Most days a person may spend on the room's activities under hard maxima (slots may be cut: an upper bound). */
function mostDays(c: Compiled, p: number, room: Room): number {
  const { requirements = [] } = c.problem.people[p]!
  const slots = slotsOf(c, p).filter((s) => room.possible[s] === 1)
  const limits = new Map<string, number>()
  for (const a of new Set(slots.flatMap((s) => membersOpen(c, s, room)))) {
    const id = c.problem.activities[a]!.id
    const limiting = requirements.find(
      (one) => !one.window && one.activityIds.includes(id) && ticksLeft(one) < Number.POSITIVE_INFINITY,
    )
    if (!limiting) return UNLIMITED
    limits.set(limiting.id, ticksLeft(limiting))
  }
  let left = [...limits.values()].reduce((sum, ticks) => sum + ticks, 0)
  let days = 0
  for (const s of slots.toSorted((a, b) => c.slotDays[b]! / c.ticks[b]! - c.slotDays[a]! / c.ticks[a]!)) {
    const used = Math.min(left, c.ticks[s]!)
    days += (used * c.slotDays[s]!) / c.ticks[s]!
    left -= used
    if (left === 0) break
  }
  return Math.floor(days + 1e-6)
}
