import { dayOf, isoOf } from '@gradus/rules'
import type { Permission, Target } from '../../../contract/permission.ts'
import { manageRoles } from '../../accounts/policy.ts'
import { editPeople } from '../policy.ts'
import type { AppointmentRow } from '../store.ts'
import type { AppointmentChange, BatchFields, BulkChange, DayChange } from './contract.ts'
import { type BulkFacts, nameOf, programsOfPerson } from './facts.ts'

/** Who asks, and what they may. */
export interface Asking {
  readonly personId: string
  readonly may: (permission: Permission, target: Target) => boolean
}

/** One thing that is to become different: an appointment, a role in a program, or the whole person. */
export interface Wanted {
  readonly personId: string
  readonly appointmentId: string | null
  readonly programId: string | null
  /** Of the appointment or the person; null where there is none to compare. */
  readonly version: number | null
  /** The fields concerned, as they are and as they are to be. */
  readonly before: BatchFields
  readonly after: BatchFields
  /** Set where it is clear before anything is judged that it cannot be. */
  readonly barred?: string
}

const moved = (day: string, change: DayChange): string =>
  'to' in change ? change.to : isoOf(dayOf(day) + change.shiftDays)

function fieldsAfter(row: AppointmentRow, change: AppointmentChange): BatchFields {
  const { startOn, endOn, entryLevel, ftePercent, curriculumEffectiveOn } = change
  return {
    ...(startOn === undefined ? {} : { startOn: moved(row.startOn, startOn) }),
    ...(endOn === undefined ? {} : { endOn: moved(row.endOn, endOn) }),
    ...(entryLevel === undefined ? {} : { entryLevel }),
    ...(ftePercent === undefined ? {} : { ftePercent }),
    ...(curriculumEffectiveOn === undefined ? {} : { curriculumEffectiveOn }),
  }
}

/** What an appointment has now in the fields of `like`. */
export const fieldsOf = (row: AppointmentRow, like: BatchFields): BatchFields => ({
  ...(like.startOn === undefined ? {} : { startOn: row.startOn }),
  ...(like.endOn === undefined ? {} : { endOn: row.endOn }),
  ...(like.entryLevel === undefined ? {} : { entryLevel: row.entryLevel }),
  ...(like.ftePercent === undefined ? {} : { ftePercent: row.ftePercent }),
  ...(like.curriculumEffectiveOn === undefined ? {} : { curriculumEffectiveOn: row.curriculumEffectiveOn }),
})

const nothing = (personId: string, barred: string): Wanted => ({
  personId,
  appointmentId: null,
  programId: null,
  version: null,
  before: {},
  after: {},
  barred,
})

function ofAppointments(facts: BulkFacts, personId: string, change: AppointmentChange, asking: Asking): Wanted[] {
  const { today } = facts
  const isMeant = ({ startOn, endOn }: AppointmentRow) =>
    change.which === 'coming' ? startOn > today : startOn <= today && today <= endOn
  const held = facts.appointments.filter(
    (row) =>
      row.personId === personId && isMeant(row) && (change.programId === null || row.programId === change.programId),
  )
  if (held.length === 0) {
    const where = change.programId === null ? '' : ` to ${facts.programName(change.programId)}`
    const when = change.which === 'coming' ? 'that is still to come' : 'today'
    return [nothing(personId, `${nameOf(facts, personId)} holds no appointment${where} ${when}.`)]
  }
  const own = held.filter(({ programId }) => asking.may(editPeople, { programIds: [programId] }))
  if (own.length === 0)
    return held
      .slice(0, 1)
      .map(({ programId }) =>
        nothing(personId, `Appointments to ${facts.programName(programId)} are changed by its own desk.`),
      )
  return own.map((row) => {
    const after = fieldsAfter(row, change)
    const { id, programId, version } = row
    return { personId, appointmentId: id, programId, version, before: fieldsOf(row, after), after }
  })
}

/** Whether somebody holds a role in a program now. */
export const holdsNow = (facts: BulkFacts, personId: string, role: string, programId: string): boolean =>
  facts.rolesOf(personId).some((held) => held.role === role && held.programId === programId)

/** What a change means for each of these people. */
export function wantedOf(facts: BulkFacts, personIds: readonly string[], change: BulkChange, asking: Asking): Wanted[] {
  return personIds.flatMap((personId): Wanted[] => {
    if (change.kind === 'appointment') return ofAppointments(facts, personId, change, asking)
    if (change.kind === 'role') {
      const { role, programId, hold } = change
      if (!asking.may(manageRoles, { programIds: [programId] }))
        return [nothing(personId, 'Roles are given and taken by an administrator.')]
      const before = { role, holds: holdsNow(facts, personId, role, programId) }
      return [{ personId, appointmentId: null, programId, version: null, before, after: { role, holds: hold } }]
    }
    if (!asking.may(editPeople, { programIds: programsOfPerson(facts, personId), personId }))
      return [nothing(personId, 'Another program’s desk decides about this person.')]
    const { archivedAt, version } = facts.people.get(personId) ?? { archivedAt: null, version: 0 }
    const before = { archived: archivedAt !== null }
    return [{ personId, appointmentId: null, programId: null, version, before, after: { archived: change.archived } }]
  })
}
