import { expect, it } from 'vitest'
import { costOf, smallProblem, trainee, weeks } from '../../testing/small-problem.ts'
import type { Person } from '../problem.ts'

const MRI_RUNS = [
  { activityId: 'mri', run: { minTicks: 4, maxTicks: 6 } },
  { activityId: 'ct' },
  { activityId: 'free' },
]

function withRuns(person: Partial<Person> = {}) {
  return smallProblem([trainee('a', { activities: MRI_RUNS, slots: weeks(5), ...person })])
}

it('judges each run by its own length', () => {
  expect(costOf(withRuns(), 'mmfff').hard).toBe(0)
  expect(costOf(withRuns(), 'mfmff').hard).toBe(2 * 2 * 4)
  expect(costOf(withRuns(), 'mmmmf').hard).toBe(2 * 4)
  expect(costOf(withRuns(), 'mmmmf').sentences).toEqual([
    'Trainee A is on MRI for 4 weeks from 1 Jan 1970 to 28 Jan 1970; a stay is at most 3 weeks.',
  ])
})

it('passes over time away and counts it towards the minimum, inside or next to the run', () => {
  const problem = withRuns({ slots: weeks(5, { 2: { away: true } }) })
  expect(costOf(problem, 'fm-ff').hard).toBe(0)
  expect(costOf(problem, 'ff-mf').hard).toBe(0)
  expect(costOf(problem, 'fm-mf').hard).toBe(0)
  expect(costOf(problem, 'mm-mm').hard).toBe(2 * 4)
  expect(costOf(problem, 'mf-ff').hard).toBe(2 * 4)
})

it('continues a past run that ended the day before', () => {
  const history = [{ activityId: 'mri', startOn: -14, endOn: -1, ticks: 4 }]
  expect(costOf(withRuns({ history }), 'mffff').hard).toBe(0)
  expect(costOf(withRuns({ history }), 'mmfff').hard).toBe(2 * 4)
  const earlier = [{ activityId: 'mri', startOn: -15, endOn: -2, ticks: 4 }]
  expect(costOf(withRuns({ history: earlier }), 'mffff').hard).toBe(2 * 4)
})

it('does not judge a run made only of pins', () => {
  const problem = withRuns({ slots: weeks(5, { 1: { pinned: 'mri' } }) })
  expect(costOf(problem, 'fmfff').hard).toBe(0)
  expect(costOf(problem, 'mmmmm').hard).toBe(2 * 2 * 4)
})
