import type { Actor } from '../../../contract/roles.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { peopleByIds } from '../../people/index.ts'
import {
  type CallAssignment,
  callAssignmentById,
  callOf,
  type CallPool,
  callPools,
  callShifts,
} from '../calls/index.ts'
import { AppError } from '../../../contract/app-error.ts'
import type { CallView, listSwaps, myCalls, OfferView } from './contract.ts'
import { institutionNow, readyFor, requireLegal } from './hand-over.ts'
import { closedReason } from './offers.ts'
import { decideSwaps } from './policy.ts'
import type { OfferRow } from './store.ts'
import * as store from './store.ts'

const yearMilliseconds = 366 * 86_400_000

interface Named {
  readonly pools: ReadonlyMap<string, CallPool>
  readonly views: ReadonlyMap<string, CallView>
  readonly names: ReadonlyMap<string, string>
}

/** Everything that offers are shown with, in a fixed number of queries but for the calls they name. */
async function namesFor(platform: Platform, institutionId: string, rows: readonly OfferRow[]): Promise<Named> {
  const db = platform.database.drizzle
  const ids = [
    ...new Set(rows.flatMap((row) => [row.assignmentId, ...(row.returnAssignmentId ? [row.returnAssignmentId] : [])])),
  ]
  const calls: CallAssignment[] = []
  for (const id of ids) {
    const call = await callAssignmentById(db, institutionId, id)
    if (call !== undefined) calls.push(call)
  }
  const poolIds = [...new Set(calls.map(({ poolId }) => poolId))]
  const pools = new Map((await callPools(db, institutionId, poolIds)).map((pool) => [pool.id, pool]))
  const shifts = new Map((await callShifts(db, institutionId, poolIds)).map((shift) => [shift.id, shift]))
  const people = await peopleByIds(db, institutionId, [
    ...new Set(rows.flatMap((row) => [row.personId, row.partnerId, row.acceptedBy].filter((id) => id !== null))),
  ])
  return {
    pools,
    names: new Map([...people].map(([id, row]) => [id, `${row.givenName} ${row.familyName}`])),
    views: new Map(
      calls.map((call) => {
        const pool = pools.get(call.poolId)
        return [
          call.id,
          {
            assignmentId: call.id,
            poolName: pool?.name ?? 'Call',
            poolCode: pool?.code ?? '',
            tint: pool?.tint ?? 0,
            shiftName: shifts.get(call.shiftId)?.name ?? 'Call',
            onDay: call.onDay,
            startAt: call.startAt.toISOString(),
            endAt: call.endAt.toISOString(),
            timeZone: pool?.timeZone ?? 'UTC',
          },
        ]
      }),
    ),
  }
}

/** Offers as their reader may act on them. */
export async function offerViews(
  platform: Platform,
  guard: Guard,
  actor: Actor,
  rows: readonly OfferRow[],
): Promise<OfferView[]> {
  const { institutionId, personId } = actor
  const { pools, names, views } = await namesFor(platform, institutionId, rows)
  const now = await institutionNow(platform, institutionId)
  const shown: OfferView[] = []
  for (const row of rows) {
    const call = views.get(row.assignmentId)
    const pool = pools.get(row.poolId)
    if (call === undefined || pool === undefined) continue
    const isOpen = row.state === 'open' && row.expiresAt > now
    const concernsMe = row.personId !== personId && (row.partnerId === null || row.partnerId === personId)
    const barred = isOpen && concernsMe ? await whyBarred(platform, row, personId) : null
    shown.push({
      id: row.id,
      kind: row.kind,
      state: row.state === 'open' && !isOpen ? 'expired' : row.state,
      call,
      fromAt: row.fromAt?.toISOString() ?? null,
      ownerId: row.personId,
      ownerName: names.get(row.personId) ?? '',
      partnerId: row.partnerId,
      partnerName: row.partnerId === null ? null : (names.get(row.partnerId) ?? ''),
      returned: row.returnAssignmentId === null ? null : (views.get(row.returnAssignmentId) ?? null),
      note: row.note,
      expiresAt: row.expiresAt.toISOString(),
      acceptedByName: row.acceptedBy === null ? null : (names.get(row.acceptedBy) ?? ''),
      sentence: row.sentence,
      version: row.version,
      abilities: {
        accept: isOpen && concernsMe && barred === null,
        decline: isOpen && row.partnerId === personId,
        cancel: row.personId === personId && (isOpen || row.state === 'accepted'),
        decide:
          row.state === 'accepted' &&
          row.personId !== personId &&
          row.acceptedBy !== personId &&
          guard.may(decideSwaps, { programIds: [pool.programId] }),
      },
      barred,
    })
  }
  return shown
}

