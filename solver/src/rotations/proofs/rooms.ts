import { createFlowGraph, UNLIMITED } from '../../engine/flow.ts'
import { countInWords, listInWords, rangeInWords } from '../../words.ts'
import type { Compiled } from '../compile.ts'
import { createLoads, type LoadRule } from '../constraints/capacity.ts'
import type { Reason } from '../problem.ts'
import { type Claim, countingSlots, isForced, type Prover, slotsOf, ticksLeft, ticksNeeded } from './claim.ts'

/**
 * Rooms that must overflow or stay empty. Day by day: people fixed there, people who could be there. Over time: what people
 * need to spend there against the days the room has (a flow from people over intervals), and the same for coverage.
 */
export const proveRooms: Prover = (c) => {
  const { rules, load } = createLoads(c)
  return rules.flatMap((rule, k) => {
    const outside = load.subarray(k * c.intervals.count, (k + 1) * c.intervals.count)
    return [
      ...overfullDays(c, rule, outside),
      ...overfullYear(c, rule, outside),
      ...emptyDays(c, rule, outside),
      ...emptyYear(c, rule, outside),
    ]
  })
}

function overfullDays(c: Compiled, rule: LoadRule, outside: Int32Array): Claim[] {
  const { capacity } = rule
  const max = capacity.max
  if (!max) return []
  let amount = 0
  let sentence = ''
  let range: Pick<Reason, 'startOn' | 'endOn'> = {}
  const people = new Set<string>()
  for (let i = rule.firstInterval; i <= rule.lastInterval; i++) {
    const fixed = peopleAt(c, rule, i, (s) => isForced(c, s, rule.members))
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
  return amount === 0 ? [] : [claimOn(rule, 'capacity-max', amount, sentence, [...people], [], range)]
}

function overfullYear(c: Compiled, rule: LoadRule, outside: Int32Array): Claim[] {
  const { capacity } = rule
  const max = capacity.max
  if (!max) return []
  const graph = createFlowGraph()
  const source = graph.addNode()
  const sink = graph.addNode()
  const intervalNodes = Array.from({ length: c.intervals.count }, (_, i) => {
    const node = graph.addNode()
    const inside = i >= rule.firstInterval && i <= rule.lastInterval
    graph.addEdge(node, sink, inside ? Math.max(0, max.count - outside[i]!) * c.intervals.days[i]! : UNLIMITED)
    return node
  })
  const demands: { person: string; label: string; node: number; days: number; ruleId: string }[] = []
  let total = 0
  for (const [p, person] of c.problem.people.entries()) {
    if (rule.people[p] === 0) continue
    const taken = new Set<string>()
    const stays = new Map<number, number>()
    for (const requirement of person.requirements ?? []) {
      const needed = ticksNeeded(requirement)
      const own = requirement.activityIds
      if (needed === 0 || own.some((id) => rule.members[c.activityIndex.get(id)!] === 0 || taken.has(id))) continue
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
      rule,
      'capacity-max',
      amount,
      sentence,
      [...new Set(stuck.map(({ person }) => person))],
      ruleIds,
      range ?? {},
    ),
  ]
}

function emptyDays(c: Compiled, rule: LoadRule, outside: Int32Array): Claim[] {
  const { capacity } = rule
  const min = capacity.min
  if (!min) return []
  let amount = 0
  let sentence = ''
  let range: Pick<Reason, 'startOn' | 'endOn'> = {}
  for (let i = rule.firstInterval; i <= rule.lastInterval; i++) {
    const able = peopleAt(c, rule, i, (s) => [...mayBe(c, s, rule)].length > 0).length + outside[i]!
    const short = min.count - able
    if (short <= 0) continue
    amount += short * c.intervals.days[i]!
    if (sentence) continue
    range = daysOf(c, i)
    sentence = `${capacity.label} needs at least ${min.count} at once, but ${rangeInWords(daysOf(c, i))} only ${countInWords(able, 'person', 'people')} can be there.`
  }
  return amount === 0 ? [] : [claimOn(rule, 'capacity-min', amount, sentence, [], [], range)]
}

function emptyYear(c: Compiled, rule: LoadRule, outside: Int32Array): Claim[] {
  const { capacity } = rule
  const min = capacity.min
  if (!min) return []
  const graph = createFlowGraph()
  const source = graph.addNode()
  const sink = graph.addNode()
  let wanted = 0
  const intervalNodes = Array.from({ length: c.intervals.count }, (_, i) => {
    const node = graph.addNode()
    const inside = i >= rule.firstInterval && i <= rule.lastInterval
    const need = inside ? Math.max(0, min.count - outside[i]!) * c.intervals.days[i]! : 0
    wanted += need
    graph.addEdge(node, sink, need)
    return node
  })
  for (let p = 0; p < c.personCount; p++) {
    if (rule.people[p] === 0) continue
    const supply = mostDays(c, p, rule)
    if (supply === 0) continue
    const node = graph.addNode()
    graph.addEdge(source, node, supply)
    for (const s of slotsOf(c, p)) {
      if ([...mayBe(c, s, rule)].length === 0) continue
      for (let i = c.intervals.first[s]!; i <= c.intervals.last[s]!; i++)
        graph.addEdge(node, intervalNodes[i]!, c.intervals.days[i]!)
    }
  }
  const reached = graph.maximise(source, sink)
  if (reached >= wanted) return []
  const sentence = `${capacity.label} needs at least ${min.count} at once, ${wanted} person-days in all, but what people may spend there covers at most ${reached}.`
  return [claimOn(rule, 'capacity-min', wanted - reached, sentence, [], [], {})]
}

function claimOn(
  rule: LoadRule,
  kind: 'capacity-max' | 'capacity-min',
  amount: number,
  sentence: string,
  personIds: string[],
  ruleIds: string[],
  range: Pick<Reason, 'startOn' | 'endOn'>,
): Claim {
  const { capacity } = rule
  const soft = kind === 'capacity-max' ? capacity.max?.soft : capacity.min?.soft
  const reason: Reason = {
    rule: kind,
    sentence,
    personIds,
    activityIds: capacity.activityIds,
    ruleIds: [capacity.id, ...ruleIds],
    ...range,
  }
  return { key: `${kind} ${capacity.id}`, soft, amount, reason }
}

function daysOf(c: Compiled, i: number): { startOn: number; endOn: number } {
  return { startOn: c.intervals.startOn[i]!, endOn: c.intervals.startOn[i]! + c.intervals.days[i]! - 1 }
}

function peopleAt(c: Compiled, rule: LoadRule, i: number, test: (slot: number) => boolean): number[] {
  return Array.from({ length: c.personCount }, (_, p) => p).filter((p) => {
    const s = c.intervals.slotAt[p * c.intervals.count + i]!
    return s >= 0 && rule.people[p] === 1 && test(s)
  })
}

function mayBe(c: Compiled, slot: number, rule: LoadRule): Int16Array {
  return c.domain.subarray(c.domainFrom[slot], c.domainFrom[slot + 1]).filter((a) => rule.members[a] === 1)
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

/** Most days a person may spend on the room's activities under hard maxima (slots may be cut: an upper bound). */
function mostDays(c: Compiled, p: number, rule: LoadRule): number {
  const { requirements = [] } = c.problem.people[p]!
  const slots = slotsOf(c, p).filter((s) => mayBe(c, s, rule).length > 0)
  const limits = new Map<string, number>()
  for (const a of new Set(slots.flatMap((s) => [...mayBe(c, s, rule)]))) {
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
