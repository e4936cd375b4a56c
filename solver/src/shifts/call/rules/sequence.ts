import type { ConstraintText } from '../../../constraint-text.ts'
import type { PatternDay, SequenceRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf, weekdayOf } from '../compile-call.ts'
import type { LineCost } from './line-rule.ts'

export const SEQUENCE: ConstraintText = {
  name: 'sequence',
  sentence: 'No call on the eve of leave.',
  meaning:
    '`avoid`: the days of the pattern do not stand one after the other. `seek`: whenever the first day of the pattern occurs, the others follow. A day of the pattern names shifts, a day off, leave, an event of the person, weekdays, or several of these, all of which must hold.',
  unit: 'each time the pattern occurs (avoid), or begins without going on (seek)',
  use: 'hard or soft',
  field: 'rules[]',
  example: {
    id: 'eve',
    label: 'Eve of leave',
    kind: 'sequence',
    wish: 'avoid',
    pattern: [{ marks: ['call'] }, { leave: true }],
  },
}

/** By entry, and by person and day: where a day of the pattern holds. */
interface PatternTables {
  entries: Uint8Array
  cells: Uint8Array
}

/** "No call on the eve of a leave": each time the pattern occurs (avoid), or begins without going on (seek), costs 1. */
export function compileSequence(c: CompiledCall, rule: SequenceRule): LineCost {
  const { past, days } = c
  const pattern = rule.pattern.map((day) => compilePatternDay(c, day))
  const length = pattern.length
  const holds = (line: Int8Array, person: number, step: number, day: number): boolean => {
    const { entries, cells } = pattern[step]!
    return entries[line[past + day]!] === 1 && cells[person * days + day] === 1
  }
  return (line, person, from, to) => {
    let cost = 0
    const last = Math.min(to, days - length)
    for (let day = Math.max(0, from - length + 1); day <= last; day++) {
      let matched = 0
      while (matched < length && holds(line, person, matched, day + matched)) matched++
      if (rule.wish === 'avoid' ? matched === length : matched > 0 && matched < length) cost++
    }
    return cost
  }
}

function compilePatternDay(c: CompiledCall, day: PatternDay): PatternTables {
  const { off, leave, event, weekdays, marks, shiftIds } = day
  const entries = new Uint8Array(c.width).fill(1)
  if (off) entries.fill(0, 1)
  else if (marks ?? shiftIds) entries.set(entriesOf(c, day))
  const cells = new Uint8Array(c.people * c.days)
  for (const [p, { events = [] }] of c.problem.people.entries()) {
    const eventDays = new Set(events.flatMap(({ label, days }) => (label === event ? days : [])))
    for (let at = 0; at < c.days; at++) {
      const holds =
        (!leave || c.leave[p * c.days + at] === 1) &&
        (event === undefined || eventDays.has(at)) &&
        (!weekdays || weekdays.includes(weekdayOf(c, at)))
      if (holds) cells[p * c.days + at] = 1
    }
  }
  return { entries, cells }
}
