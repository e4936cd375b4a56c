import { createServer, type Server, type Socket } from 'node:net'
import { afterAll, afterEach, expect, test } from 'vitest'
import { type MailPeer, openMailPeer, refusal } from '../../testing/mail-peer.ts'
import { readConfig } from '../config.ts'
import { type Mail, openMailer } from './mailer.ts'

const configFor = (url: string) => readConfig({ SMTP_URL: url, MAIL_FROM: 'Gradus <gradus@example.org>' })
const quick = { connect: 300, silence: 300, whole: 600 }
const mail: Mail = {
  to: 'elsa@example.org',
  subject:
    'Ünïcode – and a very long subject that has to be folded over more than one line of the header of this message',
  text: '.\r\n.. a line that begins with a dot\nlast line without an end',
  html: '<p>Hello</p>',
  messageId: 'one@example.org',
  date: new Date('2026-11-18T18:00:00Z'),
  headers: { 'List-Unsubscribe': '<https://gradus.example.org/tap/x>' },
}
const nothing = async () => {}

const peer: MailPeer = await openMailPeer()
let odd: { server: Server; sockets: Set<Socket> } | undefined
afterEach(() => {
  peer.accepted.length = 0
  peer.behave({})
  for (const socket of odd?.sockets ?? []) socket.destroy()
  odd?.server.close()
  odd = undefined
})
afterAll(() => peer.stop())

/** A server that is no mail server: it does with each connection what it is told. */
async function oddServer(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    onConnection(socket)
  })
  odd = { server, sockets }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

test('a mail arrives as it was written, several over one connection', async () => {
  const mailer = openMailer(configFor(peer.url))
  for (const id of ['one', 'two', 'three'])
    expect(await mailer.send({ ...mail, messageId: `${id}@example.org` }, nothing)).toMatchObject({ state: 'accepted' })
  mailer.close()
  expect(peer.accepted.map(({ messageId }) => messageId)).toEqual([
    '<one@example.org>',
    '<two@example.org>',
    '<three@example.org>',
  ])
  const [first] = peer.accepted
  expect(first).toMatchObject({ subject: mail.subject, from: { name: 'Gradus', address: 'gradus@example.org' } })
  expect(first?.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(mail.text.replaceAll('\r\n', '\n'))
  expect(first?.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toContain('/tap/x')
})

test('the text is with the server before it is handed over, and is not accepted before', async () => {
  const mailer = openMailer(configFor(peer.url))
  let acceptedBefore = -1
  await mailer.send(mail, async () => {
    await new Promise((resolve) => setTimeout(resolve, 50))
    acceptedBefore = peer.accepted.length
  })
  mailer.close()
  expect(acceptedBefore).toBe(0)
  expect(peer.accepted).toHaveLength(1)
})

test('a mail whose hand-over fails was not sent, and the next one goes well', async () => {
  const mailer = openMailer(configFor(peer.url))
  const outcome = await mailer.send(mail, async () => {
    throw new Error('Another worker has this message.')
  })
  expect(outcome.state).toBe('later')
  expect(await mailer.send({ ...mail, messageId: 'next@example.org' }, nothing)).toMatchObject({ state: 'accepted' })
  mailer.close()
  expect(peer.accepted.map(({ messageId }) => messageId)).toEqual(['<next@example.org>'])
})

test('a server that refuses says for how long', async () => {
  const mailer = openMailer(configFor(peer.url))
  peer.behave({ onRecipient: () => refusal(452, 'Mailbox full') })
  expect(await mailer.send(mail, nothing)).toMatchObject({ state: 'later', sentence: expect.stringContaining('full') })
  peer.behave({ beforeAnswer: async () => refusal(554, 'Looks like spam') })
  expect(await mailer.send(mail, nothing)).toMatchObject({ state: 'refused' })
  peer.behave({ beforeAnswer: async () => refusal(451, 'Disk full') })
  expect(await mailer.send(mail, nothing)).toMatchObject({ state: 'later' })
  mailer.close()
  expect(peer.accepted).toHaveLength(0)
})

test('a connection that breaks before the last line is no sending, after it nobody knows', async () => {
  const mailer = openMailer(configFor(peer.url))
  peer.behave({ breakMidway: true })
  const before = await mailer.send(mail, () => new Promise((resolve) => setTimeout(resolve, 100)))
  expect(before.state).toBe('later')
  peer.behave({
    beforeAnswer: async ({ dropConnection }) => {
      dropConnection()
      return refusal(451, 'never said')
    },
  })
  expect((await mailer.send(mail, nothing)).state).toBe('unknown')
  mailer.close()
})

test('a server that is not there, says nothing or speaks nonsense is unreachable within the limit', async () => {
  for (const [url, greeting] of [
    ['smtp://127.0.0.1:9', null],
    [await oddServer(() => {}), null],
  ] as const) {
    expect(greeting).toBeNull()
    const mailer = openMailer(configFor(url), quick)
    expect((await mailer.send(mail, nothing)).state).toBe('unreachable')
    mailer.close()
  }
  for (const socket of odd?.sockets ?? []) socket.destroy()
  odd?.server.close()
  const nonsense = openMailer(
    configFor(await oddServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))),
    quick,
  )
  expect((await nonsense.send(mail, nothing)).state).toBe('unreachable')
  nonsense.close()
})

test('a server that takes the text and then falls silent leaves it unknown within the limit', async () => {
  const url = await oddServer((socket) => {
    let isText = false
    socket.write('220 odd\r\n')
    socket.on('data', (chunk) => {
      if (isText) return
      const line = chunk.toString()
      if (line.startsWith('DATA')) isText = true
      socket.write(isText ? '354 go on\r\n' : '250 ok\r\n')
    })
  })
  const mailer = openMailer(configFor(url), quick)
  expect((await mailer.send(mail, nothing)).state).toBe('unknown')
  mailer.close()
})

test('a password does not cross the network in the clear', async () => {
  const lines: string[] = []
  const url = await oddServer((socket) => {
    socket.write('220 odd\r\n')
    socket.on('data', (chunk) => {
      lines.push(chunk.toString())
      socket.write('250 ok\r\n')
    })
  })
  const elsewhere = url.replace('smtp://127.0.0.1', 'smtp://elsa:secret@127.1.0.1')
  const mailer = openMailer(configFor(elsewhere), quick)
  expect((await mailer.send(mail, nothing)).state).toBe('unreachable')
  mailer.close()
  expect(lines.join('')).not.toMatch(/AUTH/)
})
