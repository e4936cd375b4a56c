import { dayOf } from '@gradus/rules'
import { describe, expect, test } from 'vitest'
import { type CellChange, settingOf } from '../../../cells.ts'
import type { DraftFactsView } from '../../facts-contract.ts'
import { makeJudge } from './judge.ts'
import { judgeFacts } from './judge-facts.ts'
import { placeFindings } from './judge-places.ts'
import type { Row, Rows } from './session.ts'

const year = { startOn: '2026-07-01', endOn: '2027-06-30' }
const rotation = (id: string, more: object = {}): DraftFactsView['curricula'][number]['rotations'][number] => ({
  id,
  label: id.toUpperCase(),
  roomId: null,
  levels: null,
  trainees: { min: null, max: null },
  traineesByLevel: [],
  run: { min: null, max: null, unit: 'months' },
  prerequisites: [],
  independentCall: false,
  offSite: null,
  noLeave: false,
  verified: true,
  ...more,
})
const facts = (people: number): DraftFactsView => ({
  horizon: year,
  asOf: '2026-05-01',
  curricula: [
    {
      id: 'msk-1',
      programId: 'msk',
      programLabel: 'MSK',
      levels: ['PGY-6'],
      calendar: { kind: 'months' },
      startsOn: '07-01',
      rotations: [
        rotation('mri', { roomId: 'reading', run: { min: 1, max: 3, unit: 'months' } }),
        rotation('ct', { trainees: { min: null, max: 1 } }),
        ...Array.from({ length: 18 }, (_, index) => rotation(`r${index}`)),
      ],
      requirements: [
        {
          kind: 'rotation',
          id: 'mri',
          title: 'MRI',
          levels: null,
          verified: true,
          note: '',
          counts: ['mri'],
          unit: 'months',
          min: 3,
          max: null,
        },
      ],
    },
  ],
  people: Array.from({ length: people }, (_, index) => ({
    id: `p${index}`,
    label: `Person ${index}`,
    appointments: [
      { id: `a${index}`, curriculumId: 'msk-1', entryLevel: 'PGY-6', sharePercent: 100, dayPercent: 100, ...year },
    ],
    leaves: [],
    fixed: [],
  })),
  rooms: [{ id: 'reading', label: 'Reading room', min: null, max: 2 }],
  elsewhere: [{ person: 0, roomId: 'reading', startOn: '2026-08-01', endOn: '2026-08-31' }],
})
const day = dayOf
const july = { startOn: day('2026-07-01'), endOn: day('2026-07-31') }
const august = { startOn: day('2026-08-01'), endOn: day('2026-08-31') }
const rowsWith = (rows: Record<string, Row>): Rows => new Map(Object.entries(rows))
const piece = (rotationId: string, days: { startOn: number; endOn: number }) => ({ rotationId, pinned: false, ...days })
const set = (
  appointmentId: string,
  rotationId: string | null,
  days: { startOn: number; endOn: number },
  rows: Rows,
): CellChange => settingOf(rows.get(appointmentId) ?? [], { appointmentId, rotationId, pinned: true, ...days })

describe('what the rules say before an edit is made', () => {
  const judge = makeJudge(judgeFacts(facts(3)))

  test('a place that is full is named; who only shares the room counts', () => {
    const rows = rowsWith({ a0: [piece('mri', august)], a1: [piece('ct', july)], a2: [] })
    expect(judge.trial(rows, [set('a1', 'mri', august, rows)]).violations.map(({ sentence }) => sentence)).toEqual([
      'Reading room has up to 3 trainees, August 1–31, 2026; it takes 2 at once.',
    ])
    expect(judge.trial(rows, [set('a1', 'mri', july, rows)]).violations).toEqual([])
    expect(judge.trial(rows, [set('a2', 'ct', july, rows)]).violations[0]?.ruleId).toBe('capacity')
  })

  test('a run that gets too long is named; one that gets shorter is not held against the edit', () => {
    const long = { startOn: day('2026-07-01'), endOn: day('2026-09-30') }
    const october = { startOn: day('2026-10-01'), endOn: day('2026-10-31') }
    const rows = rowsWith({ a0: [piece('mri', long)] })
    expect(judge.trial(rows, [set('a0', 'mri', october, rows)]).warnings.map(({ ruleId }) => ruleId)).toEqual([
      'run-length',
    ])
    const tooLong = rowsWith({ a0: [piece('mri', { startOn: long.startOn, endOn: day('2026-12-31') })] })
    expect(
      judge.trial(tooLong, [set('a0', 'r1', { startOn: day('2026-11-01'), endOn: day('2026-12-31') }, tooLong)])
        .warnings,
    ).toEqual([])
  })

  test('a move counts both ends', () => {
    const rows = rowsWith({ a0: [piece('ct', july)], a1: [] })
    const moved = [set('a0', null, july, rows), set('a1', 'ct', july, rows)]
    expect(judge.trial(rows, moved).violations).toEqual([])
  })

  test('the requirements of the row stand as they will', () => {
    const rows = rowsWith({ a0: [piece('mri', july), piece('r1', august)] })
    expect(judge.progress(rows, 'a0')[0]).toMatchObject({ planned: 1, needed: 3 })
  })

  test('the narrow check of a place says what the check of everything says', () => {
    const judged = judgeFacts(facts(3))
    const rows = rowsWith({ a0: [piece('mri', august)], a1: [piece('mri', august)], a2: [piece('ct', july)] })
    expect(placeFindings(judged, rows, { kind: 'room', roomId: 'reading' }, judged.horizon)).toMatchObject([
      { ruleId: 'capacity', measured: 3, ...august },
    ])
    expect(
      placeFindings(judged, rows, { kind: 'rotation', programId: 'msk', rotationId: 'ct' }, judged.horizon),
    ).toEqual([])
  })
})
