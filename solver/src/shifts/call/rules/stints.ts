import type { Daytime, Stint } from '../../rule-types.ts'
import { type CompiledCall, countedTimes, entriesOf, weekdayOf } from '../compile-call.ts'
import { createWindowFinder } from './windows.ts'

export interface CompiledStint {
  fromDay: number
  toDay: number
  /** Days that are not leave. */
  eligibleDays: number
  /** By day from `fromDay`, 1 where the rotation has daytime work unless a shift takes it. */
  hasDaytime: Uint8Array
  startMinute: number
  endMinute: number
  /** `[entry of yesterday * width + entry]`: minutes of daytime work that are left; 0 where the shifts free from it. */
  minutesLeft: Int32Array
  /** The same, 1 where there is any daytime work at all. */
  isLeft: Uint8Array
}

/** By person, a function that finds the stints with a day from `from` to `to`; `only`: of which. */
export function compileStints(
  c: CompiledCall,
  only: 'all' | 'averaged',
): ((from: number, to: number) => CompiledStint[])[] {
  const whole: Stint[] = [{ fromDay: 0, toDay: c.days - 1 }]
  const tables = new Map<string, Pick<CompiledStint, 'minutesLeft' | 'isLeft'>>()
  return c.problem.people.map(({ stints }, p) => {
    const meant = (stints ?? whole).filter(({ averaged }) => only === 'all' || averaged !== false)
    const compiled = meant.map((stint) => compileStint(c, p, stint, tables))
    return createWindowFinder(c.days, compiled) as (from: number, to: number) => CompiledStint[]
  })
}

const NO_DAYTIME: Daytime = { weekdays: [], startMinute: 0, endMinute: 0 }

function compileStint(
  c: CompiledCall,
  person: number,
  { fromDay, toDay, daytime = NO_DAYTIME }: Stint,
  tables: Map<string, Pick<CompiledStint, 'minutesLeft' | 'isLeft'>>,
): CompiledStint {
  const { weekdays, startMinute, endMinute, notWith, notAfter, notOn = [] } = daytime
  const leave = c.leave.subarray(person * c.days + fromDay, person * c.days + toDay + 1)
  const key = JSON.stringify([startMinute, endMinute, notWith, notAfter])
  if (!tables.has(key)) tables.set(key, leftBeside(c, daytime))
  const except = new Set(notOn)
  return {
    fromDay,
    toDay,
    eligibleDays: leave.reduce((sum, flag) => sum + 1 - flag, 0),
    hasDaytime: Uint8Array.from({ length: toDay - fromDay + 1 }, (_, at) =>
      weekdays.includes(weekdayOf(c, fromDay + at)) && !except.has(fromDay + at) && leave[at] === 0 ? 1 : 0,
    ),
    startMinute,
    endMinute,
    ...tables.get(key)!,
  }
}

/** What is left of daytime work beside the shifts of its day and of the day before. */
function leftBeside(c: CompiledCall, daytime: Daytime): Pick<CompiledStint, 'minutesLeft' | 'isLeft'> {
  const { width } = c
  const { startMinute, endMinute } = daytime
  const none = { shiftIds: [] }
  const notWith = entriesOf(c, daytime.notWith ?? none)
  const notAfter = entriesOf(c, daytime.notAfter ?? none)
  const counted = countedTimes(c)
  const minutesLeft = new Int32Array(width * width)
  const isLeft = new Uint8Array(width * width)
  for (let yesterday = 0; yesterday < width; yesterday++)
    for (let today = 0; today < width; today++) {
      if (notAfter[yesterday] === 1 || notWith[today] === 1) continue
      const until = counted.entries[yesterday] === 1 ? counted.endMinute[yesterday]! - 1440 : 0
      const from = counted.entries[today] === 1 ? counted.startMinute[today]! : endMinute
      const to = counted.entries[today] === 1 ? counted.endMinute[today]! : endMinute
      const starts = Math.min(endMinute, Math.max(startMinute, until))
      const during = Math.max(0, Math.min(endMinute, to) - Math.max(starts, from))
      isLeft[yesterday * width + today] = 1
      minutesLeft[yesterday * width + today] = endMinute - starts - during
    }
  return { minutesLeft, isLeft }
}

/** Where the tables of a stint stand for a day of a line: what was worked on the day before it, and on it. */
export function besideOf({ past, width }: CompiledCall, line: Int8Array, day: number): number {
  const at = past + day
  return (at === 0 ? 0 : line[at - 1]!) * width + line[at]!
}

/** Whether the person does any of the rotation's own work on a day of the stint. */
export function hasDaytime(c: CompiledCall, stint: CompiledStint, line: Int8Array, day: number): boolean {
  return stint.hasDaytime[day - stint.fromDay] === 1 && stint.isLeft[besideOf(c, line, day)] === 1
}
