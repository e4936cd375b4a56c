import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, isoOf } from '../dates.ts'
import type { PersonFacts, RotationFacts, ScheduleFacts } from '../facts.ts'
import {
  absence,
  appointment,
  assignment,
  curriculum,
  facts,
  person,
  range,
  requirement,
  room,
  rotation,
  vacation,
} from '../testing/facts.ts'
import { checkPerson, checkSchedule, checkShared } from './check.ts'

const WHOLE_YEAR = assignment('mri', '2026-07-01', '2027-06-30')

/** What one rule says about one person on some rotations. */
function ruleOn(
  ruleId: string,
  rotations: readonly RotationFacts[],
  over: Partial<PersonFacts>,
  more: Partial<ScheduleFacts> = {},
) {
  const given = facts({ curricula: [curriculum({ rotations })], people: [person(over)], ...more })
  return checkSchedule(given).filter((finding) => finding.ruleId === ruleId)
}

describe('a sound schedule', () => {
  test('has no finding', () => {
    const version = curriculum({
      rotations: [rotation('mri')],
      requirements: [requirement({ counts: ['mri'], min: 12, max: 12 })],
    })
    expect(checkSchedule(facts({ curricula: [version], people: [person({ assignments: [WHOLE_YEAR] })] }))).toEqual([])
  })
})

describe('overlapping assignments', () => {
  const mri = [rotation('mri'), rotation('ct')]

  test('beyond full time are named with their days', () => {
    const [finding, ...others] = ruleOn('overlapping-assignments', mri, {
      assignments: [WHOLE_YEAR, assignment('ct', '2026-08-01', '2026-08-31')],
    })
    expect(others).toEqual([])
    expect(finding).toMatchObject({
      severity: 'violation',
      measured: 200,
      limit: 100,
      ...range('2026-08-01', '2026-08-31'),
    })
    expect(finding?.sentence).toBe(
      'Ada Fictional is on MRI and CT at the same time, August 1–31, 2026: up to 200 % of full time.',
    )
    expect(finding?.assignmentIds).toHaveLength(2)
  })

  test('side by side within full time are fine, and so are neighbours', () => {
    const halves = ['mri', 'ct'].map((id) => assignment(id, '2026-07-01', '2027-06-30', { sharePercent: 50 }))
    expect(ruleOn('overlapping-assignments', mri, { assignments: halves })).toEqual([])
    const neighbours = [assignment('mri', '2026-07-01', '2026-07-31'), assignment('ct', '2026-08-01', '2026-08-31')]
    expect(ruleOn('overlapping-assignments', mri, { assignments: neighbours })).toEqual([])
  })
})

describe('time without a rotation', () => {
  const mri = [rotation('mri')]

  test('is shown as one stretch', () => {
    const assignments = [assignment('mri', '2026-07-01', '2026-07-31'), assignment('mri', '2026-10-01', '2027-06-30')]
    expect(ruleOn('uncovered-time', mri, { assignments })).toMatchObject([
      { severity: 'warning', measured: 0, appointmentId: 'ada-msk', ...range('2026-08-01', '2026-09-30') },
    ])
  })

  test('leave of absence needs none; vacation does', () => {
    const assignments = [assignment('mri', '2026-08-01', '2027-06-30')]
    expect(ruleOn('uncovered-time', mri, { assignments, leaves: [absence('2026-07-01', '2026-07-31')] })).toEqual([])
    expect(ruleOn('uncovered-time', mri, { assignments, leaves: [vacation('2026-07-01', '2026-07-31')] })).toHaveLength(
      1,
    )
  })

  test('two half appointments may alternate, and a half assignment does not fill them', () => {
    const appointments = [appointment({ sharePercent: 50 }), appointment({ id: 'other', sharePercent: 50 })]
    const alternating = [
      assignment('mri', '2026-07-01', '2026-12-31'),
      assignment('mri', '2027-01-01', '2027-06-30', { appointmentId: 'other' }),
    ]
    expect(ruleOn('uncovered-time', mri, { appointments, assignments: alternating })).toEqual([])
    const half = [assignment('mri', '2026-07-01', '2027-06-30', { sharePercent: 50 })]
    expect(ruleOn('uncovered-time', mri, { appointments, assignments: half })[0]).toMatchObject({
      measured: 50,
      limit: 100,
    })
  })
})

