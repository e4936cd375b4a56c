import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { person } from '../../people/schema.ts'
import {
  callAssignment,
  callChange,
  callEvent,
  callHoliday,
  callPool,
  callPoolProgram,
  callPrivilege,
  callRequest,
  callSchedule,
  callSchedulePool,
  callShift,
} from './schema.ts'
import { usualSettings } from './settings.ts'

export type Pool = typeof callPool.$inferSelect & { readonly programIds: readonly string[] }
export type Shift = typeof callShift.$inferSelect
export type Holiday = typeof callHoliday.$inferSelect
export type CallEvent = typeof callEvent.$inferSelect
export type Privilege = typeof callPrivilege.$inferSelect
export type CallRequest = typeof callRequest.$inferSelect
export type Schedule = typeof callSchedule.$inferSelect & { readonly poolIds: readonly string[] }
export type Assignment = typeof callAssignment.$inferSelect
export type Change = typeof callChange.$inferSelect

/** What is in force: published, and not replaced since. */
export const inForce = and(isNotNull(callAssignment.publishedIn), isNull(callAssignment.replacedIn))

/** Pools with the programs whose trainees may be on them, the owner first. `poolIds` null is all; archived ones only by id. */
export async function poolsOf(db: Reads, institutionId: string, poolIds: readonly string[] | null): Promise<Pool[]> {
  if (poolIds?.length === 0) return []
  const pools = await db
    .select()
    .from(callPool)
    .where(
      and(
        eq(callPool.institutionId, institutionId),
        poolIds === null ? isNull(callPool.archivedAt) : inArray(callPool.id, [...poolIds]),
      ),
    )
    .orderBy(asc(callPool.name), asc(callPool.id))
  const shared = await db.select().from(callPoolProgram).where(eq(callPoolProgram.institutionId, institutionId))
  return pools.map((pool) => ({
    ...pool,
    // What a stored pool lacks is as usual.
    settings: { ...usualSettings, ...pool.settings },
    programIds: [
      pool.programId,
      ...shared.flatMap(({ poolId, programId }) =>
        poolId === pool.id && programId !== pool.programId ? [programId] : [],
      ),
    ],
  }))
}

/** Shifts of pools, archived ones too: the record may name them. */
export async function shiftsOf(db: Reads, institutionId: string, poolIds: readonly string[]): Promise<Shift[]> {
  if (poolIds.length === 0) return []
  return db
    .select()
    .from(callShift)
    .where(and(eq(callShift.institutionId, institutionId), inArray(callShift.poolId, [...poolIds])))
    .orderBy(asc(callShift.startMinute), asc(callShift.code), asc(callShift.id))
}

export interface IsoRange {
  readonly startOn: string
  readonly endOn: string
}

export const holidaysBetween = (db: Reads, institutionId: string, range: IsoRange): Promise<Holiday[]> =>
  db
    .select()
    .from(callHoliday)
    .where(
      and(
        eq(callHoliday.institutionId, institutionId),
        isNull(callHoliday.removedAt),
        gte(callHoliday.onDay, range.startOn),
        lte(callHoliday.onDay, range.endOn),
      ),
    )
    .orderBy(asc(callHoliday.onDay))

export const eventsBetween = (db: Reads, institutionId: string, range: IsoRange): Promise<CallEvent[]> =>
  db
    .select()
    .from(callEvent)
    .where(
      and(
        eq(callEvent.institutionId, institutionId),
        isNull(callEvent.removedAt),
        lte(callEvent.startOn, range.endOn),
        gte(callEvent.endOn, range.startOn),
      ),
    )
    .orderBy(asc(callEvent.startOn), asc(callEvent.name))

export const privilegesOf = (db: Reads, institutionId: string): Promise<Privilege[]> =>
  db
    .select()
    .from(callPrivilege)
    .where(and(eq(callPrivilege.institutionId, institutionId), isNull(callPrivilege.revokedAt)))
    .orderBy(asc(callPrivilege.name), asc(callPrivilege.startOn))

