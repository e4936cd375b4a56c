import { describe, expect, test } from 'vitest'
import { dayOf, isoOf } from '../../dates.ts'
import type { PersonFacts } from '../../facts.ts'
import {
  absence,
  appointment,
  assignment,
  curriculum,
  facts,
  person,
  range,
  rotation,
  vacation,
} from '../../testing/facts.ts'
import { checkPerson, checkSchedule } from '../check.ts'

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
