import { assert, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPrng } from '../../engine/prng.ts'
import { type CompiledShifts, compileShifts } from '../compile.ts'
import { everyLine, randomShiftProblem } from './every-line.ts'
import { scheduleCost, scheduleOf } from './reoptimise.ts'
import { runColumns } from './run.ts'

/** The least points of all schedules, by trying them; null when somebody has no line. */
function leastPoints(c: CompiledShifts): number | null {
  const choices = Array.from({ length: c.people }, (_, person) => everyLine(c, person))
  if (choices.some((lines) => lines.length === 0)) return null
  const lines = new Int8Array(c.people * c.days)
  let least = Number.POSITIVE_INFINITY
  const choose = (person: number): void => {
    if (person === c.people) {
      least = Math.min(least, scheduleCost(c, scheduleOf(c, lines)))
      return
    }
    for (const line of choices[person]!) {
      lines.set(line, person * c.days)
      choose(person + 1)
    }
  }
  choose(0)
  return least
}

describe('column generation', () => {
  it('proves the optimum that trying everything finds, with bounds that never exceed it', () => {
    assert(
      property(nat(1_000_000), (seed) => {
        const prng = createPrng(seed)
        const c = compileShifts(randomShiftProblem(prng, { people: 2 + prng.below(2), days: 4 + prng.below(2) }))
        const least = leastPoints(c)
        const bounds: number[] = []
        const objectives: number[] = []
        const result = runColumns(c, {
          budget: { maxIterations: 100_000 },
          seed,
          onBound: (bound) => bounds.push(bound),
          onSolution: (lines, objective) => {
            expect(scheduleCost(c, scheduleOf(c, lines))).toBe(objective)
            objectives.push(objective)
          },
        })
        expect(result.status).toBe(least === null ? 'impossible' : 'optimal')
        if (least === null) return
        expect([result.objective, result.bound]).toEqual([least, least])
        expect(bounds.every((bound, k) => bound <= least && (k === 0 || bound > bounds[k - 1]!))).toBe(true)
        expect(objectives.every((objective, k) => k === 0 || objective < objectives[k - 1]!)).toBe(true)
        const root = runColumns(c, { budget: { maxIterations: 100_000 }, seed, isRootOnly: true })
        expect(root.bound).toBeLessThanOrEqual(least)
        expect(root.objective).toBeGreaterThanOrEqual(least)
      }),
      { numRuns: 40 },
    )
  })

  it('claims no proof too early where pricing gives up early', () => {
    assert(
      property(nat(1_000_000), (seed) => {
        const prng = createPrng(seed)
        const c = compileShifts(randomShiftProblem(prng, { people: 2 + prng.below(2), days: 4 + prng.below(2) }))
        const least = leastPoints(c)
        const bounds: number[] = []
        const { status, objective, bound } = runColumns(c, {
          budget: { maxIterations: 3_000 },
          seed,
          onBound: (proven) => bounds.push(proven),
          pricing: { tries: 1, partials: 0, exactPartials: 0 },
        })
        expect(status !== 'impossible' || least === null).toBe(true)
        if (least === null) return
        expect(Math.max(bound, ...bounds)).toBeLessThanOrEqual(least)
        expect(objective).toBeGreaterThanOrEqual(least)
        expect(status !== 'optimal' || (objective === least && bound === least)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('gives the same again for the same seed and iterations, and stops when told', () => {
    const c = compileShifts(randomShiftProblem(createPrng(4), { people: 6, days: 8 }))
    const run = () => runColumns(c, { budget: { maxIterations: 300 }, seed: 7 })
    expect(run()).toEqual(run())
    const stopped = runColumns(c, { budget: { shouldStop: () => true }, seed: 7 })
    expect([stopped.status, stopped.lines]).toEqual(['stopped', null])
  })
})
