import { describe, expect, test } from 'vitest'
import { assignment, curriculum, facts, person, requirement, rotation } from '../testing/facts.ts'
import { checkPerson, checkSchedule } from './check.ts'

const WHOLE_YEAR = assignment('mri', '2026-07-01', '2027-06-30')

describe('a sound schedule', () => {
  test('has no finding', () => {
    const version = curriculum({
      rotations: [rotation('mri')],
      requirements: [requirement({ counts: ['mri'], min: 12, max: 12 })],
    })
    expect(checkSchedule(facts({ curricula: [version], people: [person({ assignments: [WHOLE_YEAR] })] }))).toEqual([])
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
