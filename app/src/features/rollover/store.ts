import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, ne } from 'drizzle-orm'
import { auditEvent } from '../../platform/audit/schema.ts'
import type { WriteTx } from '../../platform/audit/write.ts'
import type { Reads } from '../../platform/db/index.ts'
import { account } from '../accounts/schema.ts'
import { absenceRequest } from '../schedule/absences/schema.ts'
import { scenario, scenarioAssignment } from '../schedule/scenarios/schema.ts'
import { rollover, rolloverChange, rolloverDecision } from './schema.ts'

export type RolloverRow = typeof rollover.$inferSelect
export type DecisionRow = typeof rolloverDecision.$inferSelect
export type ChangeRow = typeof rolloverChange.$inferSelect

interface OfYear {
  readonly institutionId: string
  readonly programId: string
  readonly startYear: number
}

const ofYear = ({ institutionId, programId, startYear }: OfYear) =>
  and(
    eq(rollover.institutionId, institutionId),
    eq(rollover.programId, programId),
    eq(rollover.startYear, startYear),
    ne(rollover.state, 'taken-back'),
  )

/** The one that is open or applied; those taken back are history. */
export async function rolloverOf(db: Reads, of: OfYear): Promise<RolloverRow | undefined> {
  const [row] = await db.select().from(rollover).where(ofYear(of))
  return row
}

/** The same, held until the transaction ends: begun where there is none. Two who come at once come one after the other. */
export async function lockedRollover(tx: WriteTx, fresh: typeof rollover.$inferInsert): Promise<RolloverRow> {
  await tx.insert(rollover).values(fresh).onConflictDoNothing()
  const [row] = await tx.select().from(rollover).where(ofYear(fresh)).for('update')
  if (row === undefined) throw new Error('A rollover that was just begun is not there.')
  return row
}

export async function rolloverById(db: Reads, institutionId: string, id: string): Promise<RolloverRow | undefined> {
  const [row] = await db
    .select()
    .from(rollover)
    .where(and(eq(rollover.institutionId, institutionId), eq(rollover.id, id)))
  return row
}

export async function lockRollover(tx: WriteTx, institutionId: string, id: string): Promise<RolloverRow | undefined> {
  const [row] = await tx
    .select()
    .from(rollover)
    .where(and(eq(rollover.institutionId, institutionId), eq(rollover.id, id)))
    .for('update')
  return row
}

/** Those of a program that were taken back, the last one first. */
export const takenBackOf = (db: Reads, { institutionId, programId, startYear }: OfYear): Promise<RolloverRow[]> =>
  db
    .select()
    .from(rollover)
    .where(
      and(
        eq(rollover.institutionId, institutionId),
        eq(rollover.programId, programId),
        eq(rollover.startYear, startYear),
        eq(rollover.state, 'taken-back'),
      ),
    )
    .orderBy(desc(rollover.takenBackAt))
    .limit(20)

export async function updateRollover(
  tx: WriteTx,
  { institutionId, id, version }: Pick<RolloverRow, 'institutionId' | 'id' | 'version'>,
  set: Partial<Pick<RolloverRow, 'state' | 'appliedBy' | 'appliedAt' | 'takenBackBy' | 'takenBackAt'>>,
): Promise<void> {
  await tx
    .update(rollover)
    .set({ ...set, version: version + 1 })
    .where(and(eq(rollover.institutionId, institutionId), eq(rollover.id, id)))
}

export const decisionsOf = (db: Reads, institutionId: string, rolloverId: string): Promise<DecisionRow[]> =>
  db
    .select()
    .from(rolloverDecision)
    .where(and(eq(rolloverDecision.institutionId, institutionId), eq(rolloverDecision.rolloverId, rolloverId)))
    .orderBy(asc(rolloverDecision.decidedAt), asc(rolloverDecision.key))

/** Stores decisions, which the caller has compared with those there are: the rollover is held. */
export async function saveDecisions(tx: WriteTx, rows: readonly (typeof rolloverDecision.$inferInsert)[]) {
  for (const row of rows) {
    const { decision, version, decidedBy, decidedAt } = row
    await tx
      .insert(rolloverDecision)
      .values(row)
      .onConflictDoUpdate({
        target: [rolloverDecision.institutionId, rolloverDecision.rolloverId, rolloverDecision.key],
        set: { decision, version, decidedBy, decidedAt },
      })
  }
}

