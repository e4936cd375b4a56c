/** What somebody works, shift by shift and with the rotation's own work between, in the order in which it begins. */
import type { CallLine, CompiledCall, ShiftTimes } from '../compile-call.ts'
import { quietAfter, quietBefore } from './line-rule.ts'
import { type CompiledStint, compileStints, hasDaytime } from './stints.ts'

/** Told of each piece of work; minutes from midnight of day 0. */
export type Take = (starts: number, ends: number, isMeant: boolean, day: number) => void

export interface WorkOrder {
  /**
   * Tells of all work from the quiet days before `from` to those after `to`: the shifts of `all`, meant or not, and daytime work, which is
   * meant, where the order was made with it.
   */
  visit: (line: CallLine, person: number, from: number, to: number, take: Take) => void
}

/** `reach`: so many days without anything keep what is before and after them apart. */
export function createWorkOrder(
  c: CompiledCall,
  meant: ShiftTimes,
  all: Uint8Array,
  reach: number,
  withDaytime: boolean,
): WorkOrder {
  const { past, days } = c
  const stintsAt = withDaytime ? compileStints(c, 'all') : []
  const daytimeOn = (line: CallLine, person: number, day: number): CompiledStint | null => {
    if (!withDaytime || day < 0) return null
    const stint = stintsAt[person]!(day, day)[0]
    return stint !== undefined && hasDaytime(c, stint, line, day) ? stint : null
  }
  /** The same walk as over shifts alone, but a day with daytime work is not quiet. */
  const edge = (line: CallLine, person: number, from: number, step: 1 | -1): number => {
    let quiet = 0
    let day = from
    while ((step < 0 ? day > -past : day < days - 1) && quiet < reach) {
      day += step
      const works = all[line[past + day]!] === 1 || daytimeOn(line, person, day) !== null
      quiet = works ? 0 : quiet + 1
    }
    return day
  }
  return {
    visit: (line, person, from, to, take) => {
      // Whether the day after is free of daytime work follows from the shift before it.
      const last = withDaytime ? Math.min(days - 1, to + 1) : to
      const start = withDaytime ? edge(line, person, from, -1) : quietBefore(c, line, all, from, reach)
      const end = withDaytime ? edge(line, person, last, 1) : quietAfter(c, line, all, last, reach)
      for (let day = start; day <= end; day++) {
        const entry = line[past + day]!
        const midnight = day * 1440
        const stint = daytimeOn(line, person, day)
        const isFirst = stint !== null && (all[entry] === 0 || stint.startMinute <= meant.startMinute[entry]!)
        if (stint !== null && isFirst) take(midnight + stint.startMinute, midnight + stint.endMinute, true, day)
        if (all[entry] === 1)
          take(
            midnight + meant.startMinute[entry]!,
            midnight + meant.endMinute[entry]!,
            meant.entries[entry] === 1,
            day,
          )
        if (stint !== null && !isFirst) take(midnight + stint.startMinute, midnight + stint.endMinute, true, day)
      }
    },
  }
}
