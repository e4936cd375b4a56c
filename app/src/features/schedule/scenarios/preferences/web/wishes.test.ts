import { expect, it } from 'vitest'
import type { WishView } from '../contract.ts'
import { datesOf, listsOf, moved, sameWishes, whensOf, wishesOf } from './wishes.ts'

const wish = (rotationId: string, rank: number, over: Partial<WishView> = {}): WishView => ({
  programId: 'msk',
  rotationId,
  startOn: null,
  endOn: null,
  rank,
  ...over,
})

it('turns ranks into places and back', () => {
  const lists = listsOf([wish('ct', -1), wish('us', 2), wish('mri', 1)])
  expect(lists.wanted.map(({ rotationId }) => rotationId)).toEqual(['mri', 'us'])
  expect(wishesOf({ ...lists, wanted: moved(lists.wanted, 1, -1) })).toEqual([
    wish('us', 1),
    wish('mri', 2),
    wish('ct', -1),
  ])
  expect(moved(lists.wanted, 0, -1)).toBe(lists.wanted)
  expect(sameWishes(lists, listsOf([wish('mri', 1), wish('us', 5), wish('ct', -3)]))).toBe(true)
})

it('offers any time, the periods of the program, and days that were stored otherwise', () => {
  const july = { label: 'Jul 2027', startOn: '2027-07-01', endOn: '2027-07-31' }
  const block = { label: 'Block 2', startOn: '2027-08-02', endOn: '2027-08-29' }
  const programs = [{ programId: 'msk', programName: 'MSK', level: 'PGY-6', rotations: [], periods: [july, block] }]
  const line = { key: 'a', ...wish('mri', 1) }
  const labels = (over: Partial<WishView>) => whensOf({ ...line, ...over }, programs).map(({ label }) => label)
  expect(labels({})).toEqual(['Any time', 'Jul 2027', 'Block 2 (2 Aug to 29 Aug 2027)'])
  expect(labels({ startOn: '2027-07-05', endOn: '2027-07-18' })).toHaveLength(4)
  expect(datesOf('2027-07-01 2027-07-31')).toEqual({ startOn: '2027-07-01', endOn: '2027-07-31' })
  expect(datesOf('')).toEqual({ startOn: null, endOn: null })
})
