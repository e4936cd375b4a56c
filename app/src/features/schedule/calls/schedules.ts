import { dayOf, type Day } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { todayOf } from '../../programs/index.ts'
import { openCallRuns } from '../scenarios/store.ts'
import { makeCall } from './policy.ts'
import type { callHistory, createCallSchedule, listCallSchedules, ScheduleSummary } from './schedules-contract.ts'
import { insertAssignments } from './record-store.ts'
import {
  currentBetween,
  historyOfSchedule,
  insertSchedule,
  lockSchedules,
  type Pool,
  poolsOf,
  type Schedule,
  scheduleById,
  schedulesOf,
  updateSchedule,
} from './store.ts'
import { startOfDayAt } from './zones.ts'

export const programsOfPools = (pools: readonly Pool[]): string[] => [
  ...new Set(pools.flatMap(({ programIds }) => programIds)),
]

export interface Opened {
  readonly schedule: Schedule
  readonly pools: readonly Pool[]
  readonly mayEdit: boolean
}

export async function scheduleOrThrow(db: Reads, institutionId: string, id: string): Promise<Schedule> {
  const schedule = await scheduleById(db, institutionId, id)
  if (schedule === undefined) throw notFound('call schedule')
  return schedule
}

/** A schedule for whoever may see it: published ones all of its programs, drafts only those who make call for one of them. */
export async function openSchedule(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  id: string,
): Promise<Opened> {
  const db = platform.database.drizzle
  const schedule = await scheduleOrThrow(db, institutionId, id)
  const pools = await poolsOf(db, institutionId, schedule.poolIds)
  const programIds = programsOfPools(pools)
  guard.require({ programIds })
  if (schedule.state !== 'published' && !guard.may(makeCall, { programIds })) throw notFound('call schedule')
  return { schedule, pools, mayEdit: mayEdit(guard, pools) }
}

const mayEdit = (guard: Guard, pools: readonly Pool[]): boolean =>
  pools.length > 0 && pools.every(({ programId }) => guard.may(makeCall, { programIds: [programId] }))

/** For a change: every owner of its pools must have given the right to it. */
export async function scheduleToChange(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  id: string,
): Promise<Opened> {
  const db = platform.database.drizzle
  const schedule = await scheduleOrThrow(db, institutionId, id)
  const pools = await poolsOf(db, institutionId, schedule.poolIds)
  for (const { programId } of pools) guard.require({ programIds: [programId] })
  if (schedule.state === 'archived')
    throw new AppError('conflict', `“${schedule.name}” has been put away and no longer changes.`)
  return { schedule, pools, mayEdit: true }
}

export const summaryOf = (
  schedule: Schedule,
  pools: readonly Pool[],
  runId: string | null,
  editable: boolean,
): ScheduleSummary => ({
  id: schedule.id,
  name: schedule.name,
  startOn: schedule.startOn,
  endOn: schedule.endOn,
  state: schedule.state,
  version: schedule.version,
  poolIds: [...schedule.poolIds],
  programIds: programsOfPools(pools),
  createdBy: schedule.createdBy,
  publishedAt: schedule.publishedAt?.toISOString() ?? null,
  runId,
  mayEdit: editable,
})

export async function schedulesSeen(
  platform: Platform,
  guard: Guard,
  institutionId: string,
): Promise<RouteAnswer<typeof listCallSchedules>> {
  const db = platform.database.drizzle
  const scope = guard.scope()
  const all = await schedulesOf(db, institutionId)
  const pools = new Map(
    (await poolsOf(db, institutionId, [...new Set(all.flatMap(({ poolIds }) => poolIds))])).map((pool) => [
      pool.id,
      pool,
    ]),
  )
  const runs = await openCallRuns(db, institutionId)
  return {
    today: await todayOf(platform, institutionId),
    schedules: all.flatMap((schedule) => {
      const own = schedule.poolIds.flatMap((id) => pools.get(id) ?? [])
      const programIds = programsOfPools(own)
      const isMine = scope.institution || programIds.some((id) => scope.programIds.includes(id))
      const isShown = schedule.state === 'published' || guard.may(makeCall, { programIds })
      return isMine && isShown ? [summaryOf(schedule, own, runs.get(schedule.id) ?? null, mayEdit(guard, own))] : []
    }),
  }
}