/** Requests that share a day with the range; of some people, or of all. */
export async function requestsBetween(
  db: Reads,
  institutionId: string,
  range: IsoRange,
  personIds: readonly string[] | null,
): Promise<CallRequest[]> {
  if (personIds?.length === 0) return []
  return db
    .select()
    .from(callRequest)
    .where(
      and(
        eq(callRequest.institutionId, institutionId),
        isNull(callRequest.withdrawnAt),
        lte(callRequest.startOn, range.endOn),
        gte(callRequest.endOn, range.startOn),
        personIds === null ? undefined : inArray(callRequest.personId, [...personIds]),
      ),
    )
    .orderBy(asc(callRequest.startOn), asc(callRequest.id))
}

const poolIds = sql<string[]>`array(
  select pool_id from call_schedule_pool listed
  where listed.institution_id = call_schedule.institution_id and listed.schedule_id = call_schedule.id
  order by pool_id
)`
const scheduleColumns = {
  institutionId: callSchedule.institutionId,
  id: callSchedule.id,
  name: callSchedule.name,
  startOn: callSchedule.startOn,
  endOn: callSchedule.endOn,
  state: callSchedule.state,
  version: callSchedule.version,
  solvedVersion: callSchedule.solvedVersion,
  createdBy: callSchedule.createdBy,
  createdAt: callSchedule.createdAt,
  publishedAt: callSchedule.publishedAt,
  poolIds,
}

export const schedulesOf = (db: Reads, institutionId: string): Promise<Schedule[]> =>
  db
    .select(scheduleColumns)
    .from(callSchedule)
    .where(and(eq(callSchedule.institutionId, institutionId), ne(callSchedule.state, 'archived')))
    .orderBy(desc(callSchedule.startOn), desc(callSchedule.createdAt))
    .limit(400)

export async function scheduleById(db: Reads, institutionId: string, id: string): Promise<Schedule | undefined> {
  const [row] = await db
    .select(scheduleColumns)
    .from(callSchedule)
    .where(and(eq(callSchedule.institutionId, institutionId), eq(callSchedule.id, id)))
  return row
}

/** The schedules, each held until the transaction ends, always in the same order so that two writers never wait for each other. */
export async function lockSchedules(tx: WriteTx, institutionId: string, ids: readonly string[]): Promise<Schedule[]> {
  const wanted = and(eq(callSchedule.institutionId, institutionId), inArray(callSchedule.id, [...ids]))
  await tx.select({ id: callSchedule.id }).from(callSchedule).where(wanted).orderBy(asc(callSchedule.id)).for('update')
  return tx.select(scheduleColumns).from(callSchedule).where(wanted).orderBy(asc(callSchedule.id))
}

/** Published schedules of some pools that share a day with the range. */
export async function publishedSchedulesOver(
  db: Reads,
  institutionId: string,
  pools: readonly string[],
  range: IsoRange,
): Promise<string[]> {
  if (pools.length === 0) return []
  const rows = await db
    .selectDistinct({ id: callSchedule.id })
    .from(callSchedule)
    .innerJoin(
      callSchedulePool,
      and(
        eq(callSchedulePool.institutionId, callSchedule.institutionId),
        eq(callSchedulePool.scheduleId, callSchedule.id),
      ),
    )
    .where(
      and(
        eq(callSchedule.institutionId, institutionId),
        eq(callSchedule.state, 'published'),
        inArray(callSchedulePool.poolId, [...pools]),
        lte(callSchedule.startOn, range.endOn),
        gte(callSchedule.endOn, range.startOn),
      ),
    )
  return rows.map(({ id }) => id)
}

export async function insertSchedule(
  tx: WriteTx,
  row: typeof callSchedule.$inferInsert,
  pools: readonly string[],
): Promise<void> {
  await tx.insert(callSchedule).values(row)
  const { institutionId, id } = row
  await tx.insert(callSchedulePool).values(pools.map((poolId) => ({ institutionId, scheduleId: id, poolId })))
}

export async function updateSchedule(
  tx: WriteTx,
  { institutionId, id }: Pick<Schedule, 'institutionId' | 'id'>,
  fields: Partial<Pick<Schedule, 'name' | 'startOn' | 'state' | 'version' | 'solvedVersion' | 'publishedAt'>>,
): Promise<void> {
  await tx
    .update(callSchedule)
    .set(fields)
    .where(and(eq(callSchedule.institutionId, institutionId), eq(callSchedule.id, id)))
}

