import { createFlowGraph, UNLIMITED } from '../../engine/flow.ts'
import { amountInWords, listInWords, rangeInWords } from '../../words.ts'
import type { Compiled } from '../compile.ts'
import { memberFlags } from '../constraints/prerequisite.ts'
import type { Person, Requirement } from '../problem.ts'
import {
  type Claim,
  countingSlots,
  domainOf,
  isForced,
  type Prover,
  reasonAbout,
  slotsOf,
  sumTicks,
  ticksLeft,
  ticksNeeded,
} from './claim.ts'

/** What one requirement can reach at most, and what is forced upon it. */
export const proveSingleRequirements: Prover = (c) =>
  c.problem.people.flatMap((person, p) =>
    (person.requirements ?? []).flatMap((requirement): Claim[] => {
      const { id, label, minTicks = 0, maxTicks = Number.POSITIVE_INFINITY, doneTicks = 0, soft, window } = requirement
      const members = memberFlags(c, requirement.activityIds)
      const open = countingSlots(c, p, requirement)
      const most = doneTicks + sumTicks(c, open)
      const least =
        doneTicks +
        sumTicks(
          c,
          open.filter((s) => isForced(c, s, members)),
        )
      const claim = (ticks: number, sentence: string): Claim => ({
        key: `requirement ${person.id} ${id}`,
        soft,
        amount: ticks * c.daysPerTick[p]!,
        reason: reasonAbout(person, 'requirement', sentence, {
          ruleIds: [id],
          activityIds: requirement.activityIds,
          ...window,
        }),
      })
      const when = window ? ` ${rangeInWords(window)}` : ''
      if (most < minTicks) {
        const open = most === 0 ? 'none can be had' : `at most ${amountInWords(person, most)} can be had`
        return [
          claim(
            minTicks - most,
            `${person.label} needs ${amountInWords(person, minTicks)} of ${label}${when}, but ${open}.`,
          ),
        ]
      }
      if (least > maxTicks) {
        const fixed = `already has ${amountInWords(person, least)} of ${label}${when} by pins and earlier credit`
        return [
          claim(least - maxTicks, `${person.label} ${fixed}, and may have at most ${amountInWords(person, maxTicks)}.`),
        ]
      }
      return []
    }),
  )

/** Requirements that fit one by one but not together: more time asked for than is open to them, or more time than they let fill. */
export const proveRequirementsTogether: Prover = (c) =>
  c.problem.people.flatMap((person, p) => {
    const requirements = person.requirements ?? []
    // The order decides which of overlapping requirements are looked at; without overlap, one order sees them all.
    const named = requirements.flatMap(({ activityIds }) => activityIds)
    const directions = new Set(named).size === named.length ? [1] : [1, -1]
    const claims = directions.flatMap((direction) => {
      const order = requirements.toSorted((a, b) => direction * (a.activityIds.length - b.activityIds.length))
      return [...minimaBeyondTime(c, person, p, order), ...timeBeyondMaxima(c, person, p, order)]
    })
    return claims.slice(0, 1)
  })

function minimaBeyondTime(c: Compiled, person: Person, p: number, order: Requirement[]): Claim[] {
  const chosen = withoutOverlap(
    c,
    p,
    order.filter((requirement) => ticksNeeded(requirement) > 0),
  )
  const graph = createFlowGraph()
  const source = graph.addNode()
  const sink = graph.addNode()
  const slotNodes = new Map(slotsOf(c, p).map((s) => [s, graph.addNode()]))
  for (const [s, node] of slotNodes) graph.addEdge(node, sink, c.ticks[s]!)
  const nodes = chosen.map(({ requirement, slots }) => {
    const node = graph.addNode()
    graph.addEdge(source, node, ticksNeeded(requirement))
    for (const s of slots) graph.addEdge(node, slotNodes.get(s)!, UNLIMITED)
    return node
  })
  const needed = chosen.reduce((sum, { requirement }) => sum + ticksNeeded(requirement), 0)
  const short = needed - graph.maximise(source, sink)
  if (short <= 0) return []
  const stuck = chosen.filter((_, k) => graph.onSourceSide(nodes[k]!))
  if (stuck.length < 2) return []
  const slots = new Set(stuck.flatMap((one) => one.slots))
  const asked = amountInWords(
    person,
    stuck.reduce((sum, { requirement }) => sum + ticksNeeded(requirement), 0),
  )
  const parts = listInWords(
    stuck.map(({ requirement }) => `${requirement.label} (${amountInWords(person, ticksNeeded(requirement))})`),
    6,
  )
  const sentence = `${person.label} needs ${asked} for ${parts}, but the time open for them is ${amountInWords(person, sumTicks(c, slots))}.`
  return [together(c, person, p, short, sentence, stuck)]
}

