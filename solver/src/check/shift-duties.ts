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
  /** The shifts that are held together in it; itself where it is one. */
  parts: Duty[]
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
    const duty = dutyOf(problem, shift, day)
    duties.push(duty)
    byDay.set(day, duty)
  }
  return { problem, person, duties, byDay }
}

function dutyOf(problem: ShiftProblem, shift: Shift, day: number): Duty {
  const { startMinute = 0, endMinute = 1440, parts: ids } = shift
  const duty: Duty = { day, shift, startsAt: day * 1440 + startMinute, endsAt: day * 1440 + endMinute, parts: [] }
  duty.parts = ids
    ? problem.shifts.filter(({ id }) => ids.includes(id)).map((part) => dutyOf(problem, part, day))
    : [duty]
  return duty
}

/** What of a duty a selector means: all of it, or those of its parts; undefined where it is none of them. */
export function meantOf(duty: Duty, selector: ShiftSelector | undefined): Duty | undefined {
  if (isNamed(duty.shift, selector)) return duty
  const parts = duty.parts.filter(({ shift }) => isNamed(shift, selector))
  if (parts.length === 0) return undefined
  return togetherOf(duty, parts)
}

function togetherOf(duty: Duty, parts: Duty[]): Duty {
  const [only] = parts
  if (parts.length === 1) return only!
  return {
    ...duty,
    shift: { ...duty.shift, minutes: parts.reduce((sum, { shift }) => sum + shift.minutes, 0) },
    startsAt: Math.min(...parts.map(({ startsAt }) => startsAt)),
    endsAt: Math.max(...parts.map(({ endsAt }) => endsAt)),
    parts,
  }
}

export const isMeant = (duty: Duty, selector: ShiftSelector | undefined): boolean =>
  meantOf(duty, selector) !== undefined

function isNamed(shift: Shift, selector: ShiftSelector | undefined): boolean {
  const { marks, shiftIds } = selector ?? {}
  if (marks === undefined && shiftIds === undefined) return true
  return shiftIds?.includes(shift.id) === true || (shift.marks ?? []).some((mark) => marks?.includes(mark) === true)
}

/** The duties that a rule is about. */
export function dutiesOf(book: DutyBook, selector: ShiftSelector | undefined): Duty[] {
  return book.duties.flatMap((duty) => meantOf(duty, selector) ?? [])
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
  if (today && daytime.notWith && isMeant(today, daytime.notWith)) return false
  return !(yesterday && daytime.notAfter && isMeant(yesterday, daytime.notAfter))
}

/** The rotation's own work as duties, one for each day on which it takes place. */
export function daytimeDuties(book: DutyBook): Duty[] {
  return (book.person.stints ?? []).flatMap(({ fromDay, toDay, daytime }) =>
    Array.from({ length: toDay - fromDay + 1 }, (_, k) => fromDay + k).flatMap((day): Duty[] => {
      if (!daytime || !worksDaytime(book, daytime, day)) return []
      const { startMinute, endMinute } = daytime
      const minutes = endMinute - startMinute
      const shift: Shift = { id: '', label: 'the work of the rotation', minutes, notFollowedBy: [] }
      return [{ day, shift, startsAt: day * 1440 + startMinute, endsAt: day * 1440 + endMinute, parts: [] }]
    }),
  )
}

/** Minutes of the rotation's own work on a day: none while a counted shift of that day or the day before lasts. */
export function daytimeMinutes(book: DutyBook, daytime: Daytime | undefined, day: number): number {
  if (!daytime || !worksDaytime(book, daytime, day)) return 0
  const counted = [book.byDay.get(day - 1), book.byDay.get(day)].flatMap((duty) => {
    const parts = duty?.parts.filter(({ shift }) => shift.minutes > 0) ?? []
    return duty === undefined || parts.length === 0 ? [] : [togetherOf(duty, parts)]
  })
  if (counted.length === 0) return daytime.endMinute - daytime.startMinute
  let minutes = 0
  for (let at = day * 1440 + daytime.startMinute; at < day * 1440 + daytime.endMinute; at++)
    if (!counted.some(({ startsAt, endsAt }) => startsAt <= at && at < endsAt)) minutes++
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