/** Rows of one schedule as it stands: the draft's, or those of the record that are in force. */
export const assignmentsOfSchedule = (
  db: Reads,
  { institutionId, id, state }: Pick<Schedule, 'institutionId' | 'id' | 'state'>,
): Promise<Assignment[]> =>
  db
    .select()
    .from(callAssignment)
    .where(
      and(
        eq(callAssignment.institutionId, institutionId),
        eq(callAssignment.scheduleId, id),
        state === 'published' ? inForce : isNull(callAssignment.publishedIn),
      ),
    )
    .orderBy(asc(callAssignment.startAt), asc(callAssignment.id))

export interface CurrentWanted {
  readonly poolIds?: readonly string[]
  readonly personIds?: readonly string[]
  /** Whatever shares a moment with this time. */
  readonly fromAt: Date
  readonly untilAt: Date
}

/** The longest shift: how far before a window one may begin that reaches into it. */
const longestMilliseconds = 2 * 24 * 60 * 60_000

/** What is in force in a window of time. */
export async function currentBetween(db: Reads, institutionId: string, wanted: CurrentWanted): Promise<Assignment[]> {
  if (wanted.poolIds?.length === 0 || wanted.personIds?.length === 0) return []
  return db
    .select()
    .from(callAssignment)
    .where(
      and(
        eq(callAssignment.institutionId, institutionId),
        inForce,
        wanted.poolIds ? inArray(callAssignment.poolId, [...wanted.poolIds]) : undefined,
        wanted.personIds ? inArray(callAssignment.personId, [...wanted.personIds]) : undefined,
        gte(callAssignment.startAt, new Date(wanted.fromAt.getTime() - longestMilliseconds)),
        gt(callAssignment.endAt, wanted.fromAt),
        lt(callAssignment.startAt, wanted.untilAt),
      ),
    )
    .orderBy(asc(callAssignment.startAt), asc(callAssignment.id))
}

export async function assignmentById(db: Reads, institutionId: string, id: string): Promise<Assignment | undefined> {
  const [row] = await db
    .select()
    .from(callAssignment)
    .where(and(eq(callAssignment.institutionId, institutionId), eq(callAssignment.id, id)))
  return row
}

/** Every version of a published schedule's rows: what is in force, and what was. */
export const historyOfSchedule = (db: Reads, institutionId: string, scheduleId: string): Promise<Change[]> =>
  db
    .select()
    .from(callChange)
    .where(and(eq(callChange.institutionId, institutionId), eq(callChange.scheduleId, scheduleId)))
    .orderBy(desc(callChange.version))
    .limit(300)

/** Hand edits, swaps and repairs since a moment, of schedules that hold one of the pools. */
export const changesSince = (db: Reads, institutionId: string, since: Date): Promise<Change[]> =>
  db
    .select()
    .from(callChange)
    .where(
      and(
        eq(callChange.institutionId, institutionId),
        gte(callChange.at, since),
        or(eq(callChange.cause, 'edit'), eq(callChange.cause, 'repair')),
      ),
    )
    .orderBy(desc(callChange.at))
    .limit(4000)

/** Holds the people until the transaction ends: two writers who would put one person in two places come one after the other. */
export async function lockPeople(
  tx: WriteTx,
  institutionId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: person.id, givenName: person.givenName, familyName: person.familyName })
    .from(person)
    .where(and(eq(person.institutionId, institutionId), inArray(person.id, [...ids])))
    .orderBy(asc(person.id))
    .for('no key update')
  return new Map(rows.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`]))
}

/** The programs that own the pools of a schedule. */
export async function poolOwners(db: Reads, institutionId: string, scheduleId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ programId: callPool.programId })
    .from(callSchedulePool)
    .innerJoin(
      callPool,
      and(eq(callPool.institutionId, callSchedulePool.institutionId), eq(callPool.id, callSchedulePool.poolId)),
    )
    .where(and(eq(callSchedulePool.institutionId, institutionId), eq(callSchedulePool.scheduleId, scheduleId)))
  return rows.map(({ programId }) => programId)
}
