import { dayOf, isoOf, levelRanges } from '@gradus/rules'
import type { Definition } from '../curriculum/index.ts'
import type { Days } from './store.ts'

export interface LevelDays extends Days {
  readonly level: string
}

/** Leave that does not count towards training, by which levels move on. */
export const pausesAmong = <T extends { readonly countsTowardTraining: boolean }>(leaves: readonly T[]): T[] =>
  leaves.filter((leave) => !leave.countsTowardTraining)

/**
 * The levels of an appointment by date, derived and never stored. Empty when the curriculum does not know the level the appointment
 * starts at (it was renamed in a later version): the page then says so instead of guessing.
 */
export function levelsOf(
  appointment: Days & { readonly entryLevel: string },
  definition: Definition | undefined,
  pauses: readonly Days[],
): LevelDays[] {
  const levels = definition?.levels.map((level) => level.id) ?? []
  if (!levels.includes(appointment.entryLevel)) return []
  const training = {
    levels,
    entryLevel: appointment.entryLevel,
    startOn: dayOf(appointment.startOn),
    pauses: pauses.map((pause) => ({ startOn: dayOf(pause.startOn), endOn: dayOf(pause.endOn) })),
  }
  return levelRanges(training, dayOf(appointment.endOn)).map((range) => ({
    level: range.level,
    startOn: isoOf(range.startOn),
    endOn: isoOf(range.endOn),
  }))
}

export const levelOnDay = (levels: readonly LevelDays[], day: string): string | null =>
  levels.find((range) => range.startOn <= day && day <= range.endOn)?.level ?? null
