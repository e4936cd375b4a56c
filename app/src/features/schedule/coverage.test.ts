import type { DateRange } from '@gradus/rules'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { coverageOf, type Place, placeKeysOf, sitesOf, type Stay } from './coverage.ts'

const weeks: DateRange[] = Array.from({ length: 6 }, (_, index) => ({
  startOn: 100 + index * 7,
  endOn: 106 + index * 7,
}))
const place: Place = { key: 'mri', label: 'MRI', kind: 'rotation', min: null, max: null }

test('someone who leaves in mid-week is in the high and not in the low of that week', () => {
  const [mri] = coverageOf([place], [{ placeKey: 'mri', personId: 'a', startOn: 90, endOn: 110 }], new Map(), weeks)
  expect(mri?.high).toEqual([1, 1, 0, 0, 0, 0])
  expect(mri?.low).toEqual([1, 0, 0, 0, 0, 0])
})

test('a site needs and takes what its rooms and rotations do together', () => {
  const held = (key: string, roomId: string | null, siteName: string | null) => ({ key, roomId, siteName })
  const rotations = [held('mri', 'reading', 'Main'), held('ct', 'reading', 'Main'), held('us', null, 'Main')]
  const limits = new Map([
    ['room:reading', { min: 2, max: 3 }],
    ['us', { min: 1, max: 2 }],
    ['county', { min: null, max: 1 }],
  ])
  const sites = sitesOf([...rotations, held('county', null, 'County'), held('home', null, null)], (key) =>
    limits.get(key),
  )
  expect(sites.map(({ key, min, max }) => [key, min, max])).toEqual([
    ['site:Main', 3, 5],
    ['site:County', null, 1],
  ])
  expect(sitesOf([...rotations, held('free', null, 'Main')], (key) => limits.get(key))[0]?.max).toBeNull()
  expect(placeKeysOf(rotations[0]!)).toEqual(['mri', 'room:reading', 'site:Main'])
})

test('agrees with counting every day', () => {
  const stays = fc.array(
    fc
      .tuple(
        fc.constantFrom('mri', 'other'),
        fc.constantFrom('a', 'b', 'c'),
        fc.integer({ min: 90, max: 150 }),
        fc.nat(20),
      )
      .map(([placeKey, personId, startOn, length]): Stay => ({ placeKey, personId, startOn, endOn: startOn + length })),
    { maxLength: 12 },
  )
  const away = new Map([['a', [{ startOn: 110, endOn: 115 }]]])
  fc.assert(
    fc.property(stays, (all) => {
      const [mri] = coverageOf([place], all, away, weeks)
      for (const [index, week] of weeks.entries()) {
        const counts = Array.from({ length: 7 }, (_, offset) => {
          const day = week.startOn + offset
          const present = all.filter(
            (stay) =>
              stay.placeKey === 'mri' &&
              stay.startOn <= day &&
              day <= stay.endOn &&
              !(stay.personId === 'a' && day >= 110 && day <= 115),
          )
          return new Set(present.map(({ personId }) => personId)).size
        })
        expect(mri?.low[index]).toBe(Math.min(...counts))
        expect(mri?.high[index]).toBe(Math.max(...counts))
      }
    }),
  )
})
