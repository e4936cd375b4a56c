import { compareFindings } from '../finding.ts'
import { checkEvents, checkWindow, contextOf, windowsOf } from './check.ts'
import type { RuleContext } from './rule.ts'
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
 * Checks a trainee once and then answers "what if" without going through every window again: only those that a change can
 * touch are measured anew. `preview(change).findings` are what `checkWorkHours` says of the changed trainee.
 */
export function workHourChecker(trainee: TraineeHours, settings: WorkHourSettings): WorkHourChecker {
  const context = contextOf(trainee, settings)
  const windows = windowsOf(context)
  const byWindow = windows.map((window) => checkWindow(window, context))
  const findings = [...byWindow.flat(), ...checkEvents(windows, context)].sort(compareFindings)
  const known = new Set(findings.map(keyOf))
  return {
    findings,
    windows,
    preview: (change) => {
      const changed = changedContext(context, change)
      const reach = reachOf(change, context, changed)
      const isTouched = windows.map((window) => {
        const days = instantsOf(window, trainee.zone)
        return reach.some((interval) => touches(days, interval))
      })
      const measured = windows.map((window, index) =>
        isTouched[index] ? measureWindow(window, changed.timeline, trainee.leaves, trainee.zone, settings) : window,
      )
      const after = [
        ...measured.flatMap((window, index) => (isTouched[index] ? checkWindow(window, changed) : byWindow[index]!)),
        ...checkEvents(measured, changed),
      ].sort(compareFindings)
      const keys = new Set(after.map(keyOf))
      return {
        findings: after,
        introduced: after.filter((finding) => !known.has(keyOf(finding))),
        resolved: findings.filter((finding) => !keys.has(keyOf(finding))),
      }
    },
  }
}

function changedContext(context: RuleContext, { addPeriods = [], addHomeCalls = [], removeIds = [] }: WorkHourChange) {
  const { trainee, settings, timeline } = context
  const removed = new Set(removeIds)
  const periods = [...timeline.periods.filter(({ id }) => !removed.has(id)), ...addPeriods]
  const homeCalls = [...timeline.homeCalls.filter(({ id }) => !removed.has(id)), ...addHomeCalls]
  return {
    ...context,
    trainee: { ...trainee, periods, homeCalls },
    timeline: timelineOf(periods, homeCalls, settings.policies.mergeGapMinutes.value),
  }
}

/**
 * How far a change is felt by a window: the changed time with the free time on either side (a day off may lie across a
 * border), and the whole of the continuous work it is part of (a call's nights are counted from its beginning).
 */
function reachOf(change: WorkHourChange, before: RuleContext, after: RuleContext): Interval[] {
  const removed = new Set(change.removeIds)
  const known = [...before.timeline.periods, ...before.timeline.homeCalls]
  const changed: readonly Interval[] = [
    ...(change.addPeriods ?? []),
    ...(change.addHomeCalls ?? []),
    ...(removed.size === 0 ? [] : known.filter(({ id }) => removed.has(id))),
  ]
  return changed.flatMap((interval) =>
    [before.timeline, after.timeline].flatMap(({ busy, chains }) => [
      freeAround(busy, interval),
      ...chains.filter((chain) => touches(chain, interval)),
    ]),
  )
}

function touches(a: Interval, b: Interval): boolean {
  return a.startAt <= b.endAt && b.startAt <= a.endAt
}

function keyOf({ ruleId, severity, startOn, startAt, sentence }: WorkHourFinding): string {
  return `${ruleId} ${severity} ${startOn ?? ''} ${startAt ?? ''} ${sentence}`
}
