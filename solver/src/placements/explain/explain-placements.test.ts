import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createPrng } from '../../engine/prng.ts'
import type { PlacementProblem } from '../problem.ts'
import { bruteForce } from '../testing/brute-force.ts'
import { randomPlacements, SMALL } from '../testing/random-placements.ts'
import { explainPlacements } from './explain-placements.ts'
import { keepPlacementRules } from './keep-placement-rules.ts'
import { keyOfPlacementRule, namedPlacementRules } from './named-placement-rule.ts'

const example = JSON.parse(
  readFileSync(new URL('../../../examples/five-students.json', import.meta.url), 'utf8'),
) as PlacementProblem

describe('explaining a placement problem', () => {
  it('says nothing against one that has a solution', () => {
    expect(explainPlacements(example)).toEqual({ status: 'feasible', conflict: null })
  })

  it('names the students who need the same places, and what would make room', () => {
    const problem = {
      ...example,
      wards: example.wards.map((ward) =>
        ward.disciplineId === 'sur' ? { ...ward, max: [0, 0, 1, 1, 1, 1, 1, 1] } : ward,
      ),
    }
    const { status, conflict } = explainPlacements(problem)
    expect(status).toBe('infeasible')
    expect(conflict).toMatchObject({ shownBy: 'sums', minimal: true })
    const told = conflict!.rules.map(({ sentence }) => sentence)
    expect(told).toContain('Surgery at North Hospital takes at most 0 to 1 student, by period.')
    expect(told.filter((sentence) => sentence.includes('2 disciplines of Core'))).toHaveLength(4)
    const [cheapest] = conflict!.relaxations
    expect(cheapest).toMatchObject({
      sentence: 'Let Surgery at North Hospital take 1 student more.',
      restores: 'problem',
    })
  })

  it('agrees with trying every solution, and without any one of its rules there is one', () => {
    let conflicts = 0
    for (let seed = 1; seed <= 16; seed++) {
      const random = randomPlacements(createPrng(seed), { ...SMALL, spare: 0 })
      const problem = { ...random, wards: random.wards.slice(1) }
      const { status, conflict } = explainPlacements(problem, { iterations: 300 })
      expect([seed, status === 'feasible']).toEqual([seed, bruteForce(problem) !== null])
      if (!conflict?.minimal) continue
      conflicts++
      const rules = namedPlacementRules(problem)
      const keys = conflict.rules.map(({ rule }) => keyOfPlacementRule(rule))
      const isPossible = (some: string[]): boolean =>
        bruteForce(keepPlacementRules(problem, rules, new Set(some))) !== null
      expect([seed, isPossible(keys)]).toEqual([seed, false])
      for (const key of keys)
        expect([seed, key, isPossible(keys.filter((other) => other !== key))]).toEqual([seed, key, true])
    }
    expect(conflicts).toBeGreaterThan(2)
  })
})
