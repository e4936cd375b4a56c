import { z } from 'zod'
import { id, version } from '../../contract/fields.ts'
import { signedIn } from '../../contract/permission.ts'
import { route } from '../../contract/route.ts'
import { channels, groupsInOrder } from './kinds.ts'
import { watchDelivery } from './policy.ts'
import { choicesShape, preferenceShape } from './preferences.ts'

const notice = z.object({
  id,
  at: z.string(),
  group: z.enum(groupsInOrder),
  title: z.string(),
  detail: z.string(),
  link: z.string().nullable(),
  read: z.boolean(),
  /** Whether it still asks for an answer. */
  asks: z.boolean(),
})
export type InboxNotice = z.output<typeof notice>

/** A person's own notices; `link` is a page of the application. */
export const listNotifications = route({
  id: 'notifications.list',
  method: 'get',
  path: '/api/notifications',
  summary: 'My notices, newest first',
  access: signedIn,
  answer: z.object({ unread: z.number().int(), items: z.array(notice) }),
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

export const getChoices = route({
  id: 'notifications.choices.get',
  method: 'get',
  path: '/api/notifications/choices',
  summary: 'How I am told: channels, quiet hours, the hour of the digest, my devices',
  access: signedIn,
  answer: z.object({
    choices: z.object({
      timeZone: z.string().nullable(),
      digestMinute: z.number().int(),
      quietFromMinute: z.number().int().nullable(),
      quietToMinute: z.number().int().nullable(),
      choices: choicesShape,
    }),
    version,
    institutionZone: z.string(),
    requestsPerDay: z.number().int(),
    mail: z.object({ isOn: z.boolean(), address: z.string().nullable() }),
    push: z.object({ isOn: z.boolean(), publicKey: z.string().nullable() }),
    devices: z.array(z.object({ id, device: z.string(), endpoint: z.string(), createdAt: z.string() })),
  }),
})

export const putChoices = route({
  id: 'notifications.choices.put',
  method: 'put',
  path: '/api/notifications/choices',
  summary: 'Choose how I am told',
  access: signedIn,
  body: z.object({ version, choices: preferenceShape }),
  answer: z.object({ version }),
})

const key = z.string().regex(/^[A-Za-z0-9_-]+={0,2}$/, 'This is no key of a browser.')

export const addDevice = route({
  id: 'notifications.devices.add',
  method: 'post',
  path: '/api/notifications/devices',
  summary: 'Let this browser show my messages',
  access: signedIn,
  body: z.object({
    endpoint: z.url().max(1000),
    p256dh: key.max(200),
    auth: key.max(100),
    device: z.string().trim().min(1).max(100),
  }),
  answer: z.object({ id }),
  status: 201,
})

export const removeDevice = route({
  id: 'notifications.devices.remove',
  method: 'delete',
  path: '/api/notifications/devices/:deviceId',
  summary: 'Show no more messages on a device',
  access: signedIn,
  params: z.object({ deviceId: id }),
  answer: z.object({}),
})

export const messageStates = ['waiting', 'sending', 'sent', 'skipped', 'uncertain', 'dead'] as const

const deliveryProblem = z.object({
  id,
  channel: z.enum(channels),
  purpose: z.enum(['digest', 'at-once', 'letter']),
  personName: z.string(),
  state: z.enum(messageStates),
  createdAt: z.string(),
  /** When it is tried again, while it waits. */
  nextAt: z.string().nullable(),
  attempts: z.number().int(),
  outcome: z.string().nullable(),
})
export type DeliveryProblem = z.output<typeof deliveryProblem>

export const getDelivery = route({
  id: 'notifications.delivery.get',
  method: 'get',
  path: '/api/notifications/delivery',
  summary: 'What became of the messages of the last 30 days, and those that need somebody',
  access: watchDelivery,
  answer: z.object({
    mail: z.object({ isOn: z.boolean(), server: z.string().nullable(), from: z.string().nullable() }),
    push: z.object({ isOn: z.boolean(), services: z.array(z.string()) }),
    /** What links in messages begin with. */
    address: z.string(),
    counts: z.array(z.object({ channel: z.enum(channels), state: z.enum(messageStates), count: z.number().int() })),
    lastSentAt: z.string().nullable(),
    problems: z.array(deliveryProblem),
  }),
})

export const sendAgain = route({
  id: 'notifications.delivery.again',
  method: 'post',
  path: '/api/notifications/delivery/:messageId/again',
  summary: 'Send a message again that failed or whose arrival is not known',
  access: watchDelivery,
  params: z.object({ messageId: id }),
  answer: z.object({}),
})

export const sendTest = route({
  id: 'notifications.delivery.test',
  method: 'post',
  path: '/api/notifications/delivery/test',
  summary: 'Send a test e-mail to my own address',
  access: watchDelivery,
  body: z.object({}),
  answer: z.object({ address: z.string() }),
})
