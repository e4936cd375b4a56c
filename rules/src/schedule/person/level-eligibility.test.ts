import { describe, expect, test } from 'vitest'
import { assignment, appointment, curriculum, facts, person, rotation, range } from '../../testing/facts.ts'
import { checkPerson } from '../check.ts'

const WHOLE_YEAR = assignment('mri', '2026-07-01', '2027-06-30')

describe('levels a rotation is open to', () => {
  test('are judged by the level on the day', () => {
    const version = curriculum({ levels: ['PGY-2', 'PGY-3'], rotations: [rotation('mri', { levels: ['PGY-3'] })] })
    const resident = person({
      appointments: [appointment({ entryLevel: 'PGY-2', ...range('2025-10-01', '2027-09-30') })],
      assignments: [WHOLE_YEAR],
    })
    expect(checkPerson(facts({ curricula: [version], people: [resident] }), 'ada')).toMatchObject([
      { ruleId: 'level-eligibility', severity: 'violation', ...range('2026-07-01', '2026-09-30') },
    ])
  })
})
