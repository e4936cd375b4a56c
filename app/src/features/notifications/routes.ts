import { write } from '../../platform/audit/write.ts'
import { type BoundRoute, handle, whoOf } from '../../platform/http/handler.ts'
import type { Platform } from '../../platform/platform.ts'
import { listNotifications, markRead } from './contract.ts'
import { latestNotices, markNoticesRead, unreadCount } from './store.ts'

const shown = 200

export const notificationRoutes = (platform: Platform): BoundRoute[] => {
  const db = platform.database.drizzle
  return [
    handle(listNotifications, async ({ actor }) => {
      const rows = await latestNotices(db, actor.institutionId, actor.personId, shown)
      return {
        unread: await unreadCount(db, actor.institutionId, actor.personId),
        items: rows.map(({ id, at, title, detail, link, readAt }) => ({
          id,
          at: at.toISOString(),
          title,
          detail,
          link,
          read: readAt !== null,
        })),
      }
    }),
    handle(markRead, async (call) => {
      const { institutionId, personId } = call.actor
      if ((await unreadCount(db, institutionId, personId)) === 0) return { unread: 0 }
      await write(platform, whoOf(call), async (tx) => {
        const ids = await markNoticesRead(tx, institutionId, personId, call.body.ids, platform.now())
        tx.record({ action: 'notices.read', entity: 'person', entityId: personId, after: { count: ids.length } })
      })
      return { unread: await unreadCount(db, institutionId, personId) }
    }),
  ]
}
