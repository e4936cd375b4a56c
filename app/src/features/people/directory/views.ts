import type { Permission, Target } from '../../../contract/permission.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { groupBy } from '../../../platform/group-by.ts'
import { curriculaFor, programsOf } from '../../programs/index.ts'
import { type CombinationFacts, combinationsOf } from '../combinations/store.ts'
import type { AppointmentView, CombinationView, Directory, PersonSummary } from '../contract.ts'
import { levelOnDay, levelsOf, pausesAmong } from '../levels.ts'
import { agreeCombinations, editPeople, proposeCombinations, readPerson } from '../policy.ts'
import { appointmentsOf, leavesBetween, peopleByIds } from '../store.ts'
import { type HeldRole, type ListedPerson, rolesOf } from './store.ts'

/** What the viewer may do, as the guard decides it. */
export type May = (permission: Permission, target: Target) => boolean

const allTime = { startOn: '0001-01-01', endOn: '9999-12-31' }

/** Appointments of people with everything that is derived: levels, class, curriculum. A fixed number of queries. */
export async function appointmentViews(
  db: Reads,
  institutionId: string,
  personIds: readonly string[],
  { today, may }: { readonly today: string; readonly may: May },
): Promise<Map<string, AppointmentView[]>> {
  const rows = await appointmentsOf(db, institutionId, personIds)
  const curricula = await curriculaFor(db, institutionId, rows)
  const programs = await programsOf(db, institutionId, [...new Set(rows.map((row) => row.programId))])
  const nameOf = new Map(programs.map((program) => [program.id, program.name]))
  const pauses = groupBy(
    pausesAmong(await leavesBetween(db, institutionId, personIds, allTime)),
    (leave) => leave.personId,
  )
  const views = rows.map((row) => {
    const curriculum = curricula.get(row.id)
    const definition = curriculum?.definition
    const levels = levelsOf(row, definition, pauses.get(row.personId) ?? [])
    const priorTitles = new Map(definition?.priorTraining?.map((prior) => [prior.id, prior.title]))
    const view: AppointmentView = {
      id: row.id,
      programId: row.programId,
      programName: nameOf.get(row.programId) ?? '',
      startOn: row.startOn,
      endOn: row.endOn,
      entryLevel: row.entryLevel,
      levelToday: levelOnDay(levels, today),
      levels,
      classYear: Number(row.endOn.slice(0, 4)),
      ftePercent: row.ftePercent,
      curriculum:
        curriculum === undefined
          ? null
          : {
              versionId: curriculum.id,
              effectiveOn: curriculum.effectiveOn,
              label: curriculum.definition.version.label,
            },
      curriculumEffectiveOn: row.curriculumEffectiveOn,
      priorTraining: row.priorTraining.map((id) => ({ id, title: priorTitles.get(id) ?? id })),
      combinationId: row.combinationId,
      active: row.active,
      version: row.version,
      mayEdit: may(editPeople, { programIds: [row.programId] }),
    }
    return { personId: row.personId, view }
  })
  return new Map(
    [...groupBy(views, ({ personId }) => personId)].map(([id, held]) => [id, held.map(({ view }) => view)]),
  )
}

const placesOf = (appointments: readonly AppointmentView[], roles: readonly HeldRole[], today: string) => {
  // One place per program: the appointment of today, else the next, else the last.
  const byProgram = groupBy(appointments, (appointment) => appointment.programId)
  const training = [...byProgram.values()].flatMap((held) => {
    const now = held.find(({ startOn, endOn }) => startOn <= today && today <= endOn)
    const chosen = now ?? held.find(({ startOn }) => startOn > today) ?? held.at(-1)
    return chosen === undefined
      ? []
      : [
          {
            programId: chosen.programId,
            programName: chosen.programName,
            role: 'trainee' as const,
            level: chosen.levelToday,
            startOn: chosen.startOn,
            endOn: chosen.endOn,
          },
        ]
  })
  const granted = roles
    .filter(({ role, programId }) => role !== 'trainee' || !byProgram.has(programId ?? ''))
    .map(({ role, programId, programName }) => ({
      programId,
      programName: programName ?? 'Whole institution',
      role,
      level: null,
      startOn: null,
      endOn: null,
    }))
  return [...training, ...granted]
}

