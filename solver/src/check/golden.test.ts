/** Golden cases of every constraint, worked out by hand from the catalogue: the checker has to find them, and the search as well. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Person, RotationProblem, RuleKind } from '../rotations/problem.ts'
import { compileCall } from '../shifts/call/compile-call.ts'
import { createCallState } from '../shifts/call/call-state.ts'
import { RULE_KINDS } from '../shifts/call/rules/catalogue.ts'
import { fromShiftSolution } from '../shifts/compile.ts'
import type { Shift, ShiftPerson, ShiftProblem } from '../shifts/problem.ts'
import type { ShiftRule } from '../shifts/rule-types.ts'
import { validateShiftProblem } from '../shifts/validate.ts'
import { costOf, scheduleOf, smallProblem, trainee } from '../testing/small-problem.ts'
import { check } from './check.ts'
import { checkShiftSchedule } from './shifts.ts'

interface CallCase {
  kind: ShiftRule['kind']
  name: string
  rule: object
  /** Of Ana, and of Ben where there is a second one. */
  lines: string[]
  people?: Partial<ShiftPerson>[]
  cost: number
}

interface RotationCase {
  rule: RuleKind
  name: string
  people: Partial<Person>[]
  problem: Partial<RotationProblem>
  schedule: string[]
  hard: number
  soft: number
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./golden/${name}.json`, import.meta.url), 'utf8'))
const call = read('call') as { shifts: Shift[]; cases: CallCase[] }
const rotations = read('rotations') as { cases: RotationCase[] }

const DAYS = 14
const NAMES = ['Ana', 'Ben']

function callProblem({ rule, lines, people = [] }: CallCase, soft: boolean): ShiftProblem {
  const isAlwaysSoft = 'measure' in rule
  return {
    kind: 'shifts',
    days: DAYS,
    tiers: ['Points'],
    shifts: call.shifts,
    people: lines.map((_, k) => ({
      id: NAMES[k]!.toLowerCase(),
      label: `${NAMES[k]} Example`,
      maxShifts: {},
      minMinutes: 0,
      maxMinutes: 100_000,
      minConsecutiveShifts: 0,
      maxConsecutiveShifts: DAYS,
      minConsecutiveDaysOff: 0,
      maxWeekends: DAYS,
      daysOff: [],
      ...people[k],
    })),
    requests: [],
    cover: [],
    rules: [
      {
        id: 'rule',
        label: 'The rule',
        ...rule,
        ...(soft || isAlwaysSoft ? { soft: { tier: 0, weight: 1 } } : {}),
      } as ShiftRule,
    ],
  }
}

describe('the golden cases of call', () => {
  it.each(call.cases)('$kind: $name', (one) => {
    const problem = callProblem(one, true)
    expect(validateShiftProblem(problem)).toMatchObject({ ok: true })
    const lines = Object.fromEntries(
      one.lines.map((words, k) => {
        const ids = words.split(' ')
        return [
          problem.people[k]!.id,
          Array.from({ length: DAYS }, (_, day) => (/\w/.test(ids[day] ?? '-') ? ids[day]! : null)),
        ]
      }),
    )
    expect(checkShiftSchedule(problem, { lines })).toMatchObject({ feasible: true, objective: one.cost })
    const c = compileCall(problem)
    const state = createCallState(c)
    state.load(fromShiftSolution(c.base, { lines }))
    expect([...state.cost]).toEqual([0, one.cost])
    const hard = callProblem(one, false)
    expect(checkShiftSchedule(hard, { lines }).feasible).toBe(one.cost === 0 || 'measure' in one.rule)
  })

  it('are there for every kind of rule, kept and broken', () => {
    const broken = new Set(call.cases.filter(({ cost }) => cost > 0).map(({ kind }) => kind))
    const kept = new Set(call.cases.filter(({ cost }) => cost === 0).map(({ kind }) => kind))
    expect([...broken].toSorted()).toEqual([...RULE_KINDS].toSorted())
    expect([...kept].toSorted()).toEqual([...RULE_KINDS].toSorted())
  })
})

describe('the golden cases of rotations', () => {
  it.each(rotations.cases)('$rule: $name', ({ rule, people, problem: more, schedule, hard, soft }) => {
    const problem = smallProblem(
      people.map((person, k) => trainee(k === 0 ? 'a' : 'b', person)),
      more,
    )
    const { score, costs } = check(problem, scheduleOf(problem, ...schedule))
    expect({ hard: score.hard, soft: score.tiers[0] }).toEqual({ hard, soft })
    expect(costs.map((cost) => cost.rule)).toEqual(costs.map(() => rule))
    // The search cannot even write down what a slot may not hold.
    const searched = rule === 'allowed' ? { hard, soft } : costOf(problem, ...schedule)
    expect(searched).toMatchObject({ hard, soft })
  })

  it('are there for every rule', () => {
    const rules: RuleKind[] = [
      'allowed',
      'capacity-max',
      'capacity-min',
      'fairness',
      'gap',
      'prerequisite',
      'previous',
      'requirement',
      'run',
      'site-change',
      'visits',
      'wish',
    ]
    const broken = new Set(rotations.cases.filter(({ hard, soft }) => hard + soft > 0).map(({ rule }) => rule))
    expect([...broken].toSorted()).toEqual(rules)
  })
})
