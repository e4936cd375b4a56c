import { dayWords } from '../../platform/day-words.ts'
import type { RouteAnswer } from '../../contract/route.ts'
import type { Reads } from '../../platform/db/index.ts'
import type { stayHistory } from './contract.ts'
import { eventsOf } from './store.ts'

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const statusWords: Readonly<Record<string, string>> = {
  open: 'to do again',
  sent: 'sent',
  done: 'confirmed',
  'not-needed': 'not needed',
}

function changeWords(before: Fields, after: Fields): string {
  const parts: string[] = []
  if ((before['ownerId'] ?? null) !== (after['ownerId'] ?? null))
    parts.push(after['owner'] === null ? 'Nobody in particular arranges it' : `${text(after['owner'])} arranges it`)
  if ((before['note'] ?? '') !== (after['note'] ?? ''))
    parts.push(after['note'] === '' ? 'Note taken away' : `Note: ${text(after['note'])}`)
  if (after['startOn'] !== undefined && (after['startOn'] !== before['startOn'] || after['endOn'] !== before['endOn']))
    parts.push(`New days noted: ${dayWords(text(after['startOn']))} to ${dayWords(text(after['endOn']))}`)
  return parts.length === 0 ? 'Saved without a change' : parts.join('. ')
}

/** What was done for a stay, in words, the last first. */
export async function historyOf(
  db: Reads,
  institutionId: string,
  stayId: string,
): Promise<RouteAnswer<typeof stayHistory>> {
  const events = await eventsOf(db, institutionId, stayId)
  return {
    events: events
      .map(({ at, by, action, before, after, reason }) => {
        const [was, is] = [fieldsOf(before), fieldsOf(after)]
        const sentence =
          action === 'off-site.begun'
            ? `Begun to arrange: ${text(is['rotation'])}, ${dayWords(text(is['startOn']))} to ${dayWords(text(is['endOn']))}`
            : action === 'checklist.marked'
              ? `${text(is['item'])}: ${statusWords[text(is['status'])] ?? text(is['status'])}`
              : changeWords(was, is)
        return { at: at.toISOString(), by, sentence, reason }
      })
      .reverse(),
  }
}
