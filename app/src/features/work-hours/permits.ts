import { type Who, write } from '../../platform/audit/write.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Permit, permitsOf, savePermit } from './permit-store.ts'
import { stale } from './refusals.ts'

const unknown: Permit = { visa: null, moonlighting: null, source: '', version: 0 }

export const permitOf = async (platform: Platform, institutionId: string, personId: string): Promise<Permit> =>
  (await permitsOf(platform.database.drizzle, institutionId, [personId])).get(personId) ?? unknown

export async function changePermit(
  platform: Platform,
  who: Who,
  personId: string,
  { expectedVersion, ...fields }: Omit<Permit, 'version'> & { readonly expectedVersion: number },
): Promise<number> {
  const { institutionId } = who
  await write(platform, who, async (tx) => {
    const before = (await permitsOf(tx, institutionId, [personId])).get(personId) ?? unknown
    if (!(await savePermit(tx, { institutionId, personId, expectedVersion }, fields)))
      throw stale('what is known of the moonlighting of this trainee', before)
    tx.record({
      action: 'hours.permit-changed',
      entity: 'person',
      entityId: personId,
      before: before.version === 0 ? null : before,
      after: fields,
    })
  })
  return expectedVersion + 1
}
