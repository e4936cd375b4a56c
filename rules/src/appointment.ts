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

/** Whether the appointment starts at one of the program's levels. */
export function hasKnownLevel({ appointment, curriculum }: AppointmentSituation): boolean {
  return curriculum.levels.includes(appointment.entryLevel)
}

/**
 * What the appointment's levels follow from. A level the curriculum does not have (a later version may have renamed it)
 * is kept for the whole appointment, so that everything else can still be judged; `outside-appointment` reports it.
 */
export function trainingOf(situation: AppointmentSituation): Training {
  const { person, appointment, curriculum } = situation
  return {
    levels: hasKnownLevel(situation) ? curriculum.levels : [appointment.entryLevel],
    entryLevel: appointment.entryLevel,
    startOn: appointment.startOn,
    pauses: pausesOf(person),
  }
}

/** The appointment's levels by date. */
export function appointmentLevels(situation: AppointmentSituation): LevelRange[] {
  return levelRanges(trainingOf(situation), situation.appointment.endOn)
}
