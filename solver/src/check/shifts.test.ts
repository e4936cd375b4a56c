/** The golden cases were worked out by hand: one person over two weeks, each case a line and what is wrong with it. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ShiftPerson, ShiftProblem } from '../shifts/problem.ts'
import { validateShiftProblem } from '../shifts/validate.ts'
import { checkShiftSchedule } from './shifts.ts'

interface GoldenCase extends Partial<Pick<ShiftProblem, 'requests' | 'cover' | 'firstWeekday'>> {
  name: string
  /** One shift id per day, "-" a day off. */
  line: string
  person?: Partial<ShiftPerson>
  violations: string[]
  objective: number
}

const golden = JSON.parse(readFileSync(new URL('./golden/shifts.json', import.meta.url), 'utf8')) as {
  base: ShiftProblem
  cases: GoldenCase[]
}

describe('the checker of shift schedules', () => {
  it.each(golden.cases)('$name', ({ line, person, violations, objective, requests, cover, firstWeekday }) => {
    const problem: ShiftProblem = {
      ...golden.base,
      people: golden.base.people.map((base) => ({ ...base, ...person })),
      requests: requests ?? [],
      cover: cover ?? [],
      ...(firstWeekday === undefined ? {} : { firstWeekday }),
    }
    expect(validateShiftProblem(problem).ok).toBe(true)
    const lines = { ana: line.split(' ').map((entry) => (entry === '-' ? null : entry)) }
    expect(checkShiftSchedule(problem, { lines })).toMatchObject({
      feasible: violations.length === 0,
      violations,
      objective,
    })
  })

  it('tells of lines that are missing, short, or name what does not exist', () => {
    const { violations } = checkShiftSchedule(golden.base, { lines: {} })
    expect(violations).toEqual(['Ana has 0 days instead of 14.'])
    const wrong = checkShiftSchedule(golden.base, { lines: { ana: ['E', 'X'] } })
    expect(wrong.violations).toEqual(['Ana has 2 days instead of 14.', 'Ana works "X" on day 1, which is not a shift.'])
  })

  it('lists what costs points, the dearest first', () => {
    const problem: ShiftProblem = {
      ...golden.base,
      requests: [{ kind: 'off', personId: 'ana', day: 4, shiftId: 'E', weight: 2 }],
      cover: [{ day: 4, shiftId: 'L', wanted: 1, under: 30, over: 0 }],
    }
    const line = Array.from({ length: 14 }, (_, day) => (day === 4 || day === 5 ? 'E' : null))
    expect(checkShiftSchedule(problem, { lines: { ana: line } }).costs.map(({ sentence }) => sentence)).toEqual([
      '0 people work "L" on day 4 instead of 1.',
      'Ana asked not to work "E" on day 4 and does.',
    ])
  })
})
