import { expect, it } from 'vitest'
import { costOf, smallProblem, trainee } from '../../testing/small-problem.ts'
import type { Wish } from '../problem.ts'

function withWish(wish: Pick<Wish, 'kind' | 'window'>) {
  const wishes = [{ id: 'w', label: 'holiday', activityIds: ['mri'], tier: 0, weight: 5, ...wish }]
  return smallProblem([trainee('a', { wishes })])
}

it('costs a want once when nothing in the window has it', () => {
  const problem = withWish({ kind: 'want', window: { startOn: 13, endOn: 14 } })
  expect(costOf(problem, 'fmff').soft).toBe(0)
  expect(costOf(problem, 'ffmf').soft).toBe(0)
  expect(costOf(problem, 'mffm').soft).toBe(5)
})

it('costs an avoidance for every slot in the window that has it', () => {
  const problem = withWish({ kind: 'avoid', window: { startOn: 13, endOn: 14 } })
  expect(costOf(problem, 'mffm').soft).toBe(0)
  expect(costOf(problem, 'fmmf').soft).toBe(10)
})
