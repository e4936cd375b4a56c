import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, randomUUID, verify } from 'node:crypto'
import { type IncomingHttpHeaders } from 'node:http'
import { Agent, createServer, type Server } from 'node:https'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { write } from '../../platform/audit/write.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { localhostCertificate } from '../../testing/localhost-certificate.ts'
import { addDevice, getChoices, removeDevice } from './contract.ts'
import { notify } from './index.ts'
import { deliverDue } from './outbox/deliver.ts'
import { isPushService } from './outbox/push.ts'
import { outboxMessage, pushKey, pushSubscription } from './schema.ts'

/** A push service of our own, reached over TLS as the real ones are, and the browser that it serves. */
interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}
const received: Received[] = []
let answers: number[] = []
let server: Server
let app: TestApp
let agent: Agent
let origin: string
const now = new Date('2026-11-18T18:00:00Z')

beforeAll(async () => {
  const { key, cert } = localhostCertificate
  server = createServer({ key, cert }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) })
      response.writeHead(answers.shift() ?? 201).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `https://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`
  agent = new Agent({ ca: cert, lookup: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]) })
  app = await openTestApp({ settings: { PUSH_SERVICES: new URL(origin).host, MAIL_FROM: 'gradus@example.org' } })
})
afterAll(async () => {
  await app.close()
  agent.destroy()
  server.closeAllConnections()
  server.close()
})
beforeEach(async () => {
  received.length = 0
  answers = []
  app.setNow(now)
  await app.platform.database.drizzle.delete(pushSubscription)
})

function newBrowser(path: string) {
  const ecdh = createECDH('prime256v1')
  const publicKey = ecdh.generateKeys()
  const auth = randomBytes(16)
  const body = {
    endpoint: `${origin}${path}`,
    p256dh: publicKey.toString('base64url'),
    auth: auth.toString('base64url'),
    device: 'Firefox on Android',
  }
  /** RFC 8291, as a browser does it. */
  const read = (bytes: Buffer): unknown => {
    const salt = bytes.subarray(0, 16)
    const keyLength = bytes[20]!
    const senderKey = bytes.subarray(21, 21 + keyLength)
    const text = bytes.subarray(21 + keyLength)
    const shared = ecdh.computeSecret(senderKey)
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, senderKey])
    const ikm = Buffer.from(hkdfSync('sha256', shared, auth, info, 32))
    const key = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16))
    const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12))
    const decipher = createDecipheriv('aes-128-gcm', key, nonce)
    decipher.setAuthTag(text.subarray(-16))
    const plain = Buffer.concat([decipher.update(text.subarray(0, -16)), decipher.final()])
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString())
  }
  return { body, read }
}

async function tell(title: string, aboutHours = 3): Promise<void> {
  const { institutionId, people } = app.world
  const at = app.platform.now()
  await write(app.platform, { institutionId, personId: null, name: 'Test', requestId: 'test' }, async (tx) => {
    await notify(tx, [
      {
        institutionId,
        id: randomUUID(),
        personId: people.trainee.personId,
        at,
        kind: 'call.changed',
        title,
        detail: 'Tonight from 19:00.',
        link: '/me/schedule',
        aboutAt: new Date(at.getTime() + aboutHours * 3_600_000),
      },
    ])
    tx.record({ action: 'message.test', entity: 'test', entityId: title })
  })
}
const deliver = () => deliverDue(app.platform, { quiet: [], pushRoad: { agent } })
const pushMessages = async () =>
  (await app.platform.database.drizzle.select().from(outboxMessage)).filter(({ channel }) => channel === 'push')

