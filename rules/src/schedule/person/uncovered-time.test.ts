import { describe, expect, test } from 'vitest'
import { absence, appointment, assignment, rotation, vacation, range } from '../../testing/facts.ts'
import { ruleOn } from '../../testing/rule-on.ts'

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

  test('empty days and half-filled days are told apart', () => {
    const assignments = [
      assignment('mri', '2026-07-01', '2026-07-31', { sharePercent: 50 }),
      assignment('mri', '2026-09-01', '2027-06-30'),
    ]
    expect(ruleOn('uncovered-time', mri, { assignments }).map(({ sentence }) => sentence)).toEqual([
      'Ada Fictional is assigned for only 50 % of 100 %, July 1–31, 2026.',
      'Ada Fictional has no rotation, August 1–31, 2026.',
    ])
  })
})
