import { describe, expect, test } from 'vitest'
import { absence, appointment, assignment, range, rotation } from '../../testing/facts.ts'
import { ruleOn } from '../../testing/rule-on.ts'

describe('the length of a stay', () => {
  const run = (min: number | null, max: number | null) => [
    rotation('mri', { run: { unit: 'months', min, max } }),
    rotation('ct'),
  ]
  const monthOfMri = assignment('mri', '2026-09-01', '2026-09-30')

  test('is too short, too long or right', () => {
    expect(ruleOn('run-length', run(2, null), { assignments: [monthOfMri] })[0]?.sentence).toBe(
      'Ada Fictional is on MRI for 1 month, September 1–30, 2026; a stay is at least 2 months in a row.',
    )
    const long = [monthOfMri, assignment('mri', '2026-10-01', '2026-11-30')]
    expect(ruleOn('run-length', run(null, 2), { assignments: long })).toMatchObject([
      { measured: 3, limit: 2, severity: 'warning' },
    ])
    expect(ruleOn('run-length', run(3, 3), { assignments: long })).toEqual([])
    expect(
      ruleOn('run-length', run(1, 2), { assignments: [monthOfMri, assignment('mri', '2026-11-01', '2026-11-30')] }),
    ).toEqual([])
  })

  test('is not broken by leave of absence, nor by the horizon while it may go on', () => {
    const around = [monthOfMri, assignment('mri', '2026-11-01', '2026-11-30')]
    const leaves = [absence('2026-10-01', '2026-10-31')]
    expect(ruleOn('run-length', run(2, 2), { assignments: around, leaves })).toEqual([])
    const horizon = range('2026-07-01', '2026-09-30')
    expect(ruleOn('run-length', run(2, null), { assignments: [monthOfMri] }, { horizon })).toEqual([])
    const ending = { appointments: [appointment(range('2026-07-01', '2026-09-30'))], assignments: [monthOfMri] }
    expect(ruleOn('run-length', run(2, null), ending, { horizon })).toHaveLength(1)
  })
})
