import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyEdits, compareRows, mergeTouching, type Edit, type Row } from './edits.ts'

const row = (rotationId: string, startOn: number, endOn: number, more: Partial<Row> = {}): Row => ({
  id: `${rotationId}-${startOn}`,
  appointmentId: 'a',
  rotationId,
  pinned: false,
  startOn,
  endOn,
  ...more,
})
const edit = (rotationId: string | null, startOn: number, endOn: number): Edit => ({
  appointmentId: 'a',
  rotationId,
  startOn,
  endOn,
})
const sorted = (rows: readonly Row[]): Row[] => [...rows].sort((a, b) => a.startOn - b.startOn)
const brief = (rows: readonly Row[]): unknown[] =>
  sorted(rows).map(({ rotationId, startOn, endOn }) => [rotationId, startOn, endOn])

describe('applyEdits', () => {
  test('splits a rotation around another set in its middle', () => {
    const after = applyEdits([row('mri', 0, 29)], [edit('ct', 10, 19)], false)
    expect(brief(after)).toEqual([
      ['mri', 0, 9],
      ['ct', 10, 19],
      ['mri', 20, 29],
    ])
    expect(after.every(({ id }) => id === null)).toBe(true)
  })

  test('leaves rows alone that say it already', () => {
    const rows = [row('mri', 0, 29)]
    expect(applyEdits(rows, [edit('mri', 5, 9)], false)).toEqual(rows)
  })

  test('joins what comes to touch, and keeps a pin apart', () => {
    const after = applyEdits([row('mri', 0, 9), row('mri', 20, 29, { pinned: true })], [edit('mri', 10, 19)], false)
    expect(brief(after)).toEqual([
      ['mri', 0, 19],
      ['mri', 20, 29],
    ])
  })

  test('clears days', () => {
    expect(brief(applyEdits([row('mri', 0, 29)], [edit(null, 0, 9)], false))).toEqual([['mri', 10, 29]])
  })

  const horizon = 40
  const arbitraryEdit = fc
    .tuple(
      fc.constantFrom('mri', 'ct', 'us', null),
      fc.integer({ min: 0, max: horizon }),
      fc.integer({ min: 0, max: 12 }),
      fc.constantFrom('a', 'b'),
    )
    .map(([rotationId, startOn, length, appointmentId]) => ({
      appointmentId,
      rotationId,
      startOn,
      endOn: startOn + length,
    }))

  test('every day shows the last edit on it, without overlaps or needless rows', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEdit, { maxLength: 12 }), (edits) => {
        const rows = applyEdits([], edits, false)
        for (const appointmentId of ['a', 'b'])
          for (let day = 0; day <= horizon + 12; day += 1) {
            const here = rows.filter(
              (each) => each.appointmentId === appointmentId && each.startOn <= day && day <= each.endOn,
            )
            const last = edits.findLast(
              (each) => each.appointmentId === appointmentId && each.startOn <= day && day <= each.endOn,
            )
            expect(here.map(({ rotationId }) => rotationId)).toEqual(last?.rotationId ? [last.rotationId] : [])
          }
        expect(brief(mergeTouching(rows).filter(({ appointmentId }) => appointmentId === 'a'))).toEqual(
          brief(rows.filter(({ appointmentId }) => appointmentId === 'a')),
        )
      }),
    )
  })

  test('rows an edit does not reach keep their identity', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEdit, { maxLength: 8 }), arbitraryEdit, (edits, last) => {
        const rows = applyEdits([], edits, false).map((each, index) => ({ ...each, id: String(index) }))
        const after = applyEdits(rows, [last], false)
        const far = rows.filter(
          (each) =>
            each.appointmentId !== last.appointmentId || each.endOn + 1 < last.startOn || each.startOn > last.endOn + 1,
        )
        for (const each of far) expect(after).toContainEqual(each)
      }),
    )
  })
})

describe('compareRows', () => {
  test('keeps equal rows, ends and adds the rest', () => {
    const before = [row('mri', 0, 9), row('ct', 10, 19)]
    const after = [row('mri', 0, 9, { id: null, pinned: true }), row('us', 10, 19, { id: null })]
    const { ended, added } = compareRows(before, after)
    expect(brief(ended)).toEqual([['ct', 10, 19]])
    expect(brief(added)).toEqual([['us', 10, 19]])
  })
})