function timeBeyondMaxima(c: Compiled, person: Person, p: number, order: Requirement[]): Claim[] {
  const chosen = withoutOverlap(
    c,
    p,
    order.filter((requirement) => ticksLeft(requirement) < Number.POSITIVE_INFINITY),
  )
  const graph = createFlowGraph()
  const source = graph.addNode()
  const sink = graph.addNode()
  const nodes = chosen.map(({ requirement }) => {
    const node = graph.addNode()
    graph.addEdge(node, sink, ticksLeft(requirement))
    return node
  })
  const slots = slotsOf(c, p).filter((s) => domainOf(c, s).length > 0)
  const slotNodes = slots.map((s) => {
    const node = graph.addNode()
    graph.addEdge(source, node, c.ticks[s]!)
    const covered = new Set<number>()
    for (const [k, one] of chosen.entries()) {
      if (!one.slots.includes(s)) continue
      graph.addEdge(node, nodes[k]!, UNLIMITED)
      for (const a of one.members) covered.add(a)
    }
    if (domainOf(c, s).some((a) => !covered.has(a))) graph.addEdge(node, sink, UNLIMITED)
    return node
  })
  const over = sumTicks(c, slots) - graph.maximise(source, sink)
  if (over <= 0) return []
  const stuckSlots = slots.filter((_, k) => graph.onSourceSide(slotNodes[k]!))
  const stuck = chosen.filter((_, k) => graph.onSourceSide(nodes[k]!))
  if (stuck.length < 2) return []
  const time = amountInWords(person, sumTicks(c, stuckSlots))
  const limit = amountInWords(
    person,
    stuck.reduce((sum, { requirement }) => sum + ticksLeft(requirement), 0),
  )
  const names = listInWords(
    stuck.map(({ requirement }) => requirement.label),
    6,
  )
  const sentence = `${person.label} has ${time} that only ${names} can fill, but their maxima leave room for ${limit}.`
  return [together(c, person, p, over, sentence, stuck)]
}

interface Chosen {
  requirement: Requirement
  slots: number[]
  members: number[]
}

/** The first requirements in order such that no slot and activity is counted twice. */
function withoutOverlap(c: Compiled, p: number, order: Requirement[]): Chosen[] {
  const taken = new Set<number>()
  return order.flatMap((requirement) => {
    const slots = countingSlots(c, p, requirement)
    const members = requirement.activityIds.map((id) => c.activityIndex.get(id)!)
    const pairs = slots.flatMap((s) => members.map((a) => s * c.activityCount + a))
    if (pairs.some((pair) => taken.has(pair))) return []
    for (const pair of pairs) taken.add(pair)
    return [{ requirement, slots, members }]
  })
}

function together(c: Compiled, person: Person, p: number, ticks: number, sentence: string, stuck: Chosen[]): Claim {
  return {
    key: `requirements ${person.id}`,
    soft: undefined,
    amount: ticks * c.daysPerTick[p]!,
    reason: reasonAbout(person, 'requirement', sentence, {
      ruleIds: stuck.map(({ requirement }) => requirement.id),
      activityIds: [...new Set(stuck.flatMap(({ requirement }) => requirement.activityIds))],
    }),
  }
}
