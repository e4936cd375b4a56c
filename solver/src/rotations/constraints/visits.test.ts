import { expect, it } from 'vitest'
import { costOf, smallProblem, trainee, weeks } from '../../testing/small-problem.ts'

const activities = [{ activityId: 'mri', visits: { max: 1 } }, { activityId: 'ct' }, { activityId: 'free' }]

it('costs the days of a tick for each run over', () => {
  const problem = smallProblem([trainee('a', { activities, slots: weeks(5) })])
  expect(costOf(problem, 'mmmff').hard).toBe(0)
  expect(costOf(problem, 'mfmff').hard).toBe(4)
  expect(costOf(problem, 'mfmfm').hard).toBe(8)
  expect(costOf(problem, 'mfmff').sentences).toEqual(['Trainee A goes to MRI 2 times; at most 1 fit the program.'])
})

it('counts past runs, and one that goes on only once', () => {
  const problem = smallProblem([
    trainee('a', { activities, history: [{ activityId: 'mri', startOn: -7, endOn: -1, ticks: 2 }] }),
  ])
  expect(costOf(problem, 'mfff').hard).toBe(0)
  expect(costOf(problem, 'fmff').hard).toBe(4)
})

it('sees one visit where time away lies inside it', () => {
  const problem = smallProblem([trainee('a', { activities, slots: weeks(4, { 1: { away: true } }) })])
  expect(costOf(problem, 'm-mf').hard).toBe(0)
})
