/** Rules of rest, read on stretches of minutes. */
import type { AfterLongRule, ContinuousRule, RestRule } from '../shifts/rule-types.ts'
import {
  daytimeDuties,
  type Duty,
  type DutyBook,
  dutiesOf,
  meantOf,
  type RuleReading,
  timeInWords,
} from './shift-duties.ts'

const hoursBegun = (minutes: number): number => Math.ceil(minutes / 60)

export function readRest(book: DutyBook, rule: RestRule): RuleReading[] {
  const duties = dutiesOf(book, rule.shifts)
  return duties.slice(1).flatMap((duty, k) => {
    const earlier = duties[k]!
    const rest = duty.startsAt - earlier.endsAt
    if (duty.day < 0 || rest >= rule.minutes) return []
    const sentence = `${book.person.label} has ${timeInWords(Math.max(0, rest))} between ${earlier.shift.label} of day ${earlier.day} and ${duty.shift.label} of day ${duty.day}, at least ${timeInWords(rule.minutes)}.`
    return [{ amount: hoursBegun(rule.minutes - rest), sentence, day: duty.day }]
  })
}

const inOrder = (duties: Duty[]): Duty[] => duties.toSorted((a, b) => a.startsAt - b.startsAt)

/** Duties put together where at most `merge` minutes lie between them. */
function stretches(duties: Duty[], merge: number): Duty[][] {
  const found: Duty[][] = []
  for (const duty of duties) {
    const last = found.at(-1)
    if (last && duty.startsAt - Math.max(...last.map(({ endsAt }) => endsAt)) <= merge) last.push(duty)
    else found.push([duty])
  }
  return found
}

function lengthOf(stretch: Duty[]): number {
  return Math.max(...stretch.map(({ endsAt }) => endsAt)) - stretch[0]!.startsAt
}

export function readContinuous(book: DutyBook, rule: ContinuousRule): RuleReading[] {
  const meant = dutiesOf(book, rule.shifts)
  const duties = rule.daytime ? inOrder([...daytimeDuties(book), ...meant]) : meant
  return stretches(duties, rule.mergeMinutes ?? 0).flatMap((stretch) => {
    const length = lengthOf(stretch)
    if (length <= rule.minutes || stretch.at(-1)!.day < 0) return []
    const sentence = `${book.person.label} works ${timeInWords(length)} on end from day ${stretch[0]!.day}, at most ${timeInWords(rule.minutes)}.`
    return [{ amount: hoursBegun(length - rule.minutes), sentence, day: stretch[0]!.day }]
  })
}

export function readAfterLong(book: DutyBook, rule: AfterLongRule): RuleReading[] {
  const readings: RuleReading[] = []
  // A shift that is not meant ends a stretch, whatever its hours.
  let stretch: Duty[] = []
  const daytime = rule.daytime ? daytimeDuties(book) : []
  const trimmed = book.duties.map((duty) => ({ duty, meant: meantOf(duty, rule.shifts) }))
  const work = [...daytime.map((duty) => ({ duty, meant: duty })), ...trimmed].toSorted(
    (a, b) => (a.meant ?? a.duty).startsAt - (b.meant ?? b.duty).startsAt,
  )
  for (const { duty, meant } of work) {
    const { startsAt, day, shift } = meant ?? duty
    const endsAt = Math.max(...stretch.map((other) => other.endsAt))
    if (stretch.length > 0 && !(meant && startsAt <= endsAt)) {
      const rest = Math.max(0, startsAt - endsAt)
      if (lengthOf(stretch) >= rule.longMinutes && rest < rule.minutes && day >= 0)
        readings.push({
          amount: hoursBegun(rule.minutes - rest),
          sentence: `${book.person.label} begins ${shift.label} of day ${day} ${timeInWords(rest)} after ${timeInWords(lengthOf(stretch))} in house, at least ${timeInWords(rule.minutes)}.`,
          day,
        })
      stretch = []
    }
    if (meant) stretch.push(meant)
  }
  return readings
}
