import { expect, it } from 'vitest'
import { costOf, SOFT, scheduleOf, smallProblem, trainee } from '../../testing/small-problem.ts'

it('costs each slot that differs from the earlier schedule, for those who are in it', () => {
  const people = [trainee('a', {}), trainee('b', {})]
  const { a } = scheduleOf(smallProblem(people), 'mmcc', 'ffff').assignments
  const problem = smallProblem(people, { previous: { solution: { assignments: { a: a! } }, soft: SOFT } })
  expect(costOf(problem, 'mmcc', 'mmmm').soft).toBe(0)
  expect(costOf(problem, 'mmcf', 'mmmm').soft).toBe(3)
  expect(costOf(problem, 'ccmm', 'ffff').soft).toBe(12)
})