export const changesOf = (db: Reads, institutionId: string, rolloverId: string): Promise<ChangeRow[]> =>
  db
    .select()
    .from(rolloverChange)
    .where(and(eq(rolloverChange.institutionId, institutionId), eq(rolloverChange.rolloverId, rolloverId)))
    .orderBy(asc(rolloverChange.position))

export async function insertChanges(tx: WriteTx, rows: readonly (typeof rolloverChange.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(rolloverChange).values([...rows])
}

export async function updateChange(
  tx: WriteTx,
  { institutionId, rolloverId, position }: Pick<ChangeRow, 'institutionId' | 'rolloverId' | 'position'>,
  set: Partial<Pick<ChangeRow, 'takenBackAt' | 'keptBecause'>>,
): Promise<void> {
  await tx
    .update(rolloverChange)
    .set(set)
    .where(
      and(
        eq(rolloverChange.institutionId, institutionId),
        eq(rolloverChange.rolloverId, rolloverId),
        eq(rolloverChange.position, position),
      ),
    )
}

/** Time of these appointments in open drafts after a day, with the draft's name. */
export const draftedAfter = (
  db: Reads,
  institutionId: string,
  appointmentIds: readonly string[],
  afterOn: string,
): Promise<{ appointmentId: string; scenarioId: string; name: string; endOn: string }[]> =>
  appointmentIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          appointmentId: scenarioAssignment.appointmentId,
          scenarioId: scenario.id,
          name: scenario.name,
          endOn: scenarioAssignment.endOn,
        })
        .from(scenarioAssignment)
        .innerJoin(
          scenario,
          and(
            eq(scenario.institutionId, scenarioAssignment.institutionId),
            eq(scenario.id, scenarioAssignment.scenarioId),
          ),
        )
        .where(
          and(
            eq(scenarioAssignment.institutionId, institutionId),
            inArray(scenarioAssignment.appointmentId, [...appointmentIds]),
            gt(scenarioAssignment.endOn, afterOn),
            eq(scenario.status, 'draft'),
          ),
        )

/** Who of these people has an account by now. */
export async function accountHolders(db: Reads, institutionId: string, personIds: readonly string[]) {
  if (personIds.length === 0) return new Set<string>()
  const rows = await db
    .select({ personId: account.personId })
    .from(account)
    .where(
      and(
        eq(account.institutionId, institutionId),
        inArray(account.personId, [...personIds]),
        isNull(account.disabledAt),
      ),
    )
  return new Set(rows.map(({ personId }) => personId))
}

/** Who of these people has asked for time away. */
export async function whoAskedForTime(db: Reads, institutionId: string, personIds: readonly string[]) {
  if (personIds.length === 0) return new Set<string>()
  const rows = await db
    .select({ personId: absenceRequest.personId })
    .from(absenceRequest)
    .where(
      and(
        eq(absenceRequest.institutionId, institutionId),
        inArray(absenceRequest.personId, [...personIds]),
        inArray(absenceRequest.state, ['pending', 'approved']),
      ),
    )
  return new Set(rows.map(({ personId }) => personId))
}

/** What people did about these persons after the rollover was applied, the first thing of each. Jobs act without a person and do not count. */
export async function doneSince(
  db: Reads,
  institutionId: string,
  rolloverId: string,
  personIds: readonly string[],
): Promise<Map<string, { action: string; actor: string }>> {
  if (personIds.length === 0) return new Map()
  const of = (entityIds: readonly string[]) =>
    and(eq(auditEvent.institutionId, institutionId), inArray(auditEvent.entityId, [...entityIds]))
  const [applied] = await db
    .select({ seq: auditEvent.seq })
    .from(auditEvent)
    .where(and(of([rolloverId]), eq(auditEvent.action, 'rollover.applied')))
  const rows = await db
    .select({ personId: auditEvent.entityId, action: auditEvent.action, actor: auditEvent.actor })
    .from(auditEvent)
    .where(
      and(
        of(personIds),
        eq(auditEvent.entity, 'person'),
        gt(auditEvent.seq, applied?.seq ?? 0),
        isNotNull(auditEvent.actorPersonId),
        ne(auditEvent.action, 'checklist.begun'),
      ),
    )
    .orderBy(desc(auditEvent.seq))
  return new Map(rows.map(({ personId, ...done }) => [personId, done]))
}
