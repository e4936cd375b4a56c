import { dayOf } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../contract/app-error.ts'
import type { Actor } from '../../../contract/roles.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { activeAppointments } from '../../people/index.ts'
import { todayAt } from '../../programs/index.ts'
import { institutionOrThrow } from '../facts/load.ts'
import type { myCalls, PersonCallView } from './now-contract.ts'
import { endRequest, insertRequest, requestById } from './now-store.ts'
import { callOf, type PersonCall } from './person-calls.ts'
import { poolsOf, requestsBetween } from './store.ts'
import { startOfDayAt } from './zones.ts'

export const personCallView = (call: PersonCall): PersonCallView => ({
  id: call.id,
  scheduleId: call.scheduleId,
  onDay: call.onDay,
  startAt: call.startAt.toISOString(),
  endAt: call.endAt.toISOString(),
  timeZone: call.timeZone,
  poolName: call.poolName,
  shiftName: call.shiftName,
  shiftCode: call.shiftCode,
  kind: call.kind,
  tint: call.tint,
})

const farAhead = new Date('2400-01-01T00:00:00Z')

/** One person's calls that are not over on a day, in order. */
export async function callsFrom(
  db: Reads,
  institutionId: string,
  personId: string,
  fromAt: Date,
): Promise<PersonCall[]> {
  return callOf(db, institutionId, [personId], fromAt, farAhead)
}

export async function mine(platform: Platform, guard: Guard, actor: Actor): Promise<RouteAnswer<typeof myCalls>> {
  guard.require({ personId: actor.personId })
  const db = platform.database.drizzle
  const { institutionId, personId } = actor
  const institution = await institutionOrThrow(db, institutionId)
  const today = todayAt(institution, platform.now())
  const calls = await callsFrom(db, institutionId, personId, startOfDayAt(institution.timeZone, dayOf(today) - 7))
  const requests = await requestsBetween(db, institutionId, { startOn: today, endOn: '2400-12-31' }, [personId])
  const held = await activeAppointments(db, institutionId, {
    startOn: today,
    endOn: '2400-12-31',
    personIds: [personId],
  })
  const programIds = new Set(held.map(({ programId }) => programId))
  const pools = (await poolsOf(db, institutionId, null)).filter((pool) =>
    pool.programIds.some((id) => programIds.has(id)),
  )
  return {
    today,
    calls: calls.map(personCallView),
    requests: requests.map(({ id, startOn, endOn, poolId, wish, note }) => ({
      id,
      startOn,
      endOn,
      poolId,
      wish,
      note,
    })),
    pools: pools.map(({ id, name }) => ({ id, name })),
  }
}

const mostRequests = 60

async function programsOfPerson(db: Reads, institutionId: string, personId: string, today: string): Promise<string[]> {
  const held = await activeAppointments(db, institutionId, {
    startOn: today,
    endOn: '2400-12-31',
    personIds: [personId],
  })
  return held.map(({ programId }) => programId)
}

export async function ask(
  platform: Platform,
  guard: Guard,
  who: Who,
  body: {
    personId: string
    poolId: string | null
    startOn: string
    endOn: string
    wish: 'cannot' | 'prefer-not' | 'want'
    note: string
  },
): Promise<{ id: string }> {
  const { institutionId } = who
  const db = platform.database.drizzle
  const today = todayAt(await institutionOrThrow(db, institutionId), platform.now())
  guard.require({
    personId: body.personId,
    programIds: await programsOfPerson(db, institutionId, body.personId, today),
  })
  if (body.endOn < today)
    throw new AppError('invalid', 'These days are over.', {
      problems: [{ path: 'endOn', sentence: 'Choose a day to come.' }],
    })
  if (dayOf(body.endOn) - dayOf(body.startOn) > 60)
    throw new AppError('invalid', 'One wish is about two months at most. For a longer absence ask for leave.', {
      problems: [{ path: 'endOn', sentence: 'Choose a day within two months.' }],
    })
  const id = randomUUID()
  await write(platform, who, async (tx) => {
    const standing = await requestsBetween(tx, institutionId, { startOn: today, endOn: '2400-12-31' }, [body.personId])
    if (standing.length >= mostRequests)
      throw new AppError('conflict', `There are ${mostRequests} wishes about call already. Take one back first.`)
    await insertRequest(tx, { institutionId, id, ...body, createdAt: platform.now() })
    tx.record({
      action: 'call.ask',
      entity: 'person',
      entityId: body.personId,
      after: { ...body, personId: undefined },
    })
  })
  return { id }
}

export async function takeBack(platform: Platform, guard: Guard, who: Who, requestId: string): Promise<void> {
  const { institutionId } = who
  const db = platform.database.drizzle
  const request = await requestById(db, institutionId, requestId)
  if (request === undefined) throw notFound('wish')
  const today = todayAt(await institutionOrThrow(db, institutionId), platform.now())
  guard.require({
    personId: request.personId,
    programIds: await programsOfPerson(db, institutionId, request.personId, today),
  })
  await write(platform, who, async (tx) => {
    await endRequest(tx, institutionId, requestId, platform.now())
    const { startOn, endOn, wish } = request
    tx.record({
      action: 'call.ask-withdraw',
      entity: 'person',
      entityId: request.personId,
      before: { startOn, endOn, wish },
    })
  })
}
