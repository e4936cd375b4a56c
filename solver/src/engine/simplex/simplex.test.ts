import { assert, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPrng, type Prng } from '../prng.ts'
import { addArtificials, addColumn, createLinearProgram, dotColumn, type LinearProgram } from './lp.ts'
import { createSimplex, dropColumns, minimise, objective, type Simplex, valueOf } from './simplex.ts'

const ARTIFICIAL_COST = 1e4

function randomProgram(prng: Prng, rows: number, columns: number): LinearProgram {
  const lp = createLinearProgram(Array.from({ length: rows }, () => prng.below(6) - 1))
  addArtificials(lp, ARTIFICIAL_COST)
  addRandomColumns(lp, prng, columns)
  return lp
}

function addRandomColumns(lp: LinearProgram, prng: Prng, columns: number): void {
  for (let column = 0; column < columns; column++) {
    const rows = Array.from({ length: lp.rows }, (_, row) => row).filter(() => prng.below(3) === 0)
    const upper = prng.below(2) === 0 ? prng.below(4) : 20
    addColumn(
      lp,
      rows,
      rows.map(() => prng.below(5) - 2),
      prng.below(20) - 4,
      upper,
    )
  }
}

function solved(lp: LinearProgram): Simplex {
  const simplex = createSimplex(
    lp,
    Int32Array.from({ length: lp.rows }, (_, row) => row),
  )
  expect(minimise(simplex)).toBe('optimal')
  return simplex
}

/** Primal feasible, dual feasible, and the two objectives equal: a proof of optimality that knows nothing of the method. */
function expectCertificate(simplex: Simplex): void {
  const { lp, duals } = simplex
  const left = new Float64Array(lp.rows)
  let dualObjective = lp.rhs.reduce((sum, right, row) => sum + right * duals[row]!, 0)
  for (let column = 0; column < lp.columns; column++) {
    const value = valueOf(simplex, column)
    expect(value).toBeGreaterThan(-1e-7)
    expect(value).toBeLessThan(lp.upper[column]! + 1e-7)
    for (let k = lp.starts[column]!; k < lp.starts[column + 1]!; k++)
      left[lp.entryRows[k]!] = left[lp.entryRows[k]!]! + value * lp.entryValues[k]!
    const reduced = lp.cost[column]! - dotColumn(lp, column, duals)
    const isBounded = lp.upper[column]! < Number.POSITIVE_INFINITY
    expect(isBounded || reduced > -1e-6).toBe(true)
    if (isBounded) dualObjective += Math.min(0, reduced) * lp.upper[column]!
  }
  for (let row = 0; row < lp.rows; row++) expect(left[row]).toBeCloseTo(lp.rhs[row]!, 6)
  expect(objective(simplex)).toBeCloseTo(dualObjective, 4)
}

describe('the simplex method', () => {
  it('solves a program known by heart', () => {
    const lp = createLinearProgram([4, 12, 18])
    const slacks = [0, 1, 2].map((row) => addColumn(lp, [row], [1], 0))
    const x = addColumn(lp, [0, 2], [1, 3], -3)
    const y = addColumn(lp, [1, 2], [2, 2], -5)
    const simplex = createSimplex(lp, Int32Array.from(slacks))
    expect(minimise(simplex)).toBe('optimal')
    expect([valueOf(simplex, x), valueOf(simplex, y), objective(simplex)]).toEqual([2, 6, -36])
  })

  it('stops on the degenerate program of Beale, which can cycle', () => {
    const lp = createLinearProgram([0, 0, 1])
    const slacks = [0, 1, 2].map((row) => addColumn(lp, [row], [1], 0))
    addColumn(lp, [0, 1], [0.25, 0.5], -0.75)
    addColumn(lp, [0, 1], [-60, -90], 150)
    addColumn(lp, [0, 1, 2], [-1 / 25, -1 / 50, 1], -1 / 50)
    addColumn(lp, [0, 1], [9, 3], 6)
    const simplex = createSimplex(lp, Int32Array.from(slacks))
    expect(minimise(simplex, { maxIterations: 100 })).toBe('optimal')
    expect(objective(simplex)).toBeCloseTo(-0.05, 9)
  })

  it('says when nothing bounds the objective, and when it was stopped', () => {
    const lp = createLinearProgram([1])
    const start = addArtificials(lp, 0)
    addColumn(lp, [0], [-1], -1)
    expect(minimise(createSimplex(lp, start))).toBe('unbounded')
    expect(minimise(createSimplex(lp, start), { maxIterations: 0 })).toBe('stopped')
  })

  it('proves the optimum of random programs, through bounds and degenerate rows', () => {
    assert(
      property(nat(1_000_000), (seed) => {
        const prng = createPrng(seed)
        expectCertificate(solved(randomProgram(prng, 2 + prng.below(8), 3 + prng.below(25))))
      }),
      { numRuns: 150 },
    )
  })

  it('reaches the same optimum after it was stopped, also while it computed its inverse afresh', () => {
    for (let seed = 0; seed < 20; seed++) {
      const lp = randomProgram(createPrng(seed), 60, 200)
      const simplex = createSimplex(
        lp,
        Int32Array.from({ length: lp.rows }, (_, row) => row),
      )
      for (let limit = 1; limit < 5; limit++) {
        minimise(simplex, { maxIterations: 15 })
        simplex.sinceInversion = Number.POSITIVE_INFINITY
        let looks = 0
        expect(minimise(simplex, { shouldStop: () => ++looks >= limit })).toBe('stopped')
      }
      expect(minimise(simplex)).toBe('optimal')
      expectCertificate(simplex)
      expect(objective(simplex)).toBeCloseTo(objective(solved(structuredClone(lp))), 4)
    }
  })

  it('goes on from its basis when columns are added, dropped and priced anew', () => {
    assert(
      property(nat(1_000_000), (seed) => {
        const prng = createPrng(seed)
        const lp = randomProgram(prng, 3 + prng.below(6), 10)
        const simplex = solved(lp)
        for (let round = 0; round < 4; round++) {
          addRandomColumns(lp, prng, 80)
          for (let column = lp.rows; column < lp.columns; column += 3) lp.cost[column] = prng.below(30) - 5
          expect(minimise(simplex)).toBe('optimal')
          const before = objective(simplex)
          dropColumns(simplex, (column) => column < lp.rows || simplex.reduced[column]! < 2)
          expect(minimise(simplex)).toBe('optimal')
          expect(objective(simplex)).toBeCloseTo(before, 5)
          expectCertificate(simplex)
          expect(objective(solved(structuredClone(lp)))).toBeCloseTo(before, 5)
        }
      }),
      { numRuns: 40 },
    )
  })
})
