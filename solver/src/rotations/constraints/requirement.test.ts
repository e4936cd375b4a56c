import { expect, it } from 'vitest'
import { costOf, SOFT, smallProblem, trainee } from '../../testing/small-problem.ts'
import type { Requirement } from '../problem.ts'

function withRequirement(requirement: Partial<Requirement>) {
  return smallProblem([
    trainee('a', { requirements: [{ id: 'r', label: 'MRI', activityIds: ['mri'], ...requirement }] }),
  ])
}

it('costs the days of each tick short or over', () => {
  const problem = withRequirement({ minTicks: 4, maxTicks: 4 })
  expect(costOf(problem, 'mmff').hard).toBe(0)
  expect(costOf(problem, 'mfff').hard).toBe(2 * 4)
  expect(costOf(problem, 'mmmf').hard).toBe(2 * 4)
  expect(costOf(problem, 'mfff').sentences).toEqual(['Trainee A has 1 week of MRI and needs 2 weeks.'])
  expect(costOf(problem, 'mmmf').sentences).toEqual(['Trainee A has 3 weeks of MRI and may have at most 2 weeks.'])
})

it('counts several activities together, and credit from before', () => {
  const problem = withRequirement({ activityIds: ['mri', 'ct'], minTicks: 6, doneTicks: 2 })
  expect(costOf(problem, 'mcff').hard).toBe(0)
  expect(costOf(problem, 'mfff').hard).toBe(2 * 4)
})

it('counts only slots that start in its window', () => {
  const problem = withRequirement({ minTicks: 2, window: { startOn: 8, endOn: 14 } })
  expect(costOf(problem, 'fmff').hard).toBe(2 * 4)
  expect(costOf(problem, 'ffmf').hard).toBe(0)
})

it('costs points in its tier when soft', () => {
  const problem = withRequirement({ minTicks: 4, soft: SOFT })
  expect(costOf(problem, 'mfff')).toMatchObject({ hard: 0, soft: 2 * 4 * 3 })
})