it('reaches each device of the person, readable by that browser alone and signed by this institution', async () => {
  const [phone, laptop] = [newBrowser('/phone'), newBrowser('/laptop')]
  for (const { body } of [phone, laptop]) expect((await app.call(addDevice, 'trainee', { body })).status).toBe(201)
  await tell('You are called in')
  await deliver()
  expect(received.map(({ path }) => path).sort((one, other) => one.localeCompare(other))).toEqual(['/laptop', '/phone'])
  const [toPhone] = received.filter(({ path }) => path === '/phone')
  const text = phone.read(toPhone!.body)
  expect(text).toMatchObject({
    title: 'You are called in',
    body: 'Tonight from 19:00.',
    link: 'http://127.0.0.1:4870/me/schedule',
  })
  expect(() => laptop.read(toPhone!.body)).toThrow(/authenticate/)
  expect(toPhone!.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high' })
  expect(toPhone!.headers['topic']).toMatch(/^[0-9a-f]{32}$/)

  const [, jwt = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(toPhone!.headers['authorization'] ?? '') ?? []
  const { answer } = await app.call(getChoices, 'trainee', {})
  expect(key).toBe(answer.push.publicKey)
  const raw = Buffer.from(key, 'base64url')
  const [x, y] = [raw.subarray(1, 33), raw.subarray(33)].map((part) => part.toString('base64url'))
  const signer = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' })
  const [head, claims, signature] = jwt.split('.')
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: signer, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature ?? '', 'base64url'),
  )
  expect(isSigned).toBe(true)
  expect(JSON.parse(Buffer.from(claims ?? '', 'base64url').toString())).toMatchObject({
    aud: origin,
    sub: 'mailto:gradus@example.org',
  })
})

it('forgets a browser that is gone and never asks it again', async () => {
  await app.call(addDevice, 'trainee', { body: newBrowser('/gone').body })
  answers = [410]
  await tell('First')
  await deliver()
  expect(await app.platform.database.drizzle.select().from(pushSubscription)).toEqual([])
  await tell('Second')
  await deliver()
  expect(received).toHaveLength(1)
})

it('waits where the service is busy, and sends once', async () => {
  await app.call(addDevice, 'trainee', { body: newBrowser('/busy').body })
  answers = [429, 201]
  await tell('Busy')
  await deliver()
  await deliver()
  expect(received).toHaveLength(1)
  app.setNow(new Date(now.getTime() + 60_000))
  await deliver()
  await deliver()
  expect(received).toHaveLength(2)
  expect((await pushMessages()).at(-1)?.state).toBe('sent')
})

it('keeps one pair of keys, and the private one to itself', async () => {
  const asked = await Promise.all(
    Array.from({ length: 5 }, () => app.request('GET', '/api/notifications/choices', { as: 'trainee' })),
  )
  const texts = await Promise.all(asked.map((answer) => answer.text()))
  const keys = await app.platform.database.drizzle.select().from(pushKey)
  expect(keys).toHaveLength(1)
  for (const text of texts) {
    expect(text).toContain(keys[0]!.publicKey)
    expect(text).not.toContain(keys[0]!.privateKey)
  }
})

it('writes to push services only, and a person removes only their own devices', async () => {
  const { config } = app.platform
  expect(isPushService({ ...config, PUSH_SERVICES: ['push.example'] }, 'https://eu.push.example/x')).toBe(true)
  for (const endpoint of [
    'https://push.example.evil.example/x',
    'https://evilpush.example/x',
    'http://push.example/x',
    'https://user@push.example/x',
    'https://127.0.0.1/x',
  ])
    expect(isPushService({ ...config, PUSH_SERVICES: ['push.example'] }, endpoint), endpoint).toBe(false)
  const foreign = { ...newBrowser('/x').body, endpoint: 'https://internal.example/metadata' }
  const refused = await app.call(addDevice, 'trainee', { body: foreign })
  expect(refused.status).toBe(422)
  expect(refused.problem.detail).toContain('PUSH_SERVICES')

  const { answer } = await app.call(addDevice, 'trainee', { body: newBrowser('/mine').body })
  expect((await app.call(removeDevice, 'chief', { params: { deviceId: answer.id } })).status).toBe(404)
  expect((await app.call(removeDevice, 'trainee', { params: { deviceId: answer.id } })).status).toBe(200)
})
