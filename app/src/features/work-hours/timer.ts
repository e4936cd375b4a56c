import { dayOf, type WorkKind, WORK_KINDS } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../contract/app-error.ts'
import { write } from '../../platform/audit/write.ts'
import { mondayOf } from './facts.ts'
import type { Author } from './author.ts'
import { fileEntry } from './log.ts'
import * as store from './store.ts'
import { instantOf, localDay, minuteOf } from './times.ts'
import { loadWeek } from './week.ts'

/** Longer than any allowed work; somebody forgot to stop. */
const longestMinutes = 36 * 60

/** Starts the one timer of a person. Their devices all show it. */
export async function startTimer({ platform, who, personId }: Author, kind: WorkKind) {
  const { institutionId } = who
  const asked = { institutionId, personId, now: platform.now() }
  const id = randomUUID()
  const startedAt = await write(platform, who, async (tx) => {
    if (!(await store.lockHours(tx, institutionId, personId))) throw notFound('trainee')
    if ((await store.runningTimer(tx, institutionId, personId)) !== undefined)
      throw new AppError('conflict', 'Your timer is running already, perhaps on another device.')
    const started = instantOf((await loadWeek(tx, asked, null)).now)
    await store.insertTimer(tx, { institutionId, id, personId, kind, startedAt: started })
    tx.record({ action: 'hours.timer-started', entity: 'person', entityId: personId, after: { kind } })
    return started
  })
  return { id, startedAt: startedAt.toISOString() }
}

/** Stops it and logs the time, or drops it. A line of the schedule that it covers is answered by it. */
export async function stopTimer(author: Author, timerId: string, keep: boolean): Promise<string | null> {
  const { platform, who, personId } = author
  const { institutionId } = who
  const asked = { institutionId, personId, now: platform.now() }
  return write(platform, who, async (tx) => {
    if (!(await store.lockHours(tx, institutionId, personId))) throw notFound('trainee')
    const timer = await store.runningTimer(tx, institutionId, personId)
    if (timer === undefined || timer.id !== timerId)
      throw new AppError('conflict', 'This timer was stopped already, perhaps on another device.')
    const startAt = minuteOf(timer.startedAt)
    const { institution, now } = await loadWeek(tx, asked, null)
    await store.endTimer(tx, { institutionId, personId, id: timerId }, instantOf(now))
    tx.record({ action: 'hours.timer-stopped', entity: 'person', entityId: personId, after: { keep } })
    if (!keep || now <= startAt) return null
    if (now - startAt > longestMinutes)
      throw new AppError(
        'conflict',
        'The timer has run for more than a day and a half, so it was forgotten. Drop it, and enter the time by hand.',
      )
    const week = await loadWeek(tx, asked, mondayOf(dayOf(localDay(institution.timeZone, startAt))))
    const answered = week.person.drafts.find(
      (draft) => WORK_KINDS[draft.kind].isScheduled && draft.startAt < now && startAt < draft.endAt,
    )
    return fileEntry(tx, author, week, {
      kind: timer.kind,
      startAt,
      endAt: now,
      draftKey: answered?.key ?? null,
      on: localDay(institution.timeZone, startAt),
      extension: null,
      stayReason: null,
      source: 'timer',
    })
  })
}
