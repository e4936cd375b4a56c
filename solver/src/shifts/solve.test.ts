import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkShiftSchedule } from '../check/shifts.ts'
import { readNrp } from '../formats/nrp.ts'
import { randomShiftProblem, SMALL_WARD } from '../testing/shift-problems.ts'
import type { ShiftProblem } from './problem.ts'
import { solveShifts } from './solve.ts'

const TINY = { days: 4, people: 2, shifts: 2 }

/** The fewest points over every schedule that the checker finds feasible; null when there is none. */
function bruteForce(problem: ShiftProblem): number | null {
  const entries = [null, ...problem.shifts.map(({ id }) => id)]
  const cells = problem.people.length * problem.days
  let best: number | null = null
  for (let code = 0; code < entries.length ** cells; code++) {
    let rest = code
    const lines = problem.people.map(({ id }) => {
      const line = Array.from({ length: problem.days }, () => {
        const entry = entries[rest % entries.length]!
        rest = Math.floor(rest / entries.length)
        return entry
      })
      return [id, line] as const
    })
    const { feasible, objective } = checkShiftSchedule(problem, { lines: Object.fromEntries(lines) })
    if (feasible && (best === null || objective < best)) best = objective
  }
  return best
}

function smallWard(): ShiftProblem {
  const reading = readNrp(SMALL_WARD)
  if (!reading.ok) throw new Error(reading.sentences.join(' '))
  return reading.problem
}

describe('solving shift problems', () => {
  it('finds and proves what trying every schedule finds', () => {
    assert(
      property(integer({ min: 1, max: 1_000_000 }), (seed) => {
        const problem = randomShiftProblem(seed, TINY)
        const best = bruteForce(problem)
        const { status, objective, bound } = solveShifts(problem, { seed: 1, maxIterations: 20_000_000 })
        const expected = best === null ? ['infeasible', null] : ['optimal', best]
        expect([status, objective]).toEqual(expected)
        expect(bound).toBeLessThanOrEqual(best ?? Number.POSITIVE_INFINITY)
      }),
      { numRuns: 8 },
    )
  })

  it('gives the same schedule for the same seed and iterations, in every part', () => {
    const problem = randomShiftProblem(21, { days: 28, people: 8, shifts: 3 })
    for (const part of ['columns', 'annealing'] as const) {
      const options = { seed: 3, maxIterations: 150_000, part }
      expect(solveShifts(problem, options)).toEqual(solveShifts(problem, options))
    }
  })

  it('bounds a quarter of a year from below in every part, and gives the same again', () => {
    const problem = randomShiftProblem(22, { days: 91, people: 6, shifts: 2 })
    const results = ([undefined, 'columns', 'annealing', 'bound'] as const).map((part) => {
      const options = { seed: 3, maxIterations: 2_000_000, ...(part ? { part } : {}) }
      const result = solveShifts(problem, options)
      expect(solveShifts(problem, options)).toEqual(result)
      return result
    })
    const objectives = results.map(({ objective }) => objective ?? Number.POSITIVE_INFINITY)
    expect(Math.max(...results.map(({ bound }) => bound))).toBeLessThanOrEqual(Math.min(...objectives))
    for (const { bound } of [results[1]!, results[3]!]) expect(bound).toBeGreaterThan(0)
  })

  it('does not care who is called what', () => {
    const problem = smallWard()
    const nameOf = (id: string): string => `x${id}`
    const renamed: ShiftProblem = {
      ...problem,
      people: problem.people.toReversed().map((person) => ({ ...person, id: nameOf(person.id) })),
      requests: problem.requests.map((request) => ({ ...request, personId: nameOf(request.personId) })),
    }
    const [one, other] = [problem, renamed].map((each) => solveShifts(each, { seed: 1, maxIterations: 20_000_000 }))
    expect(one).toMatchObject({ status: 'optimal' })
    expect(other).toMatchObject({ status: 'optimal', objective: one!.objective, bound: one!.bound })
  })

  it('names whoever has rules that leave no line', () => {
    const problem = smallWard()
    problem.people[1] = { ...problem.people[1]!, minMinutes: 4800, daysOff: [1, 2, 3, 4, 5, 8, 9] }
    const { status, reasons } = solveShifts(problem, { seed: 1, maxIterations: 2_000_000 })
    expect(status).toBe('infeasible')
    expect(reasons).toEqual(['The rules of Ben leave no line that keeps them all.'])
  })

  it('mends a schedule that it starts from, hears its peers, and stops when told', () => {
    const problem = smallWard()
    const start = {
      lines: Object.fromEntries(problem.people.map(({ id }) => [id, problem.cover.slice(0, 14).map(() => 'E')])),
    }
    const mended = solveShifts(problem, { seed: 1, maxIterations: 60_000, start, part: 'annealing' })
    expect(mended.status).toBe('feasible')
    const bound = mended.objective!
    const news = [{ bound }]
    const told: number[] = []
    const peers = {
      ask: () => news.shift() ?? null,
      tell: ({ objective }: { objective?: number }) => told.push(objective ?? -1),
    }
    const helped = solveShifts(problem, { seed: 1, start: mended.solution, part: 'annealing', peers })
    expect(helped).toMatchObject({ status: 'optimal', objective: bound })
    expect(told).toContain(bound)
    const stopped = solveShifts(problem, { seed: 1, shouldStop: () => true })
    expect([stopped.status, stopped.iterations]).toEqual(['stopped', 0])
  })
})
