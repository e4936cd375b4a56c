import { dayOf } from '@gradus/rules'
import { notFound } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { barredReason, levelOfSeat, seatOn } from './eligible.ts'
import { judgeCallChange } from './judge.ts'
import { ledgerOf } from './ledger.ts'
import type { callCandidates } from './schedules-contract.ts'
import { scheduleToChange } from './schedules.ts'
import { bookOf } from './schedule-view.ts'

const order = { free: 0, breaks: 1, barred: 2 }

/**
 * Who could take a shift of a day: those whom nothing speaks against, who is furthest below their fair share first; then those whom a
 * rule speaks against, and those who may not be there, each with the reason.
 */
export async function candidatesFor(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  scheduleId: string,
  asked: { shiftId: string; onDay: string; instead?: string | undefined },
): Promise<RouteAnswer<typeof callCandidates>> {
  const { schedule } = await scheduleToChange(platform, guard, institutionId, scheduleId)
  const book = await bookOf(platform, schedule)
  const { facts, rows } = book
  const shift = facts.shiftById.get(asked.shiftId)
  const pool = shift && facts.pools.find(({ id }) => id === shift.poolId)
  if (shift === undefined || pool === undefined) throw notFound('shift')
  const on = dayOf(asked.onDay)
  const { shares } = await ledgerOf(
    platform,
    { institutionId, poolIds: schedule.poolIds, on },
    { poolIds: schedule.poolIds, range: book.range, rows },
  )
  const shareOf = new Map(shares.map((share) => [share.personId, share]))
  const there = new Set(
    rows
      .filter(({ shiftId, onDay, id }) => shiftId === shift.id && onDay === asked.onDay && id !== asked.instead)
      .map(({ personId }) => personId),
  )
  const replaced = rows.find(({ id }) => id === asked.instead)
  const candidates = [...facts.people.values()].flatMap((person) => {
    if (there.has(person.id) || person.id === replaced?.personId) return []
    const seat = seatOn(person, pool, on)
    if (seat === undefined) return []
    const barred = barredReason(facts, person, pool, shift, on)
    const verdict =
      barred !== null
        ? null
        : judgeCallChange(book, {
            remove: replaced ? [replaced.id] : [],
            add: [{ poolId: pool.id, shiftId: shift.id, onDay: asked.onDay, personId: person.id }],
          }).introduced.find(({ severity, personId }) => severity === 'violation' && personId === person.id)
    const share = shareOf.get(person.id)
    const iso = asked.onDay
    return [
      {
        personId: person.id,
        name: person.name,
        level: levelOfSeat(person, seat, on),
        status: barred !== null ? ('barred' as const) : verdict ? ('breaks' as const) : ('free' as const),
        reason: barred ?? verdict?.sentence ?? null,
        wish:
          person.requests.find(
            ({ startOn, endOn, poolId }) => startOn <= iso && iso <= endOn && (poolId === null || poolId === pool.id),
          )?.wish ?? null,
        points: share?.held.points ?? 0,
        fairPoints: share?.fair?.points ?? null,
      },
    ]
  })
  const above = (one: (typeof candidates)[number]): number => one.points - (one.fairPoints ?? one.points)
  return {
    candidates: candidates.toSorted(
      (a, b) =>
        order[a.status] - order[b.status] ||
        Number(a.wish === 'prefer-not') - Number(b.wish === 'prefer-not') ||
        above(a) - above(b) ||
        a.name.localeCompare(b.name),
    ),
  }
}
