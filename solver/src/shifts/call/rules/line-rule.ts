import type { CallLine, CompiledCall, ShiftTimes } from '../compile-call.ts'

/**
 * Cost of one line under a rule, in the rule's own units: the sum of all its parts that read a day from `from` to `to`, and of
 * any others that no such day can change. So the difference before and after a change is exact, and `0` to `days - 1` is the
 * whole line.
 */
export type LineCost = (line: CallLine, person: number, from: number, to: number) => number

/**
 * The first day of the quiet days before `from`: walks back until `reach` days in a row have none of the entries, or to the
 * start of the past. What lies before cannot touch what comes after.
 */
export function quietBefore(
  { past }: CompiledCall,
  line: CallLine,
  entries: Uint8Array,
  from: number,
  reach: number,
): number {
  let quiet = 0
  let day = from
  while (day > -past && quiet < reach) {
    day--
    quiet = entries[line[past + day]!] === 1 ? 0 : quiet + 1
  }
  return day
}

/** The same after `to`: the last of the quiet days, or of the horizon. */
export function quietAfter(
  { past, days }: CompiledCall,
  line: CallLine,
  entries: Uint8Array,
  to: number,
  reach: number,
): number {
  let quiet = 0
  let day = to
  while (day < days - 1 && quiet < reach) {
    day++
    quiet = entries[line[past + day]!] === 1 ? 0 : quiet + 1
  }
  return day
}

/** Minutes as started hours: the unit in which rules of time cost. */
export function startedHours(minutes: number): number {
  return Math.max(0, Math.ceil(minutes / 60))
}

/** Days that the longest of the entries, plus `minutes`, can reach ahead. */
export function reachInDays({ entries, startMinute, endMinute }: ShiftTimes, minutes: number): number {
  let latest = 0
  let earliest = 1440
  for (let entry = 1; entry < entries.length; entry++) {
    if (entries[entry] === 0) continue
    latest = Math.max(latest, endMinute[entry]!)
    earliest = Math.min(earliest, startMinute[entry]!)
  }
  return Math.max(1, Math.ceil((latest + minutes - Math.min(earliest, latest)) / 1440))
}
