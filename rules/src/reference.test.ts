import { describe, expect, test } from 'vitest'
import { dayOf } from './dates.ts'
import { REFERENCE_LIMITS, referenceLimit } from './reference.ts'

describe('reference limits', () => {
  test('are those in force on the day', () => {
    expect(referenceLimit('independent-call-training', dayOf('2008-06-30'))?.value).toBe(6)
    expect(referenceLimit('independent-call-training', dayOf('2008-07-01'))?.value).toBe(12)
    expect(referenceLimit('independent-call-training', dayOf('2026-07-01'), [])).toBeNull()
  })

  test('never have two values on one day', () => {
    for (const limit of REFERENCE_LIMITS) {
      const sameDay = REFERENCE_LIMITS.filter(
        ({ id, effectiveOn, endsOn }) =>
          id === limit.id && effectiveOn <= limit.effectiveOn && limit.effectiveOn <= (endsOn ?? Infinity),
      )
      expect(sameDay).toEqual([limit])
    }
  })

  test('say where they come from, and do not claim more than was read', () => {
    expect(REFERENCE_LIMITS.filter(({ citation }) => citation.source === '')).toEqual([])
    const read = REFERENCE_LIMITS.filter(({ citation }) => citation.verified).map(({ id }) => id)
    expect(read).toEqual(['entitled-leave', 'reserved-leave', 'board-leave'])
  })
})
