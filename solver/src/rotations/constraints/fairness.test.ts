import { expect, it } from 'vitest'
import { costOf, SOFT, smallProblem, trainee } from '../../testing/small-problem.ts'
import type { Fairness } from '../problem.ts'

function withFairness(rule: Partial<Fairness>) {
  const people = ['a', 'b', 'c'].map((id) => trainee(id, {}))
  const fairness = [
    { id: 'f', label: 'MRI time', activityIds: ['mri'], personIds: ['a', 'b', 'c'], soft: SOFT, ...rule },
  ]
  return smallProblem(people, { fairness })
}

it('costs whole days off the average, for each person', () => {
  expect(costOf(withFairness({}), 'mfff', 'mfff', 'mfff').soft).toBe(0)
  // 14, 7 and 0 days: two people are 7 days off.
  expect(costOf(withFairness({}), 'mmff', 'mfff', 'ffff').soft).toBe(14 * 3)
  // 7, 0 and 0 days: off by 4.67, 2.33 and 2.33.
  expect(costOf(withFairness({}), 'mfff', 'ffff', 'ffff').soft).toBe((4 + 2 + 2) * 3)
})

it('carries earlier days over', () => {
  expect(costOf(withFairness({ doneDays: { a: 7 } }), 'ffff', 'mfff', 'mfff').soft).toBe(0)
})
