import type { DateRange } from './dates.ts'
import type { AppointmentSituation, LeaveFacts, PersonFacts } from './facts.ts'
import { levelRanges, type LevelRange, type Training } from './levels.ts'

/** A leave of absence or leave without credit: no rotation can be credited or scheduled in it. */
export function isAway(leave: LeaveFacts): boolean {
  return leave.removesFromSchedule || !leave.countsTowardTraining
}

/** The leaves that move levels and training months on. */
export function pausesOf(person: PersonFacts): DateRange[] {
  return person.leaves.filter((leave) => !leave.countsTowardTraining)
}

/** What the appointment's levels follow from. */
export function trainingOf({ person, appointment, curriculum }: AppointmentSituation): Training {
  return {
    levels: curriculum.levels,
    entryLevel: appointment.entryLevel,
    startOn: appointment.startOn,
    pauses: pausesOf(person),
  }
}

/** The appointment's levels by date. */
export function appointmentLevels(situation: AppointmentSituation): LevelRange[] {
  return levelRanges(trainingOf(situation), situation.appointment.endOn)
}
