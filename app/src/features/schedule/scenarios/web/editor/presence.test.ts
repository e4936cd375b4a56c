import { describe, expect, test } from 'vitest'
import type { PersonLine } from '../../../blocks/web/grid/rows.ts'
import { hereWords, initialsOf, placeOf, presenceMarks, tintOfPerson } from './presence.ts'

const line = (index: number): PersonLine => ({
  kind: 'person',
  index,
  span: { startDay: 20_000, endDay: 20_364 },
  bars: [],
  leaves: [],
  row: {
    appointmentId: `a${index}`,
    personId: `p${index}`,
    personName: `Person ${index}`,
    programId: 'x',
    level: 'PGY-1',
    startOn: '2026-07-01',
    endOn: '2027-06-30',
    combined: false,
    periods: [],
  },
})
const people = Array.from({ length: 80 }, (_, index) => line(index))
const here = (name: string, appointmentIds: string[] | null) => ({
  tab: `tab ${name}`,
  personId: name,
  name,
  place: appointmentIds && { appointmentIds, startOn: '2026-07-01', endOn: '2026-07-14' },
})

describe('who else has the draft open', () => {
  test('is told by name and initials', () => {
    expect(initialsOf('Kira Kestrel')).toBe('KK')
    expect(initialsOf('Ana Maria de Egret')).toBe('AE')
    expect(initialsOf('Plover')).toBe('P')
    expect(hereWords([here('Kira', null)])).toBe('Kira is here')
    expect(hereWords([here('Kira', null), here('Oona', null), here('Oona', null)])).toBe('Kira and Oona are here')
    expect(tintOfPerson('someone')).toBe(tintOfPerson('someone'))
  })

  test('is drawn where their selection is, with the initials once, on lines that are shown', () => {
    const marks = presenceMarks(people.slice(0, 3), [here('Kira Kestrel', ['a1', 'a2', 'a70'])])
    expect(marks.map(([person, mark]) => [person, mark.who?.initials])).toEqual([
      [1, 'KK'],
      [2, ''],
    ])
    expect(presenceMarks(people, [here('Kira', null)])).toEqual([])
  })

  test('hears of at most sixty rows of a selection', () => {
    const place = placeOf(people, { first: 2, last: 79, startDay: 20_635, endDay: 20_641 })
    expect(place).toMatchObject({ startOn: '2026-07-01', endOn: '2026-07-07' })
    expect([place?.appointmentIds.length, place?.appointmentIds[0]]).toEqual([60, 'a2'])
    expect(placeOf(people, null)).toBeNull()
  })
})
