import { dayOf, type DateRange, isoOf, type Severity } from '@gradus/rules'
import { checkShiftSchedule } from '@gradus/solver'
import { remembering, rememberingOf } from '../remember.ts'
import type { CallFacts, CallPerson } from './facts.ts'
import { hourFindings } from './hours.ts'
import { callsOf, nearBook } from './near-book.ts'
import { callProblem } from './problem.ts'
import type { CallBook } from './problem-parts.ts'
import type { NewCall } from './record-write.ts'
import type { Assignment } from './store.ts'
import { layerOf, mayOverlap } from './together.ts'
import { shortDay } from './words.ts'
import { shiftInstants } from './zones.ts'

/** What a rule says about calls. */
export interface CallFinding {
  readonly severity: Exclude<Severity, 'note'>
  readonly sentence: string
  readonly personId: string | null
  readonly onDay: string | null
}

export interface CallChangeAsked {
  readonly remove: readonly string[]
  readonly add: readonly NewCall[]
}

export interface CallVerdict {
  /** What the change brings that is not so now. A violation means that it may not be done as it is. */
  readonly introduced: readonly CallFinding[]
  readonly resolved: readonly CallFinding[]
}

/** Rows with a change made in them; new rows have ids of their own. */
export function withChange(
  facts: CallFacts,
  rows: readonly Assignment[],
  { remove, add }: CallChangeAsked,
): Assignment[] {
  const gone = new Set(remove)
  const scheduleId = rows[0]?.scheduleId ?? ''
  return [
    ...rows.filter(({ id }) => !gone.has(id)),
    ...add.flatMap((call, index): Assignment[] => {
      const pool = facts.poolById.get(call.poolId)
      const shift = facts.shiftById.get(call.shiftId)
      if (pool === undefined || shift === undefined) return []
      const whole = shiftInstants(pool.timeZone, dayOf(call.onDay), shift)
      return [
        {
          institutionId: facts.institutionId,
          id: `new ${index}`,
          scheduleId,
          poolId: call.poolId,
          shiftId: call.shiftId,
          onDay: call.onDay,
          personId: call.personId,
          startAt: call.startAt ?? whole.startAt,
          endAt: call.endAt ?? whole.endAt,
          pinned: false,
          layer: layerOf(pool),
          publishedIn: null,
          replacedIn: null,
        },
      ]
    }),
  ]
}

/** Days on both sides of a change that the pools' own rules look at; work hours look as far as their averages reach. */
const nearDays = 10

/**
 * What a change of calls would break or mend, for the people it touches: who may be there at all, the pools' own rules, the work-hour
 * rules, and being in two places. Nothing is read from the database. For published calls the book is `callBook(facts, null)`.
 */
export function judgeCallChange(whole: CallBook, change: CallChangeAsked): CallVerdict {
  const book = nearBook(whole, change)
  const gone = new Set(change.remove)
  const leaving = book.rows.filter(({ id }) => gone.has(id))
  const people = new Set([...leaving, ...change.add].map(({ personId }) => personId))
  const days = [...leaving, ...change.add].map(({ onDay }) => dayOf(onDay))
  if (days.length === 0) return { introduced: [], resolved: [] }
  const window: DateRange = { startOn: Math.min(...days) - nearDays, endOn: Math.max(...days) + nearDays }
  const was = callFindings(book, window, people)
  const is = callFindings({ ...book, rows: withChange(book.facts, book.rows, change) }, window, people)
  const before = new Set(was.map(({ sentence }) => sentence))
  const later = new Set(is.map(({ sentence }) => sentence))
  return {
    introduced: is.filter(({ sentence }) => !before.has(sentence)),
    resolved: was.filter(({ sentence }) => !later.has(sentence)),
  }
}

