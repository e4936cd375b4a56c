import { array, assert, nat, property } from 'fast-check'
import { expect, it } from 'vitest'
import { nestSets } from './nested-sets.ts'

const sorted = (members: Iterable<number>): number[] => [...members].sort((a, b) => a - b)

it('what a set has within it and beyond that makes up the list it came from', () => {
  assert(
    property(array(array(nat(5), { maxLength: 6 }), { maxLength: 12 }), (lists) => {
      const { setOf, within, beyond } = nestSets(lists)
      const members = (set: number): number[] => (set < 0 ? [] : [...members(within[set]!), ...beyond[set]!])
      expect(within.every((inner, set) => inner < set)).toBe(true)
      for (const [k, list] of lists.entries()) expect(sorted(members(setOf[k]!))).toEqual(sorted(new Set(list)))
      expect(new Set(within.keys()).size).toBe(new Set(lists.map((list) => sorted(new Set(list)).join())).size)
    }),
  )
})
