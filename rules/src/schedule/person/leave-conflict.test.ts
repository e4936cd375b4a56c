import { describe, expect, test } from 'vitest'
import { assignment, absence, rotation, vacation, range } from '../../testing/facts.ts'
import { ruleOn } from '../../testing/rule-on.ts'

const WHOLE_YEAR = assignment('mri', '2026-07-01', '2027-06-30')

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
