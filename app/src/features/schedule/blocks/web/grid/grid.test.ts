import { describe, expect, it } from 'vitest'
import type { FindingView, ScheduleView } from '../../contract.ts'
import {
  coverageAt,
  coverageFigure,
  coverageLines,
  groupStanding,
  limitWords,
  troubleIn,
  worstFirst,
} from './coverage.ts'
import { cellAt, moved, moveOf } from './cursor.ts'
import { applyChange } from './edits.ts'
import { targetsOf } from './finding-targets.ts'
import { cellsOf, layOut } from './rows.ts'
import { clip, fullWidth, leftOf, makeTimeline, monthsOf, spanOf, weekOf } from './timeline.ts'

/** The item at a place, which the test knows to be there. */
function nth<Item>(items: readonly Item[], index: number): Item {
  const item = items[index]
  if (item === undefined) throw new Error(`nothing at ${index}`)
  return item
}

const blocks = [
  { label: 'Block 1', startOn: '2026-07-06', endOn: '2026-08-02' },
  { label: 'Block 2', startOn: '2026-08-03', endOn: '2026-08-30' },
]
const months = [
  { label: 'Jul', startOn: '2026-07-06', endOn: '2026-07-31' },
  { label: 'Aug', startOn: '2026-08-01', endOn: '2026-08-30' },
]
const row = (name: string, programId: string, level: string, periods = blocks) => ({
  appointmentId: `${name} appointment`,
  personId: name,
  personName: name,
  programId,
  level,
  startOn: '2026-07-06',
  endOn: '2026-08-30',
  combined: false,
  periods,
})
const rotation = (programId: string, rotationId: string, tint: number) => ({
  key: `${programId}/${rotationId}`,
  programId,
  rotationId,
  name: rotationId,
  code: rotationId.toUpperCase().slice(0, 3),
  tint,
  roomId: null,
  siteName: null,
  offSite: false,
})
const assignment = (name: string, rotationKey: string, startOn: string, endOn: string) => ({
  id: `${name} ${startOn}`,
  appointmentId: `${name} appointment`,
  rotationKey,
  startOn,
  endOn,
  pinned: false,
  amended: false,
})

const view: ScheduleView = {
  startYear: 2026,
  label: '2026-27',
  startOn: '2026-07-06',
  endOn: '2026-08-30',
  today: '2026-07-20',
  scenario: null,
  version: 1,
  programs: [
    { id: 'ir', name: 'Interventional', shortName: 'IR', calendar: 'blocks' },
    { id: 'msk', name: 'Musculoskeletal', shortName: 'MSK', calendar: 'months' },
  ],
  weeks: Array.from({ length: 8 }, (_, week) => ({
    startOn: new Date(Date.UTC(2026, 6, 6 + week * 7)).toISOString().slice(0, 10),
    endOn: new Date(Date.UTC(2026, 6, 12 + week * 7)).toISOString().slice(0, 10),
  })),
  rows: [row('Noor', 'msk', 'PGY-6', months), row('Ben', 'ir', 'PGY-10'), row('Ada', 'ir', 'PGY-2')],
  rotations: [rotation('ir', 'angio', 0), rotation('ir', 'clinic', 1), rotation('msk', 'mri', 2)],
  assignments: [
    assignment('Ada', 'ir/angio', '2026-07-06', '2026-07-19'),
    assignment('Ada', 'ir/clinic', '2026-07-20', '2026-08-16'),
    assignment('Noor', 'msk/mri', '2026-07-06', '2026-08-30'),
  ],
  leaves: [],
  coverage: [],
  siteCoverage: [],
  findings: [],
  abilities: { edit: true, solve: true, publish: true, amend: false },
}
const rotations = {
  keyOf: (appointmentId: string, rotationId: string) =>
    `${appointmentId.startsWith('Noor') ? 'msk' : 'ir'}/${rotationId}`,
  idOf: (key: string) => key.split('/')[1] ?? '',
}
const finding = (about: Partial<FindingView>): FindingView => ({
  ruleId: 'r',
  rule: 'A rule',
  severity: 'violation',
  sentence: 's',
  citation: { text: '', source: '', verified: false },
  measured: null,
  limit: null,
  personId: null,
  programId: null,
  rotationId: null,
  roomId: null,
  startOn: null,
  endOn: null,
  ...about,
})

