import { z } from 'zod'
import { id, isoDate, name, note } from '../../../contract/fields.ts'
import { publicAccess } from '../../../contract/permission.ts'
import { route } from '../../../contract/route.ts'
import { askCall, giveCallKeys, readCall, readOwnCall } from './policy.ts'
import { callKind } from './settings.ts'

const onCall = z.object({
  personName: z.string(),
  shiftName: z.string(),
  startAt: z.string(),
  endAt: z.string(),
})
export type OnCall = z.infer<typeof onCall>

/** One pool as of a moment: who is on, who comes next, and a week on both sides. */
export const poolNow = z.object({
  poolId: id,
  name: z.string(),
  code: z.string(),
  kind: callKind,
  siteName: z.string().nullable(),
  timeZone: z.string(),
  /** The moment it is true for, and until when nothing changes. */
  at: z.string(),
  changesAt: z.string().nullable(),
  now: z.array(onCall),
  next: z.array(onCall),
  past: z.array(onCall),
  coming: z.array(onCall),
})
export type PoolNow = z.infer<typeof poolNow>

export const callNow = route({
  id: 'call.now',
  method: 'get',
  path: '/api/call/now',
  summary: 'Who is on call now, for each pool, with the past and the next week',
  access: readCall,
  answer: z.object({ at: z.string(), pools: z.array(poolNow) }),
})

const key = z.string().regex(/^[A-Za-z0-9_-]{20,100}$/)

/** The key in the address is the credential: it can be given out and revoked, and opens one pool only. */
export const publicCallNow = route({
  id: 'call.public-now',
  method: 'get',
  path: '/call/:key/now.json',
  summary: 'Who is on call now in one pool, behind a key',
  access: publicAccess,
  params: z.object({ key }),
  answer: poolNow,
})

export const publicCallCalendar = route({
  id: 'call.public-calendar',
  method: 'get',
  path: '/call/:key/calendar.ics',
  summary: 'One pool as an iCalendar feed, behind a key',
  access: publicAccess,
  params: z.object({ key }),
  answer: 'file',
})

const keyView = z.object({ id, poolId: id, label: z.string(), createdBy: z.string(), createdAt: z.string() })

export const listCallKeys = route({
  id: 'call.keys',
  method: 'get',
  path: '/api/call/keys',
  summary: 'Keys that open who is on call',
  access: giveCallKeys,
  answer: z.object({ keys: z.array(keyView) }),
})

export const createCallKey = route({
  id: 'call.key-create',
  method: 'post',
  path: '/api/call/keys',
  summary: 'Give out a key for one pool; it is shown once',
  access: giveCallKeys,
  body: z.object({ poolId: id, label: name }),
  answer: keyView.extend({ jsonUrl: z.string(), calendarUrl: z.string() }),
  status: 201,
})

export const revokeCallKey = route({
  id: 'call.key-revoke',
  method: 'delete',
  path: '/api/call/keys/:keyId',
  summary: 'Revoke a key; whatever uses it stops at once',
  access: giveCallKeys,
  params: z.object({ keyId: id }),
  answer: z.object({}),
})

export const personCall = z.object({
  id,
  scheduleId: id,
  onDay: isoDate,
  startAt: z.string(),
  endAt: z.string(),
  timeZone: z.string(),
  poolName: z.string(),
  shiftName: z.string(),
  shiftCode: z.string(),
  kind: callKind,
  tint: z.number().int(),
})
export type PersonCallView = z.infer<typeof personCall>

export const myCalls = route({
  id: 'call.mine',
  method: 'get',
  path: '/api/call/mine',
  summary: 'My calls from a week ago on, and what I asked for',
  access: readOwnCall,
  answer: z.object({
    today: isoDate,
    calls: z.array(personCall),
    requests: z.array(
      z.object({
        id,
        startOn: isoDate,
        endOn: isoDate,
        poolId: id.nullable(),
        wish: z.enum(['cannot', 'prefer-not', 'want']),
        note: z.string(),
      }),
    ),
    pools: z.array(z.object({ id, name: z.string() })),
  }),
})

export const askForCall = route({
  id: 'call.ask',
  method: 'post',
  path: '/api/call/requests',
  summary: 'Say that one cannot, would rather not, or would like to be on call on some days',
  access: askCall,
  body: z
    .object({
      personId: id,
      poolId: id.nullable(),
      startOn: isoDate,
      endOn: isoDate,
      wish: z.enum(['cannot', 'prefer-not', 'want']),
      note,
    })
    .refine(({ startOn, endOn }) => startOn <= endOn, { path: ['endOn'], error: 'The last day is before the first.' }),
  answer: z.object({ id }),
  status: 201,
})

export const withdrawCallRequest = route({
  id: 'call.ask-withdraw',
  method: 'delete',
  path: '/api/call/requests/:requestId',
  summary: 'Take back what was asked about call',
  access: askCall,
  params: z.object({ requestId: id }),
  answer: z.object({}),
})
