import { randomUUID } from 'node:crypto'
import { AppError } from '../../../contract/app-error.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Platform } from '../../../platform/platform.ts'
import { notify } from '../notify.ts'
import { markEscalated, unanswered } from './digest-store.ts'

const atOnce = 100

/** Tells those who were named that a question has no answer yet. */
export async function escalate(platform: Platform): Promise<void> {
  const now = platform.now()
  for (const { notice, name } of await unanswered(platform.database.drizzle, now, atOnce)) {
    const { institutionId, id, escalateTo } = notice
    const who: Who = { institutionId, personId: null, name: 'Notices', requestId: randomUUID() }
    await write(platform, who, async (tx) => {
      if (!(await markEscalated(tx, institutionId, id, now))) throw anotherWasFirst
      const told = (escalateTo ?? []).filter((personId) => personId !== notice.personId)
      await notify(
        tx,
        told.map((personId) => ({
          institutionId,
          id: randomUUID(),
          personId,
          at: now,
          kind: 'general.unanswered' as const,
          title: `No answer yet: ${notice.title}`,
          detail: `${name} was asked and has not answered. ${notice.detail}`,
          link: notice.link,
          aboutAt: notice.aboutAt,
        })),
      )
      tx.record({ action: 'notice.escalated', entity: 'notice', entityId: id, after: { told } })
    }).catch((error: unknown) => {
      if (error !== anotherWasFirst) throw error
    })
  }
}

const anotherWasFirst = new AppError('conflict', 'It was answered, or another worker told it, at the same moment.')
