import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DateRange } from './dates.ts'
import { contains, daysIn, intersect, mergeRanges, overlap, subtract } from './ranges.ts'

const range = (startOn: number, endOn: number): DateRange => ({ startOn, endOn })
const anyRange = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 12 }))
  .map(([startOn, length]) => range(startOn, startOn + length))
const daysOf = (ranges: readonly DateRange[]) =>
  new Set(ranges.flatMap(({ startOn, endOn }) => Array.from({ length: endOn - startOn + 1 }, (_, i) => startOn + i)))

describe('ranges', () => {
  test('include both ends', () => {
    expect(daysIn(range(5, 5))).toBe(1)
    expect(daysIn(range(6, 5))).toBe(0)
    expect(contains(range(1, 3), 3)).toBe(true)
    expect(contains(range(1, 3), range(3, 4))).toBe(false)
    expect(overlap(range(1, 3), range(3, 9))).toEqual(range(3, 3))
    expect(overlap(range(1, 3), range(4, 9))).toBeNull()
  })

  test('merge when they touch', () => {
    expect(mergeRanges([range(4, 6), range(1, 3), range(8, 9), range(12, 11)])).toEqual([range(1, 6), range(8, 9)])
  })

  test('lose what is taken from them', () => {
    expect(subtract(range(1, 10), [range(0, 2), range(5, 5), range(10, 20)])).toEqual([range(3, 4), range(6, 9)])
    expect(subtract(range(1, 10), [range(0, 20)])).toEqual([])
    expect(subtract(range(1, 10), [])).toEqual([range(1, 10)])
  })

  test('agree with sets of days', () => {
    fc.assert(
      fc.property(anyRange, fc.array(anyRange), fc.array(anyRange), (whole, some, others) => {
        const inOthers = daysOf(others)
        expect(daysOf(mergeRanges(some))).toEqual(daysOf(some))
        expect(daysOf(subtract(whole, others))).toEqual(
          new Set([...daysOf([whole])].filter((day) => !inOthers.has(day))),
        )
        const shared = [...daysOf(some)].filter((day) => inOthers.has(day)).sort((a, b) => a - b)
        expect([...daysOf(intersect(some, others))]).toEqual(shared)
      }),
    )
  })
})
