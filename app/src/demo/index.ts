import { account, credential, roleGrant } from '../features/accounts/schema.ts'
import { shippedFiles } from '../features/curriculum/index.ts'
import { notification } from '../features/notifications/schema.ts'
import { appointment, combination, combinationAgreement, leave, person } from '../features/people/schema.ts'
import { allInstitutions, importDefinition, programsOf } from '../features/programs/index.ts'
import { seedGoals } from '../features/programs/objectives/seed.ts'
import { institution } from '../features/programs/schema.ts'
import { preferenceDeadline } from '../features/schedule/scenarios/preferences/schema.ts'
import { preference, scenario, scenarioProgram } from '../features/schedule/scenarios/schema.ts'
import { seedStays } from '../features/off-site/index.ts'
import { seedChecklists } from '../features/onboarding/index.ts'
import { seedAbsences } from '../features/schedule/absences/index.ts'
import { seedSwaps } from '../features/schedule/swaps/index.ts'
import { seedHours } from '../features/work-hours/index.ts'
import { type Who, write, type WriteTx } from '../platform/audit/write.ts'
import { hashPassword } from '../platform/auth/secrets.ts'
import type { Platform } from '../platform/platform.ts'
import {
  type Cast,
  combinedFellow,
  currentYear,
  demoAccounts,
  demoCast,
  demoId,
  demoPassword,
  demoToday,
  firstYear,
  programPlans,
} from './cast.ts'
import { insertCalls } from './calls.ts'
import { insertDocuments } from './documents.ts'
import { demoDeadlines, demoPreferences } from './preferences.ts'
import { insertRecordYear, readRecord } from './record.ts'
import { insertAll } from './store.ts'

export const demoInstitutionId = demoId('institution')
const who: Who = { institutionId: demoInstitutionId, personId: null, name: 'Demo', requestId: 'demo' }
const demoTimeZone = 'America/Chicago'
const seededAt = new Date('2026-02-01T14:00:00Z')

export interface SeedOptions {
  /** False leaves the published years out and stands before the first of them, for building them anew. */
  readonly withRecord?: boolean
  /** False leaves published call out, for building it anew. */
  readonly withCalls?: boolean
  /** Another day to stand on. */
  readonly today?: string
}

/**
 * Fills an empty database with the fictional demo institution; gives false where any institution exists already, so that it never
 * touches real data. The same on every machine: ids, names, dates and schedules are fixed.
 */
export async function seedDemo(
  platform: Platform,
  { withRecord = true, withCalls = withRecord, today = demoToday }: SeedOptions = {},
): Promise<boolean> {
  if ((await allInstitutions(platform.database.drizzle)).length > 0) return false
  await write(platform, who, async (tx) => {
    await insertAll(tx, institution, [
      {
        institutionId: demoInstitutionId,
        name: 'Lakeview Demo Hospital',
        timeZone: demoTimeZone,
        demo: true,
        fixedToday: withRecord ? today : `${firstYear}-06-01`,
        createdAt: seededAt,
      },
    ])
    tx.record({ action: 'demo.institution-made', entity: 'institution', entityId: demoInstitutionId })
  })
  for (const { name, text } of shippedFiles()) {
    const bytes = new TextEncoder().encode(text)
    const outcome = await importDefinition(platform, who, bytes, { commit: true, requireMay: () => {} })
    if (outcome.outcome !== 'stored') throw new Error(`${name}: ${outcome.sentence}`)
  }
  const programs = await programsOf(platform.database.drizzle, demoInstitutionId, null)
  const programIds = new Map(
    programPlans.map(({ key, slug }) => [key, programs.find((program) => program.slug === slug)!.id]),
  )
  const cast = demoCast()
  const secret = await hashPassword(demoPassword)
  const record = withRecord ? await readRecord() : {}
  await write(platform, who, async (tx) => {
    await insertCast(tx, cast, programIds, secret)
    for (const [year, lines] of Object.entries(record)) {
      const startYear = Number(year)
      await insertRecordYear(tx, { institutionId: demoInstitutionId, startYear, lines, cast, programIds })
    }
    await insertAll(tx, preference, demoPreferences(cast, programIds, demoInstitutionId))
    await insertAll(tx, preferenceDeadline, demoDeadlines(programIds, demoInstitutionId))
    await insertDraft(tx, programIds)
    await insertDocuments(tx, demoInstitutionId, programIds, cast)
    const ofDemo = { institutionId: demoInstitutionId, idOf: demoId }
    const by = { personId: demoId('coordinator'), name: 'Oona Pewter' }
    await seedChecklists(tx, { ...ofDemo, programIds, by })
    await seedStays(tx, { ...ofDemo, programId: programIds.get('dr')!, ownerId: by.personId })
    await insertCalls(tx, { institutionId: demoInstitutionId, programIds, withRecord: withCalls })
    if (withCalls) {
      const about = { institutionId: demoInstitutionId, timeZone: demoTimeZone }
      await seedAbsences(tx, { ...about, programId: programIds.get('dr')!, idOf: demoId })
      const at = new Date(`${demoToday}T15:00:00Z`)
      await seedSwaps(tx, { ...about, personId: demoId('dr-2024-8'), offerId: demoId('swap'), at })
    }
    tx.record({
      action: 'demo.people-made',
      entity: 'institution',
      entityId: demoInstitutionId,
      after: { people: cast.people.length, appointments: cast.appointments.length, years: Object.keys(record) },
    })
  })
  if (withRecord) await seedGoals(platform, who)
  // After everything that is scheduled: hours are drafted from it.
  if (withRecord)
    await seedHours(platform, {
      who,
      idOf: demoId,
      programIds: [...programIds.values()],
      today: demoToday,
      longCall: { personId: demoId('dr-2024-1'), on: '2026-11-10' },
      lateIds: ['dr-2025-1', 'dr-2025-2', 'dr-2026-4', 'ir-2025-1', 'msk-2026-3', 'vir-2026-1'].map(demoId),
      concern: 'On one service we are asked to enter the scheduled end of the day even when we leave two hours later.',
    })
  return true
}

