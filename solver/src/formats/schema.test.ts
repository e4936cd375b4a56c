import { readdirSync, readFileSync } from 'node:fs'
import { assert, boolean, constantFrom, jsonValue, nat, oneof, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPrng } from '../engine/prng.ts'
import { solvePlacements } from '../placements/solve.ts'
import { randomPlacements, SMALL } from '../placements/testing/random-placements.ts'
import { validatePlacements } from '../placements/validate.ts'
import { solve } from '../rotations/solve.ts'
import { validateProblem } from '../rotations/validate.ts'
import { solveShifts } from '../shifts/solve.ts'
import { validateShiftProblem } from '../shifts/validate.ts'
import { CALL_MONTH, createCallProblem } from '../testing/call-month.ts'
import { demoYear } from '../testing/demo-year.ts'
import { randomCallProblem } from '../testing/random-call.ts'
import { randomProblem } from '../testing/random-problem.ts'
import { randomShiftProblem } from '../testing/shift-problems.ts'
import { readAgainstSchema, type Schema } from './json-schema.ts'

const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))
const seeds = Array.from({ length: 12 }, (_, k) => k + 1)
const random = { people: 3, days: 14 }
const LIMITS = { seed: 1, maxIterations: 60 }

const kinds = [
  {
    kind: 'rotations',
    problems: [demoYear(1), ...seeds.map((seed) => randomProblem(seed))] as object[],
    validate: validateProblem as (data: unknown) => { ok: boolean },
    solve: (data: unknown): unknown => {
      const validation = validateProblem(data)
      return validation.ok ? solve(validation.problem, LIMITS) : validation.sentences
    },
  },
  {
    kind: 'shifts',
    problems: [
      createCallProblem(CALL_MONTH, 2),
      ...seeds.flatMap((seed) => [randomCallProblem(seed, random), randomShiftProblem(seed, { ...random, shifts: 3 })]),
    ],
    validate: validateShiftProblem,
    solve: (data: unknown): unknown => {
      const validation = validateShiftProblem(data)
      return validation.ok ? solveShifts(validation.problem, LIMITS) : validation.sentences
    },
  },
  {
    kind: 'placements',
    problems: seeds.map((seed) => randomPlacements(createPrng(seed), SMALL)),
    validate: validatePlacements,
    solve: (data: unknown): unknown => {
      const validation = validatePlacements(data)
      return validation.ok ? solvePlacements(validation.problem, LIMITS) : validation.sentences
    },
  },
]

describe.each(kinds)('the schema of $kind', ({ kind, problems, validate, solve: solveOrSay }) => {
  const schema = readJson(`schema/${kind}.json`) as Schema

  it('describes what the validator accepts', () => {
    for (const problem of problems) {
      expect(validate(problem).ok).toBe(true)
      expect(readAgainstSchema(schema, problem)).toEqual({ mismatches: [], unknown: [] })
    }
  })

  it('refuses nothing in silence: any JSON is solved, or refused in sentences', () => {
    assert(
      property(jsonValue({ maxDepth: 4 }), (data) => {
        expect(readAgainstSchema(schema, data).mismatches.length).toBeGreaterThan(0)
        expect(validate(data).ok).toBe(false)
      }),
    )
  })

  it('and so is any problem that was damaged in one place', () => {
    const values = oneof(
      jsonValue({ maxDepth: 2 }),
      constantFrom(0, -1, 1, 1e9, '__proto__', 'constructor', 'toString', [], {}),
    )
    assert(
      property(constantFrom(...problems.slice(1)), nat(), values, boolean(), (problem, place, value, removes) => {
        const damaged = damage(problem, place, value, removes)
        expect(() => readAgainstSchema(schema, damaged)).not.toThrow()
        expect(solveOrSay(damaged)).toBeTruthy()
      }),
      { numRuns: 150 },
    )
  })
})

describe('the examples', () => {
  const folder = new URL('../../examples/', import.meta.url)
  it.each(readdirSync(folder))('%s follows its schema', (file) => {
    const problem = readJson(`examples/${file}`) as { kind: string }
    const own = kinds.find(({ kind }) => kind === problem.kind)!
    expect(readAgainstSchema(readJson(`schema/${problem.kind}.json`) as Schema, problem)).toEqual({
      mismatches: [],
      unknown: [],
    })
    expect(own.validate(problem).ok).toBe(true)
  })
})

describe('a reading against a schema', () => {
  const schema = readJson('schema/shifts.json') as Schema
  const problem = { ...randomCallProblem(1, random) }

  it('gives the path of what does not fit', () => {
    expect(readAgainstSchema(schema, 3).mismatches).toEqual(['The problem must be an object.'])
    expect(readAgainstSchema(schema, { ...problem, days: 0 }).mismatches).toEqual(['days must be from 1 to 3700.'])
    expect(readAgainstSchema(schema, { ...problem, people: [{}] }).mismatches).toContain(
      'people[0].maxShifts is missing.',
    )
    const rules = [{ id: 'a', label: 'A', kind: 'rest', minutes: 'ten' }]
    expect(readAgainstSchema(schema, { ...problem, rules }).mismatches).toEqual([
      'rules[0].minutes must be a whole number.',
    ])
    const [first] = readAgainstSchema(schema, { ...problem, rules: [{ id: 'a', label: 'A', kind: 'luck' }] }).mismatches
    expect(first).toContain('rules[0].kind must be "rest" or "continuous"')
  })

  it('tells of fields that nobody reads', () => {
    expect(readAgainstSchema(schema, { ...problem, 'the rules': [], day: 3 }).unknown).toEqual([
      '["the rules"] is not known and is not read.',
      'day is not known and is not read.',
    ])
  })
})

/** The problem with one place, anywhere in it, replaced or removed. */
function damage(problem: object, place: number, value: unknown, removes: boolean): unknown {
  const copy = structuredClone(problem)
  const places: [Record<string, unknown>, string][] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, child] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, key])
      visit(child)
    }
  }
  visit(copy)
  const [owner, key] = places[place % places.length]!
  if (removes && Array.isArray(owner)) owner.splice(Number(key), 1)
  else if (removes) delete owner[key]
  else owner[key] = value
  return copy
}
