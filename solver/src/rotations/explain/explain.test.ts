import { assert, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check } from '../../check/check.ts'
import { bruteForce } from '../../testing/brute-force.ts'
import { demoYear } from '../../testing/demo-year.ts'
import { randomProblem } from '../../testing/random-problem.ts'
import { smallProblem, trainee, weeks } from '../../testing/small-problem.ts'
import type { Person, RotationProblem } from '../problem.ts'
import { searchCompletely } from './complete-search.ts'
import { explain } from './explain.ts'
import { keepRules } from './keep-rules.ts'
import { keyOf, namedRules } from './named-rule.ts'
import { applyRelaxation } from './relaxation.ts'

const never = (): boolean => false
const tiny = (seed: number): RotationProblem => randomProblem(seed, { people: 2, activities: 2, slots: 4 })
const isFeasible = (problem: RotationProblem): boolean =>
  problem.people.length === 0 ? check(problem, { assignments: {} }).feasible : bruteForce(problem).best?.hard === 0

describe('the complete search', () => {
  it('agrees with trying every schedule', () => {
    assert(
      property(nat(1_000_000), (seed) => {
        const problem = tiny(seed)
        const hard = keepRules(problem, new Set(namedRules(problem).map(keyOf)))
        const verdict = searchCompletely(hard, 1_000_000, never)
        expect(verdict.kind).toBe(isFeasible(hard) ? 'feasible' : 'infeasible')
        expect(verdict.kind !== 'feasible' || check(hard, verdict.solution).feasible).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a conflict', { timeout: 60_000 }, () => {
  it('has no schedule, has one without any of its rules, and each relaxation gives one', () => {
    assert(
      property(nat(1_000_000), (seed) => {
        const problem = tiny(seed)
        const { status, conflicts } = explain(problem, { iterations: 3000, maxConflicts: 1 })
        const [conflict] = conflicts
        const whole = keepRules(problem, new Set(namedRules(problem).map(keyOf)))
        expect(status).toBe(isFeasible(whole) ? 'feasible' : 'infeasible')
        if (!conflict) return
        const keys = conflict.rules.map(({ rule }) => keyOf(rule))
        expect(isFeasible(keepRules(problem, new Set(keys)))).toBe(false)
        expect(conflict.minimal).toBe(true)
        for (const key of keys) {
          expect(isFeasible(keepRules(problem, new Set(keys.filter((other) => other !== key))))).toBe(true)
        }
        for (const relaxation of conflict.relaxations) {
          const relaxed = applyRelaxation(problem, relaxation)
          const kept = relaxation.restores === 'problem' ? new Set(namedRules(relaxed).map(keyOf)) : new Set<string>()
          expect(isFeasible(keepRules(relaxed, kept))).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('is two requirements that do not fit the time', () => {
    const requirements = [need('mri', 6), need('ct', 4)]
    const { rules, relaxations } = only(smallProblem([trainee('a', { requirements }), trainee('b', {})]))
    expect(rules).toEqual(['Trainee A needs at least 3 weeks of MRI.', 'Trainee A needs at least 2 weeks of CT.'])
    expect(relaxations).toEqual([
      'Lower MRI of Trainee A from 3 weeks to 2 weeks.',
      'Lower CT of Trainee A from 2 weeks to 1 week.',
    ])
  })

  it('is a room and those who need it, and a place more for some weeks is cheapest', () => {
    const people = ['a', 'b', 'c'].map((id) => trainee(id, { requirements: [need('mri', 4)] }))
    const room = { id: 'room', label: 'The MRI room', activityIds: ['mri'], max: { count: 1 } }
    const { conflict, rules, relaxations } = only(smallProblem(people, { capacities: [room] }))
    expect(rules).toContain('The MRI room holds at most 1 at once.')
    expect(rules.length).toBe(4)
    expect(relaxations[0]).toMatch(/^Allow 2 instead of 1 in The MRI room from .* to .*\.$/)
    expect(conflict.relaxations[0]).toMatchObject({ rule: { kind: 'capacity-max', ruleId: 'room' }, from: 1, to: 2 })
  })

  it('is a pin before the gate', () => {
    const slots = weeks(4, { 0: { pinned: 'mri' } })
    const activities = [{ activityId: 'mri', notBeforeOn: 14 }, { activityId: 'free' }]
    const { rules, relaxations } = only(smallProblem([trainee('a', { slots, activities })]))
    expect(rules.toSorted()).toEqual([
      'Trainee A is pinned to MRI from 1 Jan 1970 to 7 Jan 1970.',
      'Trainee A may be on MRI only from 15 Jan 1970.',
    ])
    expect(relaxations).toEqual([
      'Unpin Trainee A from MRI from 1 Jan 1970 to 7 Jan 1970.',
      'Let Trainee A be on MRI from 1 Jan 1970 instead of from 15 Jan 1970.',
    ])
  })

  it('is a leave that cuts what must be whole, and the leave can move', () => {
    const slots = weeks(5, { 2: { away: true } })
    const activities = [{ activityId: 'mri', notBeforeOn: 7 }, { activityId: 'free' }]
    const { rules, relaxations } = only(
      smallProblem([trainee('a', { slots, activities, requirements: [need('mri', 8)] })]),
    )
    expect(rules.length).toBe(3)
    expect(relaxations).toContain(
      'Move the leave of Trainee A from 15 Jan 1970 to 21 Jan 1970: take it from 1 Jan 1970 to 7 Jan 1970.',
    )
  })

  it('is found in runs, visits and prerequisites that no sum shows', () => {
    const person: Partial<Person> = {
      activities: [
        { activityId: 'mri', visits: { max: 1 } },
        { activityId: 'ct', visits: { max: 1 } },
      ],
      slots: weeks(4, { 3: { allowed: ['ct'] } }),
      prerequisites: [{ id: 'p', label: 'CT before MRI', activityIds: ['mri'], afterActivityIds: ['ct'], minTicks: 2 }],
      requirements: [need('mri', 2)],
    }
    const { conflict, rules, relaxations } = only(smallProblem([trainee('a', person)]))
    expect(conflict).toMatchObject({ proven: true, shownBy: 'all schedules', minimal: true })
    expect(rules.toSorted()).toEqual([
      'CT before MRI asks Trainee A for 1 week first.',
      'Trainee A may go to CT at most 1 times.',
      'Trainee A needs at least 1 week of MRI.',
    ])
    expect(relaxations).toContain('Let Trainee A go to CT 2 times instead of 1.')
  })

  it('comes one after the other when there are several', () => {
    const people = ['a', 'b'].map((id) => trainee(id, { requirements: [need('mri', 10)] }))
    const { status, conflicts } = explain(smallProblem(people))
    expect(status).toBe('infeasible')
    expect(conflicts.map(({ rules }) => rules.length)).toEqual([1, 1])
    expect(conflicts.map(({ relaxations }) => relaxations[0]?.restores)).toEqual(['conflict', 'problem'])
  })

  it('is told as not proven when time was up', () => {
    let asked = 0
    const { status, conflicts } = explain(demoYear(1), { shouldStop: () => ++asked > 3 })
    expect(status).toBe('unknown')
    expect(conflicts[0]).toMatchObject({ proven: false, shownBy: 'time', minimal: false })
  })
})

function need(id: 'mri' | 'ct', minTicks: number) {
  return { id, label: id.toUpperCase(), activityIds: [id], minTicks }
}

function only(problem: RotationProblem) {
  const { status, conflicts } = explain(problem)
  expect(status).toBe('infeasible')
  const [conflict] = conflicts
  return {
    conflict: conflict!,
    rules: conflict!.rules.map(({ sentence }) => sentence),
    relaxations: conflict!.relaxations.map(({ sentence }) => sentence),
  }
}
