import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoOf } from '../../dates.ts'
import type { PersonFacts, RotationFacts } from '../../facts.ts'
import {
  absence,
  appointment,
  assignment,
  curriculum,
  facts,
  person,
  range,
  room,
  rotation,
} from '../../testing/facts.ts'
import { checkShared } from '../check.ts'

const WHOLE_YEAR = assignment('mri', '2026-07-01', '2027-06-30')

describe('capacity and coverage', () => {
  const trainee = (id: string, startOn: string, endOn: string, over: Partial<PersonFacts> = {}) => {
    const held = appointment({ id: `${id}-msk` })
    return person({
      id,
      label: `${id} Fictional`,
      appointments: [held],
      assignments: [assignment('mri', startOn, endOn, { appointmentId: held.id })],
      ...over,
    })
  }
  const people = [
    trainee('ada', '2026-07-01', '2026-08-31'),
    trainee('ben', '2026-08-01', '2026-09-30'),
    trainee('cid', '2026-08-15', '2026-08-31'),
  ]
  const shared = (of: RotationFacts, rooms = [room('reading')], over: readonly PersonFacts[] = people) =>
    checkShared(facts({ curricula: [curriculum({ rotations: [of] })], people: over, rooms }))

  test('a rotation is full on some days', () => {
    const findings = shared(rotation('mri', { trainees: { min: null, max: 1 } }))
    expect(findings).toMatchObject([
      {
        ruleId: 'capacity',
        severity: 'violation',
        measured: 3,
        limit: 1,
        rotationId: 'mri',
        ...range('2026-08-01', '2026-08-31'),
      },
    ])
    expect(findings[0]?.assignmentIds).toHaveLength(3)
    expect(findings[0]?.sentence).toBe('MRI has up to 3 trainees, August 1–31, 2026; it takes 1 at once.')
  })

  test('a room is shared by programs with different calendars', () => {
    const body = curriculum({
      id: 'body-2026',
      programId: 'body',
      rotations: [rotation('abdomen', { roomId: 'reading' })],
    })
    const guest = trainee('dee', '2026-07-01', '2026-07-28', {
      appointments: [appointment({ id: 'dee-body', curriculumId: 'body-2026' })],
      assignments: [assignment('abdomen', '2026-07-01', '2026-07-28', { appointmentId: 'dee-body' })],
    })
    const msk = curriculum({ rotations: [rotation('mri', { roomId: 'reading' })] })
    const findings = checkShared(
      facts({ curricula: [msk, body], people: [...people, guest], rooms: [room('reading', { max: 2 })] }),
    )
    expect(findings).toMatchObject([{ roomId: 'reading', measured: 3, ...range('2026-08-15', '2026-08-31') }])
    const tighter = checkShared(
      facts({ curricula: [msk, body], people: [...people, guest], rooms: [room('reading', { max: 1 })] }),
    )
    expect(tighter[0]).toMatchObject(range('2026-07-01', '2026-07-28'))
  })

  test('levels have their own limits, by the level on the day', () => {
    const levels = ['PGY-2', 'PGY-3']
    const mri = rotation('mri', { traineesByLevel: [{ levels: ['PGY-2'], min: null, max: 0 }] })
    const late = person({
      appointments: [appointment({ entryLevel: 'PGY-2', ...range('2025-08-01', '2027-07-31') })],
      assignments: [WHOLE_YEAR],
    })
    const findings = checkShared(facts({ curricula: [curriculum({ levels, rotations: [mri] })], people: [late] }))
    expect(findings).toMatchObject([{ measured: 1, limit: 0, ...range('2026-07-01', '2026-07-31') }])
    expect(findings[0]?.sentence).toContain('MRI (PGY-2) has up to 1 trainee,')
  })

  test('somebody on leave of absence does not count; two halves of one person count once', () => {
    const mri = rotation('mri', { trainees: { min: null, max: 1 } })
    const away = trainee('ben', '2026-08-01', '2026-08-31', { leaves: [absence('2026-08-01', '2026-08-31')] })
    expect(shared(mri, [], [trainee('ada', '2026-08-01', '2026-08-31'), away])).toEqual([])
    const halves = [1, 2].map((id) =>
      assignment('mri', '2026-08-01', '2026-08-31', { id: `half-${id}`, sharePercent: 50 }),
    )
    expect(shared(mri, [], [person({ assignments: halves })])).toEqual([])
  })

  test('versions of one program share a rotation under the tighter limit', () => {
    const versions = [
      curriculum({ rotations: [rotation('mri', { trainees: { min: null, max: 3 } })] }),
      curriculum({ id: 'msk-2027', rotations: [rotation('mri', { trainees: { min: null, max: 2 } })] }),
    ]
    expect(checkShared(facts({ curricula: versions, people }))).toMatchObject([{ measured: 3, limit: 2 }])
  })

  test('coverage is missing on the days with too few', () => {
    const findings = shared(rotation('mri', { trainees: { min: 1, max: null } }))
    expect(findings).toMatchObject([
      { ruleId: 'minimum-coverage', severity: 'warning', measured: 0, limit: 1, ...range('2026-10-01', '2027-06-30') },
    ])
  })

  test('agree with counting day by day', () => {
    const stay = fc.tuple(fc.integer({ min: -20, max: 60 }), fc.integer({ min: 0, max: 30 }))
    const horizon = range('2026-07-01', '2026-08-15')
    fc.assert(
      fc.property(fc.array(stay, { maxLength: 12 }), fc.integer({ min: 0, max: 4 }), (stays, max) => {
        const people = stays.map(([offset, length], index) =>
          trainee(`p${index}`, isoOf(horizon.startOn + offset), isoOf(horizon.startOn + offset + length)),
        )
        const mri = rotation('mri', { trainees: { min: null, max } })
        const found = new Set<number>()
        for (const { startOn, endOn } of checkShared(
          facts({ horizon, curricula: [curriculum({ rotations: [mri] })], people }),
        )) {
          for (let day = startOn!; day <= endOn!; day += 1) found.add(day)
        }
        for (let day = horizon.startOn; day <= horizon.endOn; day += 1) {
          const count = people.filter(
            ({ assignments: [stay] }) => stay && stay.startOn <= day && day <= stay.endOn,
          ).length
          expect(found.has(day)).toBe(count > max)
        }
      }),
    )
  })
})
