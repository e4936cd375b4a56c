import { dayAt, isoOf } from '@gradus/rules'
import type { RouteAnswer } from '../../../contract/route.ts'
import { AppError, notFound } from '../../../contract/app-error.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { activeAppointments, leavesBetween, peopleByIds } from '../../people/index.ts'
import { programsOf } from '../../programs/index.ts'
import { institutionOrThrow } from '../facts/load.ts'
import { nowAt } from '../absences/index.ts'
import { callPools, callScheduleById, changeCallRecord, currentAssignments, zoneOf } from '../calls/index.ts'
import { judge, publishedBook } from './book.ts'
import type { applyRepair, repairPeople, RepairView } from './contract.ts'
import { inTurn } from './in-turn.ts'
import * as store from './store.ts'

const weeksAhead = 6
const dayMilliseconds = 86_400_000

/** Whose call to come may need somebody else: those who are away on it first. */
export async function peopleOnCall(
  platform: Platform,
  guard: Guard,
  institutionId: string,
): Promise<RouteAnswer<typeof repairPeople>> {
  const db = platform.database.drizzle
  const scope = guard.scope()
  const institution = await institutionOrThrow(db, institutionId)
  const now = nowAt(institution, platform.now())
  const untilAt = new Date(now.getTime() + weeksAhead * 7 * dayMilliseconds)
  const programs = await programsOf(db, institutionId, scope.institution ? null : scope.programIds)
  const zone = zoneOf(institution.timeZone)
  const dayOn = (at: Date) => isoOf(dayAt(zone, Math.floor(at.getTime() / 60_000)))
  const days = { startOn: dayOn(now), endOn: dayOn(untilAt) }
  const held = await activeAppointments(db, institutionId, { ...days, programIds: programs.map(({ id }) => id) })
  const names = new Map(held.map((row) => [row.personId, `${row.givenName} ${row.familyName}`]))
  const personIds = [...names.keys()]
  const calls = await currentAssignments(db, institutionId, { personIds, fromAt: now, untilAt })
  const leaves = await leavesBetween(db, institutionId, personIds, days)
  const people = personIds.flatMap((personId) => {
    const own = calls.filter((call) => call.personId === personId)
    const [next] = own
    if (next === undefined) return []
    const away = leaves.find(
      (leave) => leave.personId === personId && own.some(({ onDay }) => leave.startOn <= onDay && onDay <= leave.endOn),
    )
    const within = away === undefined ? [] : own.filter(({ onDay }) => away.startOn <= onDay && onDay <= away.endOn)
    const firstAt = within[0]?.startAt
    const lastAt = within.at(-1)?.endAt
    return [
      {
        personId,
        personName: names.get(personId) ?? '',
        nextAt: next.startAt.toISOString(),
        nextEndAt: next.endAt.toISOString(),
        awayOn:
          away === undefined || firstAt === undefined || lastAt === undefined
            ? null
            : {
                startOn: away.startOn,
                endOn: away.endOn,
                fromAt: (firstAt > now ? firstAt : now).toISOString(),
                untilAt: lastAt.toISOString(),
              },
      },
    ]
  })
  return {
    now: now.toISOString(),
    timeZone: institution.timeZone,
    people: people.toSorted(
      (a, b) => Number(b.awayOn !== null) - Number(a.awayOn !== null) || a.personName.localeCompare(b.personName, 'en'),
    ),
  }
}

/** Writes a proposal into the record. It is judged once more; what breaks a rule needs a reason. */
export function applyProposal(
  platform: Platform,
  guard: Guard,
  who: Who,
  asked: { personId: string; parts: RepairView['parts']; reason: string },
): Promise<RouteAnswer<typeof applyRepair>> {
  const { institutionId } = who
  const { parts, personId, reason } = asked
  return inTurn(institutionId, async () => {
    const db = platform.database.drizzle
    const leaving = parts.flatMap(({ remove }) => remove)
    const poolIds = [
      ...new Set([
        ...parts.flatMap(({ add }) => add.map(({ poolId }) => poolId)),
        ...(await store.poolsOfCalls(db, institutionId, leaving)),
      ]),
    ].toSorted((a, b) => (a < b ? -1 : 1))
    const pools = await callPools(db, institutionId, poolIds)
    if (pools.length === 0 || pools.length !== poolIds.length) throw notFound('call pool')
    for (const pool of pools) guard.require({ programIds: [...pool.programIds] })
    for (const { scheduleId, expectedVersion } of parts) {
      const schedule = await callScheduleById(db, institutionId, scheduleId)
      if (schedule === undefined || schedule.state !== 'published') throw notFound('published call schedule')
      if (schedule.version !== expectedVersion)
        throw new AppError('stale', 'The call changed since this was proposed. Look for repairs again.', {
          current: { scheduleId, version: schedule.version },
        })
    }
    const person = (await peopleByIds(db, institutionId, [personId])).get(personId)
    if (person === undefined) throw notFound('person')
    const name = `${person.givenName} ${person.familyName}`
    const added = parts.flatMap(({ add }) => add.map(readCall))
    const change = { remove: leaving, add: added }
    const book = await publishedBook(
      platform,
      institutionId,
      poolIds,
      added.map(({ onDay }) => onDay),
    )
    const { violations } = judge(book, change)
    if (violations.length > 0 && reason === '')
      throw new AppError('invalid', `${violations[0]!} To do it all the same, say why.`, {
        problems: [{ path: 'reason', sentence: `${violations[0]!} To do it all the same, say why.` }],
      })
    return write(platform, who, async (tx) => {
      const written = await changeCallRecord(tx, who, {
        now: platform.now(),
        cause: 'repair',
        reason: reason === '' ? `${name} is out.` : `${name} is out. ${reason}`,
        reasonCode: 'illness',
        parts: parts.map((part) => ({ ...part, add: part.add.map(readCall) })),
      })
      for (const offer of await store.offersResting(tx, institutionId, change.remove))
        await store.updateOffer(tx, offer, { state: 'overtaken', sentence: 'The call was handed on meanwhile.' })
      return {
        notified: written.notified,
        sentences: written.schedules.flatMap(({ changes }) => changes.map(({ sentence }) => sentence)),
      }
    })
  })
}

type Part = RepairView['parts'][number]
const readCall = ({ startAt, endAt, ...call }: Part['add'][number]) => ({
  ...call,
  ...(startAt === undefined ? {} : { startAt: new Date(startAt) }),
  ...(endAt === undefined ? {} : { endAt: new Date(endAt) }),
})
