import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, not, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { auditEvent, auditHead } from '../../platform/audit/schema.ts'
import type { WriteTx } from '../../platform/audit/write.ts'
import type { Reads } from '../../platform/db/index.ts'
import { roleGrant } from '../accounts/schema.ts'
import { person } from '../people/schema.ts'
import { callAssignment, callHoliday, callPool, callShift } from '../schedule/calls/schema.ts'
import { hourTimer, weekConfirmation, weekReopening, workPeriod } from './schema.ts'

export type PeriodRow = typeof workPeriod.$inferSelect
export type ReopeningRow = typeof weekReopening.$inferSelect
export type TimerRow = typeof hourTimer.$inferSelect

export interface Span {
  readonly startAt: Date
  readonly endAt: Date
}

/** Every version of the entries of people that touch a span, by entry in the order they were written. */
export async function versionsOf(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
  span: Span,
): Promise<PeriodRow[]> {
  if (personIds.length === 0) return []
  const touching = db
    .select({ entryId: workPeriod.entryId })
    .from(workPeriod)
    .where(
      and(
        eq(workPeriod.institutionId, institutionId),
        inArray(workPeriod.personId, [...personIds]),
        lt(workPeriod.startAt, span.endAt),
        gt(workPeriod.endAt, span.startAt),
      ),
    )
  return db
    .select()
    .from(workPeriod)
    .where(and(eq(workPeriod.institutionId, institutionId), inArray(workPeriod.entryId, touching)))
    .orderBy(asc(workPeriod.entryId), asc(workPeriod.version))
}

/** An entry as the rules need it. Minutes since 1970. */
export interface HeldEntry {
  readonly id: string
  readonly version: number
  readonly kind: PeriodRow['kind']
  readonly startAt: number
  readonly endAt: number
  readonly extension: PeriodRow['extension']
  readonly reason: string | null
  readonly draftKey: string | null
  readonly withdrawn: boolean
}

const minutes = (column: typeof workPeriod.startAt | typeof workPeriod.endAt) =>
  sql`(extract(epoch from ${column}) / 60)::int`
const listed = <T>(value: PgColumn | SQL) => sql<T[]>`json_agg(${value})`

/**
 * What holds in a span, by person, in the order it began: one row of columns for each person, so that a year of a program is read at once.
 * Which version holds is told here and not by the database, which is several times slower at it. A correction may have moved an entry out
 * of the span; it was written after the entry began, so those are looked at too.
 */
export async function entriesBetween(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
  { startAt, endAt }: Span,
): Promise<Map<string, HeldEntry[]>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .select({
      personId: workPeriod.personId,
      ids: listed<string>(workPeriod.entryId),
      versions: listed<number>(workPeriod.version),
      kinds: listed<PeriodRow['kind']>(workPeriod.kind),
      starts: listed<number>(minutes(workPeriod.startAt)),
      ends: listed<number>(minutes(workPeriod.endAt)),
      extensions: listed<PeriodRow['extension']>(workPeriod.extension),
      reasons: listed<string | null>(workPeriod.stayReason),
      draftKeys: listed<string | null>(workPeriod.draftKey),
      withdrawn: listed<boolean>(workPeriod.withdrawn),
    })
    .from(workPeriod)
    .where(
      and(
        eq(workPeriod.institutionId, institutionId),
        inArray(workPeriod.personId, [...personIds]),
        or(
          and(lt(workPeriod.startAt, endAt), gt(workPeriod.endAt, startAt)),
          and(gt(workPeriod.version, 1), gte(workPeriod.writtenAt, startAt)),
        ),
      ),
    )
    .groupBy(workPeriod.personId)
  const [from, until] = [startAt.getTime() / 60_000, endAt.getTime() / 60_000]
  return new Map(
    rows.map(({ personId, ids, versions, kinds, starts, ends, extensions, reasons, draftKeys, withdrawn }) => {
      const holding = new Map<string, number>()
      for (const [index, id] of ids.entries()) {
        const other = holding.get(id)
        if (other === undefined || versions[other]! < versions[index]!) holding.set(id, index)
      }
      const held = [...holding].map(([id, index]) => ({
        id,
        version: versions[index]!,
        kind: kinds[index]!,
        startAt: starts[index]!,
        endAt: ends[index]!,
        extension: extensions[index] ?? null,
        reason: reasons[index] ?? null,
        draftKey: draftKeys[index] ?? null,
        withdrawn: withdrawn[index] ?? false,
      }))
      return [
        personId,
        held.filter((entry) => entry.startAt < until && from < entry.endAt).sort((a, b) => a.startAt - b.startAt),
      ]
    }),
  )
}

