import { plural } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../contract/app-error.ts'
import { type Who, write, type WriteTx } from '../../platform/audit/write.ts'
import { dayWords } from '../../platform/day-words.ts'
import { groupBy } from '../../platform/group-by.ts'
import type { Sweep } from '../../platform/jobs/jobs.ts'
import type { Platform } from '../../platform/platform.ts'
import { notify } from '../notifications/index.ts'
import { isOpen, type List, type ListedItem, shifted } from './lists.ts'
import { loadLists } from './load.ts'
import { noticeSubject } from './service.ts'
import { insertReminders, institutionsWithLists, remindersOf } from './store.ts'

/** What is due within so many days is worth a word when the desk asks. */
const askDays = 14
/** The owner hears of it by itself so many days before, and once more when it is late. */
const soonDays = 7
const sixHours = 6 * 60 * 60

interface Due {
  readonly subjectId: string
  readonly personId: string
  readonly item: ListedItem
}

const dueBy = (lists: readonly List[], day: string): Due[] =>
  lists.flatMap(({ subject, items }) =>
    items
      .filter((item) => item.owner === 'trainee' && item.status === 'open' && isOpen(item) && item.dueOn <= day)
      .map((item) => ({ subjectId: subject.id, personId: subject.personId, item })),
  )

const named = 4

/** One notice to each person, whatever the number of things. */
async function tell(tx: WriteTx, institutionId: string, due: readonly Due[], now: Date): Promise<void> {
  await notify(
    tx,
    [...groupBy(due, ({ personId }) => personId)].map(([personId, own]) => {
      const inOrder = own.map(({ item }) => item).sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
      const [first] = inOrder
      const words = inOrder.slice(0, named).map(({ title, dueOn }) => `${title} (by ${dayWords(dueOn)})`)
      const more = inOrder.length - words.length
      return {
        institutionId,
        id: randomUUID(),
        personId,
        at: now,
        kind: 'checklists.due' as const,
        title:
          inOrder.length === 1 && first !== undefined
            ? `On your checklist: ${first.title}`
            : `${plural(inOrder.length, 'thing')} to do on your checklist`,
        detail: `${words.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
        link: '/me/checklists',
        subject: noticeSubject(personId),
      }
    }),
  )
}

/** Reminds people of programs because the desk asks, of each thing at most once a day. */
export async function remindNow(
  platform: Platform,
  who: Who,
  programIds: readonly string[],
  personIds: readonly string[],
): Promise<{ reminded: number; alreadyToday: number }> {
  const { institutionId } = who
  const now = platform.now()
  return write(platform, who, async (tx) => {
    const { today, lists } = await loadLists(tx, institutionId, { programIds }, now)
    const wanted = new Set(personIds)
    const own = lists.filter(({ subject }) => wanted.has(subject.personId))
    if (new Set(own.map(({ subject }) => subject.personId)).size < wanted.size) throw notFound('list of such a person')
    const due = dueBy(own, shifted(today, askDays))
    if (due.length === 0)
      throw new AppError('conflict', 'None of them has anything open that is late or due within two weeks.')
    const fresh = await untold(tx, institutionId, due, 'asked', () => today, now)
    const people = new Set(fresh.map(({ personId }) => personId))
    const all = new Set(due.map(({ personId }) => personId))
    await tell(tx, institutionId, fresh, now)
    tx.record({
      action: 'checklist.reminded',
      entity: 'institution',
      entityId: institutionId,
      after: { personIds: [...people] },
    })
    return { reminded: people.size, alreadyToday: all.size - people.size }
  })
}

/** Keeps that these are told now, and gives those of them that had not been. */
async function untold(
  tx: WriteTx,
  institutionId: string,
  due: readonly Due[],
  moment: 'soon' | 'late' | 'asked',
  dayOf: (due: Due) => string,
  now: Date,
): Promise<Due[]> {
  const fresh = await insertReminders(
    tx,
    due.map((each) => ({
      institutionId,
      itemId: each.item.id,
      subjectId: each.subjectId,
      moment,
      dueOn: dayOf(each),
      at: now,
    })),
  )
  const keys = new Set(fresh.map(({ itemId, subjectId }) => `${subjectId} ${itemId}`))
  return due.filter(({ subjectId, item }) => keys.has(`${subjectId} ${item.id}`))
}

const momentOf = ({ item }: Due): 'soon' | 'late' => (item.isLate ? 'late' : 'soon')

/** Tells owners a week before something is due and once when it is late, however many servers look. A moved day is told anew. */
export const checklistSweep: Sweep = {
  everySeconds: sixHours,
  async run(platform) {
    const db = platform.database.drizzle
    for (const institutionId of await institutionsWithLists(db)) {
      const now = platform.now()
      const { today, lists } = await loadLists(db, institutionId, { programIds: null }, now)
      const due = dueBy(lists, shifted(today, soonDays))
      const told = new Set(
        (await remindersOf(db, institutionId, [...new Set(due.map(({ subjectId }) => subjectId))])).map(
          ({ subjectId, itemId, moment, dueOn }) => `${subjectId} ${itemId} ${moment} ${dueOn}`,
        ),
      )
      const fresh = due.filter(
        (each) => !told.has(`${each.subjectId} ${each.item.id} ${momentOf(each)} ${each.item.dueOn}`),
      )
      if (fresh.length === 0) continue
      const who = { institutionId, personId: null, name: 'Gradus', requestId: 'checklist reminders' }
      await write(platform, who, async (tx) => {
        const told: Due[] = []
        for (const [moment, own] of groupBy(fresh, momentOf))
          told.push(...(await untold(tx, institutionId, own, moment, ({ item }) => item.dueOn, now)))
        await tell(tx, institutionId, told, now)
        tx.record({
          action: 'checklist.reminded',
          entity: 'institution',
          entityId: institutionId,
          after: { personIds: [...new Set(told.map(({ personId }) => personId))] },
        })
      })
    }
  },
}
