import { expect, it } from 'vitest'
import { costOf, SOFT, smallProblem, trainee, weeks } from '../../testing/small-problem.ts'
import type { Capacity } from '../problem.ts'

function withRoom(room: Partial<Capacity>, people = [trainee('a', {}), trainee('b', {})]) {
  return smallProblem(people, { capacities: [{ id: 'room', label: 'The MRI room', activityIds: ['mri'], ...room }] })
}

it('costs each person-day over and short', () => {
  expect(costOf(withRoom({ max: { count: 1 } }), 'mmff', 'ffmm').hard).toBe(0)
  expect(costOf(withRoom({ max: { count: 1 } }), 'mmff', 'fmmm').hard).toBe(7)
  expect(costOf(withRoom({ min: { count: 1 } }), 'mmff', 'fmmf').hard).toBe(7)
  expect(costOf(withRoom({ max: { count: 1 } }), 'mmff', 'fmmm').sentences).toEqual([
    'The MRI room has 2 people from 8 Jan 1970 to 14 Jan 1970; it holds at most 1.',
  ])
})

it('counts by the day where calendars do not align', () => {
  const month = trainee('b', { slots: [{ startOn: 10, endOn: 40, ticks: 2 }] })
  const problem = withRoom({ max: { count: 1 } }, [trainee('a', {}), month])
  expect(costOf(problem, 'ffmm', 'm').hard).toBe(14)
  expect(costOf(problem, 'fmff', 'm').hard).toBe(4)
})

it('heeds its window, its people and people from outside', () => {
  expect(costOf(withRoom({ min: { count: 1 }, window: { startOn: 10, endOn: 16 } }), 'ffff', 'mfff').hard).toBe(7)
  expect(costOf(withRoom({ max: { count: 0 }, personIds: ['b'] }), 'mmmm', 'mfff').hard).toBe(7)
  const load = [{ startOn: 3, endOn: 8, count: 1 }]
  expect(costOf(withRoom({ max: { count: 1 }, load }), 'mfff', 'ffff').hard).toBe(4)
})

it('counts only days of the horizon, and points when soft', () => {
  const short = [trainee('a', { slots: weeks(1) })]
  expect(
    costOf(withRoom({ min: { count: 2, soft: SOFT }, window: { startOn: -50, endOn: 500 } }, short), 'm').soft,
  ).toBe(21)
})
