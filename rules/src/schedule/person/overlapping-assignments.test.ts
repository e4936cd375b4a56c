import { describe, expect, test } from 'vitest'
import { assignment, rotation, range } from '../../testing/facts.ts'
import { ruleOn } from '../../testing/rule-on.ts'

const WHOLE_YEAR = assignment('mri', '2026-07-01', '2027-06-30')

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
