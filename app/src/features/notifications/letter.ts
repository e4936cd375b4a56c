import type { WriteTx } from '../../platform/audit/write.ts'
import { isMailOn } from '../../platform/mail/mailer.ts'
import type { Platform } from '../../platform/platform.ts'
import { insertMessages } from './outbox/store.ts'
import type { Letter } from './schema.ts'

/** Queues a text of its own, in the write that causes it; false where e-mail is off. It is sent whatever the person has chosen. */
export async function queueLetter(
  platform: Platform,
  tx: WriteTx,
  to: {
    readonly institutionId: string
    readonly personId: string
    readonly address: string
    readonly uselessAt?: Date
  },
  letter: Letter,
): Promise<boolean> {
  if (!isMailOn(platform.config)) return false
  const now = platform.now()
  await insertMessages(tx, [
    { row: { ...to, channel: 'mail', purpose: 'letter', letter, createdAt: now, dueAt: now }, noticeIds: [] },
  ])
  return true
}
