import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  applyCell,
  type CellChange,
  contentOf,
  inverseOf,
  joined,
  mergeOf,
  type Piece,
  pinningOf,
  settingOf,
  settle,
  splitOf,
  wholePieces,
} from './cells.ts'

const piece = (rotationId: string, startOn: number, endOn: number, pinned = false): Piece => ({
  rotationId,
  startOn,
  endOn,
  pinned,
})
const set = (row: readonly Piece[], rotationId: string | null, startOn: number, endOn: number): CellChange =>
  settingOf(row, { appointmentId: 'ada', rotationId, pinned: false, startOn, endOn })

const rows = fc
  .array(
    fc.record({
      rotationId: fc.constantFrom('mri', 'ct', ''),
      days: fc.integer({ min: 1, max: 9 }),
      pinned: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((parts) => {
    let day = 0
    return parts.flatMap(({ rotationId, days, pinned }) => {
      const made = piece(rotationId, day, day + days - 1, pinned)
      day += days
      return rotationId === '' ? [] : [made]
    })
  })
const settings = fc.record({
  rotationId: fc.constantFrom('mri', 'ct', null),
  startOn: fc.integer({ min: 0, max: 40 }),
  days: fc.integer({ min: 1, max: 20 }),
})

describe('changes of cells', () => {
  test('a rotation in the middle of another splits it, and joins what it touches', () => {
    const row = [piece('mri', 0, 27)]
    const split = applyCell(row, set(row, 'ct', 7, 13))
    expect(split).toEqual([piece('mri', 0, 6), piece('ct', 7, 13), piece('mri', 14, 27)])
    expect(applyCell(split, set(split, 'mri', 7, 13))).toEqual(row)
  })

  test('every change has an exact inverse, cuts and pins included', () => {
    fc.assert(
      fc.property(rows, settings, (before, { rotationId, startOn, days }) => {
        const change = set(before, rotationId, startOn, startOn + days - 1)
        expect(applyCell(applyCell(before, change), inverseOf(before, change))).toEqual(before)
      }),
    )
  })

  test('pieces stay in order and never overlap', () => {
    fc.assert(
      fc.property(rows, settings, (row, { rotationId, startOn, days }) => {
        const after = applyCell(row, set(row, rotationId, startOn, startOn + days - 1))
        const borders = after.flatMap((each) => [each.startOn, each.endOn + 0.5])
        expect(borders).toEqual(borders.toSorted((a, b) => a - b))
      }),
    )
  })

  test('split at a day and merge again', () => {
    const row = [piece('mri', 0, 27, true)]
    const split = splitOf(row, 'ada', 10)!
    const parts = applyCell(row, split)
    expect(parts).toEqual([piece('mri', 0, 9, true), piece('mri', 10, 27, true)])
    expect(joined(parts)).toEqual(row)
    expect(applyCell(parts, mergeOf(parts, 'ada', 10)!)).toEqual(row)
    expect(applyCell(parts, inverseOf(row, split))).toEqual(row)
    expect([splitOf(row, 'ada', 0), splitOf(row, 'ada', 40), mergeOf(row, 'ada', 10)]).toEqual([null, null, null])
  })

  test('pins change nothing else', () => {
    const row = [piece('mri', 0, 9), piece('ct', 10, 19)]
    expect(wholePieces(row, { startOn: 5, endOn: 22 })).toEqual({ startOn: 0, endOn: 22 })
    expect(applyCell(row, pinningOf(row, 'ada', { startOn: 5, endOn: 14 }, true))).toEqual([
      piece('mri', 0, 4),
      piece('mri', 5, 9, true),
      piece('ct', 10, 14, true),
      piece('ct', 15, 19),
    ])
  })
})

describe('two who change one row', () => {
  const start = [piece('mri', 0, 27)]

  test('both are heard on different days', () => {
    const hers = applyCell(start, set(start, 'ct', 0, 6))
    expect(settle(hers, [set(start, 'us', 21, 27)])).toEqual({
      row: [piece('ct', 0, 6), piece('mri', 7, 20), piece('us', 21, 27)],
      conflicts: [],
    })
  })

  test('the second is asked on the same days, and the rest of what they did stands', () => {
    const hers = applyCell(start, set(start, 'ct', 0, 6))
    const settled = settle(hers, [set(start, 'us', 3, 9), set(start, 'us', 21, 27)])
    expect(settled.conflicts).toEqual([0])
    expect(contentOf(settled.row, { startOn: 21, endOn: 27 })).toEqual([piece('us', 21, 27)])
  })

  test('what was made before is not made twice, nor called a conflict', () => {
    const first = set(start, 'ct', 0, 6)
    const second = set(applyCell(start, first), 'us', 0, 6)
    const after = applyCell(applyCell(start, first), second)
    expect(settle(after, [first, second])).toEqual({ row: after, conflicts: [] })
    expect(settle(start, [first, second])).toEqual({ row: after, conflicts: [] })
    expect(settle(after, [second])).toEqual({ row: after, conflicts: [] })
  })
})
