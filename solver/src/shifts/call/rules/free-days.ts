import type { ConstraintText } from '../../../constraint-text.ts'
import type { FreeDaysRule } from '../../rule-types.ts'
import { type CallLine, type CompiledCall, timesOf } from '../compile-call.ts'
import { type LineCost, reachInDays } from './line-rule.ts'
import { type CompiledStint, compileStints, hasDaytime } from './stints.ts'

export const FREE_DAYS: ConstraintText = {
  name: 'free-days',
  sentence: 'One day in seven free, averaged over the rotation.',
  meaning:
    'In each stint (the horizon without stints), every gap between the shifts, daytime work, leave and the stint’s ends counts one for each whole 24 hours in it. There are at least as many as `every` goes whole into the stint’s days without leave.',
  unit: 'each free day that is missing in a stint',
  use: 'hard or soft',
  field: 'rules[]',
  example: { id: 'free', label: 'One day in seven', kind: 'free-days', every: 7 },
}

/**
 * "One day in seven free, averaged by rotation": every gap of whole 24 hours within the stint and outside leave counts once for
 * each; each free day that is missing costs 1. A part of seven days asks for none.
 */
export function compileFreeDays(c: CompiledCall, rule: FreeDaysRule): LineCost {
  const { past, days } = c
  const times = timesOf(c, rule.shifts)
  const { entries, startMinute, endMinute } = times
  const stintsAt = compileStints(c, 'averaged')
  const reach = reachInDays(times, 0)

  const freeDays = (line: CallLine, person: number, stint: CompiledStint): number => {
    let free = 0
    let busyUntil = stint.fromDay * 1440
    const work = (starts: number, ends: number): void => {
      if (starts > busyUntil) free += Math.floor((starts - busyUntil) / 1440)
      if (ends > busyUntil) busyUntil = ends
    }
    for (let day = Math.max(-past, stint.fromDay - reach); day < stint.fromDay; day++) {
      const entry = line[past + day]!
      if (entries[entry] === 1) busyUntil = Math.max(busyUntil, day * 1440 + endMinute[entry]!)
    }
    for (let day = stint.fromDay; day <= stint.toDay; day++) {
      if (c.leave[person * days + day] === 1) {
        work(day * 1440, day * 1440 + 1440)
        continue
      }
      const entry = line[past + day]!
      const works = entries[entry] === 1
      const starts = day * 1440 + startMinute[entry]!
      const isDaytime = hasDaytime(c, stint, line, day)
      const daytimeFirst = isDaytime && (!works || day * 1440 + stint.startMinute <= starts)
      if (daytimeFirst) work(day * 1440 + stint.startMinute, day * 1440 + stint.endMinute)
      if (works) work(starts, day * 1440 + endMinute[entry]!)
      if (isDaytime && !daytimeFirst) work(day * 1440 + stint.startMinute, day * 1440 + stint.endMinute)
    }
    work((stint.toDay + 1) * 1440, 0)
    return free
  }
  return (line, person, from, to) => {
    let cost = 0
    // Work reaches into the days after it, and frees them or not.
    for (const stint of stintsAt[person]!(from, Math.min(days - 1, to + reach))) {
      const owed = Math.floor(stint.eligibleDays / rule.every)
      if (owed > 0) cost += Math.max(0, owed - freeDays(line, person, stint))
    }
    return cost
  }
}