describe('assignments outside their appointment or curriculum', () => {
  test('are violations on the days outside', () => {
    const [finding, ...others] = ruleOn('outside-appointment', [rotation('mri')], {
      appointments: [appointment(range('2026-07-01', '2027-05-31'))],
      assignments: [WHOLE_YEAR],
    })
    expect(others).toEqual([])
    expect(finding).toMatchObject({ severity: 'violation', ...range('2027-06-01', '2027-06-30') })
  })

  test('name what is unknown', () => {
    expect(ruleOn('outside-appointment', [], { assignments: [WHOLE_YEAR] })[0]?.sentence).toContain('does not have')
    const stray = assignment('mri', '2026-07-01', '2026-07-31', { appointmentId: 'nobody' })
    expect(ruleOn('outside-appointment', [rotation('mri')], { assignments: [stray] })[0]?.sentence).toContain(
      'has no appointment',
    )
    expect(() => checkSchedule(facts({ curricula: [] }))).toThrow('names the curriculum “msk-2026”')
  })
})

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

describe('levels a rotation is open to', () => {
  test('are judged by the level on the day', () => {
    const version = curriculum({ levels: ['PGY-2', 'PGY-3'], rotations: [rotation('mri', { levels: ['PGY-3'] })] })
    const resident = person({
      appointments: [appointment({ entryLevel: 'PGY-2', ...range('2025-10-01', '2027-09-30') })],
      assignments: [WHOLE_YEAR],
    })
    expect(checkPerson(facts({ curricula: [version], people: [resident] }), 'ada')).toMatchObject([
      { ruleId: 'level-eligibility', severity: 'violation', ...range('2026-07-01', '2026-09-30') },
    ])
  })
})

describe('the length of a stay', () => {
  const run = (min: number | null, max: number | null) => [
    rotation('mri', { run: { unit: 'months', min, max } }),
    rotation('ct'),
  ]
  const monthOfMri = assignment('mri', '2026-09-01', '2026-09-30')

  test('is too short, too long or right', () => {
    expect(ruleOn('run-length', run(2, null), { assignments: [monthOfMri] })[0]?.sentence).toBe(
      'Ada Fictional is on MRI for 1 month, September 1–30, 2026; a stay is at least 2 months in a row.',
    )
    const long = [monthOfMri, assignment('mri', '2026-10-01', '2026-11-30')]
    expect(ruleOn('run-length', run(null, 2), { assignments: long })).toMatchObject([
      { measured: 3, limit: 2, severity: 'warning' },
    ])
    expect(ruleOn('run-length', run(3, 3), { assignments: long })).toEqual([])
    expect(
      ruleOn('run-length', run(1, 2), { assignments: [monthOfMri, assignment('mri', '2026-11-01', '2026-11-30')] }),
    ).toEqual([])
  })

  test('is not broken by leave of absence, nor by the horizon while it may go on', () => {
    const around = [monthOfMri, assignment('mri', '2026-11-01', '2026-11-30')]
    const leaves = [absence('2026-10-01', '2026-10-31')]
    expect(ruleOn('run-length', run(2, 2), { assignments: around, leaves })).toEqual([])
    const horizon = range('2026-07-01', '2026-09-30')
    expect(ruleOn('run-length', run(2, null), { assignments: [monthOfMri] }, { horizon })).toEqual([])
    const ending = { appointments: [appointment(range('2026-07-01', '2026-09-30'))], assignments: [monthOfMri] }
    expect(ruleOn('run-length', run(2, null), ending, { horizon })).toHaveLength(1)
  })
})

describe('prerequisites', () => {
  const after = (...needed: RotationFacts['prerequisites']) => [
    rotation('spine', { prerequisites: needed }),
    rotation('mri'),
  ]
  const spine = (startOn: string) => assignment('spine', startOn, isoOf(dayOf(startOn) + 27))

  test('months of training', () => {
    const rotations = after({ kind: 'training', months: 6 })
    expect(ruleOn('prerequisites', rotations, { assignments: [spine('2027-01-01')] })).toEqual([])
    expect(ruleOn('prerequisites', rotations, { assignments: [spine('2026-12-31')] })[0]).toMatchObject({
      severity: 'violation',
    })
    const leaves = [absence('2026-08-01', '2026-08-31')]
    expect(ruleOn('prerequisites', rotations, { assignments: [spine('2027-01-01')], leaves })[0]?.sentence).toBe(
      'Ada Fictional starts SPINE on January 1, 2027; it needs 6 months of training first, which come to that only for February 1, 2027.',
    )
  })

  test('time on another rotation first', () => {
    const rotations = after({ kind: 'rotation', rotationIds: ['mri'], amount: 2, unit: 'months' })
    const mri = assignment('mri', '2026-07-01', '2026-08-31')
    expect(ruleOn('prerequisites', rotations, { assignments: [mri, spine('2026-09-01')] })).toEqual([])
    expect(ruleOn('prerequisites', rotations, { assignments: [mri, spine('2026-08-31')] })).toHaveLength(1)
    expect(ruleOn('prerequisites', rotations, { assignments: [spine('2026-09-01')] })[0]?.sentence).toContain(
      '2 months of MRI first, which are not on the schedule',
    )
  })
})

