import { addDays, dayOf, isoOf, plural } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { write } from '../../platform/audit/write.ts'
import { dayWords } from '../../platform/day-words.ts'
import type { Sweep } from '../../platform/jobs/jobs.ts'
import { groupBy } from '../../platform/group-by.ts'
import { notify } from '../notifications/index.ts'
import { todayOf } from '../programs/index.ts'
import { reminderDue } from './state.ts'
import { endingBy, insertReminder, remindersOf } from './store.ts'

const mostDaysAhead = 731
const sixHours = 6 * 60 * 60

/** Reminds holders of documents that end soon: once for each day their kind names, however many servers look. */
export const documentSweep: Sweep = {
  everySeconds: sixHours,
  async run(platform) {
    const db = platform.database.drizzle
    const last = isoOf(addDays(dayOf(platform.now().toISOString().slice(0, 10)), mostDaysAhead))
    const ending = await endingBy(db, last)
    const told = groupBy(
      await remindersOf(
        db,
        ending.map(({ id }) => id),
      ),
      ({ documentId }) => documentId,
    )
    for (const [institutionId, documents] of groupBy(ending, (row) => row.institutionId)) {
      const today = await todayOf(platform, institutionId)
      const who = { institutionId, personId: null, name: 'Gradus', requestId: 'document reminders' }
      for (const { id, personId, expiresOn, name, remindDays } of documents) {
        if (expiresOn === null) continue
        const daysBefore = reminderDue(remindDays, expiresOn, today)
        // A nearer reminder that went out stands for the farther ones too.
        if (daysBefore === null || told.get(id)?.some((row) => row.daysBefore <= daysBefore)) continue
        await write(platform, who, async (tx) => {
          const first = await insertReminder(tx, { institutionId, documentId: id, daysBefore, at: platform.now() })
          tx.record({ action: 'document.reminded', entity: 'person', entityId: personId, after: { id, daysBefore } })
          if (!first) return
          const left = plural(dayOf(expiresOn) - dayOf(today), 'day')
          await notify(tx, [
            {
              institutionId,
              id: randomUUID(),
              personId,
              at: platform.now(),
              kind: 'documents.expiring',
              title: `${name} ends in ${left}`,
              detail: `It is valid until ${dayWords(expiresOn)}. Send the renewed one as soon as you have it.`,
              link: '/me/documents',
            },
          ])
        })
      }
    }
  },
}
