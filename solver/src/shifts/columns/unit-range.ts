/** How many units of working time a person can still add: what keeps the tables of the line pricing narrow. */
export interface RunRules {
  days: number
  minWork: number
  maxWork: number
  minOff: number
  maxWeekends: number
  /** By day: most units that can be worked, or -1 when the day must be off. */
  mostUnits: Int32Array
  /** By day: 1 on the first day of a weekend, 2 on its second day, 0 on others. */
  weekendDay: Uint8Array
}

/** Stands for "no way to finish". */
export const IMPOSSIBLE = -1e9

/**
 * `[(day * runs + run) * (maxWeekends + 1) + weekends]`: the most units from `day` to the end, for a person who comes
 * into the day with that run and has worked that many weekends. Runs are numbered as in `line-model.ts`, without shift
 * kinds: days off 1 to `minOff` first, then days worked 1 to `maxWork`.
 */
export function unitsAhead(rules: RunRules): Int32Array {
  const { days, minWork, maxWork, minOff, maxWeekends, mostUnits, weekendDay } = rules
  const runs = minOff + maxWork
  const counts = maxWeekends + 1
  const table = new Int32Array((days + 1) * runs * counts).fill(IMPOSSIBLE)
  table.fill(0, days * runs * counts)
  for (let day = days - 1; day >= 0; day--) {
    const next = (day + 1) * runs * counts
    for (let run = 0; run < runs; run++) {
      const isOff = run < minOff
      const worked = run - minOff + 1
      for (let weekends = 0; weekends < counts; weekends++) {
        let best = IMPOSSIBLE
        const canRest = isOff || worked >= minWork || worked === day
        if (canRest) best = table[next + (isOff ? Math.min(run + 1, minOff - 1) : 0) * counts + weekends]!
        const canWork = mostUnits[day]! >= 0 && (isOff ? run === minOff - 1 : worked < maxWork)
        const after = weekends + weekendStep(weekendDay[day]!, isOff)
        if (canWork && after < counts)
          best = Math.max(best, mostUnits[day]! + table[next + (isOff ? minOff : run + 1) * counts + after]!)
        table[(day * runs + run) * counts + weekends] = Math.max(best, IMPOSSIBLE)
      }
    }
  }
  return table
}

/** 1 when work on this day makes its weekend count: always on a first day, on a second day only after a day off. */
export function weekendStep(weekendDay: number, isAfterOff: boolean): number {
  return weekendDay === 1 || (weekendDay === 2 && isAfterOff) ? 1 : 0
}

/** By day: the most units that can have been worked before it. The rules read the same from the other end. */
export function mostUnitsBefore(rules: RunRules): Int32Array {
  const { days, maxWork, minOff, maxWeekends } = rules
  const mirrored = unitsAhead({
    ...rules,
    mostUnits: Int32Array.from(rules.mostUnits).reverse(),
    weekendDay: Uint8Array.from(rules.weekendDay, (_, day) => mirroredWeekendDay(rules.weekendDay, days - 1 - day)),
  })
  const perDay = (minOff + maxWork) * (maxWeekends + 1)
  return Int32Array.from({ length: days + 1 }, (_, day) => {
    const from = (days - day) * perDay
    return Math.max(0, ...mirrored.subarray(from, from + perDay))
  })
}

function mirroredWeekendDay(weekendDay: Uint8Array, day: number): number {
  if (weekendDay[day] === 0) return 0
  const isLast = weekendDay[day] === 2 || weekendDay[day + 1] !== 2
  return isLast ? 1 : 2
}