describe('independent call', () => {
  const night = curriculum({
    levels: ['PGY-2', 'PGY-3', 'PGY-4'],
    rotations: [rotation('night', { independentCall: true })],
  })
  const onCall = (startOn: string, over: Partial<PersonFacts> = {}, entryLevel = 'PGY-2') =>
    checkPerson(
      facts({
        horizon: range('2026-07-01', '2028-06-30'),
        curricula: [night],
        people: [
          person({
            appointments: [appointment({ entryLevel, ...range('2026-07-01', '2029-06-30') })],
            assignments: [assignment('night', startOn, isoOf(dayOf(startOn) + 6))],
            ...over,
          }),
        ],
      }),
      'ada',
    ).filter(({ ruleId }) => ruleId === 'independent-call')

  test('needs twelve months of training', () => {
    expect(onCall('2027-07-01')).toEqual([])
    expect(onCall('2027-06-30')).toMatchObject([
      { severity: 'warning', limit: 12, citation: { verified: false }, ...range('2027-06-30', '2027-06-30') },
    ])
  })

  test('31 days of leave of absence move it from July 1 to August 1', () => {
    const leaves = [absence('2026-12-01', '2026-12-31')]
    expect(onCall('2027-07-01', { leaves })[0]?.sentence).toContain('completed for August 1, 2027')
    expect(onCall('2027-08-01', { leaves })).toEqual([])
    expect(onCall('2027-07-01', { leaves: [vacation('2026-12-01', '2026-12-31')] })).toEqual([])
  })

  test('somebody who starts at the second level has a year behind them', () => {
    expect(onCall('2026-07-01', {}, 'PGY-3')).toEqual([])
  })

  test('follows the limit the institution has set', () => {
    const limit = {
      id: 'independent-call-training' as const,
      value: 6,
      unit: 'months' as const,
      effectiveOn: dayOf('2020-01-01'),
      endsOn: null,
      citation: { text: 'Local policy.', source: 'Department', verified: true },
    }
    const call = (startOn: string) =>
      checkSchedule(
        facts({
          curricula: [night],
          referenceLimits: [limit],
          people: [
            person({
              appointments: [appointment({ entryLevel: 'PGY-2' })],
              assignments: [assignment('night', startOn, '2027-01-31')],
            }),
          ],
        }),
      ).filter(({ ruleId }) => ruleId === 'independent-call')
    expect(call('2027-01-01')).toEqual([])
    expect(call('2026-12-31')).toMatchObject([{ severity: 'violation', limit: 6 }])
  })
})

describe('leave', () => {
  const mri = (noLeave: boolean) => [rotation('mri', { noLeave })]

  test('of absence leaves no rotation; vacation is only barred where the rotation says so', () => {
    const away = { assignments: [WHOLE_YEAR], leaves: [absence('2026-09-01', '2026-09-10')] }
    expect(ruleOn('leave-conflict', mri(false), away)).toMatchObject([
      { severity: 'violation', ...range('2026-09-01', '2026-09-10') },
    ])
    const vacationing = { assignments: [WHOLE_YEAR], leaves: [vacation('2026-09-01', '2026-09-10')] }
    expect(ruleOn('leave-conflict', mri(false), vacationing)).toEqual([])
    expect(ruleOn('leave-conflict', mri(true), vacationing)[0]?.sentence).toContain('MRI allows no leave')
  })
})

