import { write } from '../../platform/audit/write.ts'
import { type BoundRoute, handle, whoOf } from '../../platform/http/handler.ts'
import type { Platform } from '../../platform/platform.ts'
import * as contract from './contract.ts'
import { noticeKinds } from './kinds.ts'
import * as service from './service.ts'
import { latestNotices, markNoticesRead, unreadCount } from './store.ts'

const shown = 200

export const notificationRoutes = (platform: Platform): BoundRoute[] => {
  const db = platform.database.drizzle
  const personOf = (call: Parameters<typeof whoOf>[0]) => ({ ...whoOf(call), personId: call.actor.personId })
  return [
    handle(contract.listNotifications, async ({ actor }) => {
      const rows = await latestNotices(db, actor.institutionId, actor.personId, shown)
      return {
        unread: await unreadCount(db, actor.institutionId, actor.personId),
        items: rows.map(({ id, at, kind, title, detail, link, readAt, settledAt }) => ({
          id,
          at: at.toISOString(),
          group: noticeKinds[kind].group,
          title,
          detail,
          link,
          read: readAt !== null,
          asks: noticeKinds[kind].request === true && settledAt === null,
        })),
      }
    }),
    handle(contract.markRead, async (call) => {
      const { institutionId, personId } = call.actor
      if ((await unreadCount(db, institutionId, personId)) === 0) return { unread: 0 }
      await write(platform, whoOf(call), async (tx) => {
        const ids = await markNoticesRead(tx, institutionId, personId, call.body.ids, platform.now())
        tx.record({ action: 'notices.read', entity: 'person', entityId: personId, after: { count: ids.length } })
      })
      return { unread: await unreadCount(db, institutionId, personId) }
    }),
    handle(contract.getChoices, ({ actor }) => service.choicesOf(platform, actor.institutionId, actor.personId)),
    handle(contract.putChoices, async (call) => ({
      version: await service.choose(platform, personOf(call), call.body),
    })),
    handle(contract.addDevice, async (call) => ({ id: await service.addDevice(platform, personOf(call), call.body) })),
    handle(contract.removeDevice, async (call) => {
      await service.removeDevice(platform, personOf(call), call.params.deviceId)
      return {}
    }),
    handle(contract.getDelivery, (call) => {
      call.guard.require({})
      return service.deliveryOf(platform, call.actor.institutionId)
    }),
    handle(contract.sendAgain, async (call) => {
      call.guard.require({})
      await service.sendAgain(platform, whoOf(call), call.params.messageId)
      return {}
    }),
    handle(contract.sendTest, async (call) => {
      call.guard.require({})
      return { address: await service.sendTest(platform, personOf(call)) }
    }),
  ]
}
