/** What this browser can do, and whether the person said no before. */
export type PushAbility = 'ready' | 'denied' | 'unable'

export function pushAbility(): PushAbility {
  const able = window.isSecureContext && 'serviceWorker' in navigator && 'PushManager' in window
  if (!able) return 'unable'
  return Notification.permission === 'denied' ? 'denied' : 'ready'
}

const browsers: readonly [RegExp, string][] = [
  [/Edg/, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]
const systems: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'Mac'],
  [/Linux/, 'Linux'],
]
const nameIn = (names: readonly [RegExp, string][], agent: string): string | undefined =>
  names.find(([pattern]) => pattern.test(agent))?.[1]

/** "Firefox on Android" */
export const deviceName = (agent: string): string =>
  `${nameIn(browsers, agent) ?? 'A browser'} on ${nameIn(systems, agent) ?? 'another device'}`

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

const subscriptionHere = async (): Promise<PushSubscription | null> =>
  (await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription()) ?? null

/** The address under which this browser is known to the push service; null where it is not subscribed. */
export const endpointHere = async (): Promise<string | null> =>
  pushAbility() === 'unable' ? null : ((await subscriptionHere())?.endpoint ?? null)

export interface NewDevice {
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  readonly device: string
}

/** Asks the person and the push service; throws with a sentence where either says no. */
export async function subscribeHere(publicKey: string): Promise<NewDevice> {
  if ((await Notification.requestPermission()) !== 'granted')
    throw new Error('The browser was told not to show messages of this site. Change that in its settings.')
  await navigator.serviceWorker.register('/push-worker.js')
  const { pushManager } = await navigator.serviceWorker.ready
  const subscription = await pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) })
    .catch(() => {
      throw new Error('The push service of this browser did not answer. Try again later.')
    })
  const { keys } = subscription.toJSON()
  return {
    endpoint: subscription.endpoint,
    p256dh: keys?.['p256dh'] ?? '',
    auth: keys?.['auth'] ?? '',
    device: deviceName(navigator.userAgent),
  }
}

export async function unsubscribeHere(endpoint: string): Promise<void> {
  const here = await subscriptionHere()
  if (here?.endpoint === endpoint) await here.unsubscribe()
}
