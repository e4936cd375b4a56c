import { dayOf, type Day } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../contract/app-error.ts'
import type { Who, WriteTx } from '../../../platform/audit/write.ts'
import { groupBy } from '../../../platform/group-by.ts'
import { tellOfCalls } from './record-notices.ts'
import { changesInWords, type Names } from './record-words.ts'
import type { CallChanged } from './schema.ts'
import type { CallReason } from './settings.ts'
import {
  appendChange,
  endAssignments,
  insertAssignments,
  pinAssignments,
  publishAssignments,
  removeDraftAssignments,
} from './record-store.ts'
import {
  type Assignment,
  assignmentsOfSchedule,
  currentBetween,
  lockPeople,
  lockSchedules,
  poolsOf,
  publishedSchedulesOver,
  type Schedule,
  shiftsOf,
  updateSchedule,
} from './store.ts'
import { layerOf, mayOverlap } from './together.ts'
import { shortDay } from './words.ts'
import { dayThere, shiftInstants } from './zones.ts'

/** Somebody to be put on a shift. `startAt` and `endAt` only where it is a part of the shift. */
export interface NewCall {
  readonly poolId: string
  readonly shiftId: string
  readonly onDay: string
  readonly personId: string
  readonly startAt?: Date
  readonly endAt?: Date
  readonly pinned?: boolean
}

/** What changes in one schedule, and the version of it that was seen. */
export interface CallPart {
  readonly scheduleId: string
  readonly expectedVersion: number
  readonly remove: readonly string[]
  readonly add: readonly NewCall[]
  readonly pin?: { readonly ids: readonly string[]; readonly pinned: boolean }
}

export interface CallWrite {
  readonly now: Date
  readonly cause: 'solve' | 'edit' | 'swap' | 'repair'
  readonly reason: string
  readonly reasonCode?: CallReason | null
  /** Traits of a move, for the patterns of reasons: asked for each change. */
  readonly traitsOf?: (change: Omit<CallChanged, 'traits' | 'sentence'>) => string[]
  /** One for each schedule touched: a swap across two months has two. */
  readonly parts: readonly CallPart[]
}

export interface CallWritten {
  readonly schedules: readonly {
    readonly scheduleId: string
    readonly version: number
    readonly changes: readonly CallChanged[]
  }[]
  readonly added: readonly Assignment[]
  readonly notified: number
}

/**
 * The only way in which calls of a schedule change, drafts included. Holds the schedules and the people, refuses what is stale (409)
 * and what would put somebody in two places, keeps what was in force before, writes the change in words, and tells those whose published
 * call changes. Runs inside the caller's write, whose other work it shares; records one audit event for each schedule.
 */
