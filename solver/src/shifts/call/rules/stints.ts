import type { Daytime, Stint } from '../../rule-types.ts'
import { type CompiledCall, entriesOf, weekdayOf } from '../compile-call.ts'
import { createWindowFinder } from './windows.ts'

export interface CompiledStint {
  fromDay: number
  toDay: number
  /** Days that are not leave. */
  eligibleDays: number
  /** By weekday, 1 where the rotation has daytime work. */
  hasDaytime: Uint8Array
  startMinute: number
  endMinute: number
  /** Entries with which, and after which, there is none. */
  notWith: Uint8Array
  notAfter: Uint8Array
}

/** By person, a function that finds the stints with a day from `from` to `to`. */
export function compileStints(c: CompiledCall): ((from: number, to: number) => CompiledStint[])[] {
  const whole: Stint[] = [{ fromDay: 0, toDay: c.days - 1 }]
  return c.problem.people.map(({ stints }, p) => {
    const compiled = (stints ?? whole).map((stint) => compileStint(c, p, stint))
    return createWindowFinder(c.days, compiled) as (from: number, to: number) => CompiledStint[]
  })
}

const NO_DAYTIME: Daytime = { weekdays: [], startMinute: 0, endMinute: 0 }

function compileStint(c: CompiledCall, person: number, { fromDay, toDay, daytime }: Stint): CompiledStint {
  const { weekdays, startMinute, endMinute, notWith, notAfter } = daytime ?? NO_DAYTIME
  const none = { shiftIds: [] }
  const leave = c.leave.subarray(person * c.days + fromDay, person * c.days + toDay + 1)
  return {
    fromDay,
    toDay,
    eligibleDays: leave.reduce((sum, flag) => sum + 1 - flag, 0),
    hasDaytime: Uint8Array.from({ length: 7 }, (_, weekday) => (weekdays.includes(weekday) ? 1 : 0)),
    startMinute,
    endMinute,
    notWith: entriesOf(c, notWith ?? none),
    notAfter: entriesOf(c, notAfter ?? none),
  }
}

/** Whether the person does the rotation's own work on a day of the stint that is not leave. */
export function hasDaytime(c: CompiledCall, stint: CompiledStint, line: Int8Array, day: number): boolean {
  if (stint.hasDaytime[weekdayOf(c, day)] === 0) return false
  const at = c.past + day
  return stint.notWith[line[at]!] === 0 && (at === 0 || stint.notAfter[line[at - 1]!] === 0)
}
