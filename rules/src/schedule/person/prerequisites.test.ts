import { describe, expect, test } from 'vitest'
import { dayOf, isoOf } from '../../dates.ts'
import type { RotationFacts } from '../../facts.ts'
import { absence, assignment, rotation } from '../../testing/facts.ts'
import { ruleOn } from '../../testing/rule-on.ts'

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
