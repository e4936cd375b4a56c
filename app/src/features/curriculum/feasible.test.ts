import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { isFeasible, type SumBound } from './feasible.ts'

const bound = fc.record({ mask: fc.integer({ min: 1, max: 7 }), low: fc.nat(6), width: fc.option(fc.nat(4)) }).map(
  ({ mask, low, width }): SumBound => ({
    variables: [0, 1, 2].filter((index) => mask & (1 << index)),
    min: low,
    max: width === null ? null : low + width,
  }),
)

/** Sums over subsets of three variables reach their extremes at half integers, so trying those decides exactly. */
const tried = (bounds: readonly SumBound[]): boolean => {
  const steps = Array.from({ length: 33 }, (_, index) => index / 2)
  return steps.some((a) =>
    steps.some((b) =>
      steps.some((c) =>
        bounds.every(({ variables, min, max }) => {
          const sum = variables.reduce((total, index) => total + ([a, b, c][index] ?? 0), 0)
          return sum >= min && (max === null || sum <= max)
        }),
      ),
    ),
  )
}

it('agrees with trying every point', () => {
  fc.assert(
    fc.property(fc.array(bound, { maxLength: 5 }), (bounds) => {
      expect(isFeasible(bounds, 3)).toBe(tried(bounds))
    }),
    { numRuns: 150 },
  )
})
