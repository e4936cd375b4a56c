import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { CALL_MONTH, createCallProblem } from '../testing/call-month.ts'
import { findMismatches, type Schema } from '../testing/json-schema.ts'
import { randomCallProblem } from '../testing/random-call.ts'
import { randomShiftProblem } from '../testing/shift-problems.ts'
import { RULE_KINDS } from './call/rules/catalogue.ts'
import { validateShiftProblem } from './validate.ts'

const schema = JSON.parse(readFileSync(new URL('../../schema/shifts.json', import.meta.url), 'utf8')) as Schema

it('describes what the validator accepts', () => {
  const problems = [createCallProblem(CALL_MONTH, 2)]
  for (let seed = 1; seed <= 20; seed++)
    problems.push(
      randomCallProblem(seed, { days: 14, people: 3 }),
      randomShiftProblem(seed, { days: 14, people: 3, shifts: 3 }),
    )
  for (const problem of problems) {
    expect(validateShiftProblem(problem).ok).toBe(true)
    expect(findMismatches(schema, problem)).toEqual([])
  }
})

it('has every kind of rule, and refuses others', () => {
  const { rule } = schema['$defs'] as Record<string, { oneOf: { properties: { kind: { const: string } } }[] }>
  expect(rule!.oneOf.map(({ properties }) => properties.kind.const).toSorted()).toEqual([...RULE_KINDS].toSorted())
  const problem = randomCallProblem(1, { days: 14, people: 3 })
  expect(findMismatches(schema, { ...problem, rules: [{ id: 'a', label: 'A', kind: 'luck' }] })).toHaveLength(1)
  expect(findMismatches(schema, { ...problem, days: 0 })).toEqual(['$.days is out of range.'])
})
