import { describe, expect, test } from 'vitest'
import type { LeaveFacts } from '../../facts.ts'
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

  test('is told without its kind where the reader may not know it', () => {
    const sentenceOf = (leaves: LeaveFacts[]) =>
      ruleOn('leave-conflict', mri(true), { assignments: [WHOLE_YEAR], leaves })[0]?.sentence
    const days = ['2026-09-01', '2026-09-10'] as const
    expect(sentenceOf([absence(...days)])).toContain('is away (Leave of absence), ')
    expect(sentenceOf([{ ...absence(...days), label: null }])).toContain('is away, ')
    expect(sentenceOf([{ ...vacation(...days), label: null }])).toContain('has leave, ')
  })
})
