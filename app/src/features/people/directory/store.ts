import { and, asc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Role } from '../../../contract/roles.ts'
import type { Scope } from '../../../contract/permission.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { account, roleGrant } from '../../accounts/schema.ts'
import { program } from '../../programs/schema.ts'
import { doubleLetters, searchWords, singleLetters } from '../fold.ts'
import { person } from '../schema.ts'
import type { PersonRow } from '../store.ts'

export interface ListedPerson extends PersonRow {
  readonly account: 'none' | 'active' | 'disabled'
}

export interface PeopleWanted {
  readonly scope: Scope
  readonly search?: string | undefined
  readonly programId?: string | undefined
  readonly role?: Role | undefined
  readonly archived: boolean
  readonly withoutAccount: boolean
}

/** Where a page starts: after this person. */
export interface AfterPerson {
  readonly familyName: string
  readonly givenName: string
  readonly id: string
}

const ids = (values: readonly string[]): SQL => sql`${sql.param(`{${values.join(',')}}`)}::uuid[]`

const holdsRole = (more: SQL): SQL => sql`exists (
  select 1 from role_grant held
  where held.institution_id = ${person.institutionId} and held.person_id = ${person.id} and held.revoked_at is null and ${more}
)`
const isAppointed = (more: SQL): SQL => sql`exists (
  select 1 from appointment held
  where held.institution_id = ${person.institutionId} and held.person_id = ${person.id} and held.archived_at is null and ${more}
)`

const inPrograms = (programIds: readonly string[]): SQL =>
  sql`(${isAppointed(sql`held.program_id = any(${ids(programIds)})`)} or ${holdsRole(sql`held.program_id = any(${ids(programIds)})`)})`

function inScope(scope: Scope): SQL | undefined {
  if (scope.institution) return undefined
  const self = scope.personId === null ? sql`false` : sql`${person.id} = ${scope.personId}`
  return scope.programIds.length === 0 ? self : sql`(${self} or ${inPrograms(scope.programIds)})`
}

/** Role and program are asked together: "faculty of this program", not "faculty somewhere and in this program too". */
function inRole(role: Role, programId: string | undefined): SQL {
  const here = programId === undefined ? sql`true` : sql`held.program_id = ${programId}`
  const granted = holdsRole(sql`held.role = ${role} and ${here}`)
  return role === 'trainee' ? sql`(${isAppointed(here)} or ${granted})` : granted
}

/** What a search reads of a person, folded by the database as `folded` does. */
const searchable = (): SQL => {
  const text = sql`normalize(lower(concat_ws(' ', ${person.givenName}, ${person.familyName}, ${person.email}, ${person.staffNumber})), NFD)`
  const unaccented = sql`regexp_replace(${text}, '[\\u0300-\\u036f]', '', 'g')`
  const [from, to] = [0, 1].map((side) => singleLetters.map((pair) => pair[side]).join(''))
  return doubleLetters.reduce(
    (inner, [letter, plain]) => sql`replace(${inner}, ${letter}, ${plain})`,
    sql`translate(${unaccented}, ${from}, ${to})`,
  )
}

/** Every word must occur in the name, e-mail or staff number. */
const matches = (search: string): SQL[] =>
  searchWords(search).map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    return sql`${searchable()} like ${pattern}`
  })

function conditions(institutionId: string, wanted: PeopleWanted): SQL | undefined {
  const { scope, search, programId, role, archived, withoutAccount } = wanted
  return and(
    eq(person.institutionId, institutionId),
    archived ? isNotNull(person.archivedAt) : isNull(person.archivedAt),
    inScope(scope),
    role === undefined ? undefined : inRole(role, programId),
    role === undefined && programId !== undefined ? inPrograms([programId]) : undefined,
    withoutAccount ? isNull(account.id) : undefined,
    ...(search === undefined ? [] : matches(search)),
  )
}

const hasAccount = and(eq(account.institutionId, person.institutionId), eq(account.personId, person.id))
const accountState = sql<ListedPerson['account']>`case
  when ${account.id} is null then 'none'
  when ${account.disabledAt} is null then 'active'
  else 'disabled'
end`

