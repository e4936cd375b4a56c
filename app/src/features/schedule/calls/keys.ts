import { createHash, randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import { newToken, tokenHash } from '../../../platform/auth/secrets.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { peopleByIds } from '../../people/index.ts'
import { changesSoFar } from '../blocks/store.ts'
import { calendarFile } from '../blocks/calendar-file.ts'
import { endKey, insertKey, keyByHash, type KeyRow, keysOf } from './now-store.ts'
import type { createCallKey, listCallKeys } from './now-contract.ts'
import { onCallIn } from './now.ts'
import { currentBetween, poolsOf, shiftsOf } from './store.ts'

const keyView = ({ id, poolId, label, createdBy, createdAt }: KeyRow) => ({
  id,
  poolId,
  label,
  createdBy,
  createdAt: createdAt.toISOString(),
})

export async function keysSeen(
  platform: Platform,
  guard: Guard,
  institutionId: string,
): Promise<RouteAnswer<typeof listCallKeys>> {
  const db = platform.database.drizzle
  const scope = guard.scope()
  const pools = new Map((await poolsOf(db, institutionId, null)).map((pool) => [pool.id, pool]))
  const keys = (await keysOf(db, institutionId)).filter(({ poolId }) => {
    const pool = pools.get(poolId)
    return pool !== undefined && (scope.institution || scope.programIds.includes(pool.programId))
  })
  return { keys: keys.map(keyView) }
}

/** Makes a key. It is in this answer and nowhere else: only its hash is kept. */
export async function giveKey(
  platform: Platform,
  guard: Guard,
  who: Who,
  { poolId, label }: { poolId: string; label: string },
  origin: string,
): Promise<RouteAnswer<typeof createCallKey>> {
  const { institutionId } = who
  const [pool] = await poolsOf(platform.database.drizzle, institutionId, [poolId])
  if (pool === undefined || pool.archivedAt !== null) throw notFound('call pool')
  guard.require({ programIds: [pool.programId] })
  const key = newToken()
  const row: KeyRow = {
    institutionId,
    id: randomUUID(),
    poolId,
    keyHash: tokenHash(key),
    label,
    createdBy: who.name,
    createdAt: platform.now(),
    revokedAt: null,
  }
  await write(platform, who, async (tx) => {
    await insertKey(tx, row)
    tx.record({
      action: 'call.key-create',
      entity: 'call-key',
      entityId: row.id,
      programId: pool.programId,
      after: { poolId, label },
    })
  })
  const base = `${platform.config.PUBLIC_URL || origin}/call/${key}`
  return { ...keyView(row), jsonUrl: `${base}/now.json`, calendarUrl: `${base}/calendar.ics` }
}

export async function revokeKey(platform: Platform, guard: Guard, who: Who, keyId: string): Promise<void> {
  const db = platform.database.drizzle
  const row = (await keysOf(db, who.institutionId)).find(({ id }) => id === keyId)
  if (row === undefined) throw notFound('key')
  const [pool] = await poolsOf(db, who.institutionId, [row.poolId])
  guard.require({ programIds: pool ? [pool.programId] : [] })
  await write(platform, who, async (tx) => {
    await endKey(tx, who.institutionId, keyId, platform.now())
    tx.record({
      action: 'call.key-revoke',
      entity: 'call-key',
      entityId: keyId,
      programId: pool?.programId ?? null,
      before: { poolId: row.poolId, label: row.label },
    })
    known.get(platform.database)?.delete(row.keyHash.toString('base64'))
  })
}

interface Opened {
  readonly institutionId: string
  readonly poolId: string
  readonly seq: number
  checkedAt: number
}

/** Keys seen lately, so that hundreds of questions a second are not hundreds of look-ups; a revoked one is out within a second. */
const known = new WeakMap<Platform['database'], Map<string, Opened>>()
const trustMilliseconds = 500
const knownAtMost = 5000

async function opened(platform: Platform, key: string): Promise<Opened> {
  const { database } = platform
  let ofDatabase = known.get(database)
  if (ofDatabase === undefined) known.set(database, (ofDatabase = new Map()))
  const keyHash = tokenHash(key)
  const name = keyHash.toString('base64')
  const entry = ofDatabase.get(name)
  const clock = performance.now()
  if (entry !== undefined) {
    if (clock - entry.checkedAt < trustMilliseconds) return entry
    if ((await changesSoFar(database.drizzle, entry.institutionId)) === entry.seq) {
      entry.checkedAt = clock
      return entry
    }
    ofDatabase.delete(name)
  }
  const row = await keyByHash(database.drizzle, keyHash)
  if (row === undefined) throw new AppError('not-found', 'This address is not in use (any more).')
  const { institutionId, poolId } = row
  const fresh = { institutionId, poolId, seq: await changesSoFar(database.drizzle, institutionId), checkedAt: clock }
  if (ofDatabase.size >= knownAtMost) ofDatabase.clear()
  ofDatabase.set(name, fresh)
  return fresh
}

/** Who is on call, behind a key. An unknown key is not told from a revoked one. */
export async function nowBehindKey(platform: Platform, key: string) {
  const { institutionId, poolId } = await opened(platform, key)
  const now = await onCallIn(platform, institutionId, poolId)
  if (now === undefined) throw new AppError('not-found', 'This address is not in use (any more).')
  return now
}

const daysBack = 31
const daysAhead = 400
const dayMilliseconds = 24 * 60 * 60_000

/** A pool's calls as a calendar. An event keeps its name while the same person is on the same shift of the day. */
export async function calendarBehindKey(platform: Platform, key: string): Promise<{ body: string; etag: string }> {
  const { institutionId, poolId } = await opened(platform, key)
  const db = platform.database.drizzle
  const now = await onCallIn(platform, institutionId, poolId)
  const [pool] = await poolsOf(db, institutionId, [poolId])
  if (now === undefined || pool === undefined) throw new AppError('not-found', 'This address is not in use (any more).')
  const at = Date.parse(now.at)
  const rows = await currentBetween(db, institutionId, {
    poolIds: [poolId],
    fromAt: new Date(at - daysBack * dayMilliseconds),
    untilAt: new Date(at + daysAhead * dayMilliseconds),
  })
  const shifts = new Map((await shiftsOf(db, institutionId, [poolId])).map((shift) => [shift.id, shift]))
  const people = await peopleByIds(db, institutionId, [...new Set(rows.map(({ personId }) => personId))])
  const entries = rows.map((row) => {
    const person = people.get(row.personId)
    return {
      uid: `${row.shiftId}-${row.onDay}-${row.personId}-${row.startAt.getTime()}@gradus`,
      title: `${person ? `${person.givenName} ${person.familyName}` : ''}: ${shifts.get(row.shiftId)?.name ?? pool.name}`,
      startAt: row.startAt,
      endAt: row.endAt,
      location: now.siteName,
      description: pool.name,
      sequence: row.publishedIn ?? 0,
      changedAt: row.startAt,
    }
  })
  const body = calendarFile(pool.name, entries)
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` }
}