const longestDays = 372

export async function startSchedule(
  platform: Platform,
  guard: Guard,
  who: Who,
  asked: { name: string; startOn: string; endOn: string; poolIds: readonly string[]; from: 'empty' | 'record' },
): Promise<RouteAnswer<typeof createCallSchedule>> {
  const { institutionId } = who
  const poolIds = [...new Set(asked.poolIds)]
  const days: [Day, Day] = [dayOf(asked.startOn), dayOf(asked.endOn)]
  if (days[1] - days[0] >= longestDays)
    throw new AppError('invalid', 'A call schedule covers a year at most.', {
      problems: [{ path: 'endOn', sentence: 'Choose a day within a year of the first.' }],
    })
  const id = randomUUID()
  await write(platform, who, async (tx) => {
    const pools = await poolsOf(tx, institutionId, poolIds)
    if (pools.length !== poolIds.length || pools.some(({ archivedAt }) => archivedAt !== null))
      throw notFound('call pool')
    for (const { programId } of pools) guard.require({ programIds: [programId] })
    const row = {
      institutionId,
      id,
      name: asked.name,
      startOn: asked.startOn,
      endOn: asked.endOn,
      state: 'draft' as const,
      createdBy: who.name,
      createdAt: platform.now(),
    }
    await insertSchedule(tx, row, poolIds)
    if (asked.from === 'record') {
      const timeZone = pools[0]!.timeZone
      const rows = await currentBetween(tx, institutionId, {
        poolIds,
        fromAt: startOfDayAt(timeZone, days[0] - 1),
        untilAt: startOfDayAt(timeZone, days[1] + 2),
      })
      await insertAssignments(
        tx,
        rows
          .filter(({ onDay }) => asked.startOn <= onDay && onDay <= asked.endOn)
          .map((one) => ({ ...one, id: randomUUID(), scheduleId: id, publishedIn: null, replacedIn: null })),
      )
    }
    tx.record({
      action: 'call.schedule-create',
      entity: 'call-schedule',
      entityId: id,
      programId: pools[0]?.programId ?? null,
      after: { ...asked, poolIds },
    })
  })
  return { id }
}

export async function putScheduleAway(
  platform: Platform,
  guard: Guard,
  who: Who,
  id: string,
  expectedVersion: number,
): Promise<{ version: number }> {
  const { institutionId } = who
  const { pools } = await scheduleToChange(platform, guard, institutionId, id)
  await write(platform, who, async (tx) => {
    const [schedule] = await lockSchedules(tx, institutionId, [id])
    if (schedule?.state !== 'draft')
      throw new AppError('conflict', 'Only a draft can be put away: what was published stays in the record.')
    if (schedule.version !== expectedVersion)
      throw new AppError(
        'stale',
        'Somebody changed this draft since you opened it. Look at it before you put it away.',
        {
          current: { version: schedule.version },
        },
      )
    await updateSchedule(tx, schedule, { state: 'archived', version: expectedVersion + 1 })
    tx.record({
      action: 'call.schedule-archive',
      entity: 'call-schedule',
      entityId: id,
      programId: pools[0]?.programId ?? null,
      before: { state: 'draft' },
    })
  })
  return { version: expectedVersion + 1 }
}

const sentencesShown = 40

export async function historyOf(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  id: string,
): Promise<RouteAnswer<typeof callHistory>> {
  const { schedule } = await openSchedule(platform, guard, institutionId, id)
  const changes = await historyOfSchedule(platform.database.drizzle, institutionId, schedule.id)
  return {
    changes: changes.map(({ version, cause, at, by, reasonCode, reason, changes: all }) => ({
      version,
      cause,
      at: at.toISOString(),
      by,
      reasonCode,
      reason,
      sentences: all.slice(0, sentencesShown).map(({ sentence }) => sentence),
      changed: all.length,
    })),
  }
}
