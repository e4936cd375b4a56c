import type { QuietSource } from '../../notifications/index.ts'
import { callOf, type PersonCall } from './person-calls.ts'

const hour = 3_600_000
/** After a day and a night on duty, and after a shorter night (the rest that the work-hour rules ask for and advise). */
const restHours = { afterLongDuty: 14, afterNight: 8 }
const longDutyHours = 24

const dateIn = (timeZone: string, at: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at)

/** When the rest after a night in the hospital ends; null where there is none to keep at this moment. */
export function restUntil(
  { startAt, endAt, atHome, timeZone }: Pick<PersonCall, 'startAt' | 'endAt' | 'atHome' | 'timeZone'>,
  at: Date,
): Date | null {
  const isNight = dateIn(timeZone, startAt) !== dateIn(timeZone, endAt)
  if (atHome || !isNight || endAt > at) return null
  const isLong = endAt.getTime() - startAt.getTime() >= longDutyHours * hour
  const until = new Date(endAt.getTime() + (isLong ? restHours.afterLongDuty : restHours.afterNight) * hour)
  return until > at ? until : null
}

/** Whoever was up all night for call is left in peace until the rest after it is over. */
export const postCallQuiet: QuietSource = async (db, { institutionId, personIds, at }) => {
  const since = new Date(at.getTime() - restHours.afterLongDuty * hour)
  const ends = new Map<string, Date>()
  for (const call of await callOf(db, institutionId, personIds, since, at)) {
    const until = restUntil(call, at)
    if (until !== null && until > (ends.get(call.personId) ?? at)) ends.set(call.personId, until)
  }
  return ends
}
