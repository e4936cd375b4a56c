import { isoOf } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { AppError } from '../../contract/app-error.ts'
import { dayWords } from '../../platform/day-words.ts'
import { notify, settleNotices } from '../notifications/index.ts'
import { type Author, authorOf, change } from './author.ts'
import { placeOf, requireOpen } from './entry-checks.ts'
import { stale } from './refusals.ts'
import * as store from './store.ts'
import { instantOf } from './times.ts'
import { seenOf } from './views.ts'
import { confirmableThrough, draftsThrough, isLocked, linesOf, readMonday } from './week.ts'

export async function confirmWeek(author: Author, weekOn: string, seen: string): Promise<string> {
  const monday = readMonday(weekOn)
  return change(author, weekOn, async (tx, week) => {
    requireOpen(week, weekOn)
    const { person, institution } = week
    if (seenOf(await linesOf(tx, week)) !== seen) throw stale('these hours', null)
    const through = confirmableThrough(week)
    if (through === null) throw new AppError('conflict', 'There is nothing to confirm in this week yet.')
    const drafts = draftsThrough(week, through)
    await store.appendPeriods(
      tx,
      drafts.map((draft) => ({
        institutionId: institution.institutionId,
        entryId: randomUUID(),
        version: 1,
        personId: person.personId,
        ...placeOf(person, draft.on, institution.timeZone),
        ...(draft.call ? { siteId: draft.call.siteId, timeZone: draft.call.timeZone } : {}),
        kind: draft.kind,
        startAt: instantOf(draft.startAt),
        endAt: instantOf(draft.endAt),
        source: 'drafted' as const,
        draftKey: draft.key,
        ...authorOf(author),
      })),
    )
    const throughOn = isoOf(through)
    await store.insertConfirmations(tx, [
      {
        institutionId: institution.institutionId,
        id: randomUUID(),
        personId: person.personId,
        weekOn: isoOf(monday),
        throughOn,
        confirmedAt: author.platform.now(),
      },
    ])
    await settleNotices(
      tx,
      institution.institutionId,
      weekSubject(person.personId, isoOf(monday)),
      author.platform.now(),
    )
    tx.record({
      action: 'hours.confirmed',
      entity: 'person',
      entityId: person.personId,
      programId: person.programIds[0] ?? null,
      after: { weekOn, throughOn, fromSchedule: drafts.length },
    })
    return throughOn
  })
}

/** What the question about a week is settled by. */
export const weekSubject = (personId: string, weekOn: string): string => `hours-week:${personId}:${weekOn}`

const daysReopened = 7

export async function reopenWeek(author: Author, weekOn: string, reason: string): Promise<string> {
  const monday = readMonday(weekOn)
  return change(author, weekOn, async (tx, week) => {
    const { person, today, institution } = week
    if (!isLocked(monday, week)) throw new AppError('conflict', 'This week is open already.')
    const untilOn = isoOf(today + daysReopened)
    await store.insertReopening(tx, {
      institutionId: institution.institutionId,
      id: randomUUID(),
      personId: person.personId,
      weekOn,
      untilOn,
      byPersonId: author.who.personId,
      by: author.who.name,
      reason,
      reopenedAt: author.platform.now(),
    })
    tx.record({
      action: 'hours.week-reopened',
      entity: 'person',
      entityId: person.personId,
      programId: person.programIds[0] ?? null,
      after: { weekOn, untilOn },
      reason,
    })
    await notify(tx, [
      {
        institutionId: institution.institutionId,
        id: randomUUID(),
        personId: person.personId,
        at: author.platform.now(),
        kind: 'hours.confirm',
        title: `Your hours of the week of ${dayWords(weekOn)} are open again`,
        detail: `Until ${dayWords(untilOn)}. ${author.who.name} writes: ${reason}`,
        link: `/me/hours?week=${weekOn}`,
      },
    ])
    return untilOn
  })
}
