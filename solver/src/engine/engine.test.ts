import { assert, integer, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACCEPTANCE, coolingTemperatures } from './annealing.ts'
import { createBudget } from './budget.ts'
import { createFlowGraph } from './flow.ts'
import { createPrng } from './prng.ts'
import { addTo, createSparseSet, removeFrom } from './sparse-set.ts'

describe('random numbers', () => {
  it('are the same everywhere', () => {
    const prng = createPrng(42)
    expect([prng.bits(), prng.bits(), prng.bits()]).toEqual([2993059876, 2683266877, 3613609488])
  })

  it('stay below their limit and differ by seed', () => {
    assert(
      property(nat(), integer({ min: 1, max: 1000 }), (seed, limit) => {
        const prng = createPrng(seed)
        for (let draw = 0; draw < 20; draw++) {
          const value = prng.below(limit)
          expect(value >= 0 && value < limit && Number.isInteger(value)).toBe(true)
        }
        expect(createPrng(seed).bits()).not.toBe(createPrng(seed + 1).bits())
      }),
    )
  })
})

describe('annealing', () => {
  it('accepts as -ln(u) would', () => {
    for (const at of [0, 100, 2048, 4095]) expect(ACCEPTANCE[at]).toBeCloseTo(-Math.log((at + 0.5) / 4096), 12)
  })

  it('cools from hot to cold', () => {
    const temperatures = coolingTemperatures(100, 1, 0.5)
    expect(temperatures).toEqual([100, 50, 25, 12.5, 6.25, 3.125, 1.5625, 1])
  })
})

describe('a sparse set', () => {
  it('behaves as a set', () => {
    assert(
      property(nat(1_000_000), (seed) => {
        const prng = createPrng(seed)
        const sparse = createSparseSet(10)
        const set = new Set<number>()
        for (let step = 0; step < 50; step++) {
          const member = prng.below(10)
          if (prng.below(2) === 0) {
            addTo(sparse, member)
            set.add(member)
          } else {
            removeFrom(sparse, member)
            set.delete(member)
          }
        }
        expect([...sparse.members.subarray(0, sparse.size)].sort((a, b) => a - b)).toEqual(
          [...set].sort((a, b) => a - b),
        )
      }),
    )
  })
})

describe('maximum flow', () => {
  it('equals the least cut, found by trying every cut', () => {
    assert(
      property(nat(1_000_000), (seed) => {
        const prng = createPrng(seed)
        const nodes = 6
        const edges = Array.from({ length: 14 }, () => ({
          from: prng.below(nodes),
          to: prng.below(nodes),
          capacity: prng.below(10),
        }))
        const graph = createFlowGraph()
        for (let node = 0; node < nodes; node++) graph.addNode()
        for (const { from, to, capacity } of edges) graph.addEdge(from, to, capacity)
        const flow = graph.maximise(0, nodes - 1)
        const cutOf = (isSource: (node: number) => boolean): number =>
          edges.reduce((sum, { from, to, capacity }) => sum + (isSource(from) && !isSource(to) ? capacity : 0), 0)
        let least = Number.POSITIVE_INFINITY
        for (let bits = 0; bits < 1 << nodes; bits++) {
          const isSource = (node: number): boolean => ((bits >> node) & 1) === 1
          if (isSource(0) && !isSource(nodes - 1)) least = Math.min(least, cutOf(isSource))
        }
        expect(flow).toBe(least)
        expect(cutOf(graph.onSourceSide)).toBe(flow)
      }),
    )
  })
})

describe('a budget', () => {
  it('ends after its iterations', () => {
    const budget = createBudget({ maxIterations: 3 })
    expect([budget.spend(), budget.spend(), budget.spend(), budget.spend()]).toEqual([false, false, false, true])
    expect(budget.iterations).toBe(3)
  })

  it('ends by its clock, which it reads now and then', () => {
    let time = 0
    const budget = createBudget({ maxMilliseconds: 10, now: () => time++ })
    while (!budget.spend()) {
      // Each reading of the clock takes a millisecond here.
    }
    expect(budget.iterations).toBeGreaterThan(500)
    expect(budget.iterations).toBeLessThan(2000)
  })

  it('ends when asked to, and needs a clock for a time', () => {
    expect(createBudget({ shouldStop: () => true }).over()).toBe(true)
    expect(() => createBudget({ maxMilliseconds: 5 })).toThrow(RangeError)
  })
})
