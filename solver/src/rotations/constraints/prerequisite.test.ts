import { expect, it } from 'vitest'
import { check } from '../../check/check.ts'
import { costOf, scheduleOf, smallProblem, trainee, weeks } from '../../testing/small-problem.ts'
import { compile } from '../compile.ts'
import type { Person } from '../problem.ts'

function withPrerequisite(person: Partial<Person> = {}) {
  const prerequisites = [
    { id: 'p', label: 'MRI before CT', activityIds: ['ct'], afterActivityIds: ['mri'], minTicks: 4 },
  ]
  return smallProblem([trainee('a', { prerequisites, ...person })])
}

it('costs the days of slots that come too early', () => {
  expect(costOf(withPrerequisite(), 'mmcc').hard).toBe(0)
  expect(costOf(withPrerequisite(), 'mcmc').hard).toBe(7)
  expect(costOf(withPrerequisite(), 'ccmm').hard).toBe(14)
  expect(costOf(withPrerequisite(), 'mcmc').sentences).toEqual([
    'Trainee A is on CT from 8 Jan 1970 to 14 Jan 1970 after 1 week of what must come first; MRI before CT asks for 2 weeks.',
  ])
})

it('counts what was done before', () => {
  const history = [{ activityId: 'mri', startOn: -14, endOn: -8, ticks: 2 }]
  expect(costOf(withPrerequisite({ history }), 'mccc').hard).toBe(0)
})

it('shuts a gated activity out before its first day and after its last', () => {
  const activities = [{ activityId: 'ct', notBeforeOn: 7, notAfterOn: 20 }, { activityId: 'free' }]
  const problem = smallProblem([trainee('a', { activities, slots: weeks(4) })])
  expect(compile(problem).domain.length).toBe(4 + 2)
  expect(costOf(problem, 'fccf').hard).toBe(0)
  expect(check(problem, scheduleOf(problem, 'cffc')).costs.map(({ sentence }) => sentence)).toEqual([
    'Trainee A is on CT from 1 Jan 1970 to 7 Jan 1970, but may only from 8 Jan 1970.',
    'Trainee A is on CT from 22 Jan 1970 to 28 Jan 1970, but may only until 21 Jan 1970.',
  ])
})
