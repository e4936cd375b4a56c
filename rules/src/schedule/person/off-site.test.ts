import { describe, expect, test } from 'vitest'
import { dayOf } from '../../dates.ts'
import type { RotationFacts } from '../../facts.ts'
import { assignment, range, rotation } from '../../testing/facts.ts'
import { ruleOn } from '../../testing/rule-on.ts'

describe('off-site time', () => {
  const away = (over: Partial<NonNullable<RotationFacts['offSite']>>) => [
    rotation('course', {
      offSite: {
        siteLabel: 'Lakeside Institute',
        leadTimeDays: null,
        agreementRequired: false,
        agreements: [],
        ...over,
      },
    }),
  ]
  const course = assignment('course', '2026-09-01', '2026-09-28')
  const agreement = (startOn: string, endOn: string | null) => ({
    agreementRequired: true,
    agreements: [{ startOn: dayOf(startOn), endOn: endOn === null ? null : dayOf(endOn) }],
  })

  test('needs an agreement on every day', () => {
    const check = (over: Parameters<typeof away>[0]) => ruleOn('off-site', away(over), { assignments: [course] })
    expect(check({})).toEqual([])
    expect(check({ agreementRequired: true })).toMatchObject([
      { severity: 'violation', ...range('2026-09-01', '2026-09-28') },
    ])
    expect(check(agreement('2020-01-01', '2026-09-14'))).toMatchObject([range('2026-09-15', '2026-09-28')])
    expect(check(agreement('2020-01-01', null))).toEqual([])
    expect(check(agreement('2016-09-15', null))).toMatchObject([
      { severity: 'warning', citation: { verified: false }, ...range('2026-09-15', '2026-09-28') },
    ])
  })

  test('is arranged ahead: drafts by today, published time by the day it was agreed', () => {
    const check = (asOf: string, arrangedOn: string | null) =>
      ruleOn(
        'off-site',
        away({ leadTimeDays: 60 }),
        { assignments: [{ ...course, arrangedOn: arrangedOn === null ? null : dayOf(arrangedOn) }] },
        { asOf: dayOf(asOf) },
      )
    expect(check('2026-07-03', null)).toEqual([])
    expect(check('2026-07-04', null)).toMatchObject([{ measured: 59, limit: 60, severity: 'warning' }])
    expect(check('2026-08-30', '2026-05-01')).toEqual([])
    expect(check('2026-10-01', null)).toEqual([])
    expect(check('2026-06-01', '2026-08-25')).toHaveLength(1)
  })
})
