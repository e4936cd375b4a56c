import { compareFindings } from '../finding.ts'
import { continuousWork } from './clauses/continuous-work.ts'
import { dayOffAfterCall } from './clauses/day-off-after-call.ts'
import { daysOff } from './clauses/days-off.ts'
import { highWeek } from './clauses/high-week.ts'
import { homeCallHours } from './clauses/home-call-hours.ts'
import { homeCallRest } from './clauses/home-call-rest.ts'
import { homeCall } from './clauses/home-call.ts'
import { inHouseCall } from './clauses/in-house-call.ts'
import { leaveWork } from './clauses/leave-work.ts'
import { moonlighting } from './clauses/moonlighting.ts'
import { nightFloatMonths } from './clauses/night-float-months.ts'
import { nightFloatNights } from './clauses/night-float-nights.ts'
import { nightFloat } from './clauses/night-float.ts'
import { postCallRest, restDue } from './clauses/post-call-rest.ts'
import { restBetween } from './clauses/rest-between.ts'
import { minutesByDay, rollingHours } from './clauses/rolling-hours.ts'
import { transitionTime } from './clauses/transition-time.ts'
import { voluntaryStay } from './clauses/voluntary-stay.ts'
import { weeklyHoursException } from './clauses/weekly-hours-exception.ts'
import { weeklyHours } from './clauses/weekly-hours.ts'
import type { EventRule, RuleContext, WindowRule } from './rule.ts'
import type { WorkHourSettings } from './settings.ts'
import { timelineOf } from './timeline.ts'
import type { TraineeHours } from './trainee-hours.ts'
import { instantsOf, measureWindow, type WindowHours } from './window-hours.ts'
import { averagingWindows } from './windows.ts'
import type { WorkHourFinding } from './work-hour-finding.ts'
import type { Minute } from './zone.ts'

const WINDOW_RULES: readonly WindowRule[] = [
  weeklyHours,
  highWeek,
  weeklyHoursException,
  daysOff,
  dayOffAfterCall,
  inHouseCall,
  nightFloat,
  homeCall,
  homeCallHours,
]

const EVENT_RULES: readonly EventRule[] = [
  restBetween,
  postCallRest,
  continuousWork,
  transitionTime,
  voluntaryStay,
  moonlighting,
  nightFloatNights,
  homeCallRest,
  leaveWork,
]

/** Rules that look at the rotations and not at what is worked. */
const STAY_RULES: readonly EventRule[] = [nightFloatMonths]

/** All rules on one trainee's hours, the worst findings first, in an order that does not depend on the order of the facts. */
export function checkWorkHours(trainee: TraineeHours, settings: WorkHourSettings): WorkHourFinding[] {
  const context = contextOf(trainee, settings)
  const windows = windowsOf(context)
  return [
    ...windows.flatMap((window) => checkWindow(window, context)),
    ...checkEvents(context),
    ...checkStays(context),
    ...rollingHours(minutesByDay(context), windows, context),
  ].sort(compareFindings)
}

/** What the trainee worked in each averaging window that shares a day with the horizon, week by week, in order. */
export function hoursByWindow(trainee: TraineeHours, settings: WorkHourSettings): WindowHours[] {
  return windowsOf(contextOf(trainee, settings))
}

/**
 * Until when the trainee has to rest, asked at an instant, with a sentence; null where work may begin at once. Looks at what
 * ended before: 14 hours after 24 in the hospital.
 */
export function requiredRest(trainee: TraineeHours, settings: WorkHourSettings, at: Minute): RequiredRest | null {
  return restDue(contextOf(trainee, settings), at)
}

export type RequiredRest = { readonly untilAt: Minute; readonly sentence: string }

export function contextOf(trainee: TraineeHours, settings: WorkHourSettings): RuleContext {
  return {
    trainee,
    settings,
    timeline: timelineOf(trainee.periods, trainee.homeCalls, settings.policies.mergeGapMinutes.value),
    horizon: instantsOf(trainee.horizon, trainee.zone),
  }
}

export function windowsOf({ trainee, settings, timeline }: RuleContext): WindowHours[] {
  return averagingWindows(trainee.stints, settings.averaging, trainee.horizon).map((window) =>
    measureWindow(window, timeline, trainee, settings),
  )
}

export function checkWindow(window: WindowHours, context: RuleContext): WorkHourFinding[] {
  return WINDOW_RULES.flatMap((rule) => rule(window, context))
}

export function checkEvents(context: RuleContext): WorkHourFinding[] {
  return EVENT_RULES.flatMap((rule) => rule(context))
}

export function checkStays(context: RuleContext): WorkHourFinding[] {
  return STAY_RULES.flatMap((rule) => rule(context))
}