/** The version of an entry that holds. */
export async function entryById(db: Reads, institutionId: string, entryId: string): Promise<PeriodRow | undefined> {
  const [row] = await db
    .select()
    .from(workPeriod)
    .where(and(eq(workPeriod.institutionId, institutionId), eq(workPeriod.entryId, entryId)))
    .orderBy(desc(workPeriod.version))
    .limit(1)
  return row
}

/** The only way into the log: more versions. */
export async function appendPeriods(tx: WriteTx, rows: readonly (typeof workPeriod.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(workPeriod).values([...rows])
}

/** Holds back other writers of the same person's hours until the transaction ends. */
export async function lockHours(tx: WriteTx, institutionId: string, personId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.institutionId, institutionId), eq(person.id, personId)))
    .for('update')
  return rows.length === 1
}

export interface Confirmed {
  readonly personId: string
  readonly weekOn: string
  readonly throughOn: string
}

/** Up to which day each week was confirmed. */
export async function confirmationsBetween(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
  days: { readonly startOn: string; readonly endOn: string },
): Promise<Confirmed[]> {
  if (personIds.length === 0) return []
  return db
    .select({
      personId: weekConfirmation.personId,
      weekOn: weekConfirmation.weekOn,
      throughOn: sql<string>`max(${weekConfirmation.throughOn})::text`,
    })
    .from(weekConfirmation)
    .where(
      and(
        eq(weekConfirmation.institutionId, institutionId),
        inArray(weekConfirmation.personId, [...personIds]),
        gte(weekConfirmation.weekOn, days.startOn),
        lte(weekConfirmation.weekOn, days.endOn),
      ),
    )
    .groupBy(weekConfirmation.personId, weekConfirmation.weekOn)
}

