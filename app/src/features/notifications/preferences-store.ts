import { and, asc, eq } from 'drizzle-orm'
import { AppError } from '../../contract/app-error.ts'
import type { WriteTx } from '../../platform/audit/write.ts'
import type { Reads, Tx } from '../../platform/db/index.ts'
import type { NoticePreference } from './preferences.ts'
import { noticePreference, pushKey, pushSubscription } from './schema.ts'

export async function preferenceOf(db: Reads, institutionId: string, personId: string) {
  const [row] = await db
    .select()
    .from(noticePreference)
    .where(and(eq(noticePreference.institutionId, institutionId), eq(noticePreference.personId, personId)))
  return row
}

/** Writes the choices over the version that was seen; 0 where there was none yet. Gives the new version. */
export async function putPreference(
  tx: WriteTx,
  key: { readonly institutionId: string; readonly personId: string; readonly expectedVersion: number },
  preference: NoticePreference,
): Promise<number> {
  const { institutionId, personId, expectedVersion } = key
  const version = expectedVersion + 1
  const rows =
    expectedVersion === 0
      ? await tx
          .insert(noticePreference)
          .values({ institutionId, personId, ...preference, version })
          .onConflictDoNothing()
          .returning({ version: noticePreference.version })
      : await tx
          .update(noticePreference)
          .set({ ...preference, version })
          .where(
            and(
              eq(noticePreference.institutionId, institutionId),
              eq(noticePreference.personId, personId),
              eq(noticePreference.version, expectedVersion),
            ),
          )
          .returning({ version: noticePreference.version })
  if (rows.length === 0)
    throw new AppError('stale', 'You changed this on another device meanwhile. Look again before you save.', {
      current: await preferenceOf(tx, institutionId, personId),
    })
  return version
}

export const devicesOf = (db: Reads, institutionId: string, personId: string) =>
  db
    .select({
      id: pushSubscription.id,
      device: pushSubscription.device,
      endpoint: pushSubscription.endpoint,
      createdAt: pushSubscription.createdAt,
    })
    .from(pushSubscription)
    .where(and(eq(pushSubscription.institutionId, institutionId), eq(pushSubscription.personId, personId)))
    .orderBy(asc(pushSubscription.createdAt), asc(pushSubscription.id))

/** A browser belongs to whoever subscribed with it last. Gives the id under which it is known. */
export async function putDevice(tx: WriteTx, row: typeof pushSubscription.$inferInsert): Promise<string> {
  const { personId, p256dh, auth, device, createdAt } = row
  const [kept] = await tx
    .insert(pushSubscription)
    .values(row)
    .onConflictDoUpdate({
      target: [pushSubscription.institutionId, pushSubscription.endpoint],
      set: { personId, p256dh, auth, device, createdAt },
    })
    .returning({ id: pushSubscription.id })
  return kept?.id ?? row.id
}

/** True where there was one; with `personId`, only one of that person. */
export async function deleteDevice(
  tx: WriteTx,
  { institutionId, id, personId }: { institutionId: string; id: string; personId?: string },
): Promise<boolean> {
  const rows = await tx
    .delete(pushSubscription)
    .where(
      and(
        eq(pushSubscription.institutionId, institutionId),
        eq(pushSubscription.id, id),
        personId === undefined ? undefined : eq(pushSubscription.personId, personId),
      ),
    )
    .returning({ id: pushSubscription.id })
  return rows.length === 1
}

export async function keysOf(db: Reads, institutionId: string) {
  const [row] = await db.select().from(pushKey).where(eq(pushKey.institutionId, institutionId))
  return row
}

/** Two servers may make keys at the same moment: the first pair stays. */
export async function insertKeys(tx: Tx, row: typeof pushKey.$inferInsert): Promise<void> {
  await tx.insert(pushKey).values(row).onConflictDoNothing()
}
