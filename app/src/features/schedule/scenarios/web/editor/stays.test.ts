import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Piece } from '../../../cells.ts'
import type { Row, Rows } from './session.ts'
import { over, staysIn } from './stays.ts'

const piece = fc
  .tuple(fc.constantFrom('mri', 'ct', 'us'), fc.integer({ min: 20_000, max: 20_360 }), fc.integer({ min: 0, max: 90 }))
  .map(([rotationId, startOn, length]): Piece => ({ rotationId, pinned: false, startOn, endOn: startOn + length }))
const row = fc.array(piece, { maxLength: 5 })
const rowsOf = (list: readonly Row[]): Rows => new Map(list.map((each, index) => [`appointment ${index}`, each]))

/** Going over everything, as the index need not. */
const naive = (rows: Rows, rotationIds: ReadonlySet<string>, startOn: number, endOn: number) =>
  [...rows].flatMap(([id, own]) =>
    own
      .filter((each) => rotationIds.has(each.rotationId) && each.startOn <= endOn && each.endOn >= startOn)
      .map((each) => `${id} ${each.rotationId} ${each.startOn} ${each.endOn}`),
  )

test('who is somewhere is found as by going over every row, also after changes and changes of changes', () => {
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.array(fc.tuple(fc.nat({ max: 7 }), row), { maxLength: 4 }),
      fc.subarray(['mri', 'ct', 'us'], { minLength: 1 }),
      fc.integer({ min: 19_990, max: 20_400 }),
      fc.integer({ min: 0, max: 120 }),
      (list, edits, rotationIds, startOn, length) => {
        const wanted = new Set(rotationIds)
        let rows = rowsOf(list)
        for (const [index, changed] of [[0, list[0] ?? []] as const, ...edits]) {
          const tried = over(rows, new Map([[`appointment ${index % list.length}`, changed]]))
          for (const each of [rows, tried]) {
            const stays = [...staysIn(each, wanted, { startOn, endOn: startOn + length })]
            const told = stays.flatMap(([id, own]) =>
              own.map((one) => `${id} ${one.rotationId} ${one.startOn} ${one.endOn}`),
            )
            expect(told.sort()).toEqual(naive(each, wanted, startOn, startOn + length).sort())
          }
          // What was tried becomes what is: rows as an edit makes them.
          rows = new Map(tried)
        }
      },
    ),
  )
})
