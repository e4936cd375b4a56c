import { expect, it } from 'vitest'
import type { ScheduleView } from '../contract.ts'
import { layOut } from './grid/rows.ts'
import { layWallSheet, legendPlace, onSheet, sheet } from './wall-sheet.ts'

const viewOf = (people: number): ScheduleView => ({
  startYear: 2026,
  label: '2026-27',
  startOn: '2026-07-01',
  endOn: '2027-06-30',
  today: '2026-11-18',
  scenario: null,
  version: 1,
  programs: [{ id: 'p', name: 'P', shortName: 'P', calendar: 'months' }],
  weeks: [],
  rows: Array.from({ length: people }, (_, index) => ({
    appointmentId: `a${index}`,
    personId: `p${index}`,
    personName: `Person ${index}`,
    programId: 'p',
    level: `PGY-${2 + (index % 4)}`,
    startOn: '2026-07-01',
    endOn: '2027-06-30',
    combined: false,
    periods: [],
  })),
  rotations: [],
  assignments: [],
  leaves: [],
  coverage: [],
  siteCoverage: [],
  findings: [],
  abilities: { edit: false, solve: false, publish: false, amend: false },
})

it.each([1, 14, 80, 150])('fits %i trainees and the legend on one sheet', (people) => {
  const view = viewOf(people)
  const rows = layOut(view, {})
  const wall = layWallSheet(view, rows, 30)
  expect(wall.tops).toHaveLength(rows.lines.length)
  expect((wall.tops.at(-1) ?? 0) + wall.rowHeight).toBeLessThanOrEqual(sheet.height + 1e-6)
  expect(legendPlace(wall, 29).y).toBeLessThanOrEqual(sheet.height)
  const year = onSheet(wall, wall.timeline)
  expect(year.x + year.width).toBeCloseTo(sheet.width)
})

it('keeps 80 trainees readable: a code of at least 6 points', () => {
  const view = viewOf(80)
  // Quarter millimetres to points.
  expect((layWallSheet(view, layOut(view, {}), 20).fontSize / 4) * 2.8346).toBeGreaterThan(5)
})
