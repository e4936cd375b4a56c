import type { ShiftRule } from '../rule-types.ts'
import { describe, expect, it } from 'vitest'
import { checkShiftSchedule } from '../../check/shifts.ts'
import { CALL_MONTH, createCallProblem } from '../../testing/call-month.ts'
import { randomCallProblem } from '../../testing/random-call.ts'
import type { ShiftProblem, ShiftSolution } from '../problem.ts'
import { solveShifts } from '../solve.ts'
import { repairShifts } from './repair-shifts.ts'
import { whatWouldShiftCost, whyShift } from './what-if-shift.ts'

const month = createCallProblem(CALL_MONTH, 1)
const solved = solveShifts(month, { seed: 1, maxIterations: 20_000 })

/** The best tiers of all schedules that keep every hard rule, by trying all; null when there is none. */
function bruteForce(problem: ShiftProblem): number[] | null {
  const entries = [null, ...problem.shifts.map(({ id }) => id)]
  const cells = problem.people.length * problem.days
  let best: number[] | null = null
  for (let code = 0; code < entries.length ** cells; code++) {
    let rest = code
    const lines: ShiftSolution['lines'] = {}
    for (const { id } of problem.people)
      lines[id] = Array.from({ length: problem.days }, () => {
        const entry = entries[rest % entries.length]!
        rest = Math.floor(rest / entries.length)
        return entry
      })
    const { feasible, tiers } = checkShiftSchedule(problem, { lines })
    const known = best
    if (feasible && (!known || compare(tiers, known) < 0)) best = tiers
  }
  return best
}

function compare(a: number[], b: number[]): number {
  return a.map((points, tier) => points - b[tier]!).find((difference) => difference !== 0) ?? 0
}

describe('solving call', () => {
  it('covers a month without breaking a rule', () => {
    expect(solved.status).toBe('feasible')
    expect(solved.tiers![0]).toBe(0)
    expect(checkShiftSchedule(month, solved.solution)).toMatchObject({ feasible: true, tiers: solved.tiers })
  })

  it('gives the same schedule for the same seed and iterations', () => {
    expect(solveShifts(month, { seed: 1, maxIterations: 20_000 }).solution).toEqual(solved.solution)
  })

  it('finds the best of all schedules of tiny problems', () => {
    let known = 0
    for (let seed = 1; seed <= 12; seed++) {
      const full = randomCallProblem(seed, { days: 7, people: 2 })
      const problem = narrowed(full)
      const best = bruteForce(problem)
      const result = solveShifts(problem, { seed, maxIterations: 40_000 })
      expect(result.tiers ?? null).toEqual(best)
      if (best) known++
    }
    expect(known).toBeGreaterThan(2)
  })

  it('does not care who is called what', () => {
    const rename = (id: string): string => `x${id}`
    const text = JSON.stringify(month).replaceAll(/"t(\d+)"/g, (_, digits: string) => `"${rename(`t${digits}`)}"`)
    const { tiers } = solveShifts(JSON.parse(text) as ShiftProblem, { seed: 1, maxIterations: 20_000 })
    expect(tiers).toEqual(solved.tiers)
  })
})

/** The same two people for three days and one shift fewer, so that all schedules can be tried. */
function narrowed(problem: ShiftProblem): ShiftProblem {
  const days = 4
  const within = (list: number[] | undefined): number[] => (list ?? []).filter((day) => day < days)
  return {
    ...problem,
    days,
    people: problem.people.map(({ stints: _stints, ...person }) => ({
      ...person,
      daysOff: within(person.daysOff),
      leave: within(person.leave),
      barred: [],
      events: [],
    })),
    shifts: problem.shifts.slice(0, 2),
    requests: problem.requests.filter(({ day, shiftId }) => day < days && (shiftId === 'call' || shiftId === 'night')),
    cover: problem.cover.filter(({ day, shiftId }) => day < days && (shiftId === 'call' || shiftId === 'night')),
    rules: (problem.rules ?? []).flatMap((rule): ShiftRule[] => {
      const shifts = { shiftIds: ['call'] }
      if (rule.kind === 'count') return [{ ...rule, shifts, windows: 'horizon' as const }]
      if (rule.kind === 'cover') return [{ ...rule, shifts, days: [0, 2], soft: { tier: 0, weight: 2 } }]
      if (rule.kind === 'fairness') return [{ ...rule, points: rule.points.slice(0, 1), holidays: [1] }]
      return rule.kind === 'spacing' || rule.kind === 'rest' ? [{ ...rule, shifts }] : []
    }),
  }
}

describe('repairing call', () => {
  const absent = month.people.find(({ id }) => solved.solution.lines[id]!.includes('in-house'))!
  const day = solved.solution.lines[absent.id]!.indexOf('in-house')

  it('calls somebody for each shift of the absent person, and changes little else', () => {
    const repairs = repairShifts(month, solved.solution, { personId: absent.id, fromDay: day, toDay: day })
    expect(repairs).toHaveLength(5)
    for (const { solution, changes, broken, unfilled, sentence } of repairs) {
      expect(solution.lines[absent.id]![day]).toBeNull()
      expect([changes.length > 0, broken, unfilled]).toEqual([true, [], []])
      expect(sentence).toMatch(/^Call Trainee \d+: .* No hard rule is broken\./)
    }
    expect(repairs.map(({ changes }) => changes.length)).toEqual(
      repairs.map(({ changes }) => changes.length).toSorted((a, b) => a - b),
    )
  })

  it('has nothing to do for who is off', () => {
    const free = solved.solution.lines[absent.id]!.findIndex((id, at) => id === null && !absent.leave!.includes(at))
    const [repair] = repairShifts(month, solved.solution, { personId: absent.id, fromDay: free, toDay: free })
    expect(repair!.changes).toEqual([])
  })

  it('says why somebody is on call, and what else would cost', () => {
    const { sentence, reasons, alternatives } = whyShift(month, solved.solution, { personId: absent.id, day })
    expect(sentence).toMatch(/is on In-house call on day \d+\. The nearest other way:/)
    expect(reasons[0]).toBe(`One on In-house call: 0 people on day ${day}, at least 1.`)
    expect(alternatives.length).toBeGreaterThan(0)
    const youngest = whatWouldShiftCost(month, solved.solution, { personId: 't0', day: 9, shiftId: 'home' })
    expect(youngest).toMatchObject({ status: 'barred' })
  })
})
