import { describe, expect, test } from 'vitest'
import { dayOf } from '../../dates.ts'
import type { PersonFacts } from '../../facts.ts'
import { assignment, curriculum, requirement, rotation } from '../../testing/facts.ts'
import { ruleOn } from '../../testing/rule-on.ts'

const WHOLE_YEAR = assignment('mri', '2026-07-01', '2027-06-30')

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

  test('that lack time only together give one finding, not one each', () => {
    const both = curriculum({
      rotations: [rotation('mri'), rotation('ct')],
      requirements: [
        requirement({ id: 'mri', counts: ['mri'], min: 7, max: 7 }),
        requirement({ id: 'ct', counts: ['ct'], min: 7, max: 7 }),
      ],
    })
    const found = ruleOn('requirement-limits', [], {}, { curricula: [both], asOf: dayOf('2026-06-01') })
    expect(found).toHaveLength(1)
    expect(found.at(0)?.sentence).toContain('together the requirements still need 14 months')
  })
})
