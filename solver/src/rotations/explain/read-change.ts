/** Reads off a schedule by how much one softened rule gives way in it. */
import { compile } from '../compile.ts'
import { createLine, createRunReader, JUDGED } from '../line.ts'
import type { Cost, RotationProblem, RotationSolution } from '../problem.ts'
import { fromSolution } from '../solution.ts'
import { isRoomRule, type NamedRule, personOf } from './named-rule.ts'
import type { Change } from './relaxation.ts'

/** `days`: how much is given up. */
export type Measured = { change: Change; days: number }

/** What would have to change so that a schedule keeps the rule, from the schedule and its costs where the rule is the one soft rule. */
export function readChanges(
  problem: RotationProblem,
  rule: Exclude<NamedRule, { kind: 'leave' }>,
  solution: RotationSolution,
  costs: Cost[],
): Measured[] {
  const total = costs.reduce((sum, { points }) => sum + points, 0)
  if (isRoomRule(rule)) {
    const room = problem.capacities.find(({ id }) => id === rule.ruleId)!
    const from = (rule.kind === 'capacity-max' ? room.max : room.min)!.count
    const ranges = costs.map(({ startOn = 0, endOn = 0, points }) => ({
      startOn,
      endOn,
      off: points / (endOn - startOn + 1),
    }))
    if (ranges.length === 0) return []
    const off = Math.max(...ranges.map((one) => one.off))
    const startOn = Math.min(...ranges.map((one) => one.startOn))
    const endOn = Math.max(...ranges.map((one) => one.endOn))
    const to = rule.kind === 'capacity-max' ? from + off : from - off
    return [{ change: { rule, from, to, startOn, endOn }, days: off * (endOn - startOn + 1) }]
  }
  const person = personOf(problem, rule.personId)
  const c = compile({ ...problem, people: [person], capacities: [] })
  const perTick = c.daysPerTick[0]!
  const own =
    'activityId' in rule ? person.activities.find(({ activityId }) => activityId === rule.activityId) : undefined
  const at = (index: number): string | undefined =>
    problem.activities[solution.assignments[person.id]?.[index] ?? -1]?.id
  switch (rule.kind) {
    case 'requirement-min':
    case 'requirement-max': {
      const { minTicks = 0, maxTicks = 0 } = person.requirements!.find(({ id }) => id === rule.ruleId)!
      const ticks = total / perTick
      if (ticks === 0) return []
      const [from, to] = rule.kind === 'requirement-min' ? [minTicks, minTicks - ticks] : [maxTicks, maxTicks + ticks]
      return [{ change: { rule, from, to }, days: total }]
    }
    case 'prerequisite': {
      const { minTicks, activityIds, afterActivityIds } = person.prerequisites!.find(({ id }) => id === rule.ruleId)!
      let before = (person.history ?? []).reduce(
        (sum, run) => sum + (afterActivityIds.includes(run.activityId) ? run.ticks : 0),
        0,
      )
      let to = minTicks
      for (const [index, slot] of person.slots.entries()) {
        const id = at(index)
        if (id !== undefined && activityIds.includes(id)) to = Math.min(to, before)
        if (id !== undefined && afterActivityIds.includes(id)) before += slot.ticks
      }
      return to < minTicks ? [{ change: { rule, from: minTicks, to }, days: (minTicks - to) * perTick }] : []
    }
    case 'pin': {
      const { startOn, endOn } = person.slots[rule.slot]!
      return [{ change: { rule, from: null, to: null }, days: endOn - startOn + 1 }]
    }
    case 'gate': {
      const used = person.slots.filter((_, index) => at(index) === rule.activityId)
      const first = Math.min(...used.map(({ startOn }) => startOn))
      const last = Math.max(...used.map(({ endOn }) => endOn))
      const { notBeforeOn = first, notAfterOn = last } = own!
      return [
        ...(first < notBeforeOn
          ? [{ change: { rule, limit: 'min' as const, from: notBeforeOn, to: first }, days: notBeforeOn - first }]
          : []),
        ...(last > notAfterOn
          ? [{ change: { rule, limit: 'max' as const, from: notAfterOn, to: last }, days: last - notAfterOn }]
          : []),
      ]
    }
    case 'run': {
      const { shortest, longest } = stayLengths(problem, rule, solution)
      const { minTicks = 0, maxTicks = longest } = own!.run!
      return [
        ...(shortest < minTicks
          ? [
              {
                change: { rule, limit: 'min' as const, from: minTicks, to: shortest },
                days: (minTicks - shortest) * perTick,
              },
            ]
          : []),
        ...(longest > maxTicks
          ? [
              {
                change: { rule, limit: 'max' as const, from: maxTicks, to: longest },
                days: (longest - maxTicks) * perTick,
              },
            ]
          : []),
      ]
    }
    case 'visits': {
      const from = own!.visits!.max
      return total === 0 ? [] : [{ change: { rule, from, to: from + total / perTick }, days: total }]
    }
    case 'gap': {
      const from = own!.gap!.minDays
      const off = Math.max(0, ...costs.map(({ points }) => points))
      return off === 0 ? [] : [{ change: { rule, from, to: from - off }, days: off }]
    }
  }
}

/** In ticks, of the stays that are judged: the shortest with time away inside or beside it, the longest without. */
function stayLengths(
  problem: RotationProblem,
  { personId, activityId }: { personId: string; activityId: string },
  solution: RotationSolution,
): { shortest: number; longest: number } {
  const c = compile({ ...problem, people: [personOf(problem, personId)], capacities: [] })
  const line = createLine(c)
  fromSolution(c, solution, line.activity)
  createRunReader(c, 0)(line)
  let shortest = Number.POSITIVE_INFINITY
  let longest = 0
  for (let k = 0; k < line.runCount; k++) {
    if (line.runStanding[k] !== JUDGED || line.runActivity[k] !== c.activityIndex.get(activityId)) continue
    shortest = Math.min(shortest, line.runTicks[k]! + line.runAwayTicks[k]!)
    longest = Math.max(longest, line.runTicks[k]!)
  }
  return { shortest, longest }
}
