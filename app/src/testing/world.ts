import { randomUUID } from 'node:crypto'
import type { Role } from '../contract/roles.ts'
import { account, roleGrant } from '../features/accounts/schema.ts'
import { appointment, person } from '../features/people/schema.ts'
import { institution, program } from '../features/programs/schema.ts'
import type { Database } from '../platform/db/index.ts'

/** A small institution with two programs and one person per role, enough to ask every route as everybody. */
export const worldKeys = [
  'trainee',
  'faculty',
  'chief',
  'coordinator',
  'director',
  'committee',
  'dio',
  'finance',
  'administrator',
  'otherTrainee',
  'otherCoordinator',
  'otherDirector',
  'foreignAdministrator',
] as const
export type WorldKey = (typeof worldKeys)[number]

export interface World {
  readonly institutionId: string
  readonly foreignInstitutionId: string
  /** The program that the plain keys belong to. */
  readonly programId: string
  readonly otherProgramId: string
  readonly people: Readonly<
    Record<WorldKey, { readonly personId: string; readonly accountId: string; readonly email: string }>
  >
  readonly appointments: { readonly trainee: string; readonly otherTrainee: string }
}

const rolesOf: Record<WorldKey, { role: Role; where: 'institution' | 'program' | 'other' }> = {
  trainee: { role: 'trainee', where: 'program' },
  faculty: { role: 'faculty', where: 'program' },
  chief: { role: 'chief', where: 'program' },
  coordinator: { role: 'coordinator', where: 'program' },
  director: { role: 'director', where: 'program' },
  committee: { role: 'committee', where: 'program' },
  dio: { role: 'dio', where: 'institution' },
  finance: { role: 'finance', where: 'institution' },
  administrator: { role: 'administrator', where: 'institution' },
  otherTrainee: { role: 'trainee', where: 'other' },
  otherCoordinator: { role: 'coordinator', where: 'other' },
  otherDirector: { role: 'director', where: 'other' },
  foreignAdministrator: { role: 'administrator', where: 'institution' },
}

/** Fills an empty database. Programs have no definition yet; a test imports what it needs. */
export async function makeWorld(database: Database, now: Date): Promise<World> {
  const db = database.drizzle
  const [institutionId, foreignInstitutionId, programId, otherProgramId] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
  ]
  const base = { timeZone: 'America/Chicago', createdAt: now }
  await db.insert(institution).values([
    { ...base, institutionId, name: 'Test Hospital', fixedToday: '2026-11-18' },
    { ...base, institutionId: foreignInstitutionId, name: 'Another Hospital' },
  ])
  await db.insert(program).values([
    { institutionId, id: programId, slug: 'first-program', name: 'First Program', shortName: 'First' },
    { institutionId, id: otherProgramId, slug: 'other-program', name: 'Other Program', shortName: 'Other' },
  ])
  const people = Object.fromEntries(
    worldKeys.map((key) => [
      key,
      { personId: randomUUID(), accountId: randomUUID(), email: `${key}@example.org`.toLowerCase() },
    ]),
  ) as World['people']
  const homeOf = (key: WorldKey) => (key === 'foreignAdministrator' ? foreignInstitutionId : institutionId)
  await db.insert(person).values(
    worldKeys.map((key) => ({
      institutionId: homeOf(key),
      id: people[key].personId,
      givenName: 'Test',
      familyName: key.charAt(0).toUpperCase() + key.slice(1),
      email: people[key].email,
    })),
  )
  await db.insert(account).values(
    worldKeys.map((key) => ({
      institutionId: homeOf(key),
      id: people[key].accountId,
      personId: people[key].personId,
      email: people[key].email,
      createdAt: now,
    })),
  )
  const placeOf = { institution: null, program: programId, other: otherProgramId }
  await db.insert(roleGrant).values(
    worldKeys.map((key) => ({
      institutionId: homeOf(key),
      id: randomUUID(),
      personId: people[key].personId,
      role: rolesOf[key].role,
      programId: placeOf[rolesOf[key].where],
      grantedAt: now,
    })),
  )
  const appointments = { trainee: randomUUID(), otherTrainee: randomUUID() }
  const year = { startOn: '2026-07-01', endOn: '2027-06-30', entryLevel: 'PGY-6' }
  await db.insert(appointment).values([
    { institutionId, id: appointments.trainee, personId: people.trainee.personId, programId, ...year },
    {
      institutionId,
      id: appointments.otherTrainee,
      personId: people.otherTrainee.personId,
      programId: otherProgramId,
      ...year,
    },
  ])
  return { institutionId, foreignInstitutionId, programId, otherProgramId, people, appointments }
}
