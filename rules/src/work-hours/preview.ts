import { compareFindings } from '../finding.ts'
import { checkEvents, checkStays, checkWindow, contextOf, windowsOf } from './check.ts'
import { minutesByDay, rollingHours, withChangedDays } from './clauses/rolling-hours.ts'
import type { RuleContext } from './rule.ts'
import { segmentsAround, segmentsOf, type Segment } from './segments.ts'
import type { WorkHourSettings } from './settings.ts'
import { freeAround, type Interval } from './spans.ts'
import { timelineOf } from './timeline.ts'
import type { TraineeHours } from './trainee-hours.ts'
import { instantsOf, measureWindow, type WindowHours } from './window-hours.ts'
import type { WorkHourFinding } from './work-hour-finding.ts'
import type { HomeCall, WorkPeriod } from './work-period.ts'

/** Periods and calls from home to add, and the ids of those to take away. */
export type WorkHourChange = {
  readonly addPeriods?: readonly WorkPeriod[]
  readonly addHomeCalls?: readonly HomeCall[]
  readonly removeIds?: readonly string[]
}

/** All findings after a change, those that are new and those that are gone. */
export type WorkHourPreview = {
  readonly findings: readonly WorkHourFinding[]
  readonly introduced: readonly WorkHourFinding[]
  readonly resolved: readonly WorkHourFinding[]
}

/** One trainee's hours as they are, ready to be asked what a change would do. */
export type WorkHourChecker = {
  readonly findings: readonly WorkHourFinding[]
  readonly windows: readonly WindowHours[]
  readonly preview: (change: WorkHourChange) => WorkHourPreview
}

/**
 * Checks a trainee once and then answers "what if" from the surroundings of a change: the averaging windows it can touch, and
 * the work around it up to a long free time. `preview(change).findings` are what `checkWorkHours` says of the changed trainee.
 */
export function workHourChecker(trainee: TraineeHours, settings: WorkHourSettings): WorkHourChecker {
  const context = contextOf(trainee, settings)
  const { timeline } = context
  const quietMinutes = quietOf(settings)
  const segments = segmentsOf(timeline.periods, timeline.homeCalls, quietMinutes)
  const windows = windowsOf(context)
  const instants = windows.map((window) => instantsOf(window, trainee.zone))
  const byWindow = windows.map((window) => checkWindow(window, context))
  const events = checkEvents(context)
  const stays = checkStays(context)
  const worked = minutesByDay(context)
  const rolling = rollingHours(worked, windows, context)
  const findings = [...byWindow.flat(), ...events, ...stays, ...rolling].sort(compareFindings)

  const preview = (change: WorkHourChange): WorkHourPreview => {
    const changed = changedIntervals(change, context)
    if (changed.length === 0) return { findings, introduced: [], resolved: [] }
    const touched = changed.map((interval) => {
      const reach = reachOf(interval, context)
      return windows.map((_, index) => reach.some((near) => touches(instants[index]!, near)))
    })
    const isTouched = windows.map((_, index) => touched.some((own) => own[index]))
    const places = changed.map((interval, place) =>
      hullOf([interval, ...instants.filter((_, index) => touched[place]![index])]),
    )
    const near = new Set(places.flatMap((place) => segmentsAround(segments, place, quietMinutes)))
    const local = localContext(
      context,
      segments.filter((segment) => near.has(segment)),
      change,
    )
    const renewed: readonly Interval[] = [...places, ...near]
    const after = windows.map((window, index) =>
      isTouched[index] ? measureWindow(window, local.timeline, trainee, settings) : window,
    )
    const all = [
      ...after.flatMap((window, index) => (isTouched[index] ? checkWindow(window, local) : byWindow[index]!)),
      ...events.filter(({ startAt = 0 }) => !renewed.some((place) => touches(place, { startAt, endAt: startAt }))),
      ...checkEvents(local),
      ...stays,
      ...rollingHours(withChangedDays(worked, changed, local), after, local),
    ].sort(compareFindings)
    return { findings: all, ...difference(findings, all) }
  }
  return { findings, windows, preview }
}

/** Two nights of a run begin on consecutive days: less than 48 hours apart, or 49 where the clocks go back. */
const NIGHTS_APART_MINUTES = 50 * 60

/** Free time that no rule about events looks across. */
function quietOf({ limits, policies }: WorkHourSettings): number {
  const rest = Math.max(limits.postCallRestHours, limits.betweenPeriodsHours) * 60
  return Math.max(NIGHTS_APART_MINUTES, rest, policies.mergeGapMinutes.value, policies.pauseMinutes.value)
}

function changedIntervals(
  { addPeriods, addHomeCalls, removeIds }: WorkHourChange,
  { timeline }: RuleContext,
): Interval[] {
  const removed = new Set(removeIds)
  const isRemoved = ({ id }: { readonly id: string }) => removed.has(id)
  return [
    ...(addPeriods ?? []),
    ...(addHomeCalls ?? []),
    ...(removed.size === 0 ? [] : [...timeline.periods.filter(isRemoved), ...timeline.homeCalls.filter(isRemoved)]),
  ]
}

/**
 * How far a changed interval is felt by a window: with the free time on either side (a day off may lie across a border), and
 * the whole of the continuous work it is part of (a call's nights are counted from its beginning).
 */
function reachOf(interval: Interval, { timeline, settings }: RuleContext): Interval[] {
  const gap = settings.policies.mergeGapMinutes.value
  const joined = { startAt: interval.startAt - gap, endAt: interval.endAt + gap }
  return [freeAround(timeline.busy, interval), ...timeline.chains.filter((chain) => touches(chain, joined))]
}

/** The trainee with nothing but some segments, and the change made in them. */
function localContext(context: RuleContext, segments: readonly Segment[], change: WorkHourChange): RuleContext {
  const removed = new Set(change.removeIds)
  const isKept = ({ id }: { readonly id: string }) => !removed.has(id)
  const periods = [...segments.flatMap((segment) => segment.periods).filter(isKept), ...(change.addPeriods ?? [])]
  const homeCalls = [...segments.flatMap((segment) => segment.homeCalls).filter(isKept), ...(change.addHomeCalls ?? [])]
  const { trainee, settings } = context
  return {
    ...context,
    trainee: { ...trainee, periods, homeCalls },
    timeline: timelineOf(periods, homeCalls, settings.policies.mergeGapMinutes.value),
  }
}

function hullOf(intervals: readonly Interval[]): Interval {
  return {
    startAt: Math.min(...intervals.map(({ startAt }) => startAt)),
    endAt: Math.max(...intervals.map(({ endAt }) => endAt)),
  }
}

function touches(a: Interval, b: Interval): boolean {
  return a.startAt <= b.endAt && b.startAt <= a.endAt
}

/** Most findings are the very same; of the others those with the same words are no change. */
function difference(before: readonly WorkHourFinding[], after: readonly WorkHourFinding[]) {
  const old = new Set(before)
  const kept = new Set(after)
  const fresh = after.filter((finding) => !old.has(finding))
  const gone = before.filter((finding) => !kept.has(finding))
  const freshKeys = new Set(fresh.map(keyOf))
  const goneKeys = new Set(gone.map(keyOf))
  return {
    introduced: fresh.filter((finding) => !goneKeys.has(keyOf(finding))),
    resolved: gone.filter((finding) => !freshKeys.has(keyOf(finding))),
  }
}

function keyOf({ ruleId, severity, startOn, startAt, sentence }: WorkHourFinding): string {
  return `${ruleId} ${severity} ${startOn ?? ''} ${startAt ?? ''} ${sentence}`
}
