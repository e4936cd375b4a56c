import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkShiftSchedule } from '../../check/shifts.ts'
import { randomCallProblem } from '../../testing/random-call.ts'
import { compileCall } from '../call/compile-call.ts'
import { RULE_KINDS } from '../call/rules/catalogue.ts'
import { toShiftSolution } from '../compile.ts'
import type { ShiftPerson, ShiftProblem } from '../problem.ts'
import { explainShifts } from './explain-shifts.ts'
import { keepShiftRules } from './keep-shift-rules.ts'
import { keyOfShiftRule, namedShiftRules } from './named-shift-rule.ts'

const example = JSON.parse(
  readFileSync(new URL('../../../examples/five-people.json', import.meta.url), 'utf8'),
) as ShiftProblem

/** The month of five people, with somebody changed. */
function month(change: (person: ShiftPerson) => Partial<ShiftPerson>): ShiftProblem {
  return { ...example, people: example.people.map((person) => ({ ...person, ...change(person) })) }
}

const sentencesOf = (problem: ShiftProblem): { rules: string[]; relaxations: string[]; by: string | undefined } => {
  const { conflict } = explainShifts(problem)
  return {
    rules: (conflict?.rules ?? []).map(({ sentence }) => sentence),
    relaxations: (conflict?.relaxations ?? []).map(({ sentence }) => sentence),
    by: conflict?.shownBy,
  }
}

describe('explaining a shift problem', () => {
  it('says nothing against one that has a schedule', () => {
    expect(explainShifts(example)).toEqual({ status: 'feasible', conflict: null })
  })

  it('names those who are away when a night has nobody', () => {
    const hard = (example.rules ?? []).map((rule) =>
      rule.kind === 'cover' ? { ...rule, soft: undefined as never } : rule,
    )
    const rules = hard.map(({ soft: _soft, ...rule }, k) => (hard[k]!.kind === 'cover' ? rule : hard[k]!))
    const problem = {
      ...month(({ id, leave = [] }) => (id === 'cleo' ? { leave } : { leave: [9, 10] })),
      rules: rules as NonNullable<ShiftProblem['rules']>,
    }
    const { rules: told, relaxations, by } = sentencesOf(problem)
    expect(by).toBe('sums')
    expect(told.filter((sentence) => sentence.includes('is on leave'))).toHaveLength(5)
    expect(told.filter((sentence) => /on day (9|10)\.$/.test(sentence))).toHaveLength(1)
    expect(relaxations.length).toBeGreaterThan(0)
  })

  it('finds what stands against one person in the plain problem, by trying every line', () => {
    const base = month(({ id }) => (id === 'ana' ? { minMinutes: 9000, maxShifts: { call: 7 } } : {}))
    const { tiers: _tiers, rules: _rules, requests: _requests, ...rest } = base
    const plain: ShiftProblem = {
      ...rest,
      requests: [],
      people: base.people.map(({ leave: _leave, barred: _barred, credits: _credits, ...person }) => person),
    }
    const { rules, relaxations, by } = sentencesOf(plain)
    expect(by).toBe('all schedules')
    expect(rules).toEqual(['Ana Example works at least 9000 minutes.', 'Ana Example works Night call at most 7 times.'])
    expect(relaxations).toContain('Raise the most of Night call of Ana Example from 7 to 10.')
    expect(relaxations.some((sentence) => sentence.startsWith('Lower the least minutes of Ana Example'))).toBe(true)
  })

  it('tells of a pin on leave', () => {
    const problem = month(({ id }) => (id === 'cleo' ? { pinned: [{ day: 8, shiftId: 'call' }] } : {}))
    expect(sentencesOf(problem).rules).toEqual([
      'Cleo Example is on leave from day 7 to day 13.',
      'Cleo Example is pinned to Night call on day 8.',
    ])
  })

  it('agrees with trying every schedule, and without any one of its rules there is one', () => {
    let conflicts = 0
    for (let seed = 1; seed <= 26; seed++) {
      const problem = randomCallProblem(seed, { days: 3, people: 2 }, [
        'cover',
        RULE_KINDS[seed % RULE_KINDS.length]!,
        'count',
      ])
      const { status, conflict } = explainShifts(problem, { seed, iterations: 3000, nodes: 40 })
      const all = namedShiftRules(problem).map(keyOfShiftRule)
      const isPossible = hasSchedule(keepShiftRules(problem, new Set(all)))
      expect([seed, status === 'feasible']).toEqual([seed, isPossible])
      if (!conflict) continue
      conflicts++
      const keys = conflict.rules.map(({ rule }) => keyOfShiftRule(rule))
      expect([seed, hasSchedule(keepShiftRules(problem, new Set(keys)))]).toEqual([seed, false])
      for (const key of conflict.minimal ? keys : []) {
        const others = new Set(keys.filter((other) => other !== key))
        expect([seed, key, hasSchedule(keepShiftRules(problem, others))]).toEqual([seed, key, true])
      }
    }
    expect(conflicts).toBeGreaterThan(2)
  })
})

function hasSchedule(problem: ShiftProblem): boolean {
  const c = compileCall(problem)
  const lines = new Int8Array(c.people * c.days)
  const visit = (cell: number): boolean => {
    if (cell === lines.length) return checkShiftSchedule(problem, toShiftSolution(c.base, lines)).feasible
    return c.choices[cell]!.some((entry) => {
      lines[cell] = entry
      return visit(cell + 1)
    })
  }
  return visit(0)
}
