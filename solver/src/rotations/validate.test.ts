import { anything, assert, constantFrom, jsonValue, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoYear } from '../testing/demo-year.ts'
import { randomProblem } from '../testing/random-problem.ts'
import { smallProblem, trainee, weeks } from '../testing/small-problem.ts'
import { diagnose } from './prove.ts'
import { solve } from './solve.ts'
import { validateProblem, validateSolution } from './validate.ts'

function sentencesOf(data: unknown): string[] {
  const validation = validateProblem(data)
  return validation.ok ? [] : validation.sentences
}

describe('a problem', () => {
  it('is accepted when it is one', () => {
    expect(sentencesOf(demoYear(1))).toEqual([])
    for (let seed = 0; seed < 50; seed++) expect(sentencesOf(randomProblem(seed))).toEqual([])
    expect(sentencesOf(smallProblem([]))).toEqual([])
  })

  it('is told in sentences what is malformed or contradictory', () => {
    expect(sentencesOf(null)).toEqual(['The problem must be an object.'])
    expect(sentencesOf({ kind: 'calls' })).toContain('The problem must have kind "rotations".')
    const twice = smallProblem([trainee('a', {}), trainee('a', {})])
    expect(sentencesOf(twice)).toEqual(['Person 2 has the id "a", which is taken.'])
    const overlapping = smallProblem([trainee('a', { slots: [...weeks(2), ...weeks(1)] })])
    expect(sentencesOf(overlapping)).toEqual(['Slot 3 of Trainee A starts before the slot before it has ended.'])
    const requirement = { id: 'r', label: 'R', activityIds: ['pet'], minTicks: 5, maxTicks: 3 }
    expect(sentencesOf(smallProblem([trainee('a', { requirements: [requirement] })]))).toEqual([
      'The activities of requirement 1 of Trainee A name "pet", which does not exist.',
      'Requirement 1 of Trainee A asks for at least 5 and at most 3 ticks, which cannot be.',
    ])
    const room = { id: 'k', label: 'K', activityIds: ['mri'], min: { count: 2 }, max: { count: 1 } }
    expect(sentencesOf(smallProblem([], { capacities: [room] }))).toEqual([
      'Capacity 1 needs at least 2 and holds at most 1, which cannot be.',
    ])
    const tier = smallProblem([], { siteChanges: { tier: 4, weight: 0 } })
    expect(sentencesOf(tier)).toEqual([
      'Site changes counts in tier 4, but there are only 1, from 0.',
      'The weight of site changes must be a whole number from 1.',
    ])
  })

  it('never crashes the reader, whatever the data', () => {
    assert(property(anything(), (data) => void validateProblem(data)))
  })

  it('never crashes the proofs or the search once accepted, whatever single field was changed', () => {
    assert(
      property(
        nat(1000),
        nat(1_000_000),
        jsonValue({ maxDepth: 1 }),
        constantFrom('set', 'drop'),
        (seed, at, value, how) => {
          const data: unknown = JSON.parse(JSON.stringify(randomProblem(seed)))
          changeSomewhere(data, at, value, how)
          const validation = validateProblem(data)
          if (validation.ok) {
            diagnose(validation.problem)
            solve(validation.problem, { seed: 1, maxIterations: 200 })
          }
          expect(validation.ok || validation.sentences.length > 0).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('a schedule', () => {
  it('must fit its problem', () => {
    const problem = smallProblem([trainee('a', {})])
    expect(validateSolution(problem, { assignments: { a: [0, 1, 2, -1] } }).ok).toBe(true)
    expect(validateSolution(problem, { assignments: { a: [0], b: [] } })).toEqual({
      ok: false,
      sentences: ['The schedule of "a" has 1 entries for 4 slots.', 'The schedule has "b", who is not in the problem.'],
    })
    expect(validateSolution(problem, { assignments: { a: [0, 1, 2, 3] } }).ok).toBe(false)
  })
})

/** Sets or drops one field somewhere in nested data, chosen by a number. */
function changeSomewhere(data: unknown, at: number, value: unknown, how: 'set' | 'drop'): void {
  const places: [Record<string, unknown>, string][] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key])
      visit((node as Record<string, unknown>)[key])
    }
  }
  visit(data)
  const [node, key] = places[at % places.length]!
  if (how === 'set') node[key] = value
  else if (Array.isArray(node)) node.splice(Number(key), 1)
  else delete node[key]
}
