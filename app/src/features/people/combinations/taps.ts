import { z } from 'zod'
import { id } from '../../../contract/fields.ts'
import { openGuard } from '../../../platform/http/guard.ts'
import { oneTap } from '../../notifications/index.ts'
import { agreeCombinations } from '../policy.ts'
import { peopleByIds } from '../store.ts'
import { agreeCombination, agreeLink, fullName } from './service.ts'
import { combinationsOf } from './store.ts'

/** A director agrees to a combined fellowship from the message that asks for it. */
export const agreeTap = oneTap({
  ...agreeLink,
  shape: z.object({ combinationId: id, programId: id }),
  async describe(platform, { actor: { institutionId }, data }) {
    const db = platform.database.drizzle
    const [found] = await combinationsOf(db, institutionId, { id: data.combinationId })
    const side = found?.sides.find(({ programId }) => programId === data.programId)
    const person =
      found === undefined ? undefined : (await peopleByIds(db, institutionId, [found.personId])).get(found.personId)
    return {
      title: `A combined fellowship for ${fullName(person)}`,
      detail: `It joins ${(found?.sides ?? []).map(({ programName }) => programName).join(' and ')}. You agree for ${side?.programName ?? 'your program'}.`,
      button: 'Agree',
      over:
        found === undefined || side === undefined
          ? 'This proposal was withdrawn.'
          : side.agreedAt === null
            ? null
            : `${side.programName} has agreed already.`,
    }
  },
  async run(platform, { actor, who, data: { combinationId, programId } }) {
    openGuard(agreeCombinations, actor).require({ programIds: [programId] })
    const [found] = await combinationsOf(platform.database.drizzle, actor.institutionId, { id: combinationId })
    const author = { ...who, personId: actor.personId }
    const input = { programId, expectedVersion: found?.version ?? 0 }
    const isActive = await agreeCombination(platform, author, combinationId, input)
    return isActive
      ? 'You agreed. Every program has now, and the fellowship counts.'
      : 'You agreed. Others are still asked.'
  },
})
