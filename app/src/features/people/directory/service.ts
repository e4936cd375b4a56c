import { AppError, notFound } from '../../../contract/app-error.ts'
import type { Scope } from '../../../contract/permission.ts'
import type { Role } from '../../../contract/roles.ts'
import type { Platform } from '../../../platform/platform.ts'
import { inviteAccounts } from '../../accounts/policy.ts'
import { programsOf, todayOf } from '../../programs/index.ts'
import { combinationsOf } from '../combinations/store.ts'
import { editPeople, proposeCombinations } from '../policy.ts'
import { leavesBetween, personById } from '../store.ts'
import { type Directory, mostListed, type PersonView } from '../contract.ts'
import { accountStateOf, type AfterPerson, pageOfPeople, programIdsOf } from './store.ts'
import { appointmentViews, combinationViews, listedPeople, type May, summariesOf } from './views.ts'

export interface PeopleQuery {
  readonly search?: string | undefined
  readonly programId?: string | undefined
  readonly role?: Role | undefined
  readonly archived?: 'true' | 'false' | undefined
  readonly account?: 'none' | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

const writeCursor = (person: AfterPerson): string =>
  Buffer.from(JSON.stringify([person.familyName, person.givenName, person.id])).toString('base64url')

function readCursor(cursor: string): AfterPerson {
  const wrong = new AppError(
    'invalid',
    'This page marker is not one that was given out. Start again at the first page.',
  )
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(parts) || parts.length !== 3) throw wrong
    const [familyName, givenName, id] = parts as unknown[]
    if (typeof familyName !== 'string' || typeof givenName !== 'string' || typeof id !== 'string') throw wrong
    if (!/^[0-9a-f-]{36}$/.test(id)) throw wrong
    return { familyName, givenName, id }
  } catch {
    throw wrong
  }
}

export async function listPeople(
  platform: Platform,
  institutionId: string,
  query: PeopleQuery,
  { scope, may }: { readonly scope: Scope; readonly may: May },
) {
  const db = platform.database.drizzle
  const limit = query.limit ?? 50
  const after = query.cursor === undefined ? null : readCursor(query.cursor)
  const wanted = {
    scope,
    search: query.search,
    programId: query.programId,
    role: query.role,
    archived: query.archived === 'true',
    withoutAccount: query.account === 'none',
  }
  const { rows, total } = await pageOfPeople(db, institutionId, wanted, { after, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const today = await todayOf(platform, institutionId)
  return {
    today,
    items: await summariesOf(db, institutionId, shown, { today, may }),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(last) : null,
    total,
  }
}

/** Everybody the viewer may see, in a fixed number of queries: the list searches, filters and sorts by itself. */
export async function getDirectory(
  platform: Platform,
  institutionId: string,
  { archived }: { readonly archived: boolean },
  { scope, may }: { readonly scope: Scope; readonly may: May },
): Promise<Directory> {
  const db = platform.database.drizzle
  const wanted = { scope, archived, withoutAccount: false }
  const { rows, total } = await pageOfPeople(db, institutionId, wanted, { after: null, limit: mostListed })
  const today = await todayOf(platform, institutionId)
  const people = await listedPeople(db, institutionId, rows, { today, may })
  const named = new Set(people.flatMap((row) => [...row.appointments, ...row.roles].map(({ programId }) => programId)))
  const programs = await programsOf(db, institutionId, null)
  return {
    today,
    total,
    programs: programs.filter(({ id }) => named.has(id)).map(({ id, name, shortName }) => ({ id, name, shortName })),
    people,
  }
}

export async function getPerson(
  platform: Platform,
  institutionId: string,
  personId: string,
  may: May,
): Promise<PersonView> {
  const db = platform.database.drizzle
  const person = await personById(db, institutionId, personId)
  if (person === undefined) throw notFound('person')
  const today = await todayOf(platform, institutionId)
  const account = await accountStateOf(db, institutionId, personId)
  const [summary] = await summariesOf(db, institutionId, [{ ...person, account }], { today, may })
  if (summary === undefined) throw notFound('person')
  const appointments = (await appointmentViews(db, institutionId, [personId], { today, may })).get(personId) ?? []
  const leaves = await leavesBetween(db, institutionId, [personId], { startOn: '0001-01-01', endOn: '9999-12-31' })
  const combinations = await combinationsOf(db, institutionId, { personIds: [personId] })
  const programIds = await programIdsOf(db, institutionId, personId)
  const programs = await programsOf(db, institutionId, null)
  return {
    ...summary,
    version: person.version,
    today,
    appointments,
    combinations: await combinationViews(db, institutionId, combinations, may),
    leaves: leaves.map(({ id, kind, startOn, endOn, countsTowardTraining, version }) => ({
      id,
      kind,
      startOn,
      endOn,
      countsTowardTraining,
      version,
    })),
    abilities: {
      edit: may(editPeople, { programIds }),
      invite: may(inviteAccounts, { programIds }),
      propose: may(proposeCombinations, { programIds }),
      appointTo: programs.filter(({ id }) => may(editPeople, { programIds: [id] })).map(({ id }) => id),
    },
  }
}