describe('the timeline', () => {
  const timeline = makeTimeline(view, 28)
  it('turns days into pixels', () => {
    expect(leftOf(timeline, timeline.startDay + 7)).toBe(28)
    expect(fullWidth(timeline)).toBe(8 * 28)
    expect(weekOf(timeline, timeline.startDay + 13)).toBe(1)
    expect(weekOf(timeline, timeline.endDay + 400)).toBe(7)
  })
  it('names the months, with the year where it begins or turns', () => {
    expect(monthsOf(timeline).map((part) => part.label)).toEqual(['Jul 2026', 'Aug'])
    const turn = monthsOf(spanOf({ startOn: '2026-11-30', endOn: '2027-02-01' }))
    expect(turn.map((part) => part.label)).toEqual(['Nov 2026', 'Dec', 'Jan 2027', 'Feb'])
  })
  it('clips ranges, both ends counted', () => {
    expect(clip({ startDay: 1, endDay: 5 }, { startDay: 5, endDay: 9 })).toEqual({ startDay: 5, endDay: 5 })
    expect(clip({ startDay: 1, endDay: 4 }, { startDay: 5, endDay: 9 })).toBeNull()
  })
})

describe('the rows', () => {
  it('stand by program, then level by its number, then name', () => {
    const { lines, people } = layOut(view, {})
    expect(
      lines.map((line) => (line.kind === 'group' ? `${line.label} (${line.count})` : line.row.personName)),
    ).toEqual(['PGY-2 · IR (1)', 'Ada', 'PGY-10 · IR (1)', 'Ben', 'PGY-6 · MSK (1)', 'Noor'])
    expect(people.map((line) => line.index)).toEqual([0, 1, 2])
  })
  it('show the calendar once when all share it, else per group', () => {
    expect(layOut(view, {}).sharedPeriods).toEqual([])
    const own = layOut(view, { programId: 'ir' })
    expect(own.sharedPeriods.map((part) => part.label)).toEqual(['Block 1', 'Block 2'])
    expect(own.lines[0]).toMatchObject({ kind: 'group', periods: [] })
    expect(layOut(view, {}).lines[4]).toMatchObject({ kind: 'group', label: 'PGY-6 · MSK' })
  })
  it('can be filtered by a part of the name', () => {
    expect(layOut(view, { text: ' aD ' }).people.map((line) => line.row.personName)).toEqual(['Ada'])
  })
  it('are cut into cells by periods and assignments, without gaps', () => {
    const ada = nth(layOut(view, {}).people, 0)
    const cells = cellsOf(ada)
    expect(cells.map((cell) => cell.bar?.rotation?.code ?? '-')).toEqual(['ANG', 'CLI', 'CLI', '-'])
    for (const [index, cell] of cells.entries())
      expect(cell.startDay).toBe(index === 0 ? ada.span.startDay : nth(cells, index - 1).endDay + 1)
    expect(cells.at(-1)?.endDay).toBe(ada.span.endDay)
  })
})

describe('the cursor', () => {
  const { people } = layOut(view, {})
  const start = nth(people, 0).span.startDay
  it('moves cell by cell and stops at the edges', () => {
    const right = moved({ person: 0, day: start + 3 }, 'right', people, 10)
    expect(right).toEqual({ person: 0, day: start + 14 })
    expect(moved({ person: 0, day: start + 3 }, 'left', people, 10)).toEqual({ person: 0, day: start })
    expect(moved(right, 'row-end', people, 10).day).toBe(start + 42)
  })
  it('keeps the day when it changes the row, and stays inside', () => {
    expect(moved({ person: 0, day: start + 30 }, 'down', people, 10)).toEqual({ person: 1, day: start + 30 })
    expect(moved({ person: 1, day: start }, 'page-down', people, 10).person).toBe(2)
    expect(moved({ person: 1, day: start }, 'page-up', people, 10).person).toBe(0)
    expect(moved({ person: 1, day: start }, 'last', people, 10)).toEqual({ person: 2, day: nth(people, 2).span.endDay })
  })
  it('goes to the nearest cell for days outside of the appointment', () => {
    expect(cellAt(nth(people, 0), start - 90).startDay).toBe(start)
    expect(cellAt(nth(people, 0), start + 900).endDay).toBe(nth(people, 0).span.endDay)
  })
  it('reads keys as a spreadsheet does', () => {
    expect(moveOf('Home', false)).toBe('row-start')
    expect(moveOf('Home', true)).toBe('first')
    expect(moveOf('x', false)).toBeNull()
  })
})