/** What the rules say about people's calls in some days; everybody when `people` is null. Nothing about coverage and fairness. */
export function callFindings(book: CallBook, window: DateRange, people: ReadonlySet<string> | null): CallFinding[] {
  const { facts, rows, standing } = book
  const asked = people ?? new Set(facts.people.keys())
  const here = rows.filter(({ onDay }) => window.startOn <= dayOf(onDay) && dayOf(onDay) <= window.endOn)
  // Whoever works then is needed for rules about two.
  const only = new Set([...asked, ...here.map(({ personId }) => personId)])
  const byPerson = callsBy(rows, standing)
  const findings = [
    ...poolFindings(book, window, only, asked),
    ...[...asked].flatMap((personId) => {
      const person = facts.people.get(personId)
      const own = byPerson.get(personId)
      return person === undefined ? [] : [...lawFindings(facts, person, own, window), ...twice(facts, person, own)]
    }),
  ]
  const seen = new Set<string>()
  return findings
    .filter(({ sentence }) => !seen.has(sentence) && seen.add(sentence))
    .toSorted((a, b) => rank(a) - rank(b) || (a.onDay ?? '').localeCompare(b.onDay ?? ''))
}

const callsBy = (rows: readonly Assignment[], standing: readonly Assignment[]) => {
  const [own, others] = [callsOf(rows), callsOf(standing)]
  return { get: (personId: string) => [...(own.get(personId) ?? []), ...(others.get(personId) ?? [])] }
}

const rank = ({ severity }: CallFinding): number => (severity === 'violation' ? 0 : 1)

/** Who may be there, and the pools' own rules: as the independent checker of the solver reads them. */
function poolFindings(
  book: CallBook,
  window: DateRange,
  only: ReadonlySet<string>,
  asked: ReadonlySet<string>,
): CallFinding[] {
  const { problem, solution, inDates, firstDay } = callProblem({ book, window, only, withoutLaw: true })
  const people = problem.people.toSorted((a, b) => b.label.length - a.label.length)
  return checkShiftSchedule(problem, solution).violations.flatMap((said): CallFinding[] => {
    const about = people.find(({ label }) => said.includes(label))
    if (about !== undefined && !asked.has(about.id)) return []
    const at = /\bday (\d+)\b/.exec(said)
    return [
      {
        severity: 'violation',
        sentence: inDates(said),
        personId: about?.id ?? null,
        onDay: at === null ? null : isoOf(firstDay + Number(at[1])),
      },
    ]
  })
}

const lawsOf = rememberingOf<(key: string, make: () => CallFinding[]) => CallFinding[]>()
const lawsKept = 3000

/** Asked again of the same facts, days and calls, as after an edit of somebody else's, it is not reckoned again. */
const lawFindings = (
  facts: CallFacts,
  person: CallPerson,
  own: readonly Assignment[],
  window: DateRange,
): CallFinding[] => {
  const calls = own.map(({ shiftId, startAt, endAt }) => `${shiftId} ${startAt.getTime()} ${endAt.getTime()}`)
  const key = [person.id, window.startOn, window.endOn, ...calls.toSorted()].join(' ')
  return lawsOf(facts, () => remembering<CallFinding[]>(lawsKept))(key, () => readLaw(facts, person, own, window))
}

const readLaw = (facts: CallFacts, person: CallPerson, own: readonly Assignment[], window: DateRange): CallFinding[] =>
  hourFindings(facts, person, own, window).map(({ severity, sentence, startOn }) => ({
    severity: severity === 'violation' ? 'violation' : 'warning',
    sentence: sentence.includes(person.name) ? sentence : `${person.name}: ${sentence}`,
    personId: person.id,
    onDay: startOn === undefined ? null : isoOf(startOn),
  }))

/** Two calls at the same time that may not be held together; the solver's own reading looks at days. */
function twice({ shiftById, poolById }: CallFacts, person: CallPerson, own: readonly Assignment[]): CallFinding[] {
  const sorted = own.toSorted((a, b) => a.startAt.getTime() - b.startAt.getTime())
  return sorted.flatMap((call, index): CallFinding[] => {
    const last = sorted
      .slice(0, index)
      .find((other) => other.endAt > call.startAt && !mayOverlap(poolById.get(other.poolId), poolById.get(call.poolId)))
    if (last === undefined) return []
    const [first, second] = [last, call].map(({ shiftId }) => shiftById.get(shiftId)?.name ?? 'a call')
    return [
      {
        severity: 'violation',
        sentence: `${person.name} is on ${first} and ${second} at the same time on ${shortDay(dayOf(call.onDay))}.`,
        personId: person.id,
        onDay: call.onDay,
      },
    ]
  })
}
