import { addMonths, type DateRange, type Day } from './dates.ts'
import { daysIn, mergeRanges } from './ranges.ts'

/**
 * From what a trainee's level follows. `levels` are the program's, lowest first; `entryLevel` is the one the appointment
 * starts at; `pauses` are leaves that do not count towards training.
 */
export type Training = {
  readonly levels: readonly string[]
  readonly entryLevel: string
  readonly startOn: Day
  readonly pauses?: readonly DateRange[]
}

export type LevelRange = DateRange & { readonly level: string }

/**
 * The first day on which `months` of training have been completed since `startOn`: the anniversary, moved on by every
 * paused day before it. A start on 2026-07-01 with 31 paused days in between completes 12 months for 2027-08-01.
 */
export function trainingCompletedOn(startOn: Day, months: number, pauses: readonly DateRange[] = []): Day {
  let completedOn = addMonths(startOn, months)
  for (const pause of mergeRanges(pauses)) {
    if (pause.startOn >= completedOn) break
    completedOn += daysIn({ startOn: Math.max(pause.startOn, startOn), endOn: pause.endOn })
  }
  return completedOn
}

function entryIndex(training: Training): number {
  const index = training.levels.indexOf(training.entryLevel)
  if (index >= 0) return index
  throw new RangeError(`“${training.entryLevel}” is not a level of this program (${training.levels.join(', ')}).`)
}

/** Months of training an appointment is credited with at its start: twelve for each level below the one it starts at. */
export function monthsBeforeEntry(training: Training): number {
  return entryIndex(training) * 12
}

/**
 * The level on each day from the start to `endOn`. A level lasts a year of training from the appointment's start, whatever
 * day that is; pauses move the change on. The last level stays until the appointment ends. A RangeError when `entryLevel`
 * is not one of `levels`.
 */
export function levelRanges(training: Training, endOn: Day): LevelRange[] {
  const ranges: LevelRange[] = []
  const remaining = training.levels.slice(entryIndex(training))
  for (const [years, level] of remaining.entries()) {
    const startOn = years === 0 ? training.startOn : trainingCompletedOn(training.startOn, years * 12, training.pauses)
    const isLast = years === remaining.length - 1
    const lastOn = isLast
      ? endOn
      : Math.min(endOn, trainingCompletedOn(training.startOn, (years + 1) * 12, training.pauses) - 1)
    if (startOn <= lastOn) ranges.push({ level, startOn, endOn: lastOn })
  }
  return ranges
}

/** The level on a day, or null before the start. */
export function levelOn(training: Training, day: Day): string | null {
  return levelRanges(training, day).at(-1)?.level ?? null
}
