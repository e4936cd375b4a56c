import { and, asc, eq, gte, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Reads } from '../../platform/db/index.ts'
import { appointment, combination, combinationAgreement, leave, person } from './schema.ts'

export type PersonRow = typeof person.$inferSelect
export type AppointmentRow = typeof appointment.$inferSelect
export type LeaveRow = typeof leave.$inferSelect
export type CombinationRow = typeof combination.$inferSelect

/** An appointment with the name of who holds it. */
export interface HeldAppointment extends AppointmentRow {
  readonly givenName: string
  readonly familyName: string
}

/** Inclusive days, `YYYY-MM-DD`. */
export interface Days {
  readonly startOn: string
  readonly endOn: string
}

const ofInstitution = (institutionId: string) => eq(appointment.institutionId, institutionId)

/**
 * True for an appointment that stands alone, was withdrawn from its combination, or whose combination every program has agreed to.
 * Everything that counts appointments asks this, so that nobody is scheduled on half an agreement.
 */
const agreed = sql<boolean>`(
  ${appointment.combinationId} is null
  or not exists (
    select 1 from ${appointment} as sibling
    where sibling.institution_id = ${appointment.institutionId}
      and sibling.combination_id = ${appointment.combinationId}
      and sibling.archived_at is null
      and not exists (
        select 1 from ${combinationAgreement} as given
        where given.institution_id = sibling.institution_id
          and given.combination_id = sibling.combination_id
          and given.program_id = sibling.program_id
      )
  )
)`

const heldColumns = {
  institutionId: appointment.institutionId,
  id: appointment.id,
  personId: appointment.personId,
  programId: appointment.programId,
  startOn: appointment.startOn,
  endOn: appointment.endOn,
  entryLevel: appointment.entryLevel,
  ftePercent: appointment.ftePercent,
  curriculumEffectiveOn: appointment.curriculumEffectiveOn,
  priorTraining: appointment.priorTraining,
  combinationId: appointment.combinationId,
  version: appointment.version,
  archivedAt: appointment.archivedAt,
  givenName: person.givenName,
  familyName: person.familyName,
}

const holder = and(eq(person.institutionId, appointment.institutionId), eq(person.id, appointment.personId))

/**
 * Appointments that share a day with the range and count: neither they nor their person are archived, and every program of a combined
 * fellowship has agreed. By name. `programIds` left out or null is every program.
 */
export async function activeAppointments(
  db: Reads,
  institutionId: string,
  wanted: Days & { readonly programIds?: readonly string[] | null; readonly personIds?: readonly string[] },
): Promise<HeldAppointment[]> {
  if (wanted.programIds?.length === 0 || wanted.personIds?.length === 0) return []
  return db
    .select(heldColumns)
    .from(appointment)
    .innerJoin(person, holder)
    .where(
      and(
        ofInstitution(institutionId),
        wanted.programIds ? inArray(appointment.programId, [...wanted.programIds]) : undefined,
        wanted.personIds ? inArray(appointment.personId, [...wanted.personIds]) : undefined,
        lte(appointment.startOn, wanted.endOn),
        gte(appointment.endOn, wanted.startOn),
        isNull(appointment.archivedAt),
        isNull(person.archivedAt),
        agreed,
      ),
    )
    .orderBy(asc(person.familyName), asc(person.givenName), asc(person.id), asc(appointment.startOn))
}

/** Leaves of people that share a day with the range, cancelled ones left out. */
export async function leavesBetween(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
  range: Days,
): Promise<LeaveRow[]> {
  if (personIds.length === 0) return []
  return db
    .select()
    .from(leave)
    .where(
      and(
        eq(leave.institutionId, institutionId),
        inArray(leave.personId, [...personIds]),
        isNull(leave.cancelledAt),
        lte(leave.startOn, range.endOn),
        gte(leave.endOn, range.startOn),
      ),
    )
    .orderBy(asc(leave.personId), asc(leave.startOn))
}

export async function peopleByIds(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
): Promise<Map<string, PersonRow>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(person)
    .where(and(eq(person.institutionId, institutionId), inArray(person.id, [...personIds])))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Every appointment of these people, also past ones and those that wait for an agreement; archived ones when asked. */
export async function appointmentsOf(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
): Promise<(AppointmentRow & { readonly active: boolean })[]> {
  if (personIds.length === 0) return []
  const { givenName: _given, familyName: _family, ...columns } = heldColumns
  return db
    .select({ ...columns, active: agreed })
    .from(appointment)
    .where(
      and(ofInstitution(institutionId), inArray(appointment.personId, [...personIds]), isNull(appointment.archivedAt)),
    )
    .orderBy(asc(appointment.personId), asc(appointment.startOn), asc(appointment.id))
}
