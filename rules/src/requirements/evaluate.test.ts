import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, isoOf } from '../dates.ts'
import type { PersonFacts } from '../facts.ts'
import { absence, appointment, assignment, curriculum, person, requirement, vacation } from '../testing/facts.ts'
import { evaluateRequirements } from './evaluate.ts'
import type { RotationRequirement } from './requirement.ts'

/** The one-year fellowship of the oldest shipped program: its six requirements fill the twelve months exactly. */
const FELLOWSHIP = [
  requirement({ counts: ['radiographs'], min: 3, max: 3 }),
  requirement({ counts: ['mri'], min: 3, max: 3 }),
  requirement({ counts: ['ultrasound'], min: 1, max: 1 }),
  requirement({ counts: ['ct'], min: 2, max: 2 }),
  requirement({ counts: ['spine'], min: 1, max: 1 }),
  requirement({ counts: ['elective'], min: 2, max: 2 }),
]

const YEAR = [
  assignment('radiographs', '2026-07-01', '2026-09-30'),
  assignment('mri', '2026-10-01', '2026-12-31'),
  assignment('ultrasound', '2027-01-01', '2027-01-31'),
  assignment('ct', '2027-02-01', '2027-03-31'),
  assignment('spine', '2027-04-01', '2027-04-30'),
  assignment('elective', '2027-05-01', '2027-06-30'),
]

function evaluate(
  requirements: readonly RotationRequirement[],
  over: Partial<PersonFacts>,
  asOf: string,
  version = curriculum(),
  appointmentId = 'ada-msk',
) {
  const someone = person(over)
  const held = someone.appointments.find(({ id }) => id === appointmentId)!
  return evaluateRequirements(requirements, { person: someone, appointment: held, curriculum: version }, dayOf(asOf))
}

const one = (...args: Parameters<typeof evaluate>) => evaluate(...args).at(0)!

describe('a requirement by itself', () => {
  const mri = [requirement({ counts: ['mri'], min: 3, max: 3 })]

  test('is met once the minimum is done, on the day it was reached', () => {
    const result = one(mri, { assignments: YEAR }, '2027-01-10')
    expect(result).toMatchObject({ status: 'met', done: 3, planned: 0, needed: 3, dueOn: dayOf('2027-06-30') })
    expect(isoOf(result.metOn!)).toBe('2026-12-31')
    expect(result.sentence).toBe('MRI: 3 months done, met on December 31, 2026.')
  })

  test('counts the day itself as done', () => {
    expect(one(mri, { assignments: YEAR }, '2026-12-31').status).toBe('met')
    expect(one(mri, { assignments: YEAR }, '2026-12-30')).toMatchObject({ status: 'on-track', planned: 1 / 31 })
  })

  test('is on track when the schedule reaches it', () => {
    const result = one(mri, { assignments: YEAR }, '2026-10-31')
    expect(result).toMatchObject({ status: 'on-track', done: 1, planned: 2, metOn: dayOf('2026-12-31') })
    expect(result.evidence).toMatchObject([{ rotationId: 'mri', amount: 3, when: 'current' }])
    expect(result.sentence).toBe(
      'MRI: 1 of 3 months done, 2 planned; by the schedule it will be met on December 31, 2026.',
    )
  })

  test('is on track while enough time is not scheduled', () => {
    const result = one(mri, {}, '2026-06-01')
    expect(result).toMatchObject({ status: 'on-track', done: 0, planned: 0, metOn: null })
    expect(result.sentence).toContain('3 months to be scheduled by June 30, 2027')
  })

  test('is at risk when everything else is scheduled', () => {
    const assignments = [assignment('ct', '2026-07-01', '2027-05-15')]
    const result = one(mri, { assignments }, '2026-06-01')
    expect(result.status).toBe('at-risk')
    expect(result.sentence).toContain('3 months more needed by June 30, 2027, but only 1.52 months not yet scheduled')
  })

  test('is missed when the time left cannot suffice, whatever is scheduled', () => {
    expect(one(mri, {}, '2027-03-31').status).toBe('on-track')
    const late = one(mri, {}, '2027-04-01')
    expect(late.status).toBe('missed')
    expect(late.sentence).toContain('too little even if all of it were used')
    expect(one(mri, {}, '2027-07-01').sentence).toBe(
      'MRI: 0 of 3 months done, 0 planned; the time ended on June 30, 2027, 3 months short.',
    )
  })

  test('is at risk when more is planned than allowed, missed when more is done', () => {
    const assignments = [assignment('mri', '2026-07-01', '2026-10-31')]
    expect(one(mri, { assignments }, '2026-08-31').sentence).toBe(
      'MRI: 4 months done and planned, more than the 3 months allowed.',
    )
    expect(one(mri, { assignments }, '2026-09-30').status).toBe('at-risk')
    expect(one(mri, { assignments }, '2026-10-15').status).toBe('at-risk')
    expect(one(mri, { assignments }, '2026-10-16').status).toBe('missed')
  })

  test('with a maximum alone is met when the time is over', () => {
    const cap = [requirement({ counts: ['mri'], max: 4 })]
    expect(one(cap, { assignments: YEAR }, '2027-01-10')).toMatchObject({ status: 'on-track', needed: 0, metOn: null })
    expect(one(cap, { assignments: YEAR }, '2027-06-30')).toMatchObject({ status: 'met', metOn: dayOf('2027-06-30') })
  })

  test('speaks of half weeks exactly', () => {
    const weeks = curriculum({ calendar: { kind: 'weeks', splitWeeks: [4] } })
    const night = [requirement({ counts: ['night'], unit: 'weeks', min: 3.5, max: 3.5 })]
    const assignments = [assignment('night', '2026-07-01', '2026-07-24')]
    expect(one(night, { assignments }, '2026-07-24', weeks)).toMatchObject({ status: 'met', done: 3.5 })
    expect(one(night, { assignments }, '2026-07-23', weeks).sentence).toContain('of 3½ weeks done')
  })
})

