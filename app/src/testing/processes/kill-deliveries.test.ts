import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, expect, test } from 'vitest'
import { getDelivery, sendTest } from '../../features/notifications/contract.ts'
import { type Manners, openMailPeer } from '../mail-peer.ts'
import { clientOf, setUp, type Client } from './client.ts'
import { killAll, serve, setupLinkOf, type Gradus } from './gradus.ts'
import { newStorage } from './storage.ts'

// A server that is killed while it sends mail sends the rest after its next start, and nothing twice.

const storage = await newStorage()
const peer = await openMailPeer()
afterEach(killAll)
afterAll(async () => {
  await peer.stop()
  await storage.remove()
})

const settings = { ...storage.settings, SMTP_URL: peer.url, MAIL_FROM: 'Gradus <gradus@example.org>' }
const mailsPerRound = 4

/** The moments at which the server dies: before the text, with the text half way, before and after it was accepted. */
const deaths: readonly ((kill: () => Promise<void>) => Manners)[] = [
  (kill) => ({
    onRecipient: () => {
      void kill()
      return null
    },
  }),
  (kill) => ({
    onText: () => void kill(),
  }),
  (kill) => ({
    beforeAnswer: async () => {
      await kill()
      return null
    },
  }),
  (kill) => ({
    afterAnswer: () => void kill(),
  }),
]

async function countsOf(client: Client): Promise<Record<string, number>> {
  const { counts } = await client.call(getDelivery, {})
  return Object.fromEntries(counts.map(({ state, count }) => [state, count]))
}

test('kill -9 at every moment of a sending: each mail is accepted at most once, and none is lost in silence', async () => {
  let served = await serve(settings)
  let client = await setUp(served.address, await setupLinkOf(served))
  let acknowledged = 0
  for (const death of deaths) {
    const { gradus }: { gradus: Gradus } = served
    const deadly = { killed: null as Promise<void> | null }
    peer.behave(death(() => (deadly.killed ??= gradus.kill())))
    for (let mail = 0; mail < mailsPerRound && deadly.killed === null; mail += 1) {
      const isAcknowledged = await client.call(sendTest, { body: {} }).then(
        () => true,
        () => false,
      )
      if (isAcknowledged) acknowledged += 1
    }
    await gradus.ended
    peer.behave({})
    served = await serve(settings)
    client = clientOf(served.address, client.cookie)
  }
  let counts = await countsOf(client)
  // A message that was taken by a dead worker is taken over when its lease is over.
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await delay(500)) {
    counts = await countsOf(client)
    if ((counts['waiting'] ?? 0) + (counts['sending'] ?? 0) === 0) break
  }
  const { sent = 0, uncertain = 0 } = counts
  const ids = peer.accepted.map(({ messageId }) => messageId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(counts).toEqual({ sent, uncertain })
  expect(sent + uncertain).toBeGreaterThanOrEqual(acknowledged)
  expect(ids.length).toBeGreaterThanOrEqual(sent)
  expect(ids.length).toBeLessThanOrEqual(sent + uncertain)
  // Only those whose acceptance nobody heard of are in doubt.
  expect(uncertain).toBeLessThanOrEqual(deaths.length)
  expect((await served.gradus.stop()).status).toBe(0)
}, 300_000)