export async function changeCallRecord(tx: WriteTx, who: Who, asked: CallWrite): Promise<CallWritten> {
  const { institutionId } = who
  const schedules = await held(tx, institutionId, asked.parts)
  const poolIds = [...new Set([...schedules.values()].flatMap((schedule) => schedule.poolIds))]
  const pools = new Map((await poolsOf(tx, institutionId, poolIds)).map((pool) => [pool.id, pool]))
  const shifts = new Map((await shiftsOf(tx, institutionId, poolIds)).map((shift) => [shift.id, shift]))
  const rows = new Map<string, Assignment[]>()
  for (const schedule of schedules.values()) rows.set(schedule.id, await assignmentsOfSchedule(tx, schedule))
  const plans = asked.parts.map((part) => planOf(part, schedules.get(part.scheduleId)!, rows, { pools, shifts }))
  const touched = plans.flatMap(({ removed, added }) => [...removed, ...added].map(({ personId }) => personId))
  const people = await lockPeople(tx, institutionId, [...new Set(touched)])
  const names: Names = { pools, shifts, people }
  await refuseDouble(tx, institutionId, plans, rows, names)

  const written: CallWritten['schedules'][number][] = []
  const told: { changes: CallChanged[]; isPublished: boolean }[] = []
  for (const { schedule, removed } of plans)
    if (schedule.state === 'published') await endAssignments(tx, institutionId, ids(removed), schedule.version + 1)
    else await removeDraftAssignments(tx, institutionId, ids(removed))
  for (const { part, schedule, removed, added } of plans) {
    const version = schedule.version + 1
    await insertAssignments(tx, added)
    if (part.pin)
      await pinAssignments(tx, institutionId, pinnable(part.pin.ids, rows.get(schedule.id)!), part.pin.pinned)
    await updateSchedule(tx, schedule, {
      version,
      ...(asked.cause === 'solve' ? { solvedVersion: version } : {}),
    })
    const changes = changesInWords(removed, added, names, asked.traitsOf)
    if (changes.length > 0 || asked.reason !== '')
      await appendChange(tx, { ...signed(who, asked), scheduleId: schedule.id, version, changes })
    written.push({ scheduleId: schedule.id, version, changes })
    told.push({ changes, isPublished: schedule.state === 'published' })
    tx.record({
      // What happens to a draft leaves the record, and everything reckoned from it, as it is.
      action: asked.cause === 'edit' && schedule.state === 'draft' ? 'call.draft-edit' : `call.${asked.cause}`,
      entity: 'call-schedule',
      entityId: schedule.id,
      programId: pools.get(schedule.poolIds[0] ?? '')?.programId ?? null,
      before: { version: schedule.version },
      after: { version, changes: changes.slice(0, 50).map(({ sentence }) => sentence), changed: changes.length },
      ...(asked.reason === '' ? {} : { reason: asked.reason }),
    })
  }
  const notified = await tellOfCalls(
    tx,
    who,
    asked,
    told.filter(({ isPublished }) => isPublished).flatMap(({ changes }) => changes),
    startIn(names),
  )
  return { schedules: written, added: plans.flatMap(({ added }) => added), notified }
}

export interface CallPublication {
  readonly now: Date
  readonly scheduleId: string
  readonly expectedVersion: number
  readonly reason: string
}

/**
 * Makes a draft part of the record. Where its pools have calls in force on its days, those end in the schedules that brought them; who
 * stays on the same shift hears nothing.
 */
export async function publishCalls(tx: WriteTx, who: Who, asked: CallPublication): Promise<CallWritten> {
  const { institutionId } = who
  const draft = (await lockSchedules(tx, institutionId, [asked.scheduleId]))[0]
  if (draft === undefined) throw notFound('call schedule')
  if (draft.state !== 'draft') throw new AppError('conflict', `“${draft.name}” is ${draft.state} already.`)
  const others = await publishedSchedulesOver(tx, institutionId, draft.poolIds, draft)
  const older = (await lockSchedules(tx, institutionId, others)).filter(({ state }) => state === 'published')
  refuseStale(draft, asked.expectedVersion)
  const pools = new Map((await poolsOf(tx, institutionId, draft.poolIds)).map((pool) => [pool.id, pool]))
  const shifts = new Map((await shiftsOf(tx, institutionId, draft.poolIds)).map((shift) => [shift.id, shift]))
  const added = await assignmentsOfSchedule(tx, draft)
  const ending = new Map<string, Assignment[]>()
  for (const schedule of older) {
    const rows = await assignmentsOfSchedule(tx, schedule)
    const replaced = rows.filter(
      ({ poolId, onDay }) => draft.poolIds.includes(poolId) && draft.startOn <= onDay && onDay <= draft.endOn,
    )
    if (replaced.length > 0) ending.set(schedule.id, replaced)
  }
  const removed = [...ending.values()].flat()
  const people = await lockPeople(tx, institutionId, [
    ...new Set([...removed, ...added].map(({ personId }) => personId)),
  ])
  const names: Names = { pools, shifts, people }
  for (const schedule of older) {
    const rows = ending.get(schedule.id)
    if (rows === undefined) continue
    const version = schedule.version + 1
    await endAssignments(tx, institutionId, ids(rows), version)
    await updateSchedule(tx, schedule, { version })
    await appendChange(tx, {
      ...signed(who, { ...asked, cause: 'publish', reason: `Replaced by “${draft.name}”.` }),
      scheduleId: schedule.id,
      version,
      changes: [],
    })
    tx.record({
      action: 'call.replaced',
      entity: 'call-schedule',
      entityId: schedule.id,
      programId: pools.get(schedule.poolIds[0] ?? '')?.programId ?? null,
      before: { version: schedule.version },
      after: { version, ended: rows.length, by: draft.id },
    })
  }
  await refuseDouble(
    tx,
    institutionId,
    [{ removed, added, schedule: { ...draft, state: 'published' } }],
    new Map(),
    names,
  )
  const version = draft.version + 1
  await publishAssignments(tx, draft, version)
  await updateSchedule(tx, draft, { version, state: 'published', publishedAt: asked.now })
  const changes = changesInWords(removed, added, names)
  await appendChange(tx, { ...signed(who, { ...asked, cause: 'publish' }), scheduleId: draft.id, version, changes })
  tx.record({
    action: 'call.publish',
    entity: 'call-schedule',
    entityId: draft.id,
    programId: pools.get(draft.poolIds[0] ?? '')?.programId ?? null,
    before: { version: draft.version, state: 'draft' },
    after: { version, assignments: added.length, ended: removed.length },
    reason: asked.reason,
  })
  const notified = await tellOfCalls(
    tx,
    who,
    { ...asked, cause: 'publish', publishedName: draft.name },
    changes,
    startIn(names),
  )
  return { schedules: [{ scheduleId: draft.id, version, changes }], added, notified }
}

