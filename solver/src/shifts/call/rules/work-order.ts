/** What somebody works, shift by shift and with the rotation's own work between, in the order in which it begins. */
import type { CallLine, CompiledCall, ShiftTimes } from '../compile-call.ts'
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

/**
 * `reach`: so many quiet days keep what is before and after them apart. A day is quiet without any shift of `all`, also with daytime work
 * that is over by midnight and `merge` minutes more, so that it joins nothing of the next day.
 */
export function createWorkOrder(
  c: CompiledCall,
  meant: ShiftTimes,
  all: Uint8Array,
  { reach, merge, withDaytime }: { readonly reach: number; readonly merge: number; readonly withDaytime: boolean },
): WorkOrder {
  const { past, days } = c
  const stints = withDaytime ? stintsByDay(c) : []
  const daytimeOn = (line: CallLine, person: number, day: number): CompiledStint | null => {
    if (!withDaytime || day < 0) return null
    const stint = stints[person]![day]
    return stint !== undefined && hasDaytime(c, stint, line, day) ? stint : null
  }
  const isQuiet = (line: CallLine, person: number, day: number): boolean => {
    if (all[line[past + day]!] === 1) return false
    if (!withDaytime || day < 0) return true
    const stint = stints[person]![day]
    return stint === undefined || stint.endMinute + merge < 1440 || !hasDaytime(c, stint, line, day)
  }
  const edge = (line: CallLine, person: number, from: number, step: 1 | -1): number => {
    let quiet = 0
    let day = from
    while ((step < 0 ? day > -past : day < days - 1) && quiet < reach) {
      day += step
      quiet = isQuiet(line, person, day) ? quiet + 1 : 0
    }
    return day
  }
  return {
    visit: (line, person, from, to, take) => {
      // Whether the day after is free of daytime work follows from the shift before it.
      const last = withDaytime ? Math.min(days - 1, to + 1) : to
      const start = edge(line, person, from, -1)
      const end = edge(line, person, last, 1)
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

function stintsByDay(c: CompiledCall): (CompiledStint | undefined)[][] {
  return compileStints(c, 'all').map((stintsAt) => Array.from({ length: c.days }, (_, day) => stintsAt(day, day)[0]))
}
