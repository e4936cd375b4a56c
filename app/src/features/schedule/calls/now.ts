import type { RouteAnswer } from '../../../contract/route.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { groupBy } from '../../../platform/group-by.ts'
import { peopleByIds } from '../../people/index.ts'
import { curriculaInForce } from '../../programs/index.ts'
import { changesSoFar } from '../blocks/store.ts'
import { institutionOrThrow } from '../facts/load.ts'
import type { callNow, OnCall, PoolNow } from './now-contract.ts'
import { currentBetween, type Pool, poolsOf, shiftsOf } from './store.ts'
import { nowAtInstitution } from './zones.ts'

const hour = 3_600_000
const weekHours = 7 * 24
/** What is kept reaches a day further on both sides, so that it serves a day without being loaded again. */
const slackHours = 24

interface Moment {
  readonly startAt: number
  readonly endAt: number
  readonly view: OnCall
}

interface Kept {
  readonly seq: number
  readonly fromAt: number
  readonly untilAt: number
  readonly pools: ReadonlyMap<string, Pool>
  readonly siteNames: ReadonlyMap<string, string>
  /** By pool, in order of time. */
  readonly moments: ReadonlyMap<string, readonly Moment[]>
  /** Of a demo institution that stands still: how far its clock is from the real one. */
  readonly zone: { readonly timeZone: string; readonly fixedToday: string | null }
}

interface Entry {
  kept: Promise<Kept>
  checkedAt: number
  checking: Promise<void> | null
}

const entries = new WeakMap<Platform['database'], Map<string, Entry>>()
/** How long an answer may be given without asking whether something was written meanwhile, here or by another server. */
const trustMilliseconds = 250

/**
 * Two weeks of who is on call, kept in memory: asked hundreds of times a second by paging systems, and changed a few times a day. Every
 * write is audited, so the number of the last event tells whether anything happened; it is looked at a few times a second at most.
 */
async function keptWindow(platform: Platform, institutionId: string): Promise<Kept> {
  const { database } = platform
  let ofDatabase = entries.get(database)
  if (ofDatabase === undefined) entries.set(database, (ofDatabase = new Map()))
  let entry = ofDatabase.get(institutionId)
  const clock = performance.now()
  if (entry === undefined) {
    const fresh: Entry = { kept: load(platform, institutionId), checkedAt: clock, checking: null }
    ofDatabase.set(institutionId, fresh)
    fresh.kept.catch(() => ofDatabase.delete(institutionId))
    return fresh.kept
  }
  const isTrusted = clock - entry.checkedAt <= trustMilliseconds && !isFar(await entry.kept, platform)
  if (!isTrusted) {
    const stale = entry
    stale.checking ??= refresh(platform, institutionId, stale).finally(() => {
      stale.checking = null
    })
    await stale.checking
    entry = stale
  }
  return entry.kept
}

/** Whether the time has left what was loaded. */
function isFar({ zone, fromAt, untilAt }: Kept, platform: Platform): boolean {
  const at = nowAtInstitution(zone, platform.now())
  return at - weekHours * hour < fromAt || at + weekHours * hour > untilAt
}

async function refresh(platform: Platform, institutionId: string, entry: Entry): Promise<void> {
  const kept = await entry.kept
  const seq = await changesSoFar(platform.database.drizzle, institutionId)
  if (seq !== kept.seq || isFar(kept, platform)) entry.kept = load(platform, institutionId)
  await entry.kept
  entry.checkedAt = performance.now()
}