describe('leave', () => {
  const mri = [requirement({ counts: ['mri'], min: 3 })]

  test('vacation takes no credit away', () => {
    const leaves = [vacation('2026-11-01', '2026-11-14')]
    expect(one(mri, { assignments: YEAR, leaves }, '2027-01-01').status).toBe('met')
  })

  test('leave that does not count gives none, and the time it takes cannot be used', () => {
    const leaves = [absence('2026-11-01', '2026-11-30')]
    expect(one(mri, { assignments: YEAR, leaves }, '2027-01-01')).toMatchObject({ status: 'at-risk', done: 2 })
    expect(one(mri, { leaves: [absence('2026-07-01', '2027-04-30')] }, '2026-06-01').status).toBe('missed')
  })
})

describe('levels', () => {
  const levels = ['PGY-2', 'PGY-3', 'PGY-4']
  const residency = curriculum({ levels, calendar: { kind: 'blocks' } })
  const resident = (entryLevel: string, endOn = '2029-06-30') => ({
    appointments: [appointment({ entryLevel, endOn: dayOf(endOn) })],
    assignments: [assignment('nuclear', '2026-07-01', '2026-07-28'), assignment('nuclear', '2027-07-01', '2027-08-25')],
  })
  const atLevel = (...names: string[]) => [
    requirement({ counts: ['nuclear'], unit: 'blocks', min: 2, max: null, levels: names }),
  ]

  test('count only what is done at them', () => {
    expect(one(atLevel('PGY-3'), resident('PGY-2'), '2027-08-25', residency)).toMatchObject({
      status: 'met',
      done: 2,
      dueOn: dayOf('2028-06-30'),
    })
    expect(one(atLevel('PGY-2'), resident('PGY-2'), '2027-07-01', residency)).toMatchObject({
      status: 'missed',
      done: 1,
    })
    expect(one(atLevel('PGY-2', 'PGY-3'), resident('PGY-2'), '2027-08-25', residency).done).toBe(3)
  })

  test('below the entry level were met before; above the end are never reached', () => {
    expect(one(atLevel('PGY-2'), resident('PGY-3', '2028-06-30'), '2026-07-01', residency)).toMatchObject({
      status: 'met',
      dueOn: null,
      sentence: 'NUCLEAR: belongs to PGY-2, before this appointment, which starts at PGY-3.',
    })
    expect(one(atLevel('PGY-4'), resident('PGY-2', '2027-06-30'), '2026-07-01', residency).status).toBe('missed')
  })
})

describe('two appointments', () => {
  const both = [
    appointment({ sharePercent: 50 }),
    appointment({ id: 'ada-informatics', curriculumId: 'informatics-2026', sharePercent: 50 }),
  ]
  const informatics = [requirement({ counts: ['pacs'], min: 2 })]
  const beside = (rotationId: string, appointmentId: string) =>
    assignment(rotationId, '2026-07-01', '2026-10-31', { appointmentId, sharePercent: 50 })

  test('each counts its own assignments at their share', () => {
    const assignments = [beside('pacs', 'ada-informatics'), beside('mri', 'ada-msk')]
    const own = one(informatics, { appointments: both, assignments }, '2026-10-31', curriculum(), 'ada-informatics')
    expect(own).toMatchObject({ status: 'met', done: 2 })
    const other = one(informatics, { appointments: both, assignments }, '2026-10-31')
    expect(other).toMatchObject({ done: 0, evidence: [] })
  })

  test('no day counts for more than a whole one', () => {
    const assignments = [
      assignment('pacs', '2026-07-01', '2026-07-31'),
      assignment('archive', '2026-07-16', '2026-08-31', { id: 'second' }),
    ]
    const result = one([requirement({ counts: ['pacs', 'archive'], min: 2 })], { assignments }, '2026-08-31')
    expect(result).toMatchObject({ status: 'met', done: 2, metOn: dayOf('2026-08-31') })
    expect(result.evidence.map(({ amount }) => amount)).toEqual([1, 1])
  })
})

