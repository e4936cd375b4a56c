import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, ne, notInArray } from 'drizzle-orm'
import type { Role } from '../../../contract/roles.ts'
import type { WriteTx } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { roleGrant } from '../../accounts/schema.ts'
import { person } from '../../people/schema.ts'
import { callAssignment, callHoliday, callPool, callShift } from '../calls/schema.ts'
import { absenceDecision, absencePolicy, absenceRequest } from './schema.ts'
import type { AbsenceSettings } from './settings.ts'

export type RequestRow = typeof absenceRequest.$inferSelect
export type DecisionRow = typeof absenceDecision.$inferSelect
export type PolicyRow = typeof absencePolicy.$inferSelect

/** Inclusive days, `YYYY-MM-DD`. */
interface Days {
  readonly startOn: string
  readonly endOn: string
}

const ofInstitution = (institutionId: string) => eq(absenceRequest.institutionId, institutionId)
const within = ({ startOn, endOn }: Days) => and(lte(absenceRequest.startOn, endOn), gte(absenceRequest.endOn, startOn))

export const policiesOf = (db: Reads, institutionId: string, programIds: readonly string[]): Promise<PolicyRow[]> =>
  programIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(absencePolicy)
        .where(and(eq(absencePolicy.institutionId, institutionId), inArray(absencePolicy.programId, [...programIds])))

/** False when the policy was changed since. */
export async function savePolicy(
  tx: WriteTx,
  row: { readonly institutionId: string; readonly programId: string; readonly settings: AbsenceSettings },
  expectedVersion: number,
): Promise<boolean> {
  const version = expectedVersion + 1
  if (expectedVersion === 0) {
    const made = await tx
      .insert(absencePolicy)
      .values({ ...row, version })
      .onConflictDoNothing()
      .returning({ programId: absencePolicy.programId })
    return made.length === 1
  }
  const changed = await tx
    .update(absencePolicy)
    .set({ settings: row.settings, version })
    .where(
      and(
        eq(absencePolicy.institutionId, row.institutionId),
        eq(absencePolicy.programId, row.programId),
        eq(absencePolicy.version, expectedVersion),
      ),
    )
    .returning({ programId: absencePolicy.programId })
  return changed.length === 1
}

/** What people have asked for, newest first. */
export const requestsOfPeople = (
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
  range: Days,
): Promise<RequestRow[]> =>
  personIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(absenceRequest)
        .where(and(ofInstitution(institutionId), inArray(absenceRequest.personId, [...personIds]), within(range)))
        .orderBy(desc(absenceRequest.askedAt), desc(absenceRequest.id))

/** What is pending or approved in the days, of people. */
export const absencesBetween = (
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
  range: Days,
): Promise<RequestRow[]> =>
  personIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(absenceRequest)
        .where(
          and(
            ofInstitution(institutionId),
            inArray(absenceRequest.personId, [...personIds]),
            inArray(absenceRequest.state, ['pending', 'approved']),
            within(range),
          ),
        )
        .orderBy(asc(absenceRequest.startOn), asc(absenceRequest.id))

/** Requests of programs (null: all) that wait for a decision. */
export const waitingRequests = (
  db: Reads,
  institutionId: string,
  programIds: readonly string[] | null,
): Promise<RequestRow[]> =>
  db
    .select()
    .from(absenceRequest)
    .where(
      and(
        ofInstitution(institutionId),
        programIds === null ? undefined : inArray(absenceRequest.programId, [...programIds]),
        eq(absenceRequest.state, 'pending'),
      ),
    )
    .orderBy(asc(absenceRequest.startOn), asc(absenceRequest.id))

/** Requests of programs (null: all) that wait, and the last `lately` that were decided. */
export async function requestsOfPrograms(
  db: Reads,
  institutionId: string,
  programIds: readonly string[] | null,
  lately: number,
): Promise<{ readonly waiting: RequestRow[]; readonly decided: RequestRow[] }> {
  if (programIds?.length === 0) return { waiting: [], decided: [] }
  const ofPrograms = programIds === null ? undefined : inArray(absenceRequest.programId, [...programIds])
  const waiting = await waitingRequests(db, institutionId, programIds)
  const decided = await db
    .select()
    .from(absenceRequest)
    .where(and(ofInstitution(institutionId), ofPrograms, inArray(absenceRequest.state, ['approved', 'declined'])))
    .orderBy(desc(absenceRequest.askedAt), desc(absenceRequest.id))
    .limit(lately)
  return { waiting, decided }
}

