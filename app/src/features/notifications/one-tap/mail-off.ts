import { z } from 'zod'
import { write } from '../../../platform/audit/write.ts'
import type { Platform } from '../../../platform/platform.ts'
import { noticeGroups, optionalGroups } from '../kinds.ts'
import { usualPreference } from '../preferences.ts'
import { preferenceOf, putPreference } from '../preferences-store.ts'
import { oneTap } from './define.ts'

const isOff = async (platform: Platform, institutionId: string, personId: string): Promise<boolean> => {
  const kept = await preferenceOf(platform.database.drizzle, institutionId, personId)
  return optionalGroups.every((group) => kept?.choices[group]?.mail === false)
}

/** Ends optional e-mail; also what the unsubscribe button of a mail program asks for (RFC 8058). */
export const mailOff = oneTap({
  action: 'notices.mail-off',
  shape: z.object({}),
  linkWords: 'No more optional e-mail',
  async describe(platform, { actor }) {
    return {
      title: 'No more optional e-mail?',
      detail: `Gradus then sends ${actor.name} no e-mail about ${optionalGroups
        .map((group) => noticeGroups[group].toLowerCase())
        .join(', ')}, unless it is required, such as a change of your own schedule. Everything stays in your inbox.`,
      button: 'Stop optional e-mail',
      over: (await isOff(platform, actor.institutionId, actor.personId))
        ? 'Optional e-mail is off already. You can turn it on again in your inbox under “How you are told”.'
        : null,
    }
  },
  async run(platform, { actor: { institutionId, personId }, who }) {
    const before = await preferenceOf(platform.database.drizzle, institutionId, personId)
    const { timeZone, digestMinute, quietFromMinute, quietToMinute, choices } = before ?? usualPreference
    const off = Object.fromEntries(optionalGroups.map((group) => [group, { ...choices[group], mail: false }]))
    await write(platform, who, async (tx) => {
      await putPreference(
        tx,
        { institutionId, personId, expectedVersion: before?.version ?? 0 },
        { timeZone, digestMinute, quietFromMinute, quietToMinute, choices: { ...choices, ...off } },
      )
      tx.record({ action: 'notices.mail-off', entity: 'person', entityId: personId })
    })
    return 'Optional e-mail is off. Everything stays in your inbox, and you can turn it on again there.'
  },
})
