/** Rules about several people, read day by day. */
import type { CoverRule, FairnessRule, PairingRule } from '../shifts/rule-types.ts'
import { countInWords } from '../words.ts'
import { type DutyBook, isMeant, isOnLeave, type RuleReading, weekday } from './shift-duties.ts'

/** The books of those a rule binds. */
const boundBy = (books: DutyBook[], ids: string[] | undefined): DutyBook[] =>
  books.filter(({ person }) => ids === undefined || ids.includes(person.id))

const horizonOf = (books: DutyBook[]): number[] => Array.from({ length: books[0]?.problem.days ?? 0 }, (_, day) => day)

export function readCover(books: DutyBook[], rule: CoverRule): RuleReading[] {
  return (rule.days ?? horizonOf(books)).flatMap((day) => {
    const there = boundBy(books, rule.people).filter(({ byDay }) => {
      const duty = byDay.get(day)
      return duty !== undefined && isMeant(duty, rule.shifts)
    }).length
    const { min = 0, max = there } = rule
    const amount = Math.max(min - there, there - max)
    if (amount <= 0) return []
    const limit = there > max ? `at most ${max}` : `at least ${min}`
    return [{ amount, sentence: `${countInWords(there, 'person', 'people')} on day ${day}, ${limit}.`, day }]
  })
}

export function readPairing(books: DutyBook[], rule: PairingRule): RuleReading[] {
  return horizonOf(books).flatMap((day) => {
    const hasSenior = books.some(({ person, byDay }) => {
      const duty = byDay.get(day)
      return rule.seniorIds.includes(person.id) && duty !== undefined && isMeant(duty, rule.seniorShifts)
    })
    if (hasSenior) return []
    return boundBy(books, rule.people).flatMap(({ person, byDay }) => {
      const duty = byDay.get(day)
      if (!duty || !isMeant(duty, rule.shifts)) return []
      const sentence = `${person.label} works ${duty.shift.label} on day ${day} without a senior.`
      return [{ amount: 1, sentence, personId: person.id, day }]
    })
  })
}

export function readFairness(books: DutyBook[], rule: FairnessRule): RuleReading[] {
  const accounts = boundBy(books, rule.people).map((book) => {
    const earlier = (book.person.credits ?? []).filter(
      (credit) => credit.ruleId === rule.id && credit.days >= (rule.thinDays ?? 0),
    )
    let points = 0
    let above = 0
    const present = book.person.presence?.find(({ ruleId }) => ruleId === rule.id)
    let days = present?.days ?? horizonOf(books).filter((day) => !isOnLeave(book, day)).length
    for (const credit of earlier) {
      points += credit.points
      days += credit.days
      above += credit.aboveHundredths ?? 0
    }
    for (const part of book.duties.flatMap(({ parts }) => parts)) {
      if (part.day < 0 || part.day > (rule.toDay ?? part.day)) continue
      const isHoliday = rule.holidays?.includes(part.day) ?? false
      const isWeekend = weekday(book.problem, part.day) >= 5
      const extra = rule.holidayExtra?.find(({ day }) => day === part.day)?.points ?? 0
      for (const worth of rule.points)
        if (isMeant(part, worth.shifts))
          points += extra + (isHoliday ? worth.holiday : isWeekend ? worth.weekend : worth.weekday)
    }
    return { person: book.person, points, days, above }
  })
  const allPoints = accounts.reduce((sum, { points }) => sum + points, rule.others?.points ?? 0)
  const allDays = accounts.reduce((sum, { days }) => sum + days, rule.others?.days ?? 0)
  return accounts.flatMap(({ person, points, days, above }) => {
    if (allDays === 0) return []
    const off = Math.floor(Math.abs(100 * (points * allDays - allPoints * days) + above * allDays) / allDays)
    const amount = rule.measure === 'squared' ? Math.floor((off * off) / 100) : off
    if (amount === 0) return []
    const share = ((allPoints * days) / allDays).toFixed(2)
    const before =
      above === 0
        ? ''
        : `, and came with ${(Math.abs(above) / 100).toFixed(2)} ${above > 0 ? 'more' : 'fewer'} than fair`
    const sentence = `${person.label} has ${countInWords(points, 'point', 'points')} where ${share} would be fair${before}.`
    return [{ amount, sentence, personId: person.id }]
  })
}
