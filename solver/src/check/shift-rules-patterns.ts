/** Rules about which days are worked, read day by day. */
import type {
  CountRule,
  NightRunRule,
  PatternDay,
  SequenceRule,
  SpacingRule,
  WeekendShapeRule,
} from '../shifts/rule-types.ts'
import { countInWords } from '../words.ts'
import { type DutyBook, dutiesOf, isMeant, isOnLeave, type RuleReading, weekday } from './shift-duties.ts'

export function readSpacing(book: DutyBook, rule: SpacingRule): RuleReading[] {
  const days = dutiesOf(book, rule.shifts).map(({ day }) => day)
  return days.slice(1).flatMap((day, k) => {
    const apart = day - days[k]!
    if (day < 0 || apart >= rule.days) return []
    const sentence = `${book.person.label} has day ${day} only ${countInWords(apart, 'day', 'days')} after day ${days[k]!}, at least ${rule.days}.`
    return [{ amount: rule.days - apart, sentence, day }]
  })
}

export function readNightRun(book: DutyBook, rule: NightRunRule): RuleReading[] {
  const { problem, person, byDay } = book
  const worked = new Set(dutiesOf(book, rule.shifts).map(({ day }) => day))
  const firstKnown = -(person.before?.length ?? 0)
  const readings: RuleReading[] = []
  const say = (amount: number, sentence: string, day: number): void => {
    if (amount > 0) readings.push({ amount, sentence: `${person.label} ${sentence}`, day })
  }
  for (const first of worked) {
    if (worked.has(first - 1)) continue
    let last = first
    while (worked.has(last + 1)) last++
    const length = last - first + 1
    const run = `works ${countInWords(length, 'day', 'days')} in a row from day ${first}`
    // Days before the horizon are over: only those within it are too many.
    const within = [...worked].filter((day) => day >= Math.max(0, first) && day <= last).length
    if (rule.max !== undefined) say(Math.min(length - rule.max, within), `${run}, at most ${rule.max}.`, first)
    const isWhole = first > firstKnown && last < problem.days - 1
    if (rule.min !== undefined && isWhole && last >= 0) say(rule.min - length, `${run}, at least ${rule.min}.`, first)
    for (let day = last + 1; day <= last + (rule.daysOff ?? 0); day++)
      if (day >= 0 && byDay.has(day)) say(1, `${run}, and is not off on day ${day} after it.`, day)
  }
  return readings
}

export function readCount(book: DutyBook, rule: CountRule): RuleReading[] {
  const { problem, person } = book
  const horizon = Array.from({ length: problem.days }, (_, day) => day)
  const worked = new Set(dutiesOf(book, rule.shifts).map(({ day }) => day))
  const groups: number[][] =
    rule.windows === 'horizon'
      ? [horizon]
      : typeof rule.windows === 'string'
        ? weeksOf(book, rule.windows === 'weekend' ? 5 : 0)
        : rule.windows.map(({ fromDay, toDay }) => horizon.filter((day) => day >= fromDay && day <= toDay))
  return groups.flatMap((days) => {
    const count = days.filter((day) => worked.has(day)).length
    const { min = 0, max = count } = rule
    const amount = Math.max(min - count, count - max)
    if (amount <= 0) return []
    const limit = count > max ? `at most ${max}` : `at least ${min}`
    const sentence = `${person.label} has ${countInWords(count, 'such shift', 'such shifts')} from day ${days[0]!} to ${days.at(-1)!}, ${limit}.`
    return [{ amount, sentence, day: days[0]! }]
  })
}

/** Days of each calendar week, from one weekday to Sunday. */
function weeksOf({ problem }: DutyBook, from: number): number[][] {
  const weeks = new Map<number, number[]>()
  for (let day = 0; day < problem.days; day++) {
    if (weekday(problem, day) < from) continue
    const monday = day - weekday(problem, day)
    weeks.set(monday, [...(weeks.get(monday) ?? []), day])
  }
  return [...weeks.values()]
}

export function readWeekendShape(book: DutyBook, rule: WeekendShapeRule): RuleReading[] {
  const { problem, person } = book
  const worked = new Set(dutiesOf(book, rule.shifts).map(({ day }) => day))
  const [first, name] = rule.shape === 'saturday-sunday' ? [5, 'Saturday'] : [4, 'Friday']
  const readings: RuleReading[] = []
  for (let day = 0; day < problem.days; day++) {
    const sunday = day + 6 - first
    if (weekday(problem, day) !== first || sunday >= problem.days) continue
    if (isOnLeave(book, day) || isOnLeave(book, sunday) || worked.has(day) === worked.has(sunday)) continue
    const sentence = `${person.label} works only one of ${name}, day ${day}, and Sunday, day ${sunday}.`
    readings.push({ amount: 1, sentence, day })
  }
  return readings
}

export function readSequence(book: DutyBook, rule: SequenceRule): RuleReading[] {
  const { problem, person } = book
  const readings: RuleReading[] = []
  for (let day = 0; day + rule.pattern.length <= problem.days; day++) {
    const broken = rule.pattern.findIndex((wanted, k) => !holds(book, wanted, day + k))
    if (rule.wish === 'avoid' ? broken !== -1 : broken < 1) continue
    const sentence =
      rule.wish === 'avoid'
        ? `${person.label} has the pattern from day ${day}.`
        : `${person.label} begins the pattern on day ${day} and does not go on with it.`
    readings.push({ amount: 1, sentence, day })
  }
  return readings
}

function holds(book: DutyBook, wanted: PatternDay, day: number): boolean {
  const duty = book.byDay.get(day)
  if (wanted.off && duty) return false
  if (!wanted.off && (wanted.marks ?? wanted.shiftIds) && !(duty && isMeant(duty, wanted))) return false
  if (wanted.leave && !isOnLeave(book, day)) return false
  if (wanted.weekdays && !wanted.weekdays.includes(weekday(book.problem, day))) return false
  const { event } = wanted
  const events = book.person.events ?? []
  return event === undefined || events.some(({ label, days }) => label === event && days.includes(day))
}