/** Requests of people to other programs than these that wait for a decision. */
export const waitingElsewhere = (
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
  programIds: readonly string[],
): Promise<RequestRow[]> =>
  personIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(absenceRequest)
        .where(
          and(
            ofInstitution(institutionId),
            inArray(absenceRequest.personId, [...personIds]),
            notInArray(absenceRequest.programId, [...programIds]),
            eq(absenceRequest.state, 'pending'),
          ),
        )
        .orderBy(asc(absenceRequest.startOn), asc(absenceRequest.id))

export async function requestById(
  db: Reads,
  institutionId: string,
  requestId: string,
): Promise<RequestRow | undefined> {
  const [row] = await db
    .select()
    .from(absenceRequest)
    .where(and(ofInstitution(institutionId), eq(absenceRequest.id, requestId)))
  return row
}

export const decisionsOf = (db: Reads, institutionId: string, requestIds: readonly string[]): Promise<DecisionRow[]> =>
  requestIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(absenceDecision)
        .where(
          and(eq(absenceDecision.institutionId, institutionId), inArray(absenceDecision.requestId, [...requestIds])),
        )
        .orderBy(asc(absenceDecision.at), asc(absenceDecision.id))

export async function insertRequest(tx: WriteTx, row: typeof absenceRequest.$inferInsert): Promise<void> {
  await tx.insert(absenceRequest).values(row)
}

export async function insertDecision(tx: WriteTx, row: typeof absenceDecision.$inferInsert): Promise<void> {
  await tx.insert(absenceDecision).values(row)
}

/** False when the request was changed since. */
export async function updateRequest(
  tx: WriteTx,
  key: { readonly institutionId: string; readonly id: string; readonly expectedVersion: number },
  fields: Partial<Pick<RequestRow, 'state' | 'step' | 'leaveId'>>,
): Promise<boolean> {
  const changed = await tx
    .update(absenceRequest)
    .set({ ...fields, version: key.expectedVersion + 1 })
    .where(
      and(
        ofInstitution(key.institutionId),
        eq(absenceRequest.id, key.id),
        eq(absenceRequest.version, key.expectedVersion),
      ),
    )
    .returning({ id: absenceRequest.id })
  return changed.length === 1
}

/** Approved parts of days, of people, that share time with an interval. */
export const partsOfDays = (
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
  from: Date,
  until: Date,
): Promise<RequestRow[]> =>
  personIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(absenceRequest)
        .where(
          and(
            ofInstitution(institutionId),
            inArray(absenceRequest.personId, [...personIds]),
            eq(absenceRequest.state, 'approved'),
            ne(absenceRequest.part, 'days'),
            lt(absenceRequest.startAt, until),
            gt(absenceRequest.endAt, from),
          ),
        )

/** Holidays of the institution and of programs, in the days. */
export const holidaysBetween = (
  db: Reads,
  institutionId: string,
  range: Days,
): Promise<{ readonly programId: string | null; readonly onDay: string }[]> =>
  db
    .select({ programId: callHoliday.programId, onDay: callHoliday.onDay })
    .from(callHoliday)
    .where(
      and(
        eq(callHoliday.institutionId, institutionId),
        isNull(callHoliday.removedAt),
        gte(callHoliday.onDay, range.startOn),
        lte(callHoliday.onDay, range.endOn),
      ),
    )

/** Published call of a person that shares time with an interval, in order. */
export const callsWithin = (db: Reads, institutionId: string, personId: string, from: Date, until: Date) =>
  db
    .select({
      assignmentId: callAssignment.id,
      poolName: callPool.name,
      shiftName: callShift.name,
      startAt: callAssignment.startAt,
      endAt: callAssignment.endAt,
      timeZone: callPool.timeZone,
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
        eq(callAssignment.personId, personId),
        isNotNull(callAssignment.publishedIn),
        isNull(callAssignment.replacedIn),
        lt(callAssignment.startAt, until),
        gt(callAssignment.endAt, from),
      ),
    )
    .orderBy(asc(callAssignment.startAt))

/** Holds back other writers about the same person until the transaction ends. */
export async function lockPerson(tx: WriteTx, institutionId: string, personId: string): Promise<void> {
  await tx
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.institutionId, institutionId), eq(person.id, personId)))
    .for('update')
}

/** Who holds one of the roles in a program. */
export async function holdersOf(
  db: Reads,
  institutionId: string,
  programId: string,
  roles: readonly Role[],
): Promise<{ readonly personId: string; readonly role: Role }[]> {
  if (roles.length === 0) return []
  return db
    .select({ personId: roleGrant.personId, role: roleGrant.role })
    .from(roleGrant)
    .where(
      and(
        eq(roleGrant.institutionId, institutionId),
        eq(roleGrant.programId, programId),
        inArray(roleGrant.role, [...roles]),
        isNull(roleGrant.revokedAt),
      ),
    )
}
