import { describe, expect, it } from 'vitest'
import { check } from '../../check/check.ts'
import { scheduleOf, smallProblem, trainee, weeks } from '../../testing/small-problem.ts'
import { whatWouldItCost } from './what-if.ts'
import { whyHere } from './why-here.ts'

const room = { id: 'room', label: 'The MRI room', activityIds: ['mri'], max: { count: 1 }, min: { count: 1 } }
const activities = [{ activityId: 'mri' }, { activityId: 'ct' }]
const wish = {
  id: 'w',
  label: 'early MRI',
  kind: 'want' as const,
  activityIds: ['mri'],
  window: { startOn: 0, endOn: 6 },
}
const problem = smallProblem(
  [
    trainee('a', {
      activities,
      wishes: [{ ...wish, tier: 0, weight: 4 }],
      requirements: [{ id: 'r', label: 'MRI', activityIds: ['mri'], minTicks: 4, maxTicks: 4 }],
    }),
    trainee('b', { activities }),
  ],
  { capacities: [room] },
)
const solution = scheduleOf(problem, 'mmcc', 'ccmm')

describe('what would it cost', () => {
  it('is told with the changes that follow and the tiers that pay', () => {
    const answer = whatWouldItCost(problem, solution, { personId: 'b', slot: 0, activityId: 'mri' })
    expect(answer.status).toBe('possible')
    expect(answer.tiers).toEqual([4])
    expect(answer.changes[0]).toMatchObject({ personId: 'b', slot: 0, toActivityId: 'mri' })
    expect(answer.changes.length).toBe(4)
    expect(answer.worse.map(({ rule }) => rule)).toEqual(['wish'])
    expect(check(problem, answer.solution!).feasible).toBe(true)
    expect(answer.sentence).toBe(
      'Trainee B on MRI from 1 Jan 1970 to 7 Jan 1970 is possible: 3 other slots change, and the schedule is 4 points worse in Soft.',
    )
  })

  it('is impossible where the slot or the rules do not let it', () => {
    const closed = whatWouldItCost(problem, solution, { personId: 'b', slot: 0, activityId: 'free' })
    expect(closed).toMatchObject({ status: 'impossible', solution: null })
    const alone = smallProblem([trainee('a', { activities })], { capacities: [room] })
    const broken = whatWouldItCost(alone, scheduleOf(alone, 'mmmm'), { personId: 'a', slot: 1, activityId: 'ct' })
    expect(broken.status).toBe('impossible')
    expect(broken.sentence).toContain('The MRI room has 0 people')
  })

  it('needs a slot that exists', () => {
    expect(() => whatWouldItCost(problem, solution, { personId: 'x', slot: 0, activityId: 'mri' })).toThrow(RangeError)
  })
})

describe('why here', () => {
  it('names what the slot serves and what the other way would cost', () => {
    const { sentence, reasons, alternatives } = whyHere(problem, solution, { personId: 'a', slot: 0 })
    expect(reasons).toEqual([
      'It counts towards the 2 weeks of MRI that Trainee A needs.',
      'The MRI room needs at least 1 then, and has 1.',
      'Trainee A asked for it (early MRI).',
    ])
    expect(alternatives.map(({ activityId, tiers }) => [activityId, tiers])).toEqual([['ct', [4]]])
    expect(sentence).toContain('Trainee A is on MRI from 1 Jan 1970 to 7 Jan 1970. The nearest other way: ')
  })

  it('is short where nothing else is possible', () => {
    const slots = weeks(2, { 0: { pinned: 'mri' }, 1: { away: true } })
    const pinned = smallProblem([trainee('a', { slots })])
    const here = scheduleOf(pinned, 'm-')
    expect(whyHere(pinned, here, { personId: 'a', slot: 0 }).sentence).toBe(
      'Trainee A is on MRI from 1 Jan 1970 to 7 Jan 1970 because they are pinned to it.',
    )
    expect(whyHere(pinned, here, { personId: 'a', slot: 1 }).sentence).toBe(
      'Trainee A is away from 8 Jan 1970 to 14 Jan 1970.',
    )
  })
})
