import { dayOf, plural } from '@gradus/rules'
import { dayWords } from '../../platform/day-words.ts'
import type { DocumentState } from './contract.ts'

export interface Asked {
  readonly name: string
  readonly isRequired: boolean
  readonly expires: boolean
  readonly remindDays: readonly number[]
}

export interface Held {
  readonly expiresOn: string | null
  readonly verifiedAt: Date | null
}

/** Days ahead in which a document counts as expiring, where its kind reminds later or never. */
const soonDays = 60

/** The state of a kind of document for somebody who holds `newest` of it, or none, and a sentence for the holder. */
export function documentState(
  kind: Asked,
  newest: Held | undefined,
  today: string,
): { readonly state: DocumentState; readonly sentence: string } {
  if (newest === undefined)
    return kind.isRequired
      ? { state: 'missing', sentence: `${kind.name} is asked for and not here.` }
      : { state: 'optional', sentence: `${kind.name} is not here; it is not asked for.` }
  const { expiresOn } = newest
  if (kind.expires && expiresOn === null) return { state: 'missing', sentence: `Say until when ${kind.name} is valid.` }
  if (expiresOn !== null) {
    const left = dayOf(expiresOn) - dayOf(today)
    if (left < 0) return { state: 'expired', sentence: `${kind.name} ended on ${dayWords(expiresOn)}.` }
    if (left <= Math.max(soonDays, ...kind.remindDays))
      return { state: 'expiring', sentence: `${kind.name} ends in ${plural(left, 'day')}, on ${dayWords(expiresOn)}.` }
  }
  if (newest.verifiedAt === null)
    return { state: 'unverified', sentence: `${kind.name} has not been seen by the desk.` }
  return {
    state: 'good',
    sentence: expiresOn === null ? `${kind.name} is in order.` : `${kind.name} is valid until ${dayWords(expiresOn)}.`,
  }
}

/** The reminder that is due now: the nearest threshold that has been passed; null when none has, or it is over. */
export function reminderDue(remindDays: readonly number[], expiresOn: string, today: string): number | null {
  const left = dayOf(expiresOn) - dayOf(today)
  if (left < 0) return null
  const passed = remindDays.filter((days) => left <= days)
  return passed.length === 0 ? null : Math.min(...passed)
}
