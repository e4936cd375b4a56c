import type { Slot } from '../rotations/problem.ts'

export type CalendarKind = 'weeks' | 'blocks' | 'months'

const MONTH_DAYS = [31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30]

/** A year of slots of two ticks each, from 1 July or from any day; the last one runs to the end. */
export function yearSlots(calendar: CalendarKind, startOn: number, days: number): Slot[] {
  const endOn = startOn + days - 1
  const lengths =
    calendar === 'months'
      ? MONTH_DAYS
      : Array.from({ length: calendar === 'weeks' ? 52 : 13 }, () => (calendar === 'weeks' ? 7 : 28))
  let day = startOn
  return lengths.map((length, index) => {
    const slot = { startOn: day, endOn: index === lengths.length - 1 ? endOn : day + length - 1, ticks: 2 }
    day = slot.endOn + 1
    return slot
  })
}
