import { addDays, dayOf, isoOf } from '@gradus/rules'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Platform } from '../../../platform/platform.ts'
import { confirmationOf } from './service.ts'
import { staysFrom } from './stays.ts'
import { insertConfirmations } from './store.ts'

/** For the demo: most trainees have read the goals of their rotation, some before its first day; every sixth has not. */
export async function seedGoals(platform: Platform, who: Who): Promise<void> {
  const now = platform.now()
  const { today, stays } = await staysFrom(platform.database.drizzle, {
    institutionId: who.institutionId,
    programIds: null,
    now,
  })
  const read = stays.filter(({ state, startOn }, index) => state === 'open' && startOn <= today && index % 6 !== 3)
  const rows = read.map((stay, index) => {
    const confirmedOn = isoOf(addDays(dayOf(stay.startOn), -(index % 4)))
    return confirmationOf(who.institutionId, stay, confirmedOn, new Date(`${confirmedOn}T15:00:00Z`))
  })
  if (rows.length === 0) return
  await write(platform, who, async (tx) => {
    await insertConfirmations(tx, rows)
    tx.record({
      action: 'goals.confirmed',
      entity: 'institution',
      entityId: who.institutionId,
      after: { confirmations: rows.length },
    })
  })
}
