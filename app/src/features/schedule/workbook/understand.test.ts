import { academicYear, addMonths, dayOf, isoOf } from '@gradus/rules'
import { array, assert, boolean, constantFrom, integer, pre, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MergedCells } from '../../../platform/tables/merged-cells.ts'
import { findAxis } from './axis.ts'
import { matchName } from './names.ts'
import { type Facts, understand } from './understand.ts'

const rotationIds = new Set(['mri', 'ct', 'us'])
const people = [
  ['Ana', 'Ibis'],
  ['Bo', 'Heron'],
  ['Cleo', 'de la Stork'],
] as const
const facts: Facts = {
  startYear: 2025,
  startsOn: '07-01',
  calendar: { kind: 'months' },
  seats: people.map(([givenName, familyName], index) => ({
    key: String(index),
    personId: `p${index}`,
    personName: `${givenName} ${familyName}`,
    givenName,
    familyName,
    startOn: dayOf('2025-07-01'),
    endOn: dayOf('2026-06-30'),
    rotationIds,
  })),
  rotations: [
    { rotationId: 'mri', code: 'MRI', name: 'Magnetic resonance' },
    { rotationId: 'ct', code: 'CT', name: 'Computed tomography' },
    { rotationId: 'us', code: 'US', name: 'Ultrasound' },
  ],
  learnt: new Map(),
}
const none = { sheets: {}, people: {}, codes: {} }
const table = (rows: string[][], merged: MergedCells[] = []) => ({ name: 'R4', rows, merged })
const monthNames = ['Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun']
const year = academicYear(2025)

const starts = (header: string[]) =>
  findAxis([['Name', ...header]], year, { kind: 'months' })?.columns.map(({ startOn }) => isoOf(startOn))

describe('a header', () => {
  it('says months in many ways', () => {
    for (const header of [
      monthNames,
      monthNames.map((name, index) => `${name}-${index < 6 ? 25 : 26}`),
      monthNames.map((name, index) => `${name} ${index < 6 ? 2025 : 2026}`),
      monthNames.map((_, index) => isoOf(addMonths(year.startOn, index))),
      monthNames.map((_, index) => `${((index + 6) % 12) + 1}/1/${index < 6 ? '25' : '2026'}`),
      monthNames.map((_, index) => String(dayOf(isoOf(addMonths(year.startOn, index))) + 25_569)),
    ])
      expect(starts(header)).toEqual(monthNames.map((_, index) => isoOf(addMonths(year.startOn, index))))
  })

  it('says blocks and weeks by number or by date', () => {
    const blocks = Array.from({ length: 13 }, (_, index) => index)
    const first = (index: number) => year.startOn + 28 * index
    const slashed = (day: number) => `${Number(isoOf(day).slice(5, 7))}/${Number(isoOf(day).slice(8))}`
    const wanted = blocks.map((index) => isoOf(first(index)))
    expect(starts(blocks.map((index) => `Block ${index + 1}`))).toEqual(wanted)
    expect(starts(blocks.map((index) => String(index + 1)))).toEqual(wanted)
    expect(
      starts(blocks.map((index) => `Blk ${index + 1} (${slashed(first(index))}-${slashed(first(index) + 27)})`)),
    ).toEqual(wanted)
    expect(starts(blocks.map((index) => slashed(first(index))))).toEqual(wanted)
    expect(starts(Array.from({ length: 52 }, (_, index) => `Wk ${index + 1}`))?.[51]).toBe('2026-06-23')
  })

  it('keeps 28 to 31 days of July apart from July of 28 to 31', () => {
    expect(starts(['Jul 4', 'Jul 11', 'Jul 18', 'Jul 25'])).toEqual([
      '2025-07-04',
      '2025-07-11',
      '2025-07-18',
      '2025-07-25',
    ])
    expect(starts(['Jul 1-28', 'Jul 29 - Aug 25', '8/26 - 9/22'])).toEqual(['2025-07-01', '2025-07-29', '2025-08-26'])
  })

  it('may have months above and days below, merged or followed by blanks', () => {
    const rows = [
      ['', 'July', '', 'August', ''],
      ['Name', '1', '15', '1', '15'],
    ]
    const found = findAxis(rows, year, { kind: 'months' })
    expect(found?.columns.map(({ startOn }) => isoOf(startOn))).toEqual([
      '2025-07-01',
      '2025-07-15',
      '2025-08-01',
      '2025-08-15',
    ])
    expect(found?.headerEnd).toBe(1)
  })

  it('is nothing where no row speaks of time', () => {
    expect(
      findAxis(
        [
          ['Name', 'Phone', 'Pager', 'Office'],
          ['Ana', '1', '2', '3'],
        ],
        year,
        { kind: 'months' },
      ),
    ).toBeNull()
  })
})

describe('a name', () => {
  const known = facts.seats
  it.each([
    ['Ibis, Ana', '0'],
    ['Ana Ibis, MD', '0'],
    ['A. Ibis', '0'],
    ['IBIS A', '0'],
    ['Heron', '1'],
    ['de la Stork, Cléo', '2'],
    ['Dr. Cleo De La Stork', '2'],
    ['Bob Heron', null],
    ['Somebody Else', null],
  ])('%s', (text, key) => expect(matchName(text, known).key).toBe(key))

  it('that two people could have is nobody’s', () => {
    const twins = [...known, { key: '9', givenName: 'Abe', familyName: 'Ibis' }]
    expect(matchName('Ibis', twins)).toMatchObject({ key: null, suggestions: ['0', '9'] })
    expect(matchName('Ibis, Abe', twins).key).toBe('9')
  })
})

