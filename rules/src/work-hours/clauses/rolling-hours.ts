import type { Day } from '../../dates.ts'
import { contains, overlap } from '../../ranges.ts'
import { formatRange } from '../../wording.ts'
import { firstEndingAfter, type Spans } from '../spans.ts'
import { policyCitation, type RuleContext } from '../rule.ts'
import { averagesMoreThan, type WindowHours } from '../window-hours.ts'
import type { WorkHourFinding } from '../work-hour-finding.ts'
import { startOfDay, type Zone } from '../zone.ts'

const WINDOW_DAYS = 28
/** Fewer days without leave say little about fatigue, and a single long call would raise the alarm. */
const LEAST_DAYS = 14

/**
 * FATIGUE-ROLLING: advice where any 28 days, across rotations, average more than the weekly hours. It is never a violation,
 * since averaging is by rotation, and is left out where it overlaps a window that breaks the limit itself. Neighbouring days
 * give one finding, for the worst 28 of them.
 * Source: a policy of Gradus.
 */
export function rollingHours(windows: readonly WindowHours[], context: RuleContext): WorkHourFinding[] {
  const { settings, trainee } = context
  const policy = settings.policies.rollingWindow
  if (!policy.value) return []
  const broken = windows.filter((window) => averagesMoreThan(window, window.limitHours))
  return worstOfStretches(context).flatMap(({ endOn, minutes, days }) => {
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
function worstOfStretches({ trainee, timeline, settings }: RuleContext): Worst[] {
  const { horizon, leaves } = trainee
  const first = horizon.startOn - WINDOW_DAYS + 1
  const worked = minutesByDay(timeline.counted, first, horizon.endOn, trainee.zone)
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

/** Minutes of the spans on every day from `startOn` to `endOn`, in one walk. */
function minutesByDay(spans: Spans, startOn: Day, endOn: Day, zone: Zone): number[] {
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
