import { amountOf, atShare, compareAmounts, lessDownToZero, passes, plus, toNumber, type Amount } from '../amount.ts'
import { isAway } from '../appointment.ts'
import type { DateRange, Day } from '../dates.ts'
import type { AppointmentSituation } from '../facts.ts'
import { measure } from '../measure.ts'
import { overlap, subtract } from '../ranges.ts'
import { amountIn, creditedTime, reachedOn, windowAtLevels, within, type CreditedTime } from './credit.ts'
import type { Evidence, RequirementResult, RequirementStatus, RotationRequirement } from './requirement.ts'
import { rotationSentence, type RotationAmounts } from './rotation-sentence.ts'
import type { Outlook, Standing } from './standing.ts'

/**
 * How a rotation requirement stands by itself:
 * - `missed`: the window is over short of the minimum; or even all the time left in it, whatever is scheduled there now,
 *   would not reach the minimum; or more than the maximum is already done.
 * - `met`: the minimum is done, and done and planned together stay within the maximum (with a maximum alone: once the
 *   window is over).
 * - `at-risk`: the schedule passes the maximum; or the minimum can only be reached by giving up something scheduled,
 *   because the time not yet scheduled is less than what is still needed. (Requirements that compete for that time are
 *   judged together in `competition.ts`.)
 * - `on-track`: done and planned reach the minimum, or the time not yet scheduled holds what is still needed.
 */
export function evaluateRotationRequirement(
  requirement: RotationRequirement,
  { situation, asOf, open }: Outlook,
): Standing {
  const { unit } = requirement
  const window = windowAtLevels(situation, requirement.levels)
  const credited = creditedTime(situation, requirement.counts, window)
  const past = { startOn: -Infinity, endOn: asOf }
  const done = amountIn(unit, clip(credited, past), situation)
  const planned = amountIn(unit, clip(credited, { startOn: asOf + 1, endOn: Infinity }), situation)
  const min = amountOf(requirement.min ?? 0)
  const max = requirement.max === null ? null : amountOf(requirement.max)
  const amounts: RotationAmounts = {
    done,
    planned,
    min,
    max,
    shortfall: lessDownToZero(min, plus(done, planned)),
    open: amountIn(unit, within(open, window), situation),
    reachable: plus(done, atLeast(mostStillPossible(requirement, situation, window, asOf), planned)),
  }
  const dueOn = window.at(-1)?.endOn ?? null
  const status = dueOn === null ? statusOutsideWindow(requirement, situation) : statusOf(amounts, asOf >= dueOn)
  const metOn = metOnOf(amounts, status, dueOn, credited, requirement, situation)
  const result: RequirementResult = {
    requirementId: requirement.id,
    status,
    done: toNumber(done),
    planned: toNumber(planned),
    needed: requirement.min ?? 0,
    unit,
    dueOn,
    metOn,
    evidence: evidenceOf(credited, requirement, situation, asOf),
    sentence: rotationSentence(requirement, situation, amounts, { status, dueOn, metOn, asOf }),
  }
  const isOpen = status === 'on-track' || status === 'at-risk'
  const claim = isOpen && amounts.shortfall.numerator > 0
  return { result, claim: claim ? { requirement, window, shortfall: amounts.shortfall } : null }
}

function statusOf(
  { done, planned, min, max, shortfall, open, reachable }: RotationAmounts,
  isOver: boolean,
): RequirementStatus {
  if (max && passes(done, max)) return 'missed'
  if (compareAmounts(reachable, min) < 0) return 'missed'
  if (max && passes(plus(done, planned), max)) return 'at-risk'
  if (compareAmounts(done, min) >= 0) return isOver || min.numerator > 0 || max === null ? 'met' : 'on-track'
  if (isOver) return 'missed'
  return compareAmounts(shortfall, open) > 0 ? 'at-risk' : 'on-track'
}

/** A trainee who starts above the requirement's levels was credited with them; one who leaves before them never gets there. */
function statusOutsideWindow(
  requirement: RotationRequirement,
  { appointment, curriculum }: AppointmentSituation,
): RequirementStatus {
  const entry = curriculum.levels.indexOf(appointment.entryLevel)
  const isBeforeEntry = requirement.levels?.every((level) => curriculum.levels.indexOf(level) < entry) ?? false
  return isBeforeEntry || amountOf(requirement.min ?? 0).numerator === 0 ? 'met' : 'missed'
}

/**
 * All time left in the window at the greatest share the person can give it. Somebody with two appointments can give either one all of a day.
 */
function mostStillPossible(
  requirement: RotationRequirement,
  { person, appointment, curriculum }: AppointmentSituation,
  window: readonly DateRange[],
  asOf: Day,
): Amount {
  const away = person.leaves.filter(isAway)
  const left = window.flatMap((range) =>
    subtract({ startOn: Math.max(range.startOn, asOf + 1), endOn: range.endOn }, away),
  )
  const amount = measure(left, requirement.unit, curriculum.calendar, curriculum.startsOn)
  return person.appointments.length > 1 ? amount : atShare(amount, appointment.sharePercent)
}

function atLeast(amount: Amount, floor: Amount): Amount {
  return compareAmounts(amount, floor) < 0 ? floor : amount
}

function clip(time: readonly CreditedTime[], range: DateRange): CreditedTime[] {
  return time.flatMap((entry) => {
    const both = overlap(entry, range)
    return both ? [{ ...entry, ...both }] : []
  })
}

function metOnOf(
  { min }: RotationAmounts,
  status: RequirementStatus,
  dueOn: Day | null,
  credited: readonly CreditedTime[],
  requirement: RotationRequirement,
  situation: AppointmentSituation,
): Day | null {
  if (status === 'missed') return null
  if (min.numerator > 0) return reachedOn(credited, min, requirement.unit, situation)
  return status === 'met' ? dueOn : null
}

function evidenceOf(
  credited: readonly CreditedTime[],
  { unit }: RotationRequirement,
  situation: AppointmentSituation,
  asOf: Day,
): Evidence[] {
  const byAssignment = new Map<string, CreditedTime[]>()
  for (const entry of credited) {
    const entries = byAssignment.get(entry.assignment.id)
    if (entries) entries.push(entry)
    else byAssignment.set(entry.assignment.id, [entry])
  }
  return [...byAssignment].map(([assignmentId, entries]) => {
    const startOn = entries[0]!.startOn
    const endOn = entries.at(-1)!.endOn
    return {
      kind: 'rotation',
      assignmentId,
      rotationId: entries[0]!.assignment.rotationId,
      startOn,
      endOn,
      amount: toNumber(amountIn(unit, entries, situation)),
      when: endOn <= asOf ? 'past' : startOn > asOf ? 'planned' : 'current',
    }
  })
}
