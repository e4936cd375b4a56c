import { amountOf } from '../../amount.ts'
import { pausesOf, trainingOf } from '../../appointment.ts'
import type { Day } from '../../dates.ts'
import type { AppointmentSituation, Prerequisite } from '../../facts.ts'
import { monthsBeforeEntry, trainingCompletedOn } from '../../levels.ts'
import { creditedTime, reachedOn } from '../../requirements/credit.ts'
import { formatAmount, formatDay, listOf, plural } from '../../wording.ts'
import { curriculumCitation } from '../citations.ts'
import { concerning, knownInHorizon, type PersonRule } from '../schedule-rule.ts'

/** A trainee goes to a rotation only after the months of training, or the time on other rotations, that it needs. */
export const prerequisites: PersonRule = {
  id: 'prerequisites',
  title: 'Prerequisite not met',
  check: (schedule, facts) => {
    const fulfilled = new Map<string, Day | null>()
    return knownInHorizon(schedule, facts).flatMap((scheduled) => {
      const { assignment, rotation, situation } = scheduled
      return rotation.prerequisites.flatMap((prerequisite, index) => {
        const key = JSON.stringify([situation.appointment.id, rotation.id, index])
        if (!fulfilled.has(key)) fulfilled.set(key, fulfilledFrom(prerequisite, situation))
        const from = fulfilled.get(key) ?? null
        if (from !== null && from <= assignment.startOn) return []
        const needed = describe(prerequisite, situation)
        const until = from === null ? 'which are not on the schedule' : `which come to that only for ${formatDay(from)}`
        return {
          ruleId: 'prerequisites',
          severity: mayHaveBeenDoneBefore(prerequisite, situation) ? ('warning' as const) : ('violation' as const),
          sentence: `${schedule.person.label} starts ${rotation.label} on ${formatDay(assignment.startOn)}; it needs ${needed} first, ${until}.`,
          citation: curriculumCitation(
            situation.curriculum.programLabel,
            `${rotation.label} needs ${needed} first.`,
            rotation.verified,
          ),
          ...concerning(scheduled, assignment),
        }
      })
    })
  },
}

/** The first day on which a prerequisite is behind the trainee, or null when the schedule never gets there. */
function fulfilledFrom(prerequisite: Prerequisite, situation: AppointmentSituation): Day | null {
  const { appointment } = situation
  if (prerequisite.kind === 'training') return trainingFulfilledFrom(prerequisite.months, situation)
  const credited = creditedTime(situation, prerequisite.rotationIds, [appointment])
  const reached = reachedOn(credited, amountOf(prerequisite.amount), prerequisite.unit, situation)
  return reached === null ? null : reached + 1
}

/** The first day with `months` of training behind it, in the program as a whole: starting above the first level counts. */
export function trainingFulfilledFrom(months: number, situation: AppointmentSituation): Day {
  const { person, appointment } = situation
  const remaining = months - monthsBeforeEntry(trainingOf(situation))
  return remaining <= 0 ? appointment.startOn : trainingCompletedOn(appointment.startOn, remaining, pausesOf(person))
}

/** Somebody who started above the first level may have done a rotation where nothing is recorded. */
function mayHaveBeenDoneBefore({ kind }: Prerequisite, situation: AppointmentSituation): boolean {
  return kind === 'rotation' && monthsBeforeEntry(trainingOf(situation)) > 0
}

function describe(prerequisite: Prerequisite, { curriculum }: AppointmentSituation): string {
  if (prerequisite.kind === 'training') return `${plural(prerequisite.months, 'month')} of training`
  const labels = prerequisite.rotationIds.map(
    (id) => curriculum.rotations.find((rotation) => rotation.id === id)?.label ?? id,
  )
  return `${formatAmount(amountOf(prerequisite.amount), prerequisite.unit)} of ${listOf(labels)}`
}
