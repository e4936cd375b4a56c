/** Rules averaged over stints, read minute by minute and day by day. */
import type { FreeDaysRule, FrequencyRule, HoursRule, Stint } from '../shifts/rule-types.ts'
import { countInWords } from '../words.ts'
import {
  daytimeMinutes,
  type DutyBook,
  dutiesOf,
  isOnLeave,
  type RuleReading,
  timeInWords,
  worksDaytime,
} from './shift-duties.ts'

function stintsOf({ problem, person }: DutyBook): Stint[] {
  return (person.stints ?? [{ fromDay: 0, toDay: problem.days - 1 }]).filter(({ averaged }) => averaged !== false)
}

function daysOf({ fromDay, toDay }: Stint): number[] {
  return Array.from({ length: toDay - fromDay + 1 }, (_, k) => fromDay + k)
}

const isWithin = ({ fromDay, toDay }: Stint, day: number): boolean => day >= fromDay && day <= toDay

const rangeOf = ({ fromDay, toDay }: Stint): string => `from day ${fromDay} to ${toDay}`

export function readFreeDays(book: DutyBook, rule: FreeDaysRule): RuleReading[] {
  const duties = dutiesOf(book, rule.shifts)
  return stintsOf(book).flatMap((stint) => {
    const days = daysOf(stint)
    const eligible = days.filter((day) => !isOnLeave(book, day)).length
    const owed = Math.floor(eligible / rule.every)
    const start = stint.fromDay * 1440
    const busy = new Uint8Array(days.length * 1440)
    const paint = (from: number, to: number): void => {
      if (to > start && from < start + busy.length) busy.fill(1, Math.max(0, from - start), to - start)
    }
    for (const { startsAt, endsAt } of duties) paint(startsAt, endsAt)
    for (const day of days) {
      if (isOnLeave(book, day)) paint(day * 1440, day * 1440 + 1440)
      if (worksDaytime(book, stint.daytime, day))
        paint(day * 1440 + stint.daytime!.startMinute, day * 1440 + stint.daytime!.endMinute)
    }
    let free = 0
    let from = busy.indexOf(0)
    while (from >= 0) {
      const work = busy.indexOf(1, from)
      const to = work < 0 ? busy.length : work
      free += Math.floor((to - from) / 1440)
      from = work < 0 ? -1 : busy.indexOf(0, work)
    }
    if (free >= owed) return []
    const sentence = `${book.person.label} has ${countInWords(free, 'free day', 'free days')} ${rangeOf(stint)}, at least ${owed}.`
    return [{ amount: owed - free, sentence, day: stint.fromDay }]
  })
}

export function readHours(book: DutyBook, rule: HoursRule): RuleReading[] {
  const duties = dutiesOf(book, rule.shifts)
  return stintsOf(book).flatMap((stint) => {
    const days = daysOf(stint)
    const eligible = days.filter((day) => !isOnLeave(book, day)).length
    const shifts = duties.filter(({ day }) => isWithin(stint, day)).reduce((sum, { shift }) => sum + shift.minutes, 0)
    const worked = days.reduce((sum, day) => sum + daytimeMinutes(book, stint.daytime, day), shifts)
    const over = worked * 7 - rule.weeklyMinutes * eligible
    if (over <= 0) return []
    const sentence = `${book.person.label} works ${timeInWords(worked)} on ${countInWords(eligible, 'day', 'days')} ${rangeOf(stint)}, at most ${timeInWords(rule.weeklyMinutes)} a week on average.`
    return [{ amount: Math.ceil(over / 420), sentence, day: stint.fromDay }]
  })
}

export function readFrequency(book: DutyBook, rule: FrequencyRule): RuleReading[] {
  const duties = dutiesOf(book, rule.shifts)
  return stintsOf(book).flatMap((stint) => {
    const days = daysOf(stint)
    const eligible = days.filter((day) => !isOnLeave(book, day)).length
    const count = duties.filter(({ day }) => isWithin(stint, day)).length
    const most = Math.floor(eligible / rule.every)
    if (count <= most) return []
    const sentence = `${book.person.label} has ${countInWords(count, 'such night', 'such nights')} ${rangeOf(stint)}, at most ${most}.`
    return [{ amount: count - most, sentence, day: stint.fromDay }]
  })
}
