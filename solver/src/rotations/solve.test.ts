import { describe, expect, it } from 'vitest'
import { check } from '../check/check.ts'
import { bruteForce } from '../testing/brute-force.ts'
import { demoYear } from '../testing/demo-year.ts'
import { fourYearResidency } from '../testing/four-year-residency.ts'
import { randomProblem } from '../testing/random-problem.ts'
import { SOFT, scheduleOf, smallProblem, trainee, weeks } from '../testing/small-problem.ts'
import type { RotationSolution, Slot, SolveProgress } from './problem.ts'
import { compareScores } from './score.ts'
import { solve } from './solve.ts'

const later = (slot: Slot, days: number): Slot => ({ ...slot, startOn: slot.startOn + days, endOn: slot.endOn + days })

describe('solve', { timeout: 60_000 }, () => {
  it('finds what trying every schedule finds', () => {
    for (let seed = 0; seed < 40; seed++) {
      const problem = randomProblem(seed, { people: 2, activities: 2, slots: 4 })
      const { best } = bruteForce(problem)
      const { status, score } = solve(problem, { seed, maxIterations: 20_000 })
      expect(status === 'infeasible' && best?.hard === 0).toBe(false)
      expect(score).toEqual(status === 'infeasible' ? null : best)
    }
  })

  it('hears the searches beside it, and tells them what it found', () => {
    const problem = demoYear(3, { scale: 0.3 })
    const alone = solve(problem, { seed: 1, maxIterations: 400_000 })
    const heard = [alone.solution!]
    const told: RotationSolution[] = []
    const peers = { ask: () => heard.pop() ?? null, tell: (lines: RotationSolution) => told.push(lines) }
    const helped = solve(problem, { seed: 2, maxIterations: 60_000, peers })
    expect(compareScores(helped.score!, alone.score!)).toBeLessThanOrEqual(0)
    for (const lines of told)
      expect(compareScores(check(problem, lines).score, helped.score!)).toBeGreaterThanOrEqual(0)
    expect(told.length).toBeGreaterThan(0)
  })

  it('fills a department year without breaking a hard rule', () => {
    const problem = demoYear(1)
    const result = solve(problem, { seed: 1, maxIterations: 80_000 })
    expect(result.status).toBe('feasible')
    expect(result.score?.hard).toBe(0)
    expect(check(problem, result.solution!)).toMatchObject({ feasible: true, score: result.score })
    expect(result.firstFeasible?.iterations).toBeLessThan(80_000)
  })

  it('fills a tight department year', () => {
    const problem = demoYear(2, { places: 1.05, coverage: 0.75 })
    expect(solve(problem, { seed: 3, maxIterations: 200_000 }).score?.hard).toBe(0)
  })

  it('partitions four years of residents into exact totals', () => {
    const problem = fourYearResidency(4)
    const { score, solution } = solve(problem, { seed: 1, maxIterations: 60_000 })
    expect(score?.hard).toBe(0)
    expect(check(problem, solution!).feasible).toBe(true)
  })

  it('meets totals of half weeks', () => {
    const half = (startOn: number, days: number) => ({ startOn, endOn: startOn + days - 1, ticks: 1 })
    const slots = [...weeks(20), half(140, 3), half(143, 4), ...weeks(20).map((slot) => later(slot, 147))]
    const exactly = (id: string, ticks: number) => ({
      id,
      label: id,
      activityIds: [id],
      minTicks: ticks,
      maxTicks: ticks,
    })
    const requirements = [exactly('mri', 7), exactly('ct', 5)]
    const activities = [{ activityId: 'mri' }, { activityId: 'ct' }, { activityId: 'free', run: { minTicks: 4 } }]
    const problem = smallProblem([trainee('a', { slots, activities, requirements })])
    expect(solve(problem, { seed: 1, maxIterations: 50_000 }).status).toBe('optimal')
  })

  it('gives the same schedule for the same seed and iterations, whatever the clock', () => {
    const problem = randomProblem(7)
    const first = solve(problem, { seed: 5, maxIterations: 5000 })
    let time = 0
    const second = solve(problem, { seed: 5, maxIterations: 5000, now: () => (time += 3), onProgress: () => {} })
    expect(second.solution).toEqual(first.solution)
    expect(second.score).toEqual(first.score)
    expect(solve(problem, { seed: 6, maxIterations: 5000 }).iterations).toBe(first.iterations)
  })

  it('says infeasible only with a proof, and stopped without one', () => {
    const impossible = smallProblem([
      trainee('a', { requirements: [{ id: 'r', label: 'MRI', activityIds: ['mri'], minTicks: 10 }] }),
    ])
    expect(solve(impossible, { seed: 1 })).toMatchObject({ status: 'infeasible', solution: null, iterations: 0 })
    // Not more than one run, and one at least 3 weeks from the next: no proof looks at both.
    const activities = [
      { activityId: 'mri', visits: { max: 1 } },
      { activityId: 'ct', visits: { max: 1 }, run: { maxTicks: 2 } },
    ]
    const requirements = [{ id: 'r', label: 'CT', activityIds: ['ct'], minTicks: 4, soft: SOFT }]
    const unproven = smallProblem([
      trainee('a', {
        activities,
        requirements,
        wishes: [],
        prerequisites: [
          { id: 'p', label: 'CT around MRI', activityIds: ['mri'], afterActivityIds: ['ct'], minTicks: 2 },
        ],
        slots: trainee('a', {}).slots.map((slot, week) => (week === 3 ? { ...slot, allowed: ['ct'] } : slot)),
      }),
    ])
    const result = solve(unproven, { seed: 1, maxIterations: 3000 })
    expect(result.status).toBe('stopped')
    expect(result.reasons[0]?.sentence).toMatch(/^Not solved within the time, and not proven impossible\./)
    expect(result.remaining[0]?.tier).toBeNull()
  })

  it('calls a schedule infeasible that pins decide and rules forbid', () => {
    const activities = [{ activityId: 'mri', gap: { minDays: 14 } }, { activityId: 'ct' }]
    const slots = weeks(3, { 0: { pinned: 'mri' }, 1: { pinned: 'ct' }, 2: { pinned: 'mri' } })
    const result = solve(smallProblem([trainee('a', { activities, slots })]), { seed: 1 })
    expect(result.status).toBe('infeasible')
    expect(result.reasons.map(({ sentence }) => sentence)).toEqual([
      'Trainee A returns to MRI after 7 days from 15 Jan 1970 to 21 Jan 1970; there must be 14 days between.',
    ])
  })

  it('stops at the proven bound', () => {
    const result = solve(smallProblem([trainee('a', {})]), { seed: 1 })
    expect(result.status).toBe('optimal')
    expect(result.iterations).toBeLessThan(1000)
  })

  it('stops when asked to, with the best so far', () => {
    let asked = 0
    const result = solve(demoYear(1), { seed: 1, shouldStop: () => ++asked > 20 })
    expect(result.iterations).toBeLessThan(20 * 128)
    expect(result.solution).not.toBeNull()
  })

  it('starts from a given schedule and stays close to it when asked', () => {
    const people = [trainee('a', {}), trainee('b', {})]
    const start = scheduleOf(smallProblem(people), 'mcmc', 'ffcc')
    const problem = smallProblem(people, { previous: { solution: start, soft: SOFT } })
    expect(solve(problem, { seed: 1, start, maxIterations: 100 })).toMatchObject({ status: 'optimal', solution: start })
  })

  it('reports progress with the rules that hurt most', () => {
    const seen: SolveProgress[] = []
    let time = 0
    const now = (): number => (time += 20)
    solve(demoYear(1), { seed: 1, maxIterations: 60_000, now, onProgress: (progress) => seen.push(progress) })
    expect(seen.length).toBeGreaterThan(1)
    expect(seen[0]!.worst.length).toBe(5)
    expect(seen.at(-1)!.score.hard).toBeLessThanOrEqual(seen[0]!.score.hard)
  })
})
