import { assert, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bruteForce } from '../testing/brute-force.ts'
import { demoYear } from '../testing/demo-year.ts'
import { randomProblem } from '../testing/random-problem.ts'
import { SOFT, smallProblem, trainee, weeks } from '../testing/small-problem.ts'
import { compile } from './compile.ts'
import type { Capacity, Person, RotationProblem } from './problem.ts'
import { diagnose, prove } from './prove.ts'

function sentencesOf(problem: RotationProblem): string[] {
  return diagnose(problem).map(({ sentence }) => sentence)
}

function aboutOne(person: Partial<Person>): string[] {
  return sentencesOf(smallProblem([trainee('a', person)]))
}

function aboutRoom(room: Partial<Capacity>, ...people: Person[]): string[] {
  return sentencesOf(
    smallProblem(people, { capacities: [{ id: 'room', label: 'The MRI room', activityIds: ['mri'], ...room }] }),
  )
}

const need = (id: string, minTicks: number, maxTicks = minTicks) => ({
  id: `need-${id}`,
  label: id.toUpperCase(),
  activityIds: [id],
  minTicks,
  maxTicks,
})

describe('reasons why there is no schedule', () => {
  it('name pins that cannot hold', () => {
    expect(aboutOne({ slots: weeks(2, { 1: { away: true, pinned: 'mri' } }) })).toEqual([
      'Trainee A is pinned to MRI from 8 Jan 1970 to 14 Jan 1970 but is away then.',
    ])
    expect(aboutOne({ slots: weeks(2, { 0: { pinned: 'mri', allowed: ['ct'] } }) })).toEqual([
      'Trainee A is pinned to MRI from 1 Jan 1970 to 7 Jan 1970, which is not open to them then.',
    ])
    expect(aboutOne({ slots: weeks(2, { 0: { allowed: [] } }) })).toEqual([
      'Nothing is open to Trainee A from 1 Jan 1970 to 7 Jan 1970: every activity is shut out by its level or its dates.',
    ])
  })

  it('name a requirement that time, level or pins do not let be met', () => {
    expect(aboutOne({ requirements: [need('mri', 10)] })).toEqual([
      'Trainee A needs 5 weeks of MRI, but at most 4 weeks can be had.',
    ])
    expect(
      aboutOne({ requirements: [need('mri', 2)], slots: weeks(3, { 0: { pinned: 'mri' }, 1: { pinned: 'mri' } }) }),
    ).toEqual(['Trainee A already has 2 weeks of MRI by pins and earlier credit, and may have at most 1 week.'])
  })

  it('name requirements that do not fit together', () => {
    expect(aboutOne({ requirements: [need('mri', 6), need('ct', 4)] })).toEqual([
      'Trainee A needs 5 weeks for MRI (3 weeks) and CT (2 weeks), but the time open for them is 4 weeks.',
    ])
    const few = { requirements: [need('mri', 2), need('ct', 2), need('free', 2)] }
    expect(aboutOne(few)).toEqual([
      'Trainee A has 4 weeks that only MRI, CT and FREE can fill, but their maxima leave room for 3 weeks.',
    ])
  })

  it('name run lengths and visits that an amount cannot keep', () => {
    const slots = weeks(4, { 1: { allowed: ['ct'] }, 3: { allowed: ['ct'] } })
    const activities = [
      { activityId: 'mri', run: { minTicks: 4, maxTicks: 4 }, visits: { max: 1 } },
      { activityId: 'ct' },
    ]
    expect(aboutOne({ slots, activities, requirements: [need('mri', 4)] })).toEqual([
      'Trainee A needs MRI in runs of at least 2 weeks, but is never open to it for more than 1 week on end.',
    ])
    expect(aboutOne({ activities, requirements: [need('mri', 2)] })).toEqual([
      'Trainee A needs 1 week of MRI, may have at most 1 week, and a run must be at least 2 weeks.',
    ])
    expect(aboutOne({ activities, requirements: [need('mri', 6)] })).toEqual([
      'Trainee A needs 3 weeks of MRI in runs of at most 2 weeks: 2 visits, but at most 1 fit the program.',
    ])
  })

  it('name a prerequisite that comes too late', () => {
    const prerequisites = [
      { id: 'p', label: 'MRI before CT', activityIds: ['ct'], afterActivityIds: ['mri'], minTicks: 6 },
    ]
    expect(aboutOne({ prerequisites, requirements: [need('ct', 4)] })).toEqual([
      'Trainee A needs 2 weeks of CT, but MRI before CT asks for 3 weeks first, and that cannot be reached before 22 Jan 1970, which leaves at most 1 week.',
    ])
    expect(aboutOne({ prerequisites, slots: weeks(4, { 1: { pinned: 'ct' } }) })).toEqual([
      'Trainee A is pinned from 8 Jan 1970 to 14 Jan 1970, but MRI before CT asks for 3 weeks first, and that can never be reached.',
    ])
  })

  it('name a room that must overflow', () => {
    const pinned = (id: string): Person => trainee(id, { slots: weeks(2, { 0: { pinned: 'mri' } }) })
    expect(aboutRoom({ max: { count: 1 } }, pinned('a'), pinned('b'))).toEqual([
      'The MRI room holds 1 at once, but from 1 Jan 1970 to 7 Jan 1970 Trainee A and Trainee B can be nowhere else.',
    ])
    const needy = (id: string): Person => trainee(id, { requirements: [need('mri', 4)] })
    expect(aboutRoom({ max: { count: 1 } }, needy('a'), needy('b'), needy('c'))).toEqual([
      'The MRI room holds 1 at once: 3 people need 42 person-days there from 1 Jan 1970 to 28 Jan 1970 (Trainee A, Trainee B and Trainee C), and 28 can be had.',
    ])
  })

  it('name a room that must stand empty', () => {
    const able = trainee('a', {})
    const unable = trainee('b', { activities: [{ activityId: 'ct' }] })
    expect(aboutRoom({ min: { count: 2 } }, able, unable)).toEqual([
      'The MRI room needs at least 2 at once, but from 1 Jan 1970 to 7 Jan 1970 only 1 person can be there.',
    ])
    const little = trainee('a', { requirements: [need('mri', 0, 4)] })
    expect(aboutRoom({ min: { count: 1 } }, little)).toEqual([
      'The MRI room needs at least 1 at once, 28 person-days in all, but what people may spend there covers at most 14.',
    ])
  })

  it('are none for a year that can be solved', () => {
    expect(diagnose(demoYear(1))).toEqual([])
  })
})

