/**
 * Reads a shift schedule and says what it breaks and costs, independently of the search: no code is shared with it beyond
 * the types. Literal on purpose: every rule is read from the problem by names, day by day.
 */
import type { ShiftPerson, ShiftProblem, ShiftSolution } from '../shifts/problem.ts'
import { countInWords } from '../words.ts'
import { type RuleFinding, readShiftRules } from './shift-rules.ts'

export interface ShiftCheck {
  feasible: boolean
  /** Every hard rule that is broken, in sentences. */
  violations: string[]
  /** Points of requests, cover and rules together, over all tiers. */
  objective: number
  /** Points by tier. */
  tiers: number[]
  /** Everything that costs points, tier by tier, the dearest first. */
  costs: ShiftCost[]
}

export interface ShiftCost {
  kind: 'request' | 'cover' | 'rule'
  points: number
  sentence: string
  tier: number
  day?: number
  shiftId?: string
  personId?: string
  ruleId?: string
}

type Line = (string | null)[]

/** Checks a schedule against its problem (as accepted by `validateShiftProblem`). Never throws on a wrong solution. */
export function checkShiftSchedule(problem: ShiftProblem, solution: ShiftSolution): ShiftCheck {
  const lines = new Map<string, Line>()
  const violations: string[] = []
  for (const person of problem.people) {
    const given = Object.hasOwn(solution.lines, person.id) ? solution.lines[person.id]! : []
    if (given.length !== problem.days)
      violations.push(`${person.label} has ${countInWords(given.length, 'day', 'days')} instead of ${problem.days}.`)
    const line = Array.from({ length: problem.days }, (_, day) => given[day] ?? null)
    lines.set(person.id, line)
    violations.push(...checkLine(problem, person, line), ...checkAllowed(problem, person, line))
  }
  const findings = readShiftRules(problem, lines)
  violations.push(...findings.flatMap(({ rule, sentence }) => (rule.soft ? [] : [sentence])))
  const costs = [...checkRequests(problem, lines), ...checkCover(problem, lines), ...findings.flatMap(pointsOf)]
  costs.sort((a, b) => a.tier - b.tier || b.points - a.points)
  const tiers = (problem.tiers ?? ['points']).map((_, tier) =>
    costs.reduce((sum, cost) => sum + (cost.tier === tier ? cost.points : 0), 0),
  )
  const objective = tiers.reduce((sum, points) => sum + points, 0)
  return { feasible: violations.length === 0, violations, objective, tiers, costs }
}

function pointsOf({ rule, amount, sentence, day, personId }: RuleFinding): ShiftCost[] {
  if (!rule.soft) return []
  const about = { ...(day === undefined ? {} : { day }), ...(personId === undefined ? {} : { personId }) }
  const { tier, weight } = rule.soft
  return [{ kind: 'rule', points: amount * weight, sentence, tier, ruleId: rule.id, ...about }]
}

function partsOf({ shifts }: ShiftProblem, id: string | null): string[] | undefined {
  return shifts.find((shift) => shift.id === id)?.parts
}

/** Whether an entry is a shift, or has it among those held together. */
function holds(problem: ShiftProblem, id: string | null, shiftId: string): boolean {
  return id === shiftId || (partsOf(problem, id)?.includes(shiftId) ?? false)
}

/** Leave, pins, and shifts that are not open to the person. */
function checkAllowed(problem: ShiftProblem, person: ShiftPerson, line: Line): string[] {
  const { label, leave = [], barred = [], pinned = [] } = person
  return line.flatMap((id, day) => {
    const said: string[] = []
    if (id !== null && leave.includes(day)) said.push(`${label} works on day ${day}, which is leave.`)
    const pin = pinned.find((other) => other.day === day)
    const wanted = pin && (partsOf(problem, pin.shiftId) ?? [pin.shiftId])
    if (pin && pin.shiftId !== id && !wanted?.every((one) => one !== null && holds(problem, id, one)))
      said.push(
        `${label} ${id === null ? 'is off' : `works "${id}"`} on day ${day}, which is pinned to ${pin.shiftId === null ? 'a day off' : `"${pin.shiftId}"`}.`,
      )
    for (const bar of barred)
      if (id !== null && bar.shiftIds.some((one) => holds(problem, id, one)) && bar.fromDay <= day && day <= bar.toDay)
        said.push(`${label} works "${id}" on day ${day}: ${bar.reason}.`)
    return said
  })
}