const startIn =
  ({ pools, shifts }: Names) =>
  ({ poolId, shiftId, onDay }: CallChanged): Date =>
    shiftInstants(pools.get(poolId)!.timeZone, dayOf(onDay), shifts.get(shiftId)!).startAt

const ids = (rows: readonly Assignment[]): string[] => rows.map(({ id }) => id)

const pinnable = (wanted: readonly string[], rows: readonly Assignment[]): string[] => {
  const known = new Set(ids(rows))
  return wanted.filter((id) => known.has(id))
}

const signed = (
  who: Who,
  {
    now,
    cause,
    reason,
    reasonCode,
  }: Pick<CallWrite, 'now' | 'reason' | 'reasonCode'> & { cause: CallWrite['cause'] | 'publish' },
) => ({
  institutionId: who.institutionId,
  cause,
  at: now,
  byPersonId: who.personId,
  by: who.name,
  reasonCode: reasonCode ?? null,
  reason,
})

function refuseStale(schedule: Schedule, expectedVersion: number): void {
  if (schedule.version !== expectedVersion)
    throw new AppError(
      'stale',
      `“${schedule.name}” was changed since you opened it. Look at it as it is now, and do it again where it still fits.`,
      { current: { scheduleId: schedule.id, version: schedule.version } },
    )
}

async function held(tx: WriteTx, institutionId: string, parts: readonly CallPart[]): Promise<Map<string, Schedule>> {
  const wanted = parts.map(({ scheduleId }) => scheduleId)
  const schedules = new Map((await lockSchedules(tx, institutionId, wanted)).map((row) => [row.id, row]))
  if (new Set(wanted).size !== wanted.length) throw new RangeError('A schedule is named twice in one change of call.')
  for (const { scheduleId, expectedVersion } of parts) {
    const schedule = schedules.get(scheduleId)
    if (schedule === undefined) throw notFound('call schedule')
    if (schedule.state === 'archived')
      throw new AppError('conflict', `“${schedule.name}” has been put away and no longer changes.`)
    refuseStale(schedule, expectedVersion)
  }
  return schedules
}

interface Plan {
  readonly part: CallPart
  readonly schedule: Schedule
  readonly removed: readonly Assignment[]
  readonly added: readonly Assignment[]
}

