import { dayWords } from '../../../../ui/date-words.ts'
import type { CallView } from '../contract.ts'

const clockIn = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(at),
  )

/** "Wed 25 Nov 2026, 17:00-22:00" at the place of the call. */
export const callTime = ({ onDay, startAt, endAt, timeZone }: CallView): string =>
  `${dayWords(onDay)}, ${clockIn(startAt, timeZone)}-${clockIn(endAt, timeZone)}`

export const callTitle = ({ shiftName, poolName }: CallView): string =>
  poolName.toLowerCase().startsWith(shiftName.toLowerCase()) ? poolName : `${shiftName}, ${poolName}`

export const fromWords = (fromAt: string, { timeZone }: CallView): string => `from ${clockIn(fromAt, timeZone)} on`

/** `YYYY-MM-DDTHH:MM` as clocks in a zone show an instant. */
export function localOf(at: string, timeZone: string): string {
  const parts = new Map(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(new Date(at))
      .map((part) => [part.type, part.value]),
  )
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}T${parts.get('hour')}:${parts.get('minute')}`
}

/** The instant at which clocks in a zone show `YYYY-MM-DDTHH:MM`; null when that is no time. */
export function instantOf(local: string, timeZone: string): string | null {
  const wanted = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN
  if (Number.isNaN(wanted)) return null
  const ahead = (at: number): number => Date.parse(`${localOf(new Date(at).toISOString(), timeZone)}:00Z`) - at
  const guess = wanted - ahead(wanted)
  return new Date(wanted - ahead(guess)).toISOString()
}
