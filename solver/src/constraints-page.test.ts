import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { constraintsPage } from './constraints-page.ts'
import { ROTATION_CONSTRAINTS } from './rotations/constraints/catalogue.ts'
import type { RuleKind } from './rotations/problem.ts'
import { CALL_CONSTRAINTS, RULE_KINDS } from './shifts/call/rules/catalogue.ts'
import { readAgainstSchema, type Schema } from './formats/json-schema.ts'

it('is what the documentation says; "npm run reference" writes it', () => {
  expect(readFileSync(new URL('../docs/constraints.md', import.meta.url), 'utf8')).toBe(constraintsPage())
})

it('describes every rule of call under its own kind, by an example that the schema takes', () => {
  expect(CALL_CONSTRAINTS.map(({ name }) => name)).toEqual(RULE_KINDS)
  const schema = JSON.parse(readFileSync(new URL('../schema/shifts.json', import.meta.url), 'utf8')) as Schema
  const { rules } = schema['properties'] as Record<string, { items: Schema }>
  for (const { name, example } of CALL_CONSTRAINTS) {
    expect(example).toMatchObject({ kind: name })
    expect(readAgainstSchema(schema, example, rules!.items)).toEqual({ mismatches: [], unknown: [] })
  }
})

it('describes every rule of rotations that the checker names', () => {
  const names: Record<RuleKind, string> = {
    allowed: 'allowed',
    requirement: 'requirement',
    run: 'run',
    visits: 'visits',
    gap: 'gap',
    prerequisite: 'prerequisite',
    wish: 'wish',
    'capacity-max': 'capacity',
    'capacity-min': 'capacity',
    fairness: 'fairness',
    'site-change': 'site-change',
    previous: 'previous',
  }
  expect(ROTATION_CONSTRAINTS.map(({ name }) => name).toSorted()).toEqual([...new Set(Object.values(names))].toSorted())
})
