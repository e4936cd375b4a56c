/** Proofs that a problem has no solution, in sentences: a student without any plan, a ward that cannot be filled, too few places. */
import { createFlowGraph } from '../engine/flow.ts'
import type { Prng } from '../engine/prng.ts'
import { countInWords } from '../words.ts'
import type { CompiledPlacements, CompiledStudent } from './compile.ts'
import type { PlanProgram } from './plan-program.ts'

const MOST_REASONS = 20

/** Empty when nothing was found, or when the time is over; that is no promise of a solution. */
export function provePlacements(
  c: CompiledPlacements,
  program: PlanProgram,
  prng: Prng,
  over: () => boolean,
): string[] {
  const reasons = [...withoutPlan(c, program, prng, over), ...contradictoryWards(c)]
  if (reasons.length === 0 && !over()) reasons.push(...emptyWards(c))
  if (reasons.length === 0 && !over()) reasons.push(...tooFewPlaces(c))
  return reasons.slice(0, MOST_REASONS)
}

function withoutPlan(c: CompiledPlacements, program: PlanProgram, prng: Prng, over: () => boolean): string[] {
  const free = new Float64Array(c.wards * c.periods)
  return c.students.flatMap((student, index) => {
    const { label } = c.problem.students[index]!
    for (const [group, { label: groupLabel }] of c.problem.groups.entries()) {
      const needed = student.needs[group]!
      const open = student.group.filter((own) => own === group).length
      if (open >= needed) continue
      const needs = countInWords(needed, 'discipline', 'disciplines')
      return [`${label} needs ${needs} of ${groupLabel}, but only ${open} can be done.`]
    }
    const tight = student.earliestEnd.some((end, done) => end > student.latestEnd[done]!)
    const placements = countInWords(student.total, 'discipline', 'disciplines')
    const each = countInWords(c.duration, 'period', 'periods')
    if (tight) return [`${label} has too little time: ${placements} of ${each} each do not fit into the free periods.`]
    if (over() || !program.isExact(index)) return []
    program.solve(index, free, 1, prng)
    if (program.bound > Number.NEGATIVE_INFINITY) return []
    return [
      `${label} has no plan at all: no choice of ${placements} keeps order, free periods, abilities and hospitals.`,
    ]
  })
}

function nameOf(c: CompiledPlacements, ward: number): string {
  const { disciplines, hospitals } = c.problem
  return `${disciplines[Math.floor(ward / c.hospitals)]!.label} at ${hospitals[ward % c.hospitals]!.label}`
}

function contradictoryWards(c: CompiledPlacements): string[] {
  const reasons: string[] = []
  for (const [cell, min] of c.min.entries()) {
    if (min <= c.max[cell]!) continue
    const where = `${nameOf(c, Math.floor(cell / c.periods))} in period ${(cell % c.periods) + 1}`
    reasons.push(`${where} needs at least ${min} students, but takes at most ${c.max[cell]}.`)
  }
  return reasons
}

/** In each period, the students that wards need must be different people who can be there: a flow. */
function emptyWards(c: CompiledPlacements): string[] {
  const reasons: string[] = []
  for (let period = 0; period < c.periods; period++) {
    const wards = Array.from({ length: c.wards }, (_, ward) => ward).filter((w) => c.min[w * c.periods + period]! > 0)
    if (wards.length === 0) continue
    const graph = createFlowGraph()
    const [source, sink] = [graph.addNode(), graph.addNode()]
    let needed = 0
    const nodes = wards.map((ward) => {
      const node = graph.addNode()
      graph.addEdge(node, sink, c.min[ward * c.periods + period]!)
      needed += c.min[ward * c.periods + period]!
      return node
    })
    for (const student of c.students) {
      if (student.total === 0 || !canBePlaced(c, student, period)) continue
      const node = graph.addNode()
      graph.addEdge(source, node, 1)
      for (const [k, ward] of wards.entries()) if (canDo(c, student, ward)) graph.addEdge(node, nodes[k]!, 1)
    }
    if (graph.maximise(source, sink) >= needed) continue
    const short = wards.filter((_, k) => !graph.onSourceSide(nodes[k]!))
    const where = short.slice(0, 3).map((ward) => nameOf(c, ward))
    const least = countInWords(
      short.reduce((sum, w) => sum + c.min[w * c.periods + period]!, 0),
      'student',
      'students',
    )
    const more = short.length > 3 ? ` and ${short.length - 3} other wards` : ''
    reasons.push(`Period ${period + 1}: ${where.join(', ')}${more} need ${least}, more than can be there.`)
  }
  return reasons
}

function canBePlaced(c: CompiledPlacements, { canStart }: CompiledStudent, period: number): boolean {
  for (let start = Math.max(0, period - c.duration + 1); start <= period; start++)
    if (canStart[start] === 1) return true
  return false
}

function canDo(c: CompiledPlacements, { choices, value }: CompiledStudent, ward: number): boolean {
  const choice = choices.indexOf(Math.floor(ward / c.hospitals))
  return choice >= 0 && !Number.isNaN(value[choice * c.hospitals + (ward % c.hospitals)]!)
}

/** What students need of each group must find places over the whole time: a flow from students to disciplines. */
function tooFewPlaces(c: CompiledPlacements): string[] {
  const graph = createFlowGraph()
  const [source, sink] = [graph.addNode(), graph.addNode()]
  const { disciplines } = c.problem
  const nodes = disciplines.map((_, discipline) => {
    const node = graph.addNode()
    const first = discipline * c.hospitals * c.periods
    const places = c.max.subarray(first, first + c.hospitals * c.periods).reduce((sum, count) => sum + count, 0)
    graph.addEdge(node, sink, Math.floor(places / c.duration))
    return node
  })
  let needed = 0
  for (const { needs, choices, group } of c.students) {
    for (let g = 0; g < c.groups; g++) {
      if (needs[g] === 0) continue
      needed += needs[g]!
      const node = graph.addNode()
      graph.addEdge(source, node, needs[g]!)
      for (const [k, discipline] of choices.entries()) if (group[k] === g) graph.addEdge(node, nodes[discipline]!, 1)
    }
  }
  const flow = graph.maximise(source, sink)
  if (flow >= needed) return []
  const full = disciplines.filter((_, discipline) => graph.onSourceSide(nodes[discipline]!)).map(({ label }) => label)
  const missing = countInWords(needed - flow, 'place', 'places')
  return [`${full.slice(0, 4).join(', ')} have too few places for all who need them: ${missing} are missing.`]
}
