import { describe, expect, it } from 'vitest'
import { check } from '../../check/check.ts'
import { demoYear } from '../../testing/demo-year.ts'
import { scheduleOf, smallProblem, trainee } from '../../testing/small-problem.ts'
import { solve } from '../solve.ts'
import { repair } from './repair.ts'

const room = { id: 'room', label: 'The MRI room', activityIds: ['mri'], max: { count: 1 }, min: { count: 1 } }
const shared = smallProblem(
  ['a', 'b'].map((id) => trainee(id, { activities: [{ activityId: 'mri' }, { activityId: 'ct' }] })),
  { capacities: [room] },
)
const published = scheduleOf(shared, 'mmcc', 'ccmm')

describe('a repair', { timeout: 60_000 }, () => {
  it('lets somebody take the place of who is away, and changes nothing else', () => {
    const { solution, changes, broken } = repair(shared, published, {
      kind: 'absence',
      personId: 'a',
      startOn: 7,
      endOn: 13,
    })
    expect(broken).toEqual([])
    expect(solution).toEqual(scheduleOf(shared, 'm-cc', 'cmmm'))
    expect(changes.map(({ sentence }) => sentence)).toEqual([
      'Trainee A is away instead of on MRI from 8 Jan 1970 to 14 Jan 1970.',
      'Trainee B goes to MRI instead of CT from 8 Jan 1970 to 14 Jan 1970.',
    ])
  })

  it('empties a room that is closed', () => {
    const { problem, solution, changes } = repair(shared, published, {
      kind: 'closed-room',
      capacityId: 'room',
      startOn: 14,
      endOn: 20,
    })
    expect(solution).toEqual(scheduleOf(shared, 'mmcc', 'cccm'))
    expect(changes.length).toBe(1)
    expect(check(problem, solution).feasible).toBe(true)
  })

  it('takes a new pin in and leaves the past as it was', () => {
    const pin = { kind: 'pin', personId: 'b', on: 9, activityId: 'mri' } as const
    expect(repair(shared, published, pin).solution).toEqual(scheduleOf(shared, 'mccc', 'cmmm'))
  })

  it('says what cannot be kept', () => {
    const activities = [{ activityId: 'mri' }]
    const alone = smallProblem([trainee('a', { activities })], { capacities: [room] })
    const absence = { kind: 'absence', personId: 'a', startOn: 0, endOn: 6 } as const
    const { broken } = repair(alone, scheduleOf(alone, 'mmmm'), absence)
    expect(broken.map(({ sentence }) => sentence)).toEqual([
      'The MRI room has 0 people from 1 Jan 1970 to 7 Jan 1970; it needs at least 1.',
    ])
  })

  it('does nothing about somebody who is not there', () => {
    expect(repair(shared, published, { kind: 'absence', personId: 'x', startOn: 0, endOn: 6 }).changes).toEqual([])
  })

  it('keeps a department year close to what it was, the same way every time', () => {
    const problem = demoYear(1)
    const { solution } = solve(problem, { seed: 1, maxIterations: 80_000 })
    const person = problem.people[4]!
    const { startOn } = person.slots[30]!
    const absence = { kind: 'absence', personId: person.id, startOn, endOn: startOn + 13 } as const
    const first = repair(problem, solution!, absence, { effort: 40 })
    expect(first.changes.every((change) => change.startOn >= startOn)).toBe(true)
    expect(first.changes.length).toBeLessThan(40)
    expect(repair(problem, solution!, absence, { effort: 40 }).solution).toEqual(first.solution)
    const rooms = check(first.problem, first.solution).costs.filter(
      ({ tier, rule }) => tier === null && rule.startsWith('capacity'),
    )
    expect(rooms).toEqual([])
  })
})
