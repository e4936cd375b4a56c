import type { Curriculum } from '../programs/index.ts'
import { type HeldAppointment, type LeaveRow, levelOnDay, levelsOf, pausesAmong } from '../people/index.ts'

/** The level of an appointment on a day, by its id; the one it begins at where its curriculum says nothing. */
export function levelsByDate(
  held: readonly HeldAppointment[],
  curricula: ReadonlyMap<string, Curriculum>,
  leaves: ReadonlyMap<string, readonly LeaveRow[]>,
): (appointmentId: string, day: string) => string | null {
  const appointments = new Map(held.map((row) => [row.id, row]))
  return (appointmentId, day) => {
    const own = appointments.get(appointmentId)
    if (own === undefined) return null
    if (day === own.startOn) return own.entryLevel
    const pauses = pausesAmong(leaves.get(own.personId) ?? [])
    return levelOnDay(levelsOf(own, curricula.get(own.id)?.definition, pauses), day) ?? own.entryLevel
  }
}
