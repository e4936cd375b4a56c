import { passes, lessDownToZero, plus, type Amount } from '../amount.ts'
import type { Unit } from '../calendars.ts'
import type { Day } from '../dates.ts'
import type { AppointmentSituation } from '../facts.ts'
import { formatAmount, formatCount, formatDay, listOf } from '../wording.ts'
import type { RequirementStatus, RotationRequirement } from './requirement.ts'

/** The exact amounts a rotation requirement is judged by, all in its unit. */
export type RotationAmounts = {
  readonly done: Amount
  readonly planned: Amount
  readonly min: Amount
  readonly max: Amount | null
  /** Minimum less done and planned. */
  readonly shortfall: Amount
  /** Time of the window that is ahead and not scheduled. */
  readonly open: Amount
  /** Done and all time of the window that is ahead, whatever is scheduled there. */
  readonly reachable: Amount
}

type Outcome = {
  readonly status: RequirementStatus
  readonly dueOn: Day | null
  readonly metOn: Day | null
  readonly asOf: Day
}

/** The result in words for the trainee and the program director. */
export function rotationSentence(
  requirement: RotationRequirement,
  situation: AppointmentSituation,
  amounts: RotationAmounts,
  outcome: Outcome,
): string {
  const { title, unit } = requirement
  if (outcome.dueOn === null) return outsideWindow(requirement, situation, outcome.status)
  const over = overMaximum(amounts)
  if (over) {
    const what = over.isDone ? 'done' : 'done and planned'
    return `${title}: ${formatAmount(over.amount, unit)} ${what}, more than the ${formatAmount(over.max, unit)} allowed.`
  }
  if (amounts.min.numerator === 0) return atMost(title, amounts, unit)
  if (outcome.status === 'met')
    return `${title}: ${formatAmount(amounts.done, unit)} done, met on ${formatDay(outcome.metOn!)}.`
  return `${progress(title, amounts, unit)}; ${whatIsMissing(amounts, unit, outcome.dueOn, outcome)}.`
}

function overMaximum({ done, planned, max }: RotationAmounts): { amount: Amount; max: Amount; isDone: boolean } | null {
  const all = plus(done, planned)
  if (max === null || !passes(all, max)) return null
  const isDone = passes(done, max)
  return { amount: isDone ? done : all, max, isDone }
}

function atMost(title: string, { done, planned, max }: RotationAmounts, unit: Unit): string {
  const scheduled = `${title}: ${formatAmount(done, unit)} done, ${formatCount(planned)} planned`
  return max ? `${scheduled}; at most ${formatAmount(max, unit)} allowed.` : `${scheduled}; no amount is set.`
}

function progress(title: string, { done, planned, min }: RotationAmounts, unit: Unit): string {
  return `${title}: ${formatCount(done)} of ${formatAmount(min, unit)} done, ${formatCount(planned)} planned`
}

function whatIsMissing(amounts: RotationAmounts, unit: Unit, dueOn: Day, { status, metOn, asOf }: Outcome): string {
  const by = formatDay(dueOn)
  const missing = formatAmount(amounts.shortfall, unit)
  if (metOn !== null) return `by the schedule it will be met on ${formatDay(metOn)}`
  if (status === 'on-track') return `${missing} to be scheduled by ${by}`
  if (status === 'at-risk') {
    return `${missing} more needed by ${by}, but only ${formatAmount(amounts.open, unit)} not yet scheduled`
  }
  if (asOf >= dueOn) return `the time ended on ${by}, ${missing} short`
  const left = lessDownToZero(amounts.reachable, amounts.done)
  return `only ${formatAmount(left, unit)} left until ${by}, too little even if all of it were used`
}

function outsideWindow(
  { title, levels }: RotationRequirement,
  { appointment }: AppointmentSituation,
  status: RequirementStatus,
): string {
  const at = listOf(levels ?? [])
  return status === 'met'
    ? `${title}: belongs to ${at}, before this appointment, which starts at ${appointment.entryLevel}.`
    : `${title}: belongs to ${at}, which this appointment ends before.`
}
