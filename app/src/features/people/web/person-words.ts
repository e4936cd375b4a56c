import { roleNames } from '../../../contract/roles.ts'
import { shortDay } from '../../../ui/date-words.ts'
import type { AppointmentView, PersonSummary, PersonView } from '../contract.ts'

export const accountWords: Record<PersonSummary['account'], string> = {
  none: 'None',
  active: 'Active',
  disabled: 'Closed',
}

/** "PGY-4, Diagnostic Radiology Residency", "Finished 30 Jun 2025, …", "Faculty, …", "DIO / GME office". */
export function placeWords(place: PersonSummary['programs'][number], today: string): string {
  const role = place.role === 'trainee' ? traineeWords(place, today) : roleNames[place.role]
  return place.programId === null ? role : `${role}, ${place.programName}`
}

function traineeWords({ level, startOn, endOn }: PersonSummary['programs'][number], today: string): string {
  if (level !== null || startOn === null || endOn === null) return level ?? 'Trainee'
  return startOn > today ? `Starts ${shortDay(startOn, true)}` : `Finished ${shortDay(endOn, true)}`
}

export type Phase = 'now' | 'coming' | 'past'

export function phaseOf({ startOn, endOn }: Pick<AppointmentView, 'startOn' | 'endOn'>, today: string): Phase {
  if (endOn < today) return 'past'
  return startOn > today ? 'coming' : 'now'
}

/** The first line of a person's page. */
export function personAnswer(person: PersonView): string {
  const { today, appointments, givenName } = person
  if (person.archived) return `${givenName} was put away; nothing of theirs is scheduled.`
  const now = appointments.filter((row) => phaseOf(row, today) === 'now')
  if (now.length > 0) {
    const parts = now.map(
      (row) => `${row.levelToday ?? row.entryLevel} in ${row.programName} until ${shortDay(row.endOn, true)}`,
    )
    const waiting = now.some(({ active }) => !active) ? ' The combined fellowship still needs an agreement.' : ''
    return `${parts.join(' and ')}.${waiting}`
  }
  const next = appointments.find((row) => phaseOf(row, today) === 'coming')
  if (next !== undefined) return `Starts in ${next.programName} on ${shortDay(next.startOn, true)}.`
  const last = appointments.at(-1)
  if (last !== undefined) return `Finished ${last.programName} on ${shortDay(last.endOn, true)}.`
  const roles = person.programs.map((place) => placeWords(place, today))
  return roles.length === 0 ? 'Holds no appointment and no role.' : `${roles.join('; ')}.`
}
