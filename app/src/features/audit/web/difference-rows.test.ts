import { expect, it } from 'vitest'
import { differences } from './difference-rows.ts'

it('lists the fields that differ, and those that came or went', () => {
  expect(differences({ name: 'A', same: 1, gone: true }, { name: 'B', same: 1, came: ['x', 'y'] })).toEqual([
    { field: 'name', before: 'A', after: 'B' },
    { field: 'gone', before: 'true', after: null },
    { field: 'came', before: null, after: 'x\ny' },
  ])
})

it('takes changes without a before or an after, and plain values', () => {
  expect(differences(null, { name: 'A' })).toEqual([{ field: 'name', before: null, after: 'A' }])
  expect(differences('x', undefined)).toEqual([{ field: 'value', before: 'x', after: null }])
  expect(differences(null, null)).toEqual([])
  expect(differences({ a: { b: 1 } }, { a: { b: 1 } })).toEqual([])
})
