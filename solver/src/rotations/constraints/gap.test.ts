import { expect, it } from 'vitest'
import { costOf, smallProblem, trainee, weeks } from '../../testing/small-problem.ts'

const activities = [{ activityId: 'mri', gap: { minDays: 14 } }, { activityId: 'ct' }, { activityId: 'free' }]

it('costs each day short between two runs', () => {
  const problem = smallProblem([trainee('a', { activities, slots: weeks(5) })])
  expect(costOf(problem, 'mffmf').hard).toBe(0)
  expect(costOf(problem, 'mfmff').hard).toBe(7)
  expect(costOf(problem, 'mfmfm').hard).toBe(14)
  expect(costOf(problem, 'mfmff').sentences).toEqual([
    'Trainee A returns to MRI after 7 days from 15 Jan 1970 to 21 Jan 1970; there must be 14 days between.',
  ])
})

it('counts from a past run', () => {
  const problem = smallProblem([
    trainee('a', { activities, history: [{ activityId: 'mri', startOn: -20, endOn: -11, ticks: 2 }] }),
  ])
  expect(costOf(problem, 'mfff').hard).toBe(4)
  expect(costOf(problem, 'fmff').hard).toBe(0)
})
