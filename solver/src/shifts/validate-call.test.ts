import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPrng } from '../engine/prng.ts'
import { CALL_MONTH, createCallProblem } from '../testing/call-month.ts'
import { randomCallProblem } from '../testing/random-call.ts'
import { createCallState } from './call/call-state.ts'
import { compileCall } from './call/compile-call.ts'
import { validateShiftProblem } from './validate.ts'

const JUNK = [null, -1, 0, 7, 1e9, 0.5, '', 'zz', [], {}, true, [null], 'week']

/** Replaces one value somewhere inside by junk. */
function spoil(data: unknown, below: (limit: number) => number): unknown {
  if (typeof data !== 'object' || data === null || Object.keys(data).length === 0 || below(12) === 0)
    return JUNK[below(JUNK.length)]
  const keys = Object.keys(data)
  const key = keys[below(keys.length)]!
  const spoilt = spoil(Reflect.get(data, key), below)
  if (Array.isArray(data)) return data.map((entry: unknown, k) => (String(k) === key ? spoilt : entry))
  return { ...data, [key]: spoilt }
}

describe('validation of call problems', () => {
  it('accepts what the generators make', () => {
    expect(validateShiftProblem(createCallProblem(CALL_MONTH, 3))).toMatchObject({ ok: true })
    for (let seed = 1; seed <= 20; seed++)
      expect(validateShiftProblem(randomCallProblem(seed, { days: 14, people: 3 }))).toMatchObject({ ok: true })
  })

  it('tells of spoilt problems in sentences, and what it accepts can be searched', () => {
    assert(
      property(integer({ min: 1, max: 1_000_000 }), (seed) => {
        const { below } = createPrng(seed)
        const validation = validateShiftProblem(spoil(randomCallProblem(seed, { days: 9, people: 3 }), below))
        if (validation.ok) createCallState(compileCall(validation.problem))
        const sentences = validation.ok ? [] : validation.sentences
        expect(sentences.filter((sentence) => !sentence.endsWith('.'))).toEqual([])
      }),
      { numRuns: 800 },
    )
  })

  it('says what is wrong with a rule', () => {
    const problem = randomCallProblem(5, { days: 9, people: 3 })
    const rules = [
      { id: 'a', label: 'A', kind: 'rest', minutes: 0, shifts: { marks: ['no such'] } },
      { id: 'a', label: 'A', kind: 'fairness', points: [], measure: 'cubic' },
      { id: 'b', label: 'B', kind: 'count', min: 3, max: 2, windows: 'month', soft: { tier: 9, weight: 1 } },
    ]
    const people = problem.people.map((person) => ({ ...person, credits: [], presence: [] }))
    expect(validateShiftProblem({ ...problem, people, rules })).toEqual({
      ok: false,
      sentences: [
        'The marks in the shifts of rule 1 name "no such", which does not exist.',
        '"minutes" of rule 1 must be a whole number from 1.',
        'Rule 2 has the id "a", which is taken.',
        'The fairness of rule 2 must be soft: nothing is shared to the last hundredth.',
        'The measure of rule 2 must be "absolute" or "squared".',
        'Rule 3 counts in tier 9, but there are only 3, from 0.',
        'The least of rule 3, 3, is more than the most, 2.',
        'The windows of rule 3 must be a list.',
      ],
    })
  })
})
