import { z } from 'zod'
import { id } from '../../../contract/fields.ts'
import { openGuard } from '../../../platform/http/guard.ts'
import { oneTap } from '../../notifications/index.ts'
import { approveLink } from './ask.ts'
import { approve } from './decide.ts'
import { decideAbsences } from './policy.ts'
import { daysWords } from './requests.ts'
import { requestWithEffect } from './service.ts'

/** Approves time away from the message that asks for it; what it does to coverage and call is said before. */
export const approveAbsenceTap = oneTap({
  ...approveLink,
  shape: z.object({ requestId: id }),
  async describe(platform, { actor, data }) {
    const guard = openGuard(decideAbsences, actor)
    const { request, effect } = await requestWithEffect(platform, guard, actor, data.requestId)
    const remarks = effect.remarks.map(({ sentence }) => sentence)
    return {
      title: `${request.personName} asks for time away`,
      detail: [`${daysWords(request)}.`, ...(remarks.length === 0 ? ['Nothing speaks against it.'] : remarks)].join(
        ' ',
      ),
      button: 'Approve',
      over: request.abilities.decide ? null : 'This was decided already, or waits for somebody else.',
    }
  },
  async run(platform, { actor, who, data: { requestId } }) {
    const guard = openGuard(decideAbsences, actor)
    const { request } = await requestWithEffect(platform, guard, actor, requestId)
    const decision = { requestId, expectedVersion: request.version, sentence: '' }
    const { state, waitsFor } = await approve(platform, guard, actor, who, decision)
    return state === 'approved'
      ? 'It is approved.'
      : `You approved it. It now waits for the ${waitsFor ?? 'next person'}.`
  },
})
