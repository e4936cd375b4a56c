import { describe, expect, test } from 'vitest'
import type { RotationView, ScheduleView } from '../../../blocks/contract.ts'
import { layOut } from '../../../blocks/web/grid/rows.ts'
import { dayNumber } from '../../../../../ui/day-number.ts'
import { applyCell, type CellChange } from '../../../cells.ts'
import { codesOf, fillDown, fillRight, landing, moveAll, setAll } from './block.ts'
import { findPlaces } from './find.ts'
import { layCells, pasteChanges, unknownKey } from './paste.ts'
import { assignmentAt, selectionOf, stepped, stretchesOf } from './selection.ts'
import { openSession, type Row } from './session.ts'
import { readCells, writeCells } from './tsv.ts'

const months = [
  { label: 'Jul', startOn: '2026-07-01', endOn: '2026-07-31' },
  { label: 'Aug', startOn: '2026-08-01', endOn: '2026-08-31' },
  { label: 'Sep', startOn: '2026-09-01', endOn: '2026-09-30' },
]
const rotation = (code: string): RotationView => ({
  key: `msk:${code.toLowerCase()}`,
  programId: 'msk',
  rotationId: code.toLowerCase(),
  name: `${code} rotation`,
  code,
  tint: 0,
  roomId: null,
  siteName: null,
  offSite: false,
})
const rotations = ['MRI', 'CT', 'US'].map(rotation)
const day = dayNumber
const piece = (rotationId: string, startOn: string, endOn: string) => ({
  rotationId,
  pinned: true,
  startOn: day(startOn),
  endOn: day(endOn),
})
const rows: Record<string, Row> = {
  ada: [piece('mri', '2026-07-01', '2026-08-31'), piece('ct', '2026-09-01', '2026-09-30')],
  ben: [],
  cid: [],
}
const view = {
  startOn: '2026-07-01',
  endOn: '2026-09-30',
  programs: [{ id: 'msk', name: 'MSK', shortName: 'MSK', calendar: '' }],
  rows: Object.keys(rows).map((id) => ({
    appointmentId: id,
    personId: id,
    personName: `${id} Fictional`,
    programId: 'msk',
    level: 'PGY-6',
    startOn: '2026-07-01',
    endOn: id === 'cid' ? '2026-08-15' : '2026-09-30',
    combined: false,
    periods: months,
  })),
  rotations,
  leaves: [],
  assignments: rows['ada']!.map(({ rotationId, startOn, endOn }) => ({
    id: rotationId,
    appointmentId: 'ada',
    rotationKey: `msk:${rotationId}`,
    startOn: new Date(startOn * 86_400_000).toISOString().slice(0, 10),
    endOn: new Date(endOn * 86_400_000).toISOString().slice(0, 10),
    pinned: true,
    amended: false,
  })),
} as unknown as ScheduleView
const { people } = layOut(view, {})
const session = openSession(1, new Map(Object.entries(rows)))
const at = (person: number, date: string) => ({ person, day: day(date) })
const select = (from: [number, string], to: [number, string]) => selectionOf(people, at(...from), at(...to))!
const after = (changes: readonly CellChange[]) => {
  const result = new Map(session.rows)
  for (const change of changes)
    result.set(change.appointmentId, applyCell(result.get(change.appointmentId) ?? [], change))
  return result
}
const codes = (changes: readonly CellChange[], person: number) => {
  const line = people[person]!
  return codesOf(after(changes).get(line.row.appointmentId) ?? [], { line, ...line.span }, rotations)
}

describe('selecting', () => {
  test('spans whole cells, and each line has its own share', () => {
    const selection = select([0, '2026-08-10'], [2, '2026-07-02'])
    expect(selection).toEqual({ first: 0, last: 2, startDay: day('2026-07-01'), endDay: day('2026-08-31') })
    expect(stretchesOf(people, selection).map(({ endDay }) => endDay)).toEqual(
      ['2026-08-31', '2026-08-31', '2026-08-15'].map(day),
    )
    expect(assignmentAt(people[0]!, day('2026-08-01'))).toMatchObject({
      startDay: day('2026-07-01'),
      endDay: day('2026-08-31'),
    })
  })

  test('Tab goes over the ends of lines, and out of the grid at its ends', () => {
    expect(stepped(people, at(0, '2026-09-03'), 1)).toEqual(at(1, '2026-07-01'))
    expect(stepped(people, at(1, '2026-07-03'), -1)).toEqual(at(0, '2026-09-01'))
    expect([stepped(people, at(2, '2026-08-03'), 1), stepped(people, at(0, '2026-07-03'), -1)]).toEqual([null, null])
  })
})

