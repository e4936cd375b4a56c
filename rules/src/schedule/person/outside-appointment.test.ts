import { describe, expect, test } from 'vitest'
import { appointment, assignment, facts, person, range, rotation } from '../../testing/facts.ts'
import { ruleOn } from '../../testing/rule-on.ts'
import { checkSchedule } from '../check.ts'

const WHOLE_YEAR = assignment('mri', '2026-07-01', '2027-06-30')

describe('assignments outside their appointment or curriculum', () => {
  test('are violations on the days outside', () => {
    const [finding, ...others] = ruleOn('outside-appointment', [rotation('mri')], {
      appointments: [appointment(range('2026-07-01', '2027-05-31'))],
      assignments: [WHOLE_YEAR],
    })
    expect(others).toEqual([])
    expect(finding).toMatchObject({ severity: 'violation', ...range('2027-06-01', '2027-06-30') })
  })

  test('a level the curriculum does not have is named, and the rest is still judged', () => {
    const given = facts({ people: [person({ appointments: [appointment({ entryLevel: 'PGY-9' })] })] })
    expect(checkSchedule(given).map(({ ruleId }) => ruleId)).toEqual(['outside-appointment', 'uncovered-time'])
    expect(checkSchedule(given)[0]?.sentence).toContain(
      'starts at “PGY-9”, which is not a level of Musculoskeletal Imaging',
    )
  })

  test('name what is unknown', () => {
    expect(ruleOn('outside-appointment', [], { assignments: [WHOLE_YEAR] })[0]?.sentence).toContain('does not have')
    const stray = assignment('mri', '2026-07-01', '2026-07-31', { appointmentId: 'nobody' })
    expect(ruleOn('outside-appointment', [rotation('mri')], { assignments: [stray] })[0]?.sentence).toContain(
      'has no appointment',
    )
    expect(() => checkSchedule(facts({ curricula: [] }))).toThrow('names the curriculum “msk-2026”')
  })
})
