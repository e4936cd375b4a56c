import { z } from 'zod'
import { id } from '../../../contract/fields.ts'
import { openGuard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { dayWords } from '../../../platform/day-words.ts'
import { oneTap, type OneTapView } from '../../notifications/index.ts'
import { peopleByIds } from '../../people/index.ts'
import { accept, decide } from './answers.ts'
import { offerOrThrow } from './hand-over.ts'
import { decideSwaps } from './policy.ts'
import { approveSwap, takeCall } from './telling.ts'

const shape = z.object({ offerId: id })

async function describe(
  platform: Platform,
  institutionId: string,
  offerId: string,
  state: 'open' | 'accepted',
  button: string,
): Promise<OneTapView> {
  const offer = await offerOrThrow(platform, institutionId, offerId)
  const people = await peopleByIds(platform.database.drizzle, institutionId, [offer.personId])
  const owner = people.get(offer.personId)
  const name = owner === undefined ? 'A colleague' : `${owner.givenName} ${owner.familyName}`
  return {
    title: `The call of ${name} on ${dayWords(offer.startAt.toISOString().slice(0, 10))}`,
    detail: offer.returnAssignmentId === null ? 'It is handed over as a gift.' : 'Another call comes back in return.',
    button,
    over: offer.state === state ? null : 'This offer has been answered already.',
  }
}

/** Takes an offered call from the message that offered it. */
export const takeCallTap = oneTap({
  ...takeCall,
  shape,
  describe: (platform, { actor, data }) => describe(platform, actor.institutionId, data.offerId, 'open', 'Take it'),
  async run(platform, { actor, who, data }) {
    const offer = await offerOrThrow(platform, actor.institutionId, data.offerId)
    return (await accept(platform, actor, who, data.offerId, offer.version)).sentence
  },
})

export const approveSwapTap = oneTap({
  ...approveSwap,
  shape,
  describe: (platform, { actor, data }) => describe(platform, actor.institutionId, data.offerId, 'accepted', 'Approve'),
  async run(platform, { actor, who, data }) {
    const offer = await offerOrThrow(platform, actor.institutionId, data.offerId)
    const asked = { offerId: data.offerId, expectedVersion: offer.version, approve: true, sentence: '' }
    return (await decide(platform, openGuard(decideSwaps, actor), actor, who, asked)).sentence
  },
})