/** One page of people by family name, and how many there are in all. */
export async function pageOfPeople(
  db: Reads,
  institutionId: string,
  wanted: PeopleWanted,
  page: { readonly after: AfterPerson | null; readonly limit: number },
): Promise<{ rows: ListedPerson[]; total: number }> {
  const where = conditions(institutionId, wanted)
  const { after, limit } = page
  const later =
    after === null
      ? undefined
      : sql`(${person.familyName}, ${person.givenName}, ${person.id}) > (${after.familyName}, ${after.givenName}, ${after.id}::uuid)`
  const rows = await db
    .select({
      institutionId: person.institutionId,
      id: person.id,
      givenName: person.givenName,
      familyName: person.familyName,
      email: person.email,
      staffNumber: person.staffNumber,
      version: person.version,
      createdAt: person.createdAt,
      archivedAt: person.archivedAt,
      account: accountState,
    })
    .from(person)
    .leftJoin(account, hasAccount)
    .where(and(where, later))
    .orderBy(asc(person.familyName), asc(person.givenName), asc(person.id))
    .limit(limit)
  const [count] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(person)
    .leftJoin(account, hasAccount)
    .where(where)
  return { rows, total: count?.total ?? 0 }
}

export interface HeldRole {
  readonly personId: string
  readonly role: Role
  readonly programId: string | null
  readonly programName: string | null
}

export async function rolesOf(db: Reads, institutionId: string, personIds: readonly string[]): Promise<HeldRole[]> {
  if (personIds.length === 0) return []
  return db
    .select({
      personId: roleGrant.personId,
      role: roleGrant.role,
      programId: roleGrant.programId,
      programName: program.name,
    })
    .from(roleGrant)
    .leftJoin(program, and(eq(program.institutionId, roleGrant.institutionId), eq(program.id, roleGrant.programId)))
    .where(
      and(
        eq(roleGrant.institutionId, institutionId),
        inArray(roleGrant.personId, [...personIds]),
        isNull(roleGrant.revokedAt),
      ),
    )
    .orderBy(asc(roleGrant.personId), asc(roleGrant.role), asc(program.name))
}

export async function accountStateOf(
  db: Reads,
  institutionId: string,
  personId: string,
): Promise<ListedPerson['account']> {
  const [row] = await db
    .select({ state: accountState })
    .from(person)
    .leftJoin(account, hasAccount)
    .where(and(eq(person.institutionId, institutionId), eq(person.id, personId)))
  return row?.state ?? 'none'
}

/** People of programs who hold one of these roles there. */
export async function peopleInRole(
  db: Reads,
  institutionId: string,
  role: Role,
  programIds: readonly string[],
): Promise<{ personId: string; programId: string }[]> {
  if (programIds.length === 0) return []
  const rows = await db
    .select({ personId: roleGrant.personId, programId: roleGrant.programId })
    .from(roleGrant)
    .where(
      and(
        eq(roleGrant.institutionId, institutionId),
        eq(roleGrant.role, role),
        inArray(roleGrant.programId, [...programIds]),
        isNull(roleGrant.revokedAt),
      ),
    )
  return rows.flatMap(({ personId, programId }) => (programId === null ? [] : [{ personId, programId }]))
}

/** The programs each of these people belongs to, by appointment or by role. */
export async function programIdsOf(db: Reads, institutionId: string, personId: string): Promise<string[]> {
  const rows = await db
    .select({ id: program.id })
    .from(program)
    .where(
      and(
        eq(program.institutionId, institutionId),
        sql`(
          exists (
            select 1 from role_grant held
            where held.institution_id = ${institutionId} and held.person_id = ${personId}
              and held.program_id = program.id and held.revoked_at is null
          ) or exists (
            select 1 from appointment held
            where held.institution_id = ${institutionId} and held.person_id = ${personId}
              and held.program_id = program.id and held.archived_at is null
          )
        )`,
      ),
    )
  return rows.map((row) => row.id)
}

/** What a permission about a person is asked of: those who hold it for themselves, or for one of the person's programs. */
export const personTarget = async (db: Reads, institutionId: string, personId: string) => ({
  programIds: await programIdsOf(db, institutionId, personId),
  personId,
})
