/** What a person works, as the checker reads it: names and minutes, history included. */
import type { Shift, ShiftPerson, ShiftProblem } from '../shifts/problem.ts'
import type { Daytime, ShiftSelector } from '../shifts/rule-types.ts'

/** One unit of cost of a rule, or several, with whom and when it is about. */
export interface RuleReading {
  amount: number
  sentence: string
  personId?: string
  day?: number
}

export interface Duty {
  /** Below 0 before the horizon. */
  day: number
  shift: Shift
  /** Minutes from midnight of day 0. */
  startsAt: number
  endsAt: number
}

/** What the rules are read on. */
export interface DutyBook {
  problem: ShiftProblem
  person: ShiftPerson
  /** In order of days. */
  duties: Duty[]
  /** By day, also before the horizon. */
  byDay: Map<number, Duty>
}

export function openBook(problem: ShiftProblem, person: ShiftPerson, line: (string | null)[]): DutyBook {
  const before = person.before ?? []
  const byDay = new Map<number, Duty>()
  const duties: Duty[] = []
  for (const [at, id] of [...before, ...line].entries()) {
    const shift = problem.shifts.find((other) => other.id === id)
    if (!shift) continue
    const day = at - before.length
    const midnight = day * 1440
    const { startMinute = 0, endMinute = 1440 } = shift
    const duty = { day, shift, startsAt: midnight + startMinute, endsAt: midnight + endMinute }
    duties.push(duty)
    byDay.set(day, duty)
  }
  return { problem, person, duties, byDay }
}

export function isMeant(shift: Shift, selector: ShiftSelector | undefined): boolean {
  const { marks, shiftIds } = selector ?? {}
  if (marks === undefined && shiftIds === undefined) return true
  return shiftIds?.includes(shift.id) === true || (shift.marks ?? []).some((mark) => marks?.includes(mark) === true)
}

/** The duties that a rule is about. */
export function dutiesOf(book: DutyBook, selector: ShiftSelector | undefined): Duty[] {
  return book.duties.filter(({ shift }) => isMeant(shift, selector))
}

export function weekday(problem: ShiftProblem, day: number): number {
  return (((day + (problem.firstWeekday ?? 0)) % 7) + 7) % 7
}

export function isOnLeave({ person }: DutyBook, day: number): boolean {
  return person.leave?.includes(day) ?? false
}

/** Whether the rotation's own work takes place on a day. */
export function worksDaytime(book: DutyBook, daytime: Daytime | undefined, day: number): boolean {
  if (!daytime || isOnLeave(book, day) || !daytime.weekdays.includes(weekday(book.problem, day))) return false
  if (daytime.notOn?.includes(day)) return false
  const today = book.byDay.get(day)
  const yesterday = book.byDay.get(day - 1)
  if (today && daytime.notWith && isMeant(today.shift, daytime.notWith)) return false
  return !(yesterday && daytime.notAfter && isMeant(yesterday.shift, daytime.notAfter))
}

/** Minutes of the rotation's own work on a day: none while a counted shift of that day or the day before lasts. */
export function daytimeMinutes(book: DutyBook, daytime: Daytime | undefined, day: number): number {
  if (!daytime || !worksDaytime(book, daytime, day)) return 0
  const counted = [book.byDay.get(day - 1), book.byDay.get(day)].filter((duty) => (duty?.shift.minutes ?? 0) > 0)
  let minutes = 0
  for (let at = day * 1440 + daytime.startMinute; at < day * 1440 + daytime.endMinute; at++)
    if (!counted.some((duty) => duty !== undefined && duty.startsAt <= at && at < duty.endsAt)) minutes++
  return minutes
}

/** 90 is "1 hour 30 minutes". */
export function timeInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes - 60 * hours
  const words = [
    ...(hours > 0 || rest === 0 ? [`${hours} ${hours === 1 ? 'hour' : 'hours'}`] : []),
    ...(rest > 0 ? [`${rest} ${rest === 1 ? 'minute' : 'minutes'}`] : []),
  ]
  return words.join(' ')
}