async function load(platform: Platform, institutionId: string): Promise<Kept> {
  const db = platform.database.drizzle
  // The number first: what is written while the rest is read counts as news.
  const seq = await changesSoFar(db, institutionId)
  const { timeZone, fixedToday } = await institutionOrThrow(db, institutionId)
  const zone = { timeZone, fixedToday }
  const at = nowAtInstitution(zone, platform.now())
  const fromAt = at - (weekHours + slackHours) * hour
  const untilAt = at + (weekHours + slackHours) * hour
  const pools = await poolsOf(db, institutionId, null)
  const rows = await currentBetween(db, institutionId, {
    poolIds: pools.map(({ id }) => id),
    fromAt: new Date(fromAt),
    untilAt: new Date(untilAt),
  })
  const shifts = new Map(
    (await shiftsOf(db, institutionId, [...new Set(rows.map(({ poolId }) => poolId))])).map((shift) => [
      shift.id,
      shift,
    ]),
  )
  const people = await peopleByIds(db, institutionId, [...new Set(rows.map(({ personId }) => personId))])
  const curricula = await curriculaInForce(
    db,
    institutionId,
    [...new Set(pools.map(({ programId }) => programId))],
    new Date(at).toISOString().slice(0, 10),
  )
  const siteNames = new Map(
    pools.flatMap((pool) => {
      const sites = curricula.get(pool.programId)?.definition.sites ?? []
      const site = sites.find(({ id }) => id === pool.siteId)
      return site === undefined ? [] : [[pool.id, site.name] as const]
    }),
  )
  const moments = rows.map((row) => {
    const person = people.get(row.personId)
    return {
      poolId: row.poolId,
      startAt: row.startAt.getTime(),
      endAt: row.endAt.getTime(),
      view: {
        personName: person ? `${person.givenName} ${person.familyName}` : '',
        shiftName: shifts.get(row.shiftId)?.name ?? '',
        startAt: row.startAt.toISOString(),
        endAt: row.endAt.toISOString(),
      },
    }
  })
  return {
    seq,
    fromAt,
    untilAt,
    pools: new Map(pools.map((pool) => [pool.id, pool])),
    siteNames,
    moments: groupBy(moments, ({ poolId }) => poolId),
    zone,
  }
}

/** A pool as of an instant. Whoever's shift begins at that very instant is on; whoever's ends then is not. */
function poolAt(kept: Kept, pool: Pool, at: number): PoolNow {
  const all = (kept.moments.get(pool.id) ?? []).filter(
    ({ startAt, endAt }) => endAt > at - weekHours * hour && startAt < at + weekHours * hour,
  )
  const now = all.filter(({ startAt, endAt }) => startAt <= at && at < endAt)
  const later = all.filter(({ startAt }) => startAt > at)
  const changes = [...now.map(({ endAt }) => endAt), ...later.map(({ startAt }) => startAt)]
  const nextAt = later[0]?.startAt
  const viewsOf = (moments: readonly Moment[]): OnCall[] => moments.map(({ view }) => view)
  return {
    poolId: pool.id,
    name: pool.name,
    code: pool.code,
    kind: pool.kind,
    siteName: kept.siteNames.get(pool.id) ?? null,
    timeZone: pool.timeZone,
    at: new Date(at).toISOString(),
    changesAt: changes.length === 0 ? null : new Date(Math.min(...changes)).toISOString(),
    now: viewsOf(now),
    next: viewsOf(later.filter(({ startAt }) => startAt === nextAt)),
    past: viewsOf(all.filter(({ endAt }) => endAt <= at)),
    coming: viewsOf(later),
  }
}

/** Who is on call in one pool; undefined when there is no such pool. */
export async function onCallIn(
  platform: Platform,
  institutionId: string,
  poolId: string,
): Promise<PoolNow | undefined> {
  const kept = await keptWindow(platform, institutionId)
  const pool = kept.pools.get(poolId)
  return pool && poolAt(kept, pool, nowAtInstitution(kept.zone, platform.now()))
}

export async function onCallNow(
  platform: Platform,
  guard: Guard,
  institutionId: string,
): Promise<RouteAnswer<typeof callNow>> {
  const scope = guard.scope()
  const kept = await keptWindow(platform, institutionId)
  const at = nowAtInstitution(kept.zone, platform.now())
  const pools = [...kept.pools.values()].filter(
    ({ programIds }) => scope.institution || programIds.some((id) => scope.programIds.includes(id)),
  )
  return { at: new Date(at).toISOString(), pools: pools.map((pool) => poolAt(kept, pool, at)) }
}
