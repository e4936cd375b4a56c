import type { Platform } from '../../../platform/platform.ts'
import { deleteLinks, deleteMessages } from './prune-store.ts'

const day = 86_400_000
const messageDays = 180
/** For so long a link that expired still says so. */
const linkDays = 30

/** Takes away what nobody looks for any more; what was done by a link stays in the audit log. */
export async function prune(platform: Platform): Promise<void> {
  const now = platform.now().getTime()
  await platform.database.transaction(async (tx) => {
    await deleteMessages(tx, new Date(now - messageDays * day))
    await deleteLinks(tx, new Date(now - linkDays * day))
  })
}
