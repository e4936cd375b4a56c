/** How much of their minutes and weekends people have behind them by day, on average over the last relaxed lines of each. */
import { type CompiledShifts, OFF } from '../compile.ts'

/** Before each day, `[person * (days + 1) + day]`; the last entry is for the end of the horizon. */
export interface Pace {
  /** Of the middle between the least and the most minutes. */
  minutes: Float64Array
  /** At most as many as are allowed in all. */
  weekends: Float64Array
}

/** What is left of an older line for each newer one. */
const MEMORY = 0.95

export interface PaceMeter {
  note: (person: number, line: Int8Array) => void
  /** Means of what was noted, scaled to the amounts of each person. */
  pace: () => Pace
}

export function createPaceMeter(c: CompiledShifts): PaceMeter {
  const { days, people, minutes: minutesOf, weekendOf } = c
  const perPerson = days + 1
  const minutes = new Float64Array(people * perPerson)
  const weekends = new Float64Array(people * perPerson)
  return {
    note: (person, line) => {
      const from = person * perPerson
      let worked = 0
      let begun = 0
      let last = -1
      for (let day = 0; day < days; day++) {
        const entry = line[day]!
        if (entry !== OFF) {
          worked += minutesOf[entry]!
          const weekend = weekendOf[day]!
          if (weekend >= 0 && weekend !== last) {
            begun++
            last = weekend
          }
        }
        const at = from + day + 1
        minutes[at] = MEMORY * minutes[at]! + (1 - MEMORY) * worked
        weekends[at] = MEMORY * weekends[at]! + (1 - MEMORY) * begun
      }
    },
    pace: () => {
      const scaled = { minutes: minutes.slice(), weekends: weekends.slice() }
      for (let person = 0; person < people; person++) {
        const end = (person + 1) * perPerson - 1
        const middle = (c.minMinutes[person]! + c.maxMinutes[person]!) / 2
        const most = c.maxWeekends[person]!
        const perMinute = minutes[end]! > 0 ? middle / minutes[end]! : 0
        const perWeekend = weekends[end]! > most ? most / weekends[end]! : 1
        for (let at = end - days; at <= end; at++) {
          scaled.minutes[at] = scaled.minutes[at]! * perMinute
          scaled.weekends[at] = scaled.weekends[at]! * perWeekend
        }
      }
      return scaled
    },
  }
}