function planOf(
  part: CallPart,
  schedule: Schedule,
  rows: ReadonlyMap<string, readonly Assignment[]>,
  { pools, shifts }: Omit<Names, 'people'>,
): Plan {
  const own = new Map(rows.get(schedule.id)!.map((row) => [row.id, row]))
  const removed = part.remove.map((id) => {
    const row = own.get(id)
    if (row === undefined)
      throw new AppError(
        'stale',
        `A call that should change is not in “${schedule.name}” any more. Look at it as it is now.`,
        {
          current: { scheduleId: schedule.id, version: schedule.version },
        },
      )
    return row
  })
  const added = part.add.map((call): Assignment => {
    const pool = pools.get(call.poolId)
    const shift = shifts.get(call.shiftId)
    if (pool === undefined || !schedule.poolIds.includes(pool.id) || shift?.poolId !== pool.id)
      throw new AppError('invalid', `That shift does not belong to “${schedule.name}”.`)
    if (call.onDay < schedule.startOn || call.onDay > schedule.endOn)
      throw new AppError('invalid', `${shortDay(dayOf(call.onDay))} is outside of “${schedule.name}”.`)
    const whole = shiftInstants(pool.timeZone, dayOf(call.onDay), shift)
    const { startAt = whole.startAt, endAt = whole.endAt } = call
    if (!(whole.startAt <= startAt && startAt < endAt && endAt <= whole.endAt))
      throw new AppError('invalid', `A part of ${shift.name} lies within the shift and has a length.`)
    return {
      institutionId: schedule.institutionId,
      id: randomUUID(),
      scheduleId: schedule.id,
      poolId: pool.id,
      shiftId: shift.id,
      onDay: call.onDay,
      personId: call.personId,
      startAt,
      endAt,
      pinned: call.pinned ?? false,
      layer: layerOf(pool),
      publishedIn: schedule.state === 'published' ? schedule.version + 1 : null,
      replacedIn: null,
    }
  })
  return { part, schedule, removed, added }
}

/** Says who would be in two places, and where; the database's own constraint stands behind it. */
async function refuseDouble(
  tx: WriteTx,
  institutionId: string,
  plans: readonly Pick<Plan, 'schedule' | 'removed' | 'added'>[],
  rows: ReadonlyMap<string, readonly Assignment[]>,
  names: Names,
): Promise<void> {
  const going = new Set(plans.flatMap(({ removed }) => ids(removed)))
  const coming = plans.flatMap(({ added }) => added)
  for (const { personId } of coming) if (!names.people.has(personId)) throw notFound('person')
  if (coming.length === 0) return
  const published = plans.filter(({ schedule }) => schedule.state === 'published').flatMap(({ added }) => added)
  const standing = await currentBetween(tx, institutionId, {
    personIds: [...new Set(published.map(({ personId }) => personId))],
    fromAt: new Date(Math.min(...coming.map(({ startAt }) => startAt.getTime()))),
    untilAt: new Date(Math.max(...coming.map(({ endAt }) => endAt.getTime()))),
  })
  const pools = await withPools(tx, institutionId, names.pools, standing)
  const drafts = plans.flatMap(({ schedule }) => (schedule.state === 'draft' ? (rows.get(schedule.id) ?? []) : []))
  const byPerson = groupBy(
    [...standing, ...drafts].filter(({ id }) => !going.has(id)),
    ({ personId }) => personId,
  )
  for (const call of coming) {
    const own = byPerson.get(call.personId) ?? []
    const other = own.find(
      ({ startAt, endAt, poolId }) =>
        startAt < call.endAt && call.startAt < endAt && !mayOverlap(pools.get(poolId), pools.get(call.poolId)),
    )
    if (other !== undefined) throw twice(call, other, { ...names, pools })
    byPerson.set(call.personId, [...own, call])
  }
}

/** With the pools of other schedules that somebody has calls in. */
async function withPools(
  tx: WriteTx,
  institutionId: string,
  known: Names['pools'],
  calls: readonly Assignment[],
): Promise<Names['pools']> {
  const others = [...new Set(calls.map(({ poolId }) => poolId))].filter((id) => !known.has(id))
  if (others.length === 0) return known
  const more = await poolsOf(tx, institutionId, others)
  return new Map([...known, ...more.map((pool) => [pool.id, pool] as const)])
}

function twice(call: Assignment, other: Assignment, { pools, shifts, people }: Names): AppError {
  const day: Day = dayOf(call.onDay)
  const name = shifts.get(other.shiftId)?.name
  const pool = pools.get(other.poolId)
  const where = name === undefined ? 'another call' : `${name}${pool ? ` (${pool.name})` : ''}`
  return new AppError(
    'conflict',
    `${people.get(call.personId) ?? 'This person'} has ${where} on ${shortDay(pool ? dayThere(pool.timeZone, other.startAt) : day)} already and cannot be in two places.`,
  )
}