describe('findings', () => {
  const { people } = layOut(view, {})
  const year = spanOf(view)
  it('point at the days of the person they name', () => {
    const targets = targetsOf(finding({ personId: 'Ada', startOn: '2026-07-10', endOn: '2026-07-12' }), people, year)
    expect(targets).toEqual([{ person: 0, ...spanOf({ startOn: '2026-07-10', endOn: '2026-07-12' }) }])
  })
  it('point at everybody on the rotation they name', () => {
    const targets = targetsOf(
      finding({ rotationId: 'mri', programId: 'msk', startOn: '2026-07-20', endOn: '2026-07-26' }),
      people,
      year,
    )
    expect(targets).toEqual([{ person: 2, ...spanOf({ startOn: '2026-07-20', endOn: '2026-07-26' }) }])
  })
  it('point nowhere when they are about the whole', () => {
    expect(targetsOf(finding({ programId: 'ir' }), people, year)).toEqual([])
  })
})

describe('an edit', () => {
  const edit = { appointmentId: 'Ada appointment', rotationId: 'clinic', startOn: '2026-07-13', endOn: '2026-07-26' }
  it('replaces the range and keeps what stands around it', () => {
    const after = applyChange(view.assignments, edit, rotations, true).filter(
      (a) => a.appointmentId === edit.appointmentId,
    )
    expect(after.map((a) => [a.rotationKey, a.startOn, a.endOn, a.pinned])).toEqual([
      ['ir/angio', '2026-07-06', '2026-07-12', false],
      ['ir/clinic', '2026-07-27', '2026-08-16', false],
      ['ir/clinic', '2026-07-13', '2026-07-26', true],
    ])
  })
  it('splits an assignment that it falls into', () => {
    const clear = { ...edit, rotationId: null, startOn: '2026-07-27', endOn: '2026-08-02' }
    const after = applyChange(view.assignments, clear, rotations, true).filter((a) => a.rotationKey === 'ir/clinic')
    expect(after.map((a) => [a.startOn, a.endOn])).toEqual([
      ['2026-07-20', '2026-07-26'],
      ['2026-08-03', '2026-08-16'],
    ])
  })
})

describe('coverage', () => {
  const row = { key: 'k', label: 'CT', kind: 'rotation', min: 1, max: 2, low: [0, 1, 1], high: [1, 2, 3] } as const
  const view = { ...row, low: [...row.low], high: [...row.high] }
  it('says under, right and over', () => {
    expect([0, 1, 2].map((week) => coverageAt(view, week))).toEqual(['under', 'right', 'over'])
    expect([0, 1, 2].map((week) => coverageFigure(view, week))).toEqual(['0', '1-2', '3'])
    expect(limitWords(view)).toBe('at least 1, at most 2')
    expect(limitWords({ ...view, min: null, max: null })).toBe('no limit')
    const right = { ...view, key: 'right', min: null, max: null }
    expect(worstFirst([right, view], 1)).toEqual([view])
    expect(worstFirst([right, view], 2)).toEqual([right, view])
  })
  it('is summed by kind, folded or with the places in trouble', () => {
    const site = { ...view, key: 'site:Main', label: 'Main', kind: 'site' as const, low: [1, 0, 1], high: [1, 1, 1] }
    const free = { ...view, key: 'free', min: null, max: null }
    const shown = { coverage: [view, free], siteCoverage: [site] }
    const linesOf = (coverage: 'trouble' | 'all' | 'none', folded: ('site' | 'rotation')[], most = 9) =>
      coverageLines(shown, { coverage, folded }, undefined, most).lines.map((line) =>
        line.line === 'group' ? line.label : line.row.key,
      )
    expect(linesOf('trouble', ['site'])).toEqual(['Rotations', 'k', 'Sites'])
    expect(linesOf('trouble', ['site', 'rotation'])).toEqual(['Rotations', 'Sites'])
    expect(linesOf('all', [])).toEqual(['Rotations', 'k', 'free', 'Sites', 'site:Main'])
    expect(linesOf('all', [], 3)).toEqual(['Rotations', 'k', 'Sites'])
    expect(linesOf('none', [])).toEqual([])
    const [rotations, , sites] = coverageLines(shown, { coverage: 'trouble', folded: [] }, undefined, 9).lines
    expect(rotations?.line === 'group' && groupStanding(rotations)).toEqual({ state: 'under', words: '1 short' })
    expect(rotations?.line === 'group' && troubleIn(rotations, 2)).toEqual({ under: [], over: ['CT'] })
    expect(sites?.line === 'group' && groupStanding(sites).words).toBe('1 short')
    const quiet = { coverage: [{ ...view, max: null, min: 0 }], siteCoverage: [] }
    expect(coverageLines(quiet, { coverage: 'trouble', folded: [] }, undefined, 9).lines).toEqual([])
    const [all] = coverageLines(quiet, { coverage: 'all', folded: [] }, undefined, 9).lines
    expect(all?.line === 'group' && groupStanding(all)).toEqual({ state: 'right', words: 'right' })
  })
})