export async function summariesOf(
  db: Reads,
  institutionId: string,
  people: readonly ListedPerson[],
  context: { readonly today: string; readonly may: May },
): Promise<PersonSummary[]> {
  const personIds = people.map((person) => person.id)
  const appointments = await appointmentViews(db, institutionId, personIds, context)
  const roles = groupBy(await rolesOf(db, institutionId, personIds), (role) => role.personId)
  return people.map((person) => ({
    id: person.id,
    givenName: person.givenName,
    familyName: person.familyName,
    email: person.email,
    staffNumber: person.staffNumber,
    archived: person.archivedAt !== null,
    account: person.account,
    programs: placesOf(appointments.get(person.id) ?? [], roles.get(person.id) ?? [], context.today),
  }))
}

/** People as the whole list shows them; what only those who run a program may read is left out for everybody else. */
export async function listedPeople(
  db: Reads,
  institutionId: string,
  people: readonly ListedPerson[],
  context: { readonly today: string; readonly may: May },
): Promise<Directory['people']> {
  const personIds = people.map((person) => person.id)
  const appointments = await appointmentViews(db, institutionId, personIds, context)
  const roles = groupBy(await rolesOf(db, institutionId, personIds), (role) => role.personId)
  return people.map((person) => {
    const held = appointments.get(person.id) ?? []
    const granted = roles.get(person.id) ?? []
    const programIds = [...held, ...granted].flatMap(({ programId }) => programId ?? [])
    const mayRead = context.may(readPerson, { programIds, personId: person.id })
    return {
      id: person.id,
      givenName: person.givenName,
      familyName: person.familyName,
      email: person.email,
      staffNumber: person.staffNumber,
      archived: person.archivedAt !== null,
      account: person.account,
      appointments: held.map((row) => ({
        id: row.id,
        programId: row.programId,
        startOn: row.startOn,
        endOn: row.endOn,
        entryLevel: row.entryLevel,
        level: row.levelToday,
        combined: row.combinationId !== null,
        active: row.active,
        ftePercent: mayRead ? row.ftePercent : null,
        curriculum: mayRead ? (row.curriculum?.label ?? null) : null,
      })),
      roles: granted.map(({ role, programId }) => ({ role, programId })),
      mayEdit: context.may(editPeople, { programIds }),
    }
  })
}

/** Combined fellowships as the viewer sees them: who has agreed, and for which program the viewer may. */
export async function combinationViews(
  db: Reads,
  institutionId: string,
  facts: readonly CombinationFacts[],
  may: May,
): Promise<CombinationView[]> {
  const named = facts.flatMap(({ personId, proposedBy, sides }) => [
    personId,
    proposedBy,
    ...sides.flatMap((side) => side.agreedBy ?? []),
  ])
  const people = await peopleByIds(db, institutionId, [...new Set(named)])
  const nameOf = (personId: string) => {
    const person = people.get(personId)
    return person === undefined ? '' : `${person.givenName} ${person.familyName}`
  }
  return facts.map((found) => ({
    id: found.id,
    personId: found.personId,
    personName: nameOf(found.personId),
    proposedBy: nameOf(found.proposedBy),
    proposedAt: found.proposedAt.toISOString(),
    active: found.sides.every((side) => side.agreedAt !== null),
    version: found.version,
    programs: found.sides.map((side) => ({
      programId: side.programId,
      programName: side.programName,
      ftePercent: side.ftePercent,
      startOn: side.startOn,
      endOn: side.endOn,
      agreedBy: side.agreedBy === null ? null : nameOf(side.agreedBy),
      agreedAt: side.agreedAt?.toISOString() ?? null,
      mayAgree: side.agreedAt === null && may(agreeCombinations, { programIds: [side.programId] }),
    })),
    mayWithdraw: may(proposeCombinations, { programIds: found.sides.map((side) => side.programId) }),
  }))
}

/** Proposals that wait for somebody's agreement in these programs (null: all). */
export async function openCombinations(
  db: Reads,
  institutionId: string,
  programIds: readonly string[] | null,
  may: May,
): Promise<CombinationView[]> {
  const views = await combinationViews(db, institutionId, await combinationsOf(db, institutionId, { programIds }), may)
  return views.filter((view) => !view.active)
}
