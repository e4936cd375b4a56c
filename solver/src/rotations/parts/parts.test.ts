import { assert, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check } from '../../check/check.ts'
import { createPrng } from '../../engine/prng.ts'
import { institution } from '../../testing/institution.ts'
import { randomProblem, randomSolution } from '../../testing/random-problem.ts'
import { smallProblem, trainee } from '../../testing/small-problem.ts'
import type { RotationSolution } from '../problem.ts'
import { solve } from '../solve.ts'
import { validateProblem } from '../validate.ts'
import { compareScores } from '../score.ts'
import { adopt, linesOf } from './adopt.ts'
import { chunksOf, componentsOf, programsOf } from './groups.ts'
import { partOf, putBack } from './part.ts'
import { createWorld, solutionOf } from './world.ts'

describe('a part of a schedule', () => {
  it('is a valid problem whose score differs by what its people cannot change', () => {
    assert(
      property(nat(1_000_000), (seed) => {
        const problem = randomProblem(seed)
        const world = createWorld(problem, randomSolution(problem, createPrng(seed)))
        const part = partOf(world, [1, 3])
        expect(validateProblem(part.problem)).toMatchObject({ ok: true })
        const before = { whole: check(problem, solutionOf(world)).score, part: check(part.problem, part.start).score }
        const other = randomSolution(part.problem, createPrng(seed + 1))
        putBack(world, part, other)
        const after = { whole: check(problem, solutionOf(world)).score, part: check(part.problem, other).score }
        expect(after.whole.hard - before.whole.hard).toBe(after.part.hard - before.part.hard)
        expect(after.whole.tiers.map((points, tier) => points - before.whole.tiers[tier]!)).toEqual(
          after.part.tiers.map((points, tier) => points - before.part.tiers[tier]!),
        )
      }),
      { numRuns: 100 },
    )
  })
})

describe('lines that others found', () => {
  it('are taken over where the whole schedule gets better, and only there', () => {
    let taken = 0
    assert(
      property(nat(1_000_000), (seed) => {
        const problem = randomProblem(seed)
        const world = createWorld(problem, randomSolution(problem, createPrng(seed)))
        const others = createWorld(problem, randomSolution(problem, createPrng(seed + 1)))
        const told = linesOf(others, [1, 3])
        const mine = solutionOf(world)
        const before = check(problem, mine).score
        const theirs = { assignments: { ...mine.assignments, ...told.assignments } }
        const offered = check(problem, theirs).score
        const change = adopt(world, told)
        const isBetter = compareScores(offered, before) < 0
        if (isBetter) taken++
        expect(change).toBe(isBetter ? offered.hard - before.hard : null)
        expect(solutionOf(world)).toEqual(isBetter ? theirs : mine)
        expect(world.load).toEqual(createWorld(problem, solutionOf(world)).load)
      }),
      { numRuns: 100 },
    )
    expect(taken).toBeGreaterThan(10)
  })
})

describe('groups of people', () => {
  it('are programs by activities, and components by rooms', () => {
    const people = ['mri', 'mri', 'ct', 'free'].map((activityId, k) =>
      trainee(String(k), { activities: [{ activityId }], requirements: [] }),
    )
    const problem = smallProblem(people, {
      capacities: [{ id: 'room', label: 'Room', activityIds: ['mri', 'ct'], max: { count: 9 } }],
    })
    expect(programsOf(problem)).toEqual([[0, 1], [2], [3]])
    expect(componentsOf(problem)).toEqual([[0, 1, 2], [3]])
    expect(chunksOf(problem, 12)).toEqual([[0, 1, 2], [3]])
    expect(chunksOf(problem, 8)).toEqual([[0, 1], [2], [3]])
  })
})

describe('an institution', { timeout: 60_000 }, () => {
  it('is solved chunk by chunk, the same way every time', () => {
    const problem = institution(1, { departments: 8, residents: 16, fellowships: [4, 3, 2, 2] })
    expect(validateProblem(problem).ok).toBe(true)
    const result = solve(problem, { seed: 1, maxIterations: 1_200_000 })
    expect(result.status).toBe('feasible')
    expect(result.iterations).toBeLessThanOrEqual(1_200_000)
    expect(check(problem, result.solution!).score).toEqual(result.score)
    expect(result.score!.tiers.every((points, tier) => points >= result.bound.tiers[tier]!)).toBe(true)

    const heard = [result.solution!]
    const told: RotationSolution[] = []
    const peers = { ask: () => heard.pop() ?? null, tell: (lines: RotationSolution) => told.push(lines) }
    const helped = solve(problem, { seed: 2, maxIterations: 400_000, peers })
    expect(compareScores(helped.score!, result.score!)).toBeLessThanOrEqual(0)
    expect(told.length).toBeGreaterThan(0)
    const merged = createWorld(problem, result.solution!)
    for (const lines of told) adopt(merged, lines)
    expect(compareScores(check(problem, solutionOf(merged)).score, helped.score!)).toBeLessThanOrEqual(0)
  })
})

describe('a large year that is cut short', { timeout: 120_000 }, () => {
  it('is worse in no tier than the schedule it began with', () => {
    const problem = institution(1, { departments: 8, residents: 16, fellowships: [4, 3, 2, 2] })
    const start = solve(problem, { seed: 1, maxIterations: 1_200_000 })
    let looks = 0
    const cut = solve(problem, { seed: 3, start: start.solution!, shouldStop: () => looks++ > 2000 })
    expect(looks).toBeGreaterThan(2000)
    for (const [tier, points] of cut.score!.tiers.entries())
      expect(points).toBeLessThanOrEqual(start.score!.tiers[tier]!)
  })
})