/** The sentence of the refusal that taking it would meet now. */
async function whyBarred(platform: Platform, offer: OfferRow, personId: string): Promise<string | null> {
  try {
    requireLegal(await readyFor(platform, offer), personId)
    return null
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}

/** My published calls to come, each with the offer that waits. */
export async function callsOfMine(
  platform: Platform,
  guard: Guard,
  actor: Actor,
): Promise<RouteAnswer<typeof myCalls>> {
  const { institutionId, personId } = actor
  const db = platform.database.drizzle
  const now = await institutionNow(platform, institutionId)
  const calls = await callOf(db, institutionId, [personId], now, new Date(now.getTime() + yearMilliseconds))
  const pools = new Map(
    (await callPools(db, institutionId, [...new Set(calls.map(({ poolId }) => poolId))])).map((pool) => [
      pool.id,
      pool,
    ]),
  )
  const rows = (await store.offersOfPerson(db, institutionId, personId)).filter(
    (row) => row.personId === personId && ['open', 'accepted'].includes(row.state),
  )
  const offers = new Map((await offerViews(platform, guard, actor, rows)).map((view) => [view.call.assignmentId, view]))
  return {
    now: now.toISOString(),
    calls: calls.map((call) => {
      const pool = pools.get(call.poolId)
      return {
        assignmentId: call.id,
        poolName: call.poolName,
        poolCode: call.poolCode,
        tint: call.tint,
        shiftName: call.shiftName,
        onDay: call.onDay,
        startAt: call.startAt.toISOString(),
        endAt: call.endAt.toISOString(),
        timeZone: call.timeZone,
        needsApproval: pool?.settings.swapsNeedApproval ?? false,
        // While it lasts, the rest of it may still be given away.
        closed: pool === undefined ? null : closedReason(pool, call.startAt > now ? call.startAt : call.endAt, now),
        offer: offers.get(call.id) ?? null,
      }
    }),
  }
}

/** Offers to me, of mine, and the market of my programs' pools. */
export async function swapsFor(platform: Platform, guard: Guard, actor: Actor): Promise<RouteAnswer<typeof listSwaps>> {
  const { institutionId, personId } = actor
  const db = platform.database.drizzle
  const now = await institutionNow(platform, institutionId)
  const mine = await store.offersOfPerson(db, institutionId, personId)
  const programs = new Set(
    actor.grants.flatMap(({ role, programId }) => (role === 'trainee' && programId ? [programId] : [])),
  )
  const pools = (await callPools(db, institutionId, null)).filter(({ programIds }) =>
    programIds.some((programId) => programs.has(programId)),
  )
  const poolIds = pools.map(({ id }) => id)
  const open = await store.waitingOffers(db, institutionId, poolIds, 'open', now)
  const market = open.filter((row) => row.personId !== personId)
  const views = await offerViews(platform, guard, actor, [...mine, ...market])
  const known = new Set(mine.map(({ id }) => id))
  return {
    toMe: views.filter(({ id, ownerId }) => known.has(id) && ownerId !== personId),
    mine: views.filter(({ ownerId }) => ownerId === personId),
    market: views.filter(({ id }) => !known.has(id)),
  }
}

/** Swaps that wait for an approval of somebody who runs the pool's program. */
export async function approvalsFor(platform: Platform, guard: Guard, actor: Actor): Promise<{ waiting: OfferView[] }> {
  const db = platform.database.drizzle
  const scope = guard.scope()
  const pools = (await callPools(db, actor.institutionId, null)).filter(
    ({ programId }) => scope.institution || scope.programIds.includes(programId),
  )
  const now = await institutionNow(platform, actor.institutionId)
  const poolIds = pools.map(({ id }) => id)
  const rows = await store.waitingOffers(db, actor.institutionId, poolIds, 'accepted', now)
  return { waiting: await offerViews(platform, guard, actor, rows) }
}