describe('proofs', () => {
  it('are sound: what is called impossible is, and no schedule beats the bound', () => {
    assert(
      property(nat(1_000_000), (seed) => {
        const problem = randomProblem(seed, { people: 2, activities: 2, slots: 4 })
        const { reasons, bound } = prove(compile(problem), () => false)
        const { leastFeasible } = bruteForce(problem)
        expect(reasons.length === 0 || leastFeasible === null).toBe(true)
        for (const [tier, least] of (leastFeasible ?? []).entries())
          expect(bound.tiers[tier]).toBeLessThanOrEqual(least)
      }),
      { numRuns: 150 },
    )
  })

  it('bound soft rules by what cannot be avoided', () => {
    const slots = weeks(4, { 0: { allowed: ['mri'] } })
    const wishes = [{ id: 'w', label: 'no MRI', kind: 'avoid' as const, activityIds: ['mri'], tier: 0, weight: 5 }]
    const requirements = [{ ...need('mri', 10, 20), soft: SOFT }]
    const problem = smallProblem([trainee('a', { slots, wishes, requirements })])
    expect(prove(compile(problem), () => false).bound).toEqual({
      hard: 0,
      tiers: [5 + 2 * 4 * 3],
    })
  })

  it('bound fairness by what each person must do', () => {
    const people = [8, 2].map((ticks, k) =>
      trainee(`${k}`, {
        requirements: [{ id: 'r', label: 'MRI', activityIds: ['mri'], minTicks: ticks, maxTicks: ticks }],
      }),
    )
    const fairness = [{ id: 'f', label: 'MRI', activityIds: ['mri'], personIds: ['0', '1'], soft: SOFT }]
    // 28 and 7 days: each is ten whole days off the average.
    expect(prove(compile(smallProblem(people, { fairness })), () => false).bound.tiers).toEqual([20 * SOFT.weight])
  })
})
