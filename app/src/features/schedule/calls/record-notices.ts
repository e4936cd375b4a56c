import { dayOf } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import type { Who, WriteTx } from '../../../platform/audit/write.ts'
import { groupBy } from '../../../platform/group-by.ts'
import { notify } from '../../notifications/index.ts'
import type { CallChanged } from './schema.ts'
import { shortDay } from './words.ts'

const sentencesInNotice = 5

interface Told {
  readonly now: Date
  readonly cause: 'solve' | 'publish' | 'edit' | 'swap' | 'repair'
  readonly reason: string
  /** The schedule that was published. */
  readonly publishedName?: string
}

/** Tells everybody whose published call changed; gives how many. Who made the change themselves is not told of their own part. */
export async function tellOfCalls(
  tx: WriteTx,
  who: Who,
  { now, cause, reason, publishedName }: Told,
  changes: readonly CallChanged[],
  startOf: (change: CallChanged) => Date,
): Promise<number> {
  const concerned = changes.flatMap((change) =>
    [change.fromPersonId, change.toPersonId].flatMap((personId) =>
      personId === null || personId === who.personId ? [] : [{ personId, change }],
    ),
  )
  const byPerson = groupBy(concerned, ({ personId }) => personId)
  const isPublication = cause === 'publish'
  const title = isPublication ? `Your call is published: ${publishedName ?? ''}` : 'Your call has changed'
  await notify(
    tx,
    [...byPerson].map(([personId, own]) => ({
      institutionId: who.institutionId,
      id: randomUUID(),
      personId,
      at: now,
      kind: isPublication ? ('call.published' as const) : ('call.changed' as const),
      aboutAt: new Date(Math.min(...own.map(({ change }) => startOf(change).getTime()))),
      title,
      detail: detailOf(
        personId,
        own.map(({ change }) => change),
        cause,
        reason,
      ),
      link: '/me/calls',
    })),
  )
  return byPerson.size
}

function detailOf(personId: string, changes: readonly CallChanged[], cause: string, reason: string): string {
  const mine = changes.filter(({ toPersonId }) => toPersonId === personId)
  if (cause === 'publish' && mine.length === changes.length) {
    const days = mine.map(({ onDay }) => onDay).toSorted()
    const shown = days.slice(0, sentencesInNotice).map((day) => shortDay(dayOf(day)))
    const more = days.length - shown.length
    return `You have ${days.length} ${days.length === 1 ? 'call' : 'calls'}: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`
  }
  const told = changes.slice(0, sentencesInNotice).map(({ sentence }) => sentence)
  const more = changes.length - told.length
  return [...told, ...(more > 0 ? [`And ${more} more.`] : []), ...(reason === '' ? [] : [`Reason: ${reason}`])].join(
    ' ',
  )
}