describe('requirements together', () => {
  test('that fill the year exactly are on track before anything is scheduled, and met by the full year', () => {
    expect(evaluate(FELLOWSHIP, {}, '2026-06-30').map(({ status }) => status)).toEqual(FELLOWSHIP.map(() => 'on-track'))
    const end = evaluate(FELLOWSHIP, { assignments: YEAR }, '2027-06-30')
    expect(end.map(({ status }) => status)).toEqual(FELLOWSHIP.map(() => 'met'))
  })

  test('are at risk together when the open time is short of their sum', () => {
    const results = evaluate(FELLOWSHIP, {}, '2026-07-31')
    expect(results.map(({ status }) => status)).toEqual(FELLOWSHIP.map(() => 'at-risk'))
    expect(results.at(1)!.sentence).toBe(
      'MRI: together the requirements still need 12 months by June 30, 2027, but only 11 months not yet scheduled.',
    )
  })

  test('a rotation that serves two requirements is needed once', () => {
    const nested = [
      requirement({ counts: ['mri', 'ct'], min: 12 }),
      requirement({ counts: ['mri'], min: 6 }),
      requirement({ counts: ['ct'], min: 6 }),
    ]
    expect(evaluate(nested, {}, '2026-06-30').map(({ status }) => status)).toEqual(['on-track', 'on-track', 'on-track'])
    const tight = [...nested, requirement({ counts: ['ultrasound'], min: 1 })]
    expect(evaluate(tight, {}, '2026-06-30').every(({ status }) => status === 'at-risk')).toBe(true)
  })

  test('in weeks and months at once are added with their own measure', () => {
    const mixed = [
      requirement({ counts: ['mri'], unit: 'weeks', min: 26 }),
      requirement({ counts: ['ct'], unit: 'months', min: 6 }),
    ]
    expect(evaluate(mixed, {}, '2026-06-30').map(({ status }) => status)).toEqual(['on-track', 'on-track'])
    const tight = [...mixed, requirement({ counts: ['ultrasound'], unit: 'weeks', min: 2 })]
    expect(evaluate(tight, {}, '2026-06-30').at(0)!.sentence).toContain('needs more than the time not yet scheduled')
  })
})

describe('always', () => {
  const ROTATIONS = ['mri', 'ct', 'ultrasound']
  const months = fc.array(fc.constantFrom(...ROTATIONS, null), { minLength: 12, maxLength: 12 })
  const asOfDay = fc.integer({ min: dayOf('2026-06-15'), max: dayOf('2027-07-15') })
  const scheduleOf = (line: readonly (string | null)[]) =>
    line.flatMap((rotationId, index) => {
      const year = index < 6 ? 2026 : 2027
      const month = ((index + 6) % 12) + 1
      const startOn = `${year}-${String(month).padStart(2, '0')}-01`
      const endOn = isoOf(Date.UTC(year, month, 0) / 86_400_000)
      return rotationId ? [assignment(rotationId, startOn, endOn)] : []
    })
  const ask = [requirement({ counts: ['mri'], min: 3, max: 5 }), requirement({ counts: ['ct', 'ultrasound'], min: 4 })]

  test('done and planned are the evidence, and time only moves from planned to done', () => {
    fc.assert(
      fc.property(months, asOfDay, (line, asOf) => {
        const assignments = scheduleOf(line)
        for (const result of evaluate(ask, { assignments }, isoOf(asOf))) {
          const amount = result.evidence.reduce((sum, entry) => sum + entry.amount, 0)
          expect(result.done + result.planned).toBeCloseTo(amount, 9)
        }
        const mri = one(ask, { assignments }, isoOf(asOf))
        expect(mri.done + mri.planned).toBeCloseTo(line.filter((rotationId) => rotationId === 'mri').length, 9)
      }),
    )
  })

  test('once missed stays missed as days go by without a change', () => {
    fc.assert(
      fc.property(months, asOfDay, fc.integer({ min: 0, max: 200 }), (line, asOf, later) => {
        const assignments = scheduleOf(line)
        const now = evaluate(ask, { assignments }, isoOf(asOf))
        const then = evaluate(ask, { assignments }, isoOf(asOf + later))
        const revived = now.filter(({ status }, index) => status === 'missed' && then.at(index)!.status !== 'missed')
        expect(revived).toEqual([])
      }),
    )
  })
})
