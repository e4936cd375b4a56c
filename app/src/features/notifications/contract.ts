import { z } from 'zod'
import { id } from '../../contract/fields.ts'
import { signedIn } from '../../contract/permission.ts'
import { route } from '../../contract/route.ts'

/** A person's own notices; `link` is a page of the application. */
export const listNotifications = route({
  id: 'notifications.list',
  method: 'get',
  path: '/api/notifications',
  summary: 'My notices, newest first',
  access: signedIn,
  answer: z.object({
    unread: z.number().int(),
    items: z.array(
      z.object({
        id,
        at: z.string(),
        title: z.string(),
        detail: z.string(),
        link: z.string().nullable(),
        read: z.boolean(),
      }),
    ),
  }),
})

export const markRead = route({
  id: 'notifications.read',
  method: 'post',
  path: '/api/notifications/read',
  summary: 'Mark my notices as read, all of them or some',
  access: signedIn,
  body: z.object({ ids: z.array(id).max(500).optional() }),
  answer: z.object({ unread: z.number().int() }),
})
