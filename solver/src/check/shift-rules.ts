/** Rules of call, read independently of the search: literal, by names, and without its tables. */
import type { ShiftProblem } from '../shifts/problem.ts'
import type { ShiftRule } from '../shifts/rule-types.ts'
import { type DutyBook, openBook, type RuleReading } from './shift-duties.ts'
import { readFreeDays, readFrequency, readHours } from './shift-rules-averages.ts'
import { readCount, readNightRun, readSequence, readSpacing, readWeekendShape } from './shift-rules-patterns.ts'
import { readAfterLong, readContinuous, readRest } from './shift-rules-rest.ts'
import { readCover, readFairness, readPairing } from './shift-rules-shared.ts'

export interface RuleFinding extends RuleReading {
  rule: ShiftRule
}

/** Everything that any rule finds, hard or soft. */
export function readShiftRules(problem: ShiftProblem, lines: Map<string, (string | null)[]>): RuleFinding[] {
  const rules = problem.rules ?? []
  if (rules.length === 0) return []
  const books = problem.people.map((person) => openBook(problem, person, lines.get(person.id) ?? []))
  return rules.flatMap((rule) =>
    readRule(books, rule).map((reading) => {
      const sentence = `${rule.label}: ${reading.sentence}`
      return { ...reading, sentence, rule }
    }),
  )
}

function readRule(books: DutyBook[], rule: ShiftRule): RuleReading[] {
  if (rule.kind === 'cover') return readCover(books, rule)
  if (rule.kind === 'pairing') return readPairing(books, rule)
  if (rule.kind === 'fairness') return readFairness(books, rule)
  const bound = books.filter(({ person }) => rule.people?.includes(person.id) ?? true)
  return bound.flatMap((book) => readLineRule(book, rule).map((reading) => ({ ...reading, personId: book.person.id })))
}

function readLineRule(
  book: DutyBook,
  rule: Exclude<ShiftRule, { kind: 'cover' | 'pairing' | 'fairness' }>,
): RuleReading[] {
  switch (rule.kind) {
    case 'rest':
      return readRest(book, rule)
    case 'continuous':
      return readContinuous(book, rule)
    case 'after-long':
      return readAfterLong(book, rule)
    case 'free-days':
      return readFreeDays(book, rule)
    case 'hours':
      return readHours(book, rule)
    case 'frequency':
      return readFrequency(book, rule)
    case 'night-run':
      return readNightRun(book, rule)
    case 'spacing':
      return readSpacing(book, rule)
    case 'count':
      return readCount(book, rule)
    case 'weekend-shape':
      return readWeekendShape(book, rule)
    case 'sequence':
      return readSequence(book, rule)
  }
}
