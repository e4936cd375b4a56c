import { describe, expect, it } from 'vitest'
import { runQuestionThread } from '@gradus/solver/node'
import { scheduleOf, smallProblem, trainee } from '../../testing/small-problem.ts'
import { repairs } from './repairs.ts'

const room = { id: 'room', label: 'The MRI room', activityIds: ['mri'], max: { count: 1 }, min: { count: 1 } }
const shared = smallProblem(
  ['a', 'b', 'c'].map((id) => trainee(id, { activities: [{ activityId: 'mri' }, { activityId: 'ct' }] })),
  { capacities: [room] },
)
const published = scheduleOf(shared, 'mmcc', 'ccmm', 'cccc')
const absence = { kind: 'absence', personId: 'a', startOn: 7, endOn: 13 } as const

describe('repairs', () => {
  it('move different people, the fewest changes first', () => {
    const found = repairs(shared, published, absence, { atMost: 5 })
    const moved = found.map(({ changes }) => changes.filter(({ personId }) => personId !== 'a'))
    expect(new Set(moved.slice(0, 2).map(([change]) => change?.personId))).toEqual(new Set(['b', 'c']))
    expect(moved[0]).toHaveLength(1)
    expect(found.slice(0, 2).every(({ broken }) => broken.length === 0)).toBe(true)
    expect(new Set(found.map(({ solution }) => JSON.stringify(solution))).size).toBe(found.length)
  })

  it('come out of a thread as they do here, and the thread answers what a stretch would cost', async () => {
    const question = { kind: 'repair', solution: published, disturbance: absence, atMost: 2 } as const
    const there = await runQuestionThread(shared, question, {}).promise
    expect(there).toEqual(repairs(shared, published, absence, { atMost: 2 }))
    const asked = {
      kind: 'cost',
      solution: published,
      personId: 'c',
      slot: 0,
      slotCount: 2,
      activityId: 'mri',
    } as const
    const cost = await runQuestionThread(shared, asked, { maxMilliseconds: 2000 }).promise
    expect(cost.status).toBe('possible')
    expect(cost.changes.slice(0, 2).map(({ personId, slot }) => [personId, slot])).toEqual([
      ['c', 0],
      ['c', 1],
    ])
    const why = await runQuestionThread(
      shared,
      { kind: 'why', solution: published, personId: 'a', slot: 0, slotCount: 2 },
      {},
    ).promise
    expect(why.sentence).toContain('from 1 Jan 1970 to 14 Jan 1970')
    expect(why.reasons).toContain('The MRI room needs at least 1 then, and has 1.')
  })
})