function checkLine(problem: ShiftProblem, person: ShiftPerson, line: Line): string[] {
  const said: string[] = []
  const shifts = new Map(problem.shifts.map((shift) => [shift.id, shift]))
  for (const [day, id] of line.entries()) {
    if (id === null) continue
    if (!shifts.has(id)) said.push(`${person.label} works "${id}" on day ${day}, which is not a shift.`)
    if (person.daysOff.includes(day)) said.push(`${person.label} works on day ${day}, which must be off.`)
    const next = line[day + 1] ?? null
    if (next !== null && shifts.get(id)?.notFollowedBy.includes(next))
      said.push(`${person.label} works "${next}" on day ${day + 1}, which may not follow "${id}".`)
  }
  for (const [id, most] of Object.entries(person.maxShifts)) {
    const worked = line.filter((entry) => entry === id).length
    if (worked > most)
      said.push(`${person.label} works "${id}" ${countInWords(worked, 'time', 'times')}, at most ${most}.`)
  }
  const minutes = line.reduce((sum, id) => sum + (id === null ? 0 : (shifts.get(id)?.minutes ?? 0)), 0)
  if (minutes < person.minMinutes) said.push(`${person.label} works ${minutes} minutes, at least ${person.minMinutes}.`)
  if (minutes > person.maxMinutes) said.push(`${person.label} works ${minutes} minutes, at most ${person.maxMinutes}.`)
  return [...said, ...checkRuns(person, line), ...checkWeekends(problem, person, line)]
}

function checkRuns(person: ShiftPerson, line: Line): string[] {
  const said: string[] = []
  let from = 0
  while (from < line.length) {
    const working = line[from] !== null
    let end = from
    while (end < line.length && (line[end] !== null) === working) end++
    const length = end - from
    const inside = from > 0 && end < line.length
    const run = `${person.label} ${working ? 'works' : 'is off'} ${countInWords(length, 'day', 'days')} in a row from day ${from}`
    const least = working ? person.minConsecutiveShifts : person.minConsecutiveDaysOff
    if (inside && length < least) said.push(`${run}, at least ${least}.`)
    if (working && length > person.maxConsecutiveShifts) said.push(`${run}, at most ${person.maxConsecutiveShifts}.`)
    from = end
  }
  return said
}

function checkWeekends(problem: ShiftProblem, person: ShiftPerson, line: Line): string[] {
  const weekends = new Set<number>()
  for (const [day, id] of line.entries()) {
    const weekday = ((problem.firstWeekday ?? 0) + day) % 7
    // The Monday of the week names the weekend; with a late first day it lies before day 0.
    if (id !== null && weekday >= 5) weekends.add(day - weekday)
  }
  if (weekends.size <= person.maxWeekends) return []
  return [
    `${person.label} works on ${countInWords(weekends.size, 'weekend', 'weekends')}, at most ${person.maxWeekends}.`,
  ]
}

function checkRequests(problem: ShiftProblem, lines: Map<string, Line>): ShiftCost[] {
  const labels = new Map(problem.people.map(({ id, label }) => [id, label]))
  const costs: ShiftCost[] = []
  for (const { kind, personId, day, shiftId, weight, tier = 0 } of problem.requests) {
    const works = holds(problem, lines.get(personId)?.[day] ?? null, shiftId)
    if (weight === 0 || works === (kind === 'on')) continue
    const sentence =
      kind === 'on'
        ? `${labels.get(personId)} asked for "${shiftId}" on day ${day} and does not work it.`
        : `${labels.get(personId)} asked not to work "${shiftId}" on day ${day} and does.`
    costs.push({ kind: 'request', points: weight, sentence, tier, day, shiftId, personId })
  }
  return costs
}

function checkCover(problem: ShiftProblem, lines: Map<string, Line>): ShiftCost[] {
  const costs: ShiftCost[] = []
  const everyLine = [...lines.values()]
  for (const { day, shiftId, wanted, under, over, tier = 0 } of problem.cover) {
    const there = everyLine.filter((line) => holds(problem, line[day] ?? null, shiftId)).length
    const points = there < wanted ? (wanted - there) * under : (there - wanted) * over
    if (points === 0) continue
    const people = countInWords(there, 'person', 'people')
    const verb = there === 1 ? 'works' : 'work'
    costs.push({
      kind: 'cover',
      points,
      sentence: `${people} ${verb} "${shiftId}" on day ${day} instead of ${wanted}.`,
      tier,
      day,
      shiftId,
    })
  }
  return costs
}
