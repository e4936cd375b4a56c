import type { ConstraintText } from '../../../constraint-text.ts'
import type { HoursRule } from '../../rule-types.ts'
import { type CompiledCall, timesOf } from '../compile-call.ts'
import { type LineCost, startedHours } from './line-rule.ts'
import { besideOf, compileStints } from './stints.ts'

export const HOURS: ConstraintText = {
  name: 'hours',
  sentence: 'Eighty hours a week, averaged over the rotation.',
  meaning:
    'In each stint, the counted minutes of the shifts (on their first day) and of daytime work (but while a counted shift lasts) are at most `weeklyMinutes` a week, the stint being as long as its days without leave.',
  unit: 'each started hour over, in a stint',
  use: 'hard or soft',
  field: 'rules[]',
  example: { id: 'hours', label: '80 hours', kind: 'hours', weeklyMinutes: 4800 },
}

/** "80 hours a week, averaged by rotation": each started hour of a stint over the average costs 1. Shifts count on their first day. */
export function compileHours(c: CompiledCall, rule: HoursRule): LineCost {
  const { past, days } = c
  const { entries, minutes } = timesOf(c, rule.shifts)
  const stintsAt = compileStints(c, 'averaged')
  return (line, person, from, to) => {
    let cost = 0
    // A change also frees, or not, the day after it.
    for (const stint of stintsAt[person]!(from, from === to ? Math.min(days - 1, to + 1) : to)) {
      let worked = 0
      for (let day = stint.fromDay; day <= stint.toDay; day++) {
        const entry = line[past + day]!
        if (entries[entry] === 1) worked += minutes[entry]!
        if (stint.hasDaytime[day - stint.fromDay] === 1) worked += stint.minutesLeft[besideOf(c, line, day)]!
      }
      // Seven times everything, so that the average needs no fraction.
      const over = 7 * worked - rule.weeklyMinutes * stint.eligibleDays
      if (over > 0) cost += startedHours(over / 7)
    }
    return cost
  }
}