describe('a sheet', () => {
  const header = ['Fellow', 'PGY', ...monthNames]
  it('is read with merged cells, halves, leaves, headings and notes', () => {
    const rows = [
      ['Fellows 2025-26'],
      header,
      ['SENIORS'],
      ['Ibis, Ana', '6', 'MRI', '', 'CT/Vac', 'US (east)', ...Array.from({ length: 8 }, () => 'CT')],
      [],
      ['Heron, Bo', '6', ...Array.from({ length: 12 }, () => 'ultrasound')],
      ['Total', '', '2'],
    ]
    const merged = [{ top: 3, left: 2, bottom: 3, right: 3 }]
    const first = understand([table(rows, merged)], none, facts)
    expect(first.ready).toBe(false)
    expect(first.lines.filter(({ seat }) => seat === null).map(({ line }) => line.name)).toEqual(['Total'])
    expect(first.codes.filter(({ guessed }) => guessed).map(({ code }) => code)).toEqual(['US (EAST)'])
    const { ready, placements, leaves } = understand(
      [table(rows, merged)],
      { ...none, people: { total: 'skip' } },
      facts,
    )
    expect(ready).toBe(true)
    const words = placements.map(({ appointmentId, rotationId, startOn, endOn }) =>
      [appointmentId, rotationId, isoOf(startOn), isoOf(endOn)].join(' '),
    )
    expect(words).toEqual([
      '0 mri 2025-07-01 2025-08-31',
      '0 ct 2025-09-01 2025-09-15',
      '0 us 2025-10-01 2025-10-31',
      '0 ct 2025-11-01 2026-06-30',
      '1 us 2025-07-01 2026-06-30',
    ])
    expect(leaves.map(({ personId, startOn, endOn }) => [personId, isoOf(startOn), isoOf(endOn)])).toEqual([
      ['p0', '2025-09-16', '2025-09-30'],
    ])
  })

  it('asks for codes it does not know and uses what was learnt', () => {
    const rows = [header, ['Ana Ibis', '6', ...Array.from({ length: 12 }, () => 'ZZ')]]
    expect(understand([table(rows)], none, facts)).toMatchObject({
      ready: false,
      codes: [{ code: 'ZZ', count: 12, meaning: null }],
    })
    const learnt = new Map([['ZZ', { kind: 'rotation' as const, rotationId: 'ct' }]])
    expect(understand([table(rows)], none, { ...facts, learnt })).toMatchObject({
      ready: true,
      placements: [{ rotationId: 'ct' }],
    })
  })

  it('refuses one person on two lines', () => {
    const line = ['Ana Ibis', '6', ...Array.from({ length: 12 }, () => 'CT')]
    const { ready, problems } = understand([table([header, line]), table([header, line])], none, facts)
    expect(ready).toBe(false)
    expect(problems[0]?.sentence).toContain('row 2')
  })

  it('gives back any year, however it is laid out', () => {
    const cell = constantFrom('MRI', 'CT', 'US', 'VAC', '')
    const layout = record({
      years: array(array(cell, { minLength: 12, maxLength: 12 }), { minLength: 1, maxLength: 3 }),
      titles: integer({ min: 0, max: 3 }),
      before: integer({ min: 0, max: 2 }),
      style: integer({ min: 0, max: 3 }),
      lastFirst: boolean(),
    })
    assert(
      property(layout, ({ years, titles, before, style, lastFirst }) => {
        pre(years.every((codes) => codes.some((code) => code !== '')))
        const names = (index: number) =>
          [
            monthNames[index],
            `${monthNames[index]} ${index < 6 ? 2025 : 2026}`,
            isoOf(addMonths(year.startOn, index)),
            `${((index + 6) % 12) + 1}/1`,
          ][style] ?? ''
        const extra = Array.from({ length: before }, (_, index) => `x${index}`)
        const rows = [
          ...Array.from({ length: titles }, (_, index) => [`Title ${index}`]),
          [...extra, 'Name', ...monthNames.map((_, index) => names(index))],
          ...years.map((codes, index) => {
            const [given, family] = people[index]!
            return [...extra.map(() => '9'), lastFirst ? `${family}, ${given}` : `${given} ${family}`, ...codes]
          }),
        ]
        const read = understand([table(rows)], none, facts)
        const at = (person: number, month: number) => {
          const day = addMonths(year.startOn, month) + 10
          const covers = ({ startOn, endOn }: { startOn: number; endOn: number }) => startOn <= day && day <= endOn
          if (read.leaves.some((leave) => leave.personId === `p${person}` && covers(leave))) return 'VAC'
          return (
            read.placements
              .find((each) => each.appointmentId === String(person) && covers(each))
              ?.rotationId.toUpperCase() ?? ''
          )
        }
        years.forEach((codes, person) => codes.forEach((code, month) => expect(at(person, month)).toBe(code)))
      }),
      { numRuns: 200 },
    )
  })
})
