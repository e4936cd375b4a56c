import type { DateRange, Day } from '../dates.ts'
import { daysIn, mergeRanges } from '../ranges.ts'
import { formatDay } from '../wording.ts'
import { afterWorkdays } from './workdays.ts'

/** What moves the last day of training. */
export type GraduationFacts = {
  readonly label: string
  readonly plannedEndOn: Day
  /** Leave that does not count towards training. */
  readonly pauses: readonly DateRange[]
  /** Workdays the board's policy extends training by (`leaveBudget`). */
  readonly extensionWorkdays: number
  readonly holidays: ReadonlySet<Day>
}

/** The last day of training, and what each cause alone would make it. */
export type Graduation = {
  readonly plannedEndOn: Day
  readonly afterPausesOn: Day
  readonly afterExtensionOn: Day
  readonly endOn: Day
  readonly sentence: string
}

/**
 * The last day of training. Leave that does not count moves it by its days, the board's extension by its workdays; where both
 * apply the later day holds, because time made up for one is made up for the other (our reading).
 * Source: ABR residency leave policy for the extension; the program's own leave policy for the pauses.
 */
export function graduationAfter(facts: GraduationFacts): Graduation {
  const { label, plannedEndOn, pauses, extensionWorkdays, holidays } = facts
  let afterPausesOn = plannedEndOn
  for (const pause of mergeRanges(pauses)) {
    if (pause.startOn <= afterPausesOn) afterPausesOn += daysIn(pause)
  }
  const afterExtensionOn = afterWorkdays(plannedEndOn, extensionWorkdays, holidays)
  const endOn = Math.max(afterPausesOn, afterExtensionOn)
  const sentence =
    endOn === plannedEndOn
      ? `${label} completes training on ${formatDay(endOn)}, as planned.`
      : `${label} completes training on ${formatDay(endOn)} instead of ${formatDay(plannedEndOn)}.`
  return { plannedEndOn, afterPausesOn, afterExtensionOn, endOn, sentence }
}
