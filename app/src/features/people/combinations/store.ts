import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { program } from '../../programs/schema.ts'
import { appointment, combination, combinationAgreement } from '../schema.ts'
import type { CombinationRow } from '../store.ts'

/** One program's side of a combined fellowship. */
export interface CombinationSide {
  readonly combinationId: string
  readonly appointmentId: string
  readonly programId: string
  readonly programName: string
  readonly ftePercent: number
  readonly startOn: string
  readonly endOn: string
  readonly agreedBy: string | null
  readonly agreedAt: Date | null
}

export interface CombinationFacts extends CombinationRow {
  readonly sides: readonly CombinationSide[]
}

/** Combinations that were not withdrawn: of some people, of some programs, or one. */
export async function combinationsOf(
  db: Reads,
  institutionId: string,
  wanted:
    | { readonly personIds: readonly string[] }
    | { readonly programIds: readonly string[] | null }
    | { readonly id: string },
): Promise<CombinationFacts[]> {
  const ofWanted =
    'id' in wanted
      ? eq(combination.id, wanted.id)
      : 'personIds' in wanted
        ? inArray(combination.personId, [...wanted.personIds])
        : undefined
  if ('personIds' in wanted && wanted.personIds.length === 0) return []
  const heads = await db
    .select()
    .from(combination)
    .where(and(eq(combination.institutionId, institutionId), isNull(combination.withdrawnAt), ofWanted))
    .orderBy(asc(combination.proposedAt))
  const sides = await sidesOf(
    db,
    institutionId,
    heads.map((head) => head.id),
  )
  const found = heads.map((head) => ({ ...head, sides: sides.filter((side) => side.combinationId === head.id) }))
  if (!('programIds' in wanted) || wanted.programIds === null) return found
  const programIds = new Set(wanted.programIds)
  return found.filter(({ sides }) => sides.some((side) => programIds.has(side.programId)))
}

async function sidesOf(
  db: Reads,
  institutionId: string,
  combinationIds: readonly string[],
): Promise<CombinationSide[]> {
  if (combinationIds.length === 0) return []
  const rows = await db
    .select({
      combinationId: appointment.combinationId,
      appointmentId: appointment.id,
      programId: appointment.programId,
      programName: program.name,
      ftePercent: appointment.ftePercent,
      startOn: appointment.startOn,
      endOn: appointment.endOn,
      agreedBy: combinationAgreement.agreedBy,
      agreedAt: combinationAgreement.agreedAt,
    })
    .from(appointment)
    .innerJoin(
      program,
      and(eq(program.institutionId, appointment.institutionId), eq(program.id, appointment.programId)),
    )
    .leftJoin(
      combinationAgreement,
      and(
        eq(combinationAgreement.institutionId, appointment.institutionId),
        eq(combinationAgreement.combinationId, appointment.combinationId),
        eq(combinationAgreement.programId, appointment.programId),
      ),
    )
    .where(
      and(
        eq(appointment.institutionId, institutionId),
        inArray(appointment.combinationId, [...combinationIds]),
        isNull(appointment.archivedAt),
      ),
    )
    .orderBy(asc(program.name))
  return rows.flatMap((row) => (row.combinationId === null ? [] : [{ ...row, combinationId: row.combinationId }]))
}

export async function insertCombination(tx: WriteTx, row: typeof combination.$inferInsert): Promise<void> {
  await tx.insert(combination).values(row)
}

export async function joinAppointments(
  tx: WriteTx,
  institutionId: string,
  combinationId: string,
  appointmentIds: readonly string[],
): Promise<void> {
  await tx
    .update(appointment)
    .set({ combinationId })
    .where(and(eq(appointment.institutionId, institutionId), inArray(appointment.id, [...appointmentIds])))
}

export async function partAppointments(tx: WriteTx, institutionId: string, combinationId: string): Promise<void> {
  await tx
    .update(appointment)
    .set({ combinationId: null })
    .where(and(eq(appointment.institutionId, institutionId), eq(appointment.combinationId, combinationId)))
}

export async function insertAgreements(tx: WriteTx, rows: (typeof combinationAgreement.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(combinationAgreement).values(rows)
}

/** Moves the combination to its next version; false when it was changed or withdrawn since. */
export async function bumpCombination(
  tx: WriteTx,
  key: { readonly institutionId: string; readonly id: string; readonly expectedVersion: number },
  withdrawnAt: Date | null,
): Promise<boolean> {
  const changed = await tx
    .update(combination)
    .set({ version: key.expectedVersion + 1, withdrawnAt })
    .where(
      and(
        eq(combination.institutionId, key.institutionId),
        eq(combination.id, key.id),
        eq(combination.version, key.expectedVersion),
        isNull(combination.withdrawnAt),
      ),
    )
    .returning({ id: combination.id })
  return changed.length === 1
}
