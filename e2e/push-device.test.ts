import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Demo, startDemo } from './serve-demo.ts'
import { closeBrowser, logins, newVisitor, type Visitor } from './visitor.ts'

// A device is subscribed at the push service of its browser's maker, which no test may ask. What the browser itself does is real here, and
// the service worker with it; only the subscription is a stand-in.
let demo: Demo
beforeAll(async () => {
  demo = await startDemo({ PUSH_SERVICES: 'push.example' })
})
afterAll(async () => {
  await closeBrowser()
  await demo.stop()
})

const page = '/inbox/choices'
const opened = async (prepare: (visitor: Visitor) => Promise<unknown>, phone = false): Promise<Visitor> => {
  const visitor = await newVisitor({ address: demo.address, phone })
  await prepare(visitor)
  await visitor.signIn(logins.trainee)
  await visitor.visit(page)
  return visitor
}
const says = (visitor: Visitor, words: string) => expect.poll(() => visitor.page.getByText(words).count()).toBe(1)

it('a browser that cannot show messages, or was told not to, says so', async () => {
  const unable = await opened(({ context }) =>
    context.addInitScript(() => Reflect.deleteProperty(window, 'PushManager')),
  )
  await says(unable, 'This browser cannot show messages here.')
  await unable.leave()
  const denied = await opened(({ context }) =>
    context.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'denied' })),
  )
  await says(denied, 'This browser was told not to show messages of this site.')
  expect(await denied.page.getByRole('button', { name: 'Use this device' }).count()).toBe(0)
  await denied.leave()
})

it('a person who says no, and a push service that does not answer, leave a sentence', async () => {
  const refusing = await opened(({ context }) =>
    context.addInitScript(() => {
      Object.defineProperty(Notification, 'permission', { get: () => 'default' })
      Notification.requestPermission = async () => 'denied'
    }),
  )
  await refusing.page.getByRole('button', { name: 'Use this device' }).click()
  await says(refusing, 'The browser was told not to show messages of this site. Change that in its settings.')
  await refusing.check()
  await refusing.leave()
  // The browser of the tests has no push service: this refusal is its own.
  const alone = await opened(({ context }) => context.grantPermissions(['notifications']))
  await alone.page.getByRole('button', { name: 'Use this device' }).click()
  await expect
    .poll(() => alone.page.getByRole('alert').allTextContents())
    .toEqual(['The push service of this browser did not answer. Try again later.'])
  await alone.leave()
})

it('a device is added, shows what is pushed to it, and is removed', async () => {
  const visitor = await opened(async ({ context }) => {
    await context.grantPermissions(['notifications'])
    await context.addInitScript(() => {
      const kept = 'push-stand-in'
      const standIn = () => ({
        endpoint: 'https://push.example/send/one',
        toJSON: () => ({ keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) } }),
        unsubscribe: async () => {
          localStorage.removeItem(kept)
          return true
        },
      })
      const { prototype } = PushManager as unknown as { prototype: Record<string, unknown> }
      prototype['subscribe'] = async () => {
        localStorage.setItem(kept, 'yes')
        return standIn()
      }
      prototype['getSubscription'] = async () => (localStorage.getItem(kept) === null ? null : standIn())
    })
  }, true)
  await visitor.page.getByRole('button', { name: 'Use this device' }).click()
  await expect.poll(() => visitor.page.getByText(/\(this one\)/).count()).toBe(1)
  await visitor.check()
  await visitor.visit(page)
  await expect.poll(() => visitor.page.getByText(/\(this one\)/).count()).toBe(1)

  const session = await visitor.context.newCDPSession(visitor.page)
  const registered = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL, isDeleted }) => scopeURL.startsWith(demo.address) && !isDeleted)
      if (own !== undefined) resolve(own.registrationId)
    }),
  )
  await visitor.page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await session.send('ServiceWorker.enable')
  const registrationId = await registered
  const data = JSON.stringify({
    title: 'Your call has changed',
    body: 'You take Friday night.',
    link: '/inbox',
    tag: 'one',
  })
  // A push service sends until the worker has answered; this way in is told nothing, so it sends until the message is seen. The tag makes
  // them one.
  const shown = async () => {
    await session.send('ServiceWorker.deliverPushMessage', { origin: demo.address, registrationId, data })
    return visitor.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration()
      return (await registration?.getNotifications())?.map(({ title, body }) => `${title}: ${body}`) ?? []
    })
  }
  await expect.poll(shown, { interval: 1000 }).toEqual(['Your call has changed: You take Friday night.'])

  await visitor.page.getByRole('button', { name: /^Remove / }).click()
  await says(visitor, 'No device shows your messages yet.')
  expect(await visitor.page.evaluate(() => localStorage.getItem('push-stand-in'))).toBeNull()
  await visitor.leave()
})
