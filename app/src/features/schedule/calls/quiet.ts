import type { QuietSource } from '../../notifications/index.ts'
import { callOf } from './person-calls.ts'

const hour = 3_600_000
/** After a day and a night on duty, and after a shorter night (the rest that the work-hour rules ask for and advise). */
const restHours = { afterLongDuty: 14, afterNight: 8 }
const longDutyHours = 24

const dateIn = (timeZone: string, at: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at)

/** Whoever was up all night for call is left in peace until the rest after it is over. */
export const postCallQuiet: QuietSource = async (db, { institutionId, personIds, at }) => {
  const since = new Date(at.getTime() - restHours.afterLongDuty * hour)
  const ends = new Map<string, Date>()
  for (const call of await callOf(db, institutionId, personIds, since, at)) {
    const { personId, startAt, endAt, atHome, timeZone } = call
    const isNight = dateIn(timeZone, startAt) !== dateIn(timeZone, endAt)
    if (atHome || !isNight || endAt > at) continue
    const isLong = endAt.getTime() - startAt.getTime() >= longDutyHours * hour
    const until = new Date(endAt.getTime() + (isLong ? restHours.afterLongDuty : restHours.afterNight) * hour)
    if (until > (ends.get(personId) ?? at)) ends.set(personId, until)
  }
  return ends
}
