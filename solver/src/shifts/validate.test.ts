import { anything, assert, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomShiftProblem } from '../testing/shift-problems.ts'
import { validateShiftProblem, validateShiftSolution } from './validate.ts'

const problem = randomShiftProblem(5, { days: 14, people: 3, shifts: 2 })

describe('validating shift problems', () => {
  it('takes good ones as they are', () => {
    expect(validateShiftProblem(problem)).toEqual({ ok: true, problem })
  })

  it.each([
    [{ days: 0 }, 'The number of days'],
    [{ days: 14.5 }, 'The number of days'],
    [{ firstWeekday: 7 }, 'weekday'],
    [{ shifts: [{ ...problem.shifts[0], notFollowedBy: ['none'] }, problem.shifts[1]] }, 'does not exist'],
    [{ shifts: [problem.shifts[0], problem.shifts[0]] }, 'taken'],
    [{ people: [{ ...problem.people[0], minMinutes: 500, maxMinutes: 400 }] }, 'is more than the most, 400'],
    [{ people: [{ ...problem.people[0], daysOff: [14] }] }, 'the last day is 13'],
    [{ requests: [{ kind: 'on', personId: 'nobody', day: 0, shiftId: 's0', weight: 1 }] }, 'who does not exist'],
    [{ requests: [{ kind: 'on', personId: 'p0', day: 0, shiftId: 's0', weight: -1 }] }, 'The weight'],
    [{ cover: [problem.cover[0], problem.cover[0]] }, 'repeats'],
    [{ people: null }, 'must be a list'],
  ])('refuses %j', (change, sentence) => {
    const validation = validateShiftProblem({ ...problem, ...change })
    expect(validation.ok ? [] : validation.sentences.join(' ')).toContain(sentence)
  })

  it('never throws', () => {
    assert(
      property(anything(), anything(), (data, part) => {
        expect(validateShiftProblem(data).ok).toBe(false)
        for (const field of ['shifts', 'people', 'requests', 'cover', 'days'])
          validateShiftProblem({ ...problem, [field]: [part] })
        expect(validateShiftSolution(problem, data).ok).toBe(false)
        expect(validateShiftSolution(problem, { lines: { p0: data } }).ok).toBe(false)
      }),
    )
  })
})
