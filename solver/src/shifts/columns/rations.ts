/** The first days of a problem with as much of everything that is counted over the horizon as people should have had by then. */
import type { CompiledShifts } from '../compile.ts'
import { horizonLimits } from '../long/horizon-limits.ts'
import type { Pace } from '../long/pace.ts'

/** More or fewer than so many shifts' minutes is off the pace; for each step of leniency so many more. */
const SHIFTS_OFF_PACE = 1
/** Of a weekend, so that they are rounded. */
const WEEKENDS_OFF_PACE = 0.5

/**
 * The days before `to`. `leniency` says by person how many steps further from the pace they may be: one more weekend, and
 * as many shifts more or fewer. On the whole horizon nothing is changed.
 */
export function rationed(whole: CompiledShifts, pace: Pace, to: number, leniency: Uint8Array): CompiledShifts {
  const { people, width } = whole
  if (to === whole.days) return whole
  const c: CompiledShifts = {
    ...whole,
    days: to,
    weekendOf: whole.weekendOf.slice(0, to),
    weekends: whole.weekendOf.subarray(0, to).reduce((most, weekend) => Math.max(most, weekend + 1), 0),
    wanted: whole.wanted.slice(0, to * width),
    under: whole.under.slice(0, to * width),
    over: whole.over.slice(0, to * width),
    mustBeOff: new Uint8Array(people * to),
    assignCost: new Int32Array(people * to * width),
    minMinutes: new Int32Array(people),
    maxMinutes: new Int32Array(people),
    maxWeekends: new Int32Array(people),
    maxOfShift: new Int32Array(people * width),
  }
  const { typicalMinutes } = horizonLimits(whole)
  for (let person = 0; person < people; person++) {
    const from = person * whole.days
    c.mustBeOff.set(whole.mustBeOff.subarray(from, from + to), person * to)
    c.assignCost.set(whole.assignCost.subarray(from * width, (from + to) * width), person * to * width)
    const at = person * (whole.days + 1) + to
    const all = pace.minutes[at + whole.days - to]!
    const share = all > 0 ? pace.minutes[at]! / all : 0
    const lenient = leniency[person]!
    const offPace = (SHIFTS_OFF_PACE + lenient) * typicalMinutes
    c.minMinutes[person] = Math.max(0, pace.minutes[at]! - offPace)
    c.maxMinutes[person] = Math.min(whole.maxMinutes[person]!, pace.minutes[at]! + offPace)
    const weekends = Math.floor(pace.weekends[at]! + WEEKENDS_OFF_PACE) + lenient
    c.maxWeekends[person] = Math.min(whole.maxWeekends[person]!, weekends)
    for (let entry = 0; entry < width; entry++) {
      const most = whole.maxOfShift[person * width + entry]!
      const isLimited = most > 0 && most < whole.days
      c.maxOfShift[person * width + entry] = isLimited ? Math.min(most, Math.ceil(most * share) + 1 + lenient) : most
    }
  }
  return c
}
