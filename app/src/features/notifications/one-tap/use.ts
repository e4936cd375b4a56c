import { AppError } from '../../../contract/app-error.ts'
import { write } from '../../../platform/audit/write.ts'
import { tokenHash } from '../../../platform/auth/secrets.ts'
import type { Platform } from '../../../platform/platform.ts'
import { actorOfPerson } from '../../accounts/index.ts'
import type { AnyOneTap, Elsewhere, OneTapCall, OneTapView } from './define.ts'
import * as store from './store.ts'

/** How long a claim holds; an action takes a second or two. */
const claimMilliseconds = 60_000

/** What a link leads to: something to do, or a sentence that says why there is nothing to do. */
export type Tap = (
  | { readonly state: 'open'; readonly view: OneTapView }
  | { readonly state: 'done' | 'over' | 'unknown'; readonly sentence: string }
) & { readonly elsewhere: Elsewhere | null }

const unknown: Tap = {
  state: 'unknown',
  sentence: 'This link is not complete. Open it from the message again, or sign in.',
  elsewhere: null,
}

interface Found {
  readonly grant: store.Grant
  readonly tap: AnyOneTap
  readonly elsewhere: Elsewhere | null
  readonly call: OneTapCall<unknown>
}

/** The grant behind a token with the person as they are now, or the reason why nothing can be done with it. */
async function find(
  platform: Platform,
  taps: readonly AnyOneTap[],
  token: string,
  requestId: string,
): Promise<Found | Tap> {
  const grant = await store.grantByToken(platform.database.drizzle, tokenHash(token))
  const tap = taps.find(({ action }) => action === grant?.action)
  if (grant === undefined || tap === undefined) return unknown
  const elsewhere = tap.elsewhere(grant.data)
  if (grant.doneAt !== null) return { state: 'done', sentence: grant.outcome ?? 'This was done.', elsewhere }
  if (grant.expiresAt <= platform.now())
    return {
      state: 'over',
      sentence: 'This link has expired. Sign in to see whether there is still something to do.',
      elsewhere,
    }
  const { institutionId, personId } = grant
  const actor = await actorOfPerson(platform, institutionId, personId)
  if (actor === null)
    return { state: 'over', sentence: 'The account that this link belongs to is closed.', elsewhere: null }
  const who = { institutionId, personId, name: `${actor.name}, by a link from a message`, requestId }
  return { grant, tap, elsewhere, call: { actor, who, data: grant.data } }
}

/** What the page shows. Never changes anything: programs that check mail open links too. */
export async function lookAtTap(
  platform: Platform,
  taps: readonly AnyOneTap[],
  token: string,
  requestId: string,
): Promise<Tap> {
  const found = await find(platform, taps, token, requestId)
  if ('state' in found) return found
  const view = await found.tap.describe(platform, found.call)
  const { elsewhere } = found
  return view.over === null ? { state: 'open', view, elsewhere } : { state: 'over', sentence: view.over, elsewhere }
}

/**
 * Does it, once. A second tap is told what the first one did; a refusal of the service leaves the link open and is thrown. The audit log
 * holds what the service did and that a link was used, both in the name of the person.
 */
export async function useTap(
  platform: Platform,
  taps: readonly AnyOneTap[],
  token: string,
  requestId: string,
): Promise<Tap> {
  const found = await find(platform, taps, token, requestId)
  if ('state' in found) return found
  const { grant, tap, call, elsewhere } = found
  const now = platform.now()
  const staleBefore = new Date(now.getTime() - claimMilliseconds)
  const isMine = await platform.database.transaction((tx) => store.claimGrant(tx, grant, now, staleBefore))
  if (!isMine) throw new AppError('conflict', 'This is being done just now. Look again in a moment.')
  let sentence: string
  try {
    const view = await tap.describe(platform, call)
    if (view.over !== null) {
      await platform.database.transaction((tx) => store.releaseGrant(tx, grant))
      return { state: 'over', sentence: view.over, elsewhere }
    }
    sentence = await tap.run(platform, call)
  } catch (error) {
    await platform.database.transaction((tx) => store.releaseGrant(tx, grant))
    throw error
  }
  await write(platform, call.who, async (tx) => {
    await store.finishGrant(tx, grant, sentence, platform.now())
    tx.record({
      action: 'one-tap.used',
      entity: 'one-tap',
      entityId: grant.id,
      after: { action: grant.action, data: grant.data },
    })
  })
  return { state: 'done', sentence, elsewhere }
}