describe('off-site time', () => {
  const away = (over: Partial<NonNullable<RotationFacts['offSite']>>) => [
    rotation('course', {
      offSite: {
        siteLabel: 'Lakeside Institute',
        leadTimeDays: null,
        agreementRequired: false,
        agreements: [],
        ...over,
      },
    }),
  ]
  const course = assignment('course', '2026-09-01', '2026-09-28')
  const agreement = (startOn: string, endOn: string | null) => ({
    agreementRequired: true,
    agreements: [{ startOn: dayOf(startOn), endOn: endOn === null ? null : dayOf(endOn) }],
  })

  test('needs an agreement on every day', () => {
    const check = (over: Parameters<typeof away>[0]) => ruleOn('off-site', away(over), { assignments: [course] })
    expect(check({})).toEqual([])
    expect(check({ agreementRequired: true })).toMatchObject([
      { severity: 'violation', ...range('2026-09-01', '2026-09-28') },
    ])
    expect(check(agreement('2020-01-01', '2026-09-14'))).toMatchObject([range('2026-09-15', '2026-09-28')])
    expect(check(agreement('2020-01-01', null))).toEqual([])
    expect(check(agreement('2016-09-15', null))).toMatchObject([
      { severity: 'warning', citation: { verified: false }, ...range('2026-09-15', '2026-09-28') },
    ])
  })

  test('is arranged ahead: drafts by today, published time by the day it was agreed', () => {
    const check = (asOf: string, arrangedOn: string | null) =>
      ruleOn(
        'off-site',
        away({ leadTimeDays: 60 }),
        { assignments: [{ ...course, arrangedOn: arrangedOn === null ? null : dayOf(arrangedOn) }] },
        { asOf: dayOf(asOf) },
      )
    expect(check('2026-07-03', null)).toEqual([])
    expect(check('2026-07-04', null)).toMatchObject([{ measured: 59, limit: 60, severity: 'warning' }])
    expect(check('2026-08-30', '2026-05-01')).toEqual([])
    expect(check('2026-10-01', null)).toEqual([])
    expect(check('2026-06-01', '2026-08-25')).toHaveLength(1)
  })
})

describe('requirements', () => {
  const version = (verified: boolean) =>
    curriculum({
      rotations: [rotation('mri')],
      requirements: [requirement({ counts: ['mri'], min: 3, max: 3, verified })],
    })
  const check = (assignments: PersonFacts['assignments'], asOf: string, verified = true) =>
    ruleOn('requirement-limits', [], { assignments }, { curricula: [version(verified)], asOf: dayOf(asOf) })

  test('passed by the plan are warned about, missed ones violated', () => {
    expect(check([WHOLE_YEAR], '2026-06-01')).toMatchObject([
      { severity: 'warning', measured: 12, limit: 3, unit: 'months', requirementId: 'mri' },
    ])
    expect(check([WHOLE_YEAR], '2027-01-01')).toMatchObject([{ severity: 'violation' }])
    expect(check([], '2027-06-01')).toMatchObject([{ severity: 'violation', measured: 0, limit: 3 }])
    expect(check([], '2027-06-01', false)).toMatchObject([{ severity: 'warning' }])
    expect(check([], '2026-06-01')).toEqual([])
  })
})

describe('the whole check', () => {
  test('lists the worst first, whatever the order of the facts', () => {
    const rotations = [
      rotation('mri', { trainees: { min: 2, max: 2 }, levels: [] }),
      rotation('ct', { trainees: { min: null, max: 0 } }),
    ]
    const assignments = [assignment('mri', '2026-07-01', '2026-10-31'), assignment('ct', '2026-09-01', '2026-12-31')]
    const given = facts({ curricula: [curriculum({ rotations })], people: [person({ assignments })] })
    const turned = facts({
      curricula: [curriculum({ rotations: rotations.toReversed() })],
      people: [person({ assignments: assignments.toReversed() })],
    })
    const severities = checkSchedule(given).map(({ severity }) => severity)
    expect(severities).toEqual(severities.toSorted((a, b) => (a === b ? 0 : a === 'violation' ? -1 : 1)))
    expect(new Set(severities).size).toBe(2)
    expect(checkSchedule(turned).map(({ sentence }) => sentence)).toEqual(
      checkSchedule(given).map(({ sentence }) => sentence),
    )
  })

  test('of one person is that person’s part of the whole', () => {
    const given = facts({
      curricula: [curriculum({ rotations: [rotation('mri')] })],
      people: [person(), person({ id: 'ben' })],
    })
    const whole = checkSchedule(given).filter(({ personId }) => personId === 'ben')
    expect(checkPerson(given, 'ben')).toEqual(whole)
    expect(checkPerson(given, 'nobody')).toEqual([])
  })
})