async function insertCast(
  tx: WriteTx,
  cast: Cast,
  programIds: ReadonlyMap<string, string>,
  secret: string,
): Promise<void> {
  const institutionId = demoInstitutionId
  const programOf = (key: string) => programIds.get(key)!
  await insertAll(
    tx,
    person,
    cast.people.map(({ id, givenName, familyName, email, staffNumber }) => ({
      institutionId,
      id,
      givenName,
      familyName,
      email,
      staffNumber,
      createdAt: seededAt,
    })),
  )
  await insertAll(
    tx,
    roleGrant,
    cast.people.flatMap(({ key, id, roles }) =>
      roles.map(({ role, program }) => ({
        institutionId,
        id: demoId(`grant:${key}:${role}:${program ?? ''}`),
        personId: id,
        role,
        programId: program === null ? null : programOf(program),
        grantedAt: seededAt,
      })),
    ),
  )
  const combinationId = demoId('combination')
  await insertAll(tx, combination, [
    {
      institutionId,
      id: combinationId,
      personId: demoId(combinedFellow),
      proposedBy: demoId('coordinator'),
      proposedAt: seededAt,
    },
  ])
  await insertAll(
    tx,
    combinationAgreement,
    ['msk', 'inf'].map((program) => ({
      institutionId,
      combinationId,
      programId: programOf(program),
      agreedBy: demoId(`${program}-faculty-1`),
      agreedAt: seededAt,
    })),
  )
  await insertAll(
    tx,
    appointment,
    cast.appointments.map(({ personKey, program, combined, priorTraining, ...rest }) => ({
      institutionId,
      personId: demoId(personKey),
      programId: programOf(program),
      combinationId: combined ? combinationId : null,
      priorTraining: [...priorTraining],
      id: rest.id,
      startOn: rest.startOn,
      endOn: rest.endOn,
      entryLevel: rest.entryLevel,
      ftePercent: rest.ftePercent,
      curriculumEffectiveOn: rest.curriculumEffectiveOn,
    })),
  )
  await insertAll(
    tx,
    leave,
    cast.leaves.map(({ personKey, ...rest }) => ({
      institutionId,
      id: demoId(`leave:${personKey}:${rest.startOn}`),
      personId: demoId(personKey),
      ...rest,
    })),
  )
  // Everybody who has begun may sign in; next summer's class has not been invited yet.
  const accounts = cast.people
    .filter(({ key, roles }) => roles.length > 0 && !key.includes(`-${currentYear + 1}-`))
    .map((person) => ({ key: person.key, person }))
  await insertAll(
    tx,
    account,
    accounts.map(({ key, person: { id, email } }) => ({
      institutionId,
      id: demoId(`account:${key}`),
      personId: id,
      email,
      createdAt: seededAt,
    })),
  )
  await insertAll(
    tx,
    credential,
    accounts.map(({ key }) => ({
      institutionId,
      id: demoId(`credential:${key}`),
      accountId: demoId(`account:${key}`),
      kind: 'password' as const,
      secret,
      createdAt: seededAt,
    })),
  )
  await insertAll(
    tx,
    notification,
    accounts
      .filter(({ person: { roles } }) => roles.some(({ role }) => role === 'trainee'))
      .map(({ key, person: { id } }) => ({
        institutionId,
        id: demoId(`notice:${key}`),
        personId: id,
        at: new Date('2026-03-15T15:00:00Z'),
        kind: 'schedule.published' as const,
        title: 'Your schedule for 2026-27 is published',
        detail: 'See where you will be, and add it to your calendar.',
        link: '/me/schedule',
      })),
  )
}

/** Next year waits to be built: an empty draft over all programs. */
async function insertDraft(tx: WriteTx, programIds: ReadonlyMap<string, string>): Promise<void> {
  const institutionId = demoInstitutionId
  const scenarioId = demoId('scenario:2027')
  await insertAll(tx, scenario, [
    {
      institutionId,
      id: scenarioId,
      name: 'First draft',
      startYear: 2027,
      status: 'draft',
      createdBy: 'Coordinator',
      createdAt: new Date('2026-11-16T15:00:00Z'),
    },
  ])
  await insertAll(
    tx,
    scenarioProgram,
    [...programIds.values()].map((programId) => ({ institutionId, scenarioId, programId })),
  )
}

/** What the start of the demo prints. */
export function demoLogins(): string {
  const people = new Map(demoCast().people.map((one) => [one.key, one]))
  const widest = Math.max(...demoAccounts.map(({ label }) => label.length))
  const lines = demoAccounts.map(({ key, label }) => `  ${label.padEnd(widest)}  ${people.get(key)!.email}`)
  return `\nDemo logins (password "${demoPassword}"):\n${lines.join('\n')}`
}