export async function insertConfirmations(
  tx: WriteTx,
  rows: readonly (typeof weekConfirmation.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await tx.insert(weekConfirmation).values([...rows])
}

/** Weeks of a person that were opened again and still are, the latest first. */
export const reopeningsOf = (
  db: Reads,
  institutionId: string,
  personId: string,
  today: string,
): Promise<ReopeningRow[]> =>
  db
    .select()
    .from(weekReopening)
    .where(
      and(
        eq(weekReopening.institutionId, institutionId),
        eq(weekReopening.personId, personId),
        gte(weekReopening.untilOn, today),
      ),
    )
    .orderBy(desc(weekReopening.reopenedAt))

export async function insertReopening(tx: WriteTx, row: typeof weekReopening.$inferInsert): Promise<void> {
  await tx.insert(weekReopening).values(row)
}

export async function runningTimer(db: Reads, institutionId: string, personId: string): Promise<TimerRow | undefined> {
  const [row] = await db
    .select()
    .from(hourTimer)
    .where(
      and(eq(hourTimer.institutionId, institutionId), eq(hourTimer.personId, personId), isNull(hourTimer.stoppedAt)),
    )
  return row
}

export async function insertTimer(tx: WriteTx, row: typeof hourTimer.$inferInsert): Promise<void> {
  await tx.insert(hourTimer).values(row)
}

/** False when it was stopped already, on another device. */
export async function endTimer(
  tx: WriteTx,
  key: { readonly institutionId: string; readonly personId: string; readonly id: string },
  stoppedAt: Date,
): Promise<boolean> {
  const rows = await tx
    .update(hourTimer)
    .set({ stoppedAt })
    .where(
      and(
        eq(hourTimer.institutionId, key.institutionId),
        eq(hourTimer.personId, key.personId),
        eq(hourTimer.id, key.id),
        isNull(hourTimer.stoppedAt),
      ),
    )
    .returning({ id: hourTimer.id })
  return rows.length === 1
}

/** Calls of the published call schedules that people hold in a span. */
export async function callsBetween(db: Reads, institutionId: string, personIds: readonly string[], span: Span) {
  if (personIds.length === 0) return []
  return db
    .select({
      id: callAssignment.id,
      personId: callAssignment.personId,
      startAt: callAssignment.startAt,
      endAt: callAssignment.endAt,
      poolName: callPool.name,
      kind: callPool.kind,
      siteId: callPool.siteId,
      timeZone: callPool.timeZone,
      shiftName: callShift.name,
    })
    .from(callAssignment)
    .innerJoin(
      callPool,
      and(eq(callPool.institutionId, callAssignment.institutionId), eq(callPool.id, callAssignment.poolId)),
    )
    .innerJoin(
      callShift,
      and(eq(callShift.institutionId, callAssignment.institutionId), eq(callShift.id, callAssignment.shiftId)),
    )
    .where(
      and(
        eq(callAssignment.institutionId, institutionId),
        inArray(callAssignment.personId, [...personIds]),
        isNotNull(callAssignment.publishedIn),
        isNull(callAssignment.replacedIn),
        lt(callAssignment.startAt, span.endAt),
        gt(callAssignment.endAt, span.startAt),
      ),
    )
    .orderBy(asc(callAssignment.startAt))
}

/** Holidays of the institution and its programs. */
export const holidaysBetween = (
  db: Reads,
  institutionId: string,
  days: { readonly startOn: string; readonly endOn: string },
) =>
  db
    .select({ programId: callHoliday.programId, onDay: callHoliday.onDay, name: callHoliday.name })
    .from(callHoliday)
    .where(
      and(
        eq(callHoliday.institutionId, institutionId),
        isNull(callHoliday.removedAt),
        gte(callHoliday.onDay, days.startOn),
        lte(callHoliday.onDay, days.endOn),
      ),
    )

/** Who directs programs. */
export async function directorsOf(db: Reads, institutionId: string, programIds: readonly string[]): Promise<string[]> {
  if (programIds.length === 0) return []
  const rows = await db
    .selectDistinct({ personId: roleGrant.personId })
    .from(roleGrant)
    .where(
      and(
        eq(roleGrant.institutionId, institutionId),
        inArray(roleGrant.programId, [...programIds]),
        eq(roleGrant.role, 'director'),
        isNull(roleGrant.revokedAt),
      ),
    )
  return rows.map(({ personId }) => personId)
}

/** Events that leave everybody's hours as they are. */
const without = /* sql */ [
  'session.%',
  'account.%',
  'notices.%',
  'preferences.%',
  'grid-view.%',
  'feed.%',
  'solve.%',
  'hours.concern-%',
  'hours.timer-%',
  'hours.violation-%',
  'hours.asked',
  'one-tap.%',
]

export interface HourChanges {
  /** The institution's last event. */
  readonly seq: number
  /** Something that may concern everybody's hours: a schedule, an appointment, a setting. */
  readonly everything: boolean
  /** Whose own hours were logged, changed or confirmed. */
  readonly personIds: readonly string[]
}

/** What has happened after event `seq` that hours show; before the first look (null), everything. */
export async function hourChangesAfter(db: Reads, institutionId: string, seq: number | null): Promise<HourChanges> {
  if (seq === null) {
    const [head] = await db
      .select({ seq: auditHead.seq })
      .from(auditHead)
      .where(eq(auditHead.institutionId, institutionId))
    return { seq: head?.seq ?? 0, everything: true, personIds: [] }
  }
  const loud = not(
    or(eq(auditEvent.entity, 'scenario'), ...without.map((form) => sql`${auditEvent.action} like ${form}`))!,
  )
  const ofPerson = sql`(${auditEvent.action} like 'hours.%' and ${auditEvent.entity} = 'person')`
  const [news] = await db
    .select({
      seq: sql<number | null>`max(${auditEvent.seq})`.mapWith(Number),
      everything: sql<boolean | null>`bool_or(${loud} and not ${ofPerson})`,
      personIds: sql<
        string[] | null
      >`array_agg(distinct ${auditEvent.entityId}::text) filter (where ${loud} and ${ofPerson})`,
    })
    .from(auditEvent)
    .where(and(eq(auditEvent.institutionId, institutionId), gt(auditEvent.seq, seq)))
  return {
    seq: Math.max(seq, news?.seq ?? seq),
    everything: news?.everything ?? false,
    personIds: news?.personIds ?? [],
  }
}
