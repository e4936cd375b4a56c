import { dayWords, rangeWords } from '../../../../ui/date-words.ts'
import type { RequestView } from '../contract.ts'
import type { ApproverRole } from '../settings.ts'

type When = Pick<RequestView, 'startOn' | 'endOn' | 'part' | 'startMinute' | 'endMinute'>

/** "07:30" */
export const clockWords = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** "450" of "07:30"; null when it is no time. */
export function minuteOf(clock: string): number | null {
  const [hour, minute] = clock.split(':').map(Number)
  if (hour === undefined || minute === undefined || Number.isNaN(hour) || Number.isNaN(minute)) return null
  return hour * 60 + minute
}

/** "Mon 11 Jan 2027, the morning", "11 Jan to 15 Jan 2027" */
export function whenWords({ startOn, endOn, part, startMinute, endMinute }: When): string {
  if (part === 'days') return rangeWords(startOn, endOn)
  if (part !== 'hours') return `${dayWords(startOn)}, the ${part}`
  return `${dayWords(startOn)}, ${clockWords(startMinute ?? 0)}-${clockWords(endMinute ?? 0)}`
}

/** "5 days", "½ day", "2¼ days" */
export function daysWords(days: number): string {
  const whole = Math.floor(days)
  const rest = days - whole
  const parts: Readonly<Record<string, string>> = { '0.25': '¼', '0.5': '½', '0.75': '¾' }
  const part = rest === 0 ? '' : parts[String(rest)]
  const figure = part === undefined ? String(Math.round(days * 100) / 100) : `${whole === 0 ? '' : whole}${part}`
  return `${figure === '' ? '0' : figure} ${days > 1 || days === 0 ? 'days' : 'day'}`
}

export const decisionWords: Record<RequestView['decisions'][number]['decision'], string> = {
  approved: 'approved',
  declined: 'declined',
  withdrawn: 'withdrew',
  cancelled: 'cancelled',
  reported: 'reported it',
  objected: 'objected',
}

export const stateWords: Record<RequestView['state'], string> = {
  pending: 'Waiting',
  approved: 'Approved',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
  cancelled: 'Cancelled',
}

const roleWords: Record<ApproverRole, string> = {
  chief: 'chief',
  coordinator: 'coordinator',
  director: 'program director',
}
export const waitsWords = (role: ApproverRole): string => `waits for the ${roleWords[role]}`
export const chainWords = (chain: readonly ApproverRole[]): string =>
  chain.map((role) => roleWords[role]).join(', then ')
