import type { Day } from '../../dates.ts'
import { contains, overlap } from '../../ranges.ts'
import { formatRange } from '../../wording.ts'
import { firstEndingAfter, type Interval, type Spans } from '../spans.ts'
import { policyCitation, type RuleContext } from '../rule.ts'
import type { TraineeHours } from '../trainee-hours.ts'
import { averagesMoreThan, type WindowHours } from '../window-hours.ts'
import type { WorkHourFinding } from '../work-hour-finding.ts'
import { dayAt, startOfDay, type Zone } from '../zone.ts'

const WINDOW_DAYS = 28
/** Fewer days without leave say little about fatigue, and a single long call would raise the alarm. */
const LEAST_DAYS = 14

/**
 * FATIGUE-ROLLING: advice where any 28 days, across rotations, average more than the weekly hours. It is never a violation,
 * since averaging is by rotation, and is left out where it overlaps a window that breaks the limit itself. Neighbouring days
 * give one finding, for the worst 28 of them.
 * Source: a policy of Gradus.
 */
export function rollingHours(
  worked: readonly number[],
  windows: readonly WindowHours[],
  context: RuleContext,
): WorkHourFinding[] {
  const { settings, trainee } = context
  const policy = settings.policies.rollingWindow
  if (!policy.value) return []
  const broken = windows.filter((window) => averagesMoreThan(window, window.limitHours))
  return worstOfStretches(worked, context).flatMap(({ endOn, minutes, days }) => {
    const range = { startOn: endOn - WINDOW_DAYS + 1, endOn }
    if (broken.some((window) => overlap(window, range))) return []
    const hours = (minutes * 7) / (60 * days)
    return [
      {
        ruleId: 'FATIGUE-ROLLING',
        severity: 'warning',
        sentence: `${trainee.label} averages ${Math.ceil(hours * 100 - 1e-9) / 100} hours a week over ${formatRange(range)}, across rotations. No rule is broken, because averaging is by rotation, but these weeks are long.`,
        citation: policyCitation(policy, 'Four long weeks in a row tire, also where two rotations share them.'),
        measured: hours,
        limit: settings.limits.weeklyHours,
        unit: 'hours',
        personId: trainee.id,
        ...range,
      },
    ]
  })
}

type Worst = { readonly endOn: Day; readonly minutes: number; readonly days: number }

/** Walks the days once, with the sums of the last 28. */
function worstOfStretches(worked: readonly number[], { trainee, settings }: RuleContext): Worst[] {
  const { leaves } = trainee
  const first = firstDay(trainee)
  const isLeave = worked.map((_, index) => leaves.some((leave) => contains(leave, first + index)))
  const limit = settings.limits.weeklyHours * 60
  const worst: Worst[] = []
  let minutes = 0
  let days = 0
  let isStretch = false
  for (const [index, own] of worked.entries()) {
    if (!isLeave[index]) {
      minutes += own
      days += 1
    }
    const left = index - WINDOW_DAYS
    if (left >= 0 && !isLeave[left]) {
      minutes -= worked[left]!
      days -= 1
    }
    const isAbove = index >= WINDOW_DAYS - 1 && days >= LEAST_DAYS && minutes * 7 > limit * days
    const last = worst.at(-1)
    if (isAbove && !(isStretch && last && minutes * last.days <= last.minutes * days)) {
      if (isStretch) worst.pop()
      worst.push({ endOn: first + index, minutes, days })
    }
    isStretch = isAbove
  }
  return worst
}

/** The first day any 28 days that end in the horizon reach back to. */
function firstDay({ horizon }: TraineeHours): Day {
  return horizon.startOn - WINDOW_DAYS + 1
}

/** Counted minutes of every day that 28 days ending in the horizon can hold. */
export function minutesByDay({ trainee, timeline }: RuleContext): number[] {
  return minutesOn(timeline.counted, firstDay(trainee), trainee.horizon.endOn, trainee.zone)
}

/** The same minutes with those days renewed from another timeline on which an interval has changed. */
export function withChangedDays(
  worked: readonly number[],
  changed: readonly Interval[],
  { trainee, timeline }: RuleContext,
): number[] {
  const { zone, horizon } = trainee
  const renewed = [...worked]
  for (const { startAt, endAt } of changed) {
    const from = Math.max(firstDay(trainee), dayAt(zone, startAt))
    const until = Math.min(horizon.endOn, dayAt(zone, endAt))
    for (const [index, minutes] of minutesOn(timeline.counted, from, until, zone).entries()) {
      renewed[from - firstDay(trainee) + index] = minutes
    }
  }
  return renewed
}

/** Minutes of the spans on every day from `startOn` to `endOn`, in one walk. */
function minutesOn(spans: Spans, startOn: Day, endOn: Day, zone: Zone): number[] {
  const minutes: number[] = []
  let fromAt = startOfDay(zone, startOn)
  let index = firstEndingAfter(spans, fromAt)
  for (let day = startOn; day <= endOn; day += 1) {
    const untilAt = startOfDay(zone, day + 1)
    let sum = 0
    for (; index < spans.starts.length && spans.starts[index]! < untilAt; index += 1) {
      sum += Math.min(spans.ends[index]!, untilAt) - Math.max(spans.starts[index]!, fromAt)
      if (spans.ends[index]! > untilAt) break
    }
    minutes.push(sum)
    fromAt = untilAt
  }
  return minutes
}