describe('blocks of cells', () => {
  test('go to a spreadsheet as codes, and come back', () => {
    const texts = stretchesOf(people, select([0, '2026-07-01'], [1, '2026-09-01'])).map((stretch) =>
      codesOf(session.rows.get(stretch.line.row.appointmentId) ?? [], stretch, rotations),
    )
    expect(writeCells(texts)).toBe('MRI\tMRI\tCT\n\t\t')
    const pasting = layCells(
      people,
      select([1, '2026-07-01'], [1, '2026-07-01']),
      readCells('MRI\tMRI\tCT\n'),
      rotations,
    )
    expect(codes(pasteChanges(session, pasting, rotations, new Map()), 1)).toEqual(['MRI', 'MRI', 'CT'])
  })

  test('fill down and right, and set or clear a range', () => {
    const all = stretchesOf(people, select([0, '2026-07-01'], [2, '2026-09-01']))
    expect([1, 2].map((person) => codes(fillDown(session, all), person))).toEqual([
      ['MRI', 'MRI', 'CT'],
      ['MRI', 'MRI'],
    ])
    expect(codes(fillRight(session, all), 0)).toEqual(['MRI', 'MRI', 'MRI'])
    expect(codes(setAll(session, all, null), 0)).toEqual(['', '', ''])
  })

  test('move to another person and to other days; months of other lengths go period by period', () => {
    const line = people[0]!
    const from = { line, ...assignmentAt(line, day('2026-09-10')) }
    const to = landing(from, people[1]!, day('2026-07-20'))!
    expect(to).toMatchObject({ startDay: day('2026-07-01'), endDay: day('2026-07-31') })
    const moved = moveAll(session, [{ from, to }], false)
    expect([codes(moved, 0), codes(moved, 1)]).toEqual([
      ['MRI', 'MRI', ''],
      ['CT', '', ''],
    ])
    expect(codes(moveAll(session, [{ from, to }], true), 0)).toEqual(['MRI', 'MRI', 'CT'])
  })

  test('a move that overlaps its own place keeps every day', () => {
    const line = people[0]!
    const from = { line, ...assignmentAt(line, day('2026-07-10')) }
    const moved = moveAll(session, [{ from, to: landing(from, line, day('2026-08-10'))! }], false)
    expect(codes(moved, 0)).toEqual(['', 'MRI', 'MRI'])
  })
})

describe('pasting what a spreadsheet holds', () => {
  test('quotes, line ends and empty cells are read as spreadsheets write them', () => {
    expect(readCells('a\t"b ""x""\ty"\r\n\t"two\nlines"\r\n')).toEqual([
      ['a', 'b "x"\ty'],
      ['', 'two\nlines'],
    ])
    expect(
      readCells(
        writeCells([
          ['a\tb', '"q"'],
          ['', 'c'],
        ]),
      ),
    ).toEqual([
      ['a\tb', '"q"'],
      ['', 'c'],
    ])
  })

  test('unknown texts are named with their place, and nothing is meant by them until somebody says', () => {
    const pasting = layCells(
      people,
      select([1, '2026-07-01'], [1, '2026-07-01']),
      [
        ['mri', 'Vac', 'vac '],
        ['', 'CT rotation', 'US'],
      ],
      rotations,
    )
    expect(pasting.unknown).toMatchObject([
      { text: 'Vac', count: 2, line: { row: { personId: 'ben' } }, period: { startDay: day('2026-08-01') } },
    ])
    expect(pasting.outside).toBe(1)
    const means = new Map([[unknownKey(pasting.unknown[0]!), { rotationId: 'us' }]])
    expect(codes(pasteChanges(session, pasting, rotations, means), 1)).toEqual(['MRI', 'US', 'US'])
    expect(codes(pasteChanges(session, pasting, rotations, new Map()), 1)).toEqual(['MRI', '', ''])
  })

  test('one cell fills the selection', () => {
    const pasting = layCells(people, select([1, '2026-07-01'], [2, '2026-08-01']), [['CT']], rotations)
    expect(pasting.cells).toHaveLength(4)
  })
})

test('find goes through names, codes and names of rotations', () => {
  expect(findPlaces(people, 'ben')).toEqual([at(1, '2026-07-01')])
  expect(findPlaces(people, 'ct')).toEqual([at(0, '2026-09-01')])
  expect(findPlaces(people, 'rotation')).toHaveLength(2)
  expect(findPlaces(people, ' ')).toEqual([])
})
