import { expect, it } from 'vitest'
import { costOf, SOFT, smallProblem, trainee, weeks } from '../../testing/small-problem.ts'

it('costs each move between two sites, away time passed over and placeless time free', () => {
  const problem = smallProblem([trainee('a', { slots: weeks(5, { 3: { away: true } }) })], { siteChanges: SOFT })
  expect(costOf(problem, 'mmm-m').soft).toBe(0)
  expect(costOf(problem, 'mcm-m').soft).toBe(6)
  expect(costOf(problem, 'mmm-c').soft).toBe(3)
  expect(costOf(problem, 'mfc-c').soft).toBe(0)
})

it('counts the way from the last past run', () => {
  const history = [{ activityId: 'ct', startOn: -7, endOn: -1, ticks: 2 }]
  expect(costOf(smallProblem([trainee('a', { history })], { siteChanges: SOFT }), 'mmmm').soft).toBe(3)
})
