import { and, asc, eq, gt, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { union } from 'drizzle-orm/pg-core'
import type { Grant } from '../../contract/roles.ts'
import type { WriteTx } from '../../platform/audit/write.ts'
import type { Reads } from '../../platform/db/index.ts'
import { appointment, person } from '../people/schema.ts'
import { institution, program } from '../programs/schema.ts'
import { account, credential, invitation, roleGrant, session } from './schema.ts'

export interface SessionRow {
  readonly institutionId: string
  readonly accountId: string
  readonly personId: string
  readonly name: string
  readonly grants: Grant[]
}

const currentGrants = sql<Grant[]>`coalesce((
  select json_agg(json_build_object('role', g.role, 'programId', g.program_id))
  from role_grant g
  where g.institution_id = ${person.institutionId} and g.person_id = ${person.id} and g.revoked_at is null
), '[]'::json)`
const fullName = sql<string>`${person.givenName} || ' ' || ${person.familyName}`

const ofPerson = and(eq(person.institutionId, account.institutionId), eq(person.id, account.personId))

/** Whose session a token opens: one statement, as every request asks it. */
export async function sessionByToken(db: Reads, hash: Buffer, now: Date): Promise<SessionRow | undefined> {
  const [row] = await db
    .select({
      institutionId: account.institutionId,
      accountId: account.id,
      personId: account.personId,
      name: fullName,
      grants: currentGrants,
    })
    .from(session)
    .innerJoin(account, and(eq(account.institutionId, session.institutionId), eq(account.id, session.accountId)))
    .innerJoin(person, ofPerson)
    .where(and(eq(session.tokenHash, hash), gt(session.expiresAt, now), isNull(account.disabledAt)))
  return row
}

/** The person as one who acts, while their account is open. */
export async function accountHolder(
  db: Reads,
  institutionId: string,
  personId: string,
): Promise<SessionRow | undefined> {
  const [row] = await db
    .select({
      institutionId: account.institutionId,
      accountId: account.id,
      personId: account.personId,
      name: fullName,
      grants: currentGrants,
    })
    .from(account)
    .innerJoin(person, ofPerson)
    .where(and(eq(account.institutionId, institutionId), eq(account.personId, personId), isNull(account.disabledAt)))
  return row
}

export interface SignInRow extends SessionRow {
  readonly secret: string
}

/** Accounts with this address and a password; the same address may serve in more than one institution. */
export const passwordAccounts = (db: Reads, email: string): Promise<SignInRow[]> =>
  db
    .select({
      institutionId: account.institutionId,
      accountId: account.id,
      personId: account.personId,
      name: fullName,
      grants: currentGrants,
      secret: credential.secret,
    })
    .from(account)
    .innerJoin(person, ofPerson)
    .innerJoin(
      credential,
      and(
        eq(credential.institutionId, account.institutionId),
        eq(credential.accountId, account.id),
        eq(credential.kind, 'password'),
      ),
    )
    .where(and(eq(account.email, email), isNull(account.disabledAt)))
    .orderBy(asc(account.institutionId))

export async function passwordOf(db: Reads, institutionId: string, accountId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ secret: credential.secret })
    .from(credential)
    .where(
      and(
        eq(credential.institutionId, institutionId),
        eq(credential.accountId, accountId),
        eq(credential.kind, 'password'),
      ),
    )
  return row?.secret
}

export async function insertSession(tx: WriteTx, row: typeof session.$inferInsert): Promise<void> {
  await tx.delete(session).where(and(eq(session.institutionId, row.institutionId), sql`${session.expiresAt} < now()`))
  await tx.insert(session).values(row)
}

export async function deleteSession(tx: WriteTx, institutionId: string, hash: Buffer): Promise<void> {
  await tx.delete(session).where(and(eq(session.institutionId, institutionId), eq(session.tokenHash, hash)))
}

export async function deleteOtherSessions(
  tx: WriteTx,
  institutionId: string,
  accountId: string,
  kept: Buffer | null,
): Promise<void> {
  const mine = and(eq(session.institutionId, institutionId), eq(session.accountId, accountId))
  await tx.delete(session).where(kept === null ? mine : and(mine, ne(session.tokenHash, kept)))
}

export async function accountOfPerson(db: Reads, institutionId: string, personId: string) {
  const [row] = await db
    .select()
    .from(account)
    .where(and(eq(account.institutionId, institutionId), eq(account.personId, personId)))
  return row
}

export async function insertAccount(tx: WriteTx, row: typeof account.$inferInsert): Promise<void> {
  await tx.insert(account).values(row)
}

/** Sets the account's password, whether or not it had one. */
export async function putPassword(tx: WriteTx, row: Omit<typeof credential.$inferInsert, 'kind'>): Promise<void> {
  await tx
    .insert(credential)
    .values({ ...row, kind: 'password' })
    .onConflictDoUpdate({
      target: [credential.institutionId, credential.accountId, credential.kind],
      set: { secret: row.secret, createdAt: row.createdAt },
    })
}

export async function insertInvitation(tx: WriteTx, row: typeof invitation.$inferInsert): Promise<void> {
  await tx.insert(invitation).values(row)
}

export async function invitationByToken(db: Reads, hash: Buffer, now: Date) {
  const [row] = await db
    .select()
    .from(invitation)
    .where(and(eq(invitation.tokenHash, hash), isNull(invitation.usedAt), gt(invitation.expiresAt, now)))
  return row
}

/** True for the one caller who uses the link first. */
export async function useInvitation(tx: WriteTx, institutionId: string, hash: Buffer, now: Date): Promise<boolean> {
  const used = await tx
    .update(invitation)
    .set({ usedAt: now })
    .where(and(eq(invitation.institutionId, institutionId), eq(invitation.tokenHash, hash), isNull(invitation.usedAt)))
    .returning({ usedAt: invitation.usedAt })
  return used.length === 1
}

/** Earlier links of the same kind stop working when a new one is made. */
export async function closeInvitations(
  tx: WriteTx,
  institutionId: string,
  kind: 'account' | 'setup',
  personId: string | null,
  now: Date,
): Promise<void> {
  const whose = personId === null ? isNull(invitation.personId) : eq(invitation.personId, personId)
  await tx
    .update(invitation)
    .set({ usedAt: now })
    .where(
      and(eq(invitation.institutionId, institutionId), eq(invitation.kind, kind), whose, isNull(invitation.usedAt)),
    )
}

export const grantsOf = (db: Reads, institutionId: string) =>
  db
    .select({
      id: roleGrant.id,
      personId: roleGrant.personId,
      personName: fullName,
      email: sql<string | null>`coalesce(${account.email}, ${person.email})`,
      account: sql<'none' | 'active' | 'disabled'>`case
        when ${account.id} is null then 'none'
        when ${account.disabledAt} is null then 'active'
        else 'disabled' end`,
      role: roleGrant.role,
      programId: roleGrant.programId,
      programName: program.name,
    })
    .from(roleGrant)
    .innerJoin(person, and(eq(person.institutionId, roleGrant.institutionId), eq(person.id, roleGrant.personId)))
    .leftJoin(program, and(eq(program.institutionId, roleGrant.institutionId), eq(program.id, roleGrant.programId)))
    .leftJoin(account, ofPerson)
    .where(and(eq(roleGrant.institutionId, institutionId), isNull(roleGrant.revokedAt)))
    .orderBy(asc(person.familyName), asc(person.givenName), asc(roleGrant.role))

export async function grantById(db: Reads, institutionId: string, id: string) {
  const [row] = await db
    .select()
    .from(roleGrant)
    .where(and(eq(roleGrant.institutionId, institutionId), eq(roleGrant.id, id), isNull(roleGrant.revokedAt)))
  return row
}

export async function insertGrants(tx: WriteTx, rows: (typeof roleGrant.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(roleGrant).values(rows)
}

export async function revokeGrant(tx: WriteTx, institutionId: string, id: string, now: Date): Promise<void> {
  await tx
    .update(roleGrant)
    .set({ revokedAt: now })
    .where(and(eq(roleGrant.institutionId, institutionId), eq(roleGrant.id, id)))
}

/** How many administrators there are; held until the transaction ends, so that two cannot take the last two away at once. */
export async function lockAdministrators(tx: WriteTx, institutionId: string): Promise<number> {
  const rows = await tx
    .select({ id: roleGrant.id })
    .from(roleGrant)
    .where(
      and(eq(roleGrant.institutionId, institutionId), eq(roleGrant.role, 'administrator'), isNull(roleGrant.revokedAt)),
    )
    .orderBy(asc(roleGrant.id))
    .for('update')
  return rows.length
}

export async function holdsRole(
  db: Reads,
  institutionId: string,
  held: { readonly personId: string } & Grant,
): Promise<boolean> {
  const [row] = await db
    .select({ id: roleGrant.id })
    .from(roleGrant)
    .where(
      and(
        eq(roleGrant.institutionId, institutionId),
        eq(roleGrant.personId, held.personId),
        eq(roleGrant.role, held.role),
        held.programId === null ? isNull(roleGrant.programId) : eq(roleGrant.programId, held.programId),
        isNull(roleGrant.revokedAt),
      ),
    )
  return row !== undefined
}

/** Programs the actor may choose in the frame: all for institution-wide roles, else those of the grants. */
export const programsFor = (db: Reads, institutionId: string, programIds: readonly string[] | null) =>
  db
    .select({ id: program.id, name: program.name, shortName: program.shortName })
    .from(program)
    .where(
      and(
        eq(program.institutionId, institutionId),
        isNull(program.archivedAt),
        programIds === null ? undefined : sql`${program.id} = any(${sql.param(`{${programIds.join(',')}}`)}::uuid[])`,
      ),
    )
    .orderBy(asc(program.name))

/** Held until the transaction ends: the check for an institution and its making are one step. */
export async function lockInstitutions(tx: WriteTx): Promise<void> {
  await tx.execute(sql`LOCK TABLE ${institution} IN SHARE ROW EXCLUSIVE MODE`)
}

export const hasInstitution = async (db: Reads): Promise<boolean> => (await db.$count(institution)) > 0

export async function insertInstitution(tx: WriteTx, row: typeof institution.$inferInsert): Promise<void> {
  await tx.insert(institution).values(row)
}

export async function nameInstitution(
  tx: WriteTx,
  institutionId: string,
  row: { name: string; timeZone: string },
): Promise<void> {
  await tx.update(institution).set(row).where(eq(institution.institutionId, institutionId))
}

export async function insertPerson(tx: WriteTx, row: typeof person.$inferInsert): Promise<void> {
  await tx.insert(person).values(row)
}

export async function personNamed(db: Reads, institutionId: string, personId: string) {
  const [row] = await db
    .select({ name: fullName, email: person.email })
    .from(person)
    .where(and(eq(person.institutionId, institutionId), eq(person.id, personId)))
  return row
}

/** Programs a person belongs to by role or by appointment. */
export async function programIdsOfPerson(db: Reads, institutionId: string, personId: string): Promise<string[]> {
  const byRole = db
    .select({ programId: sql<string>`${roleGrant.programId}` })
    .from(roleGrant)
    .where(
      and(
        eq(roleGrant.institutionId, institutionId),
        eq(roleGrant.personId, personId),
        isNull(roleGrant.revokedAt),
        isNotNull(roleGrant.programId),
      ),
    )
  const byAppointment = db
    .select({ programId: appointment.programId })
    .from(appointment)
    .where(
      and(
        eq(appointment.institutionId, institutionId),
        eq(appointment.personId, personId),
        isNull(appointment.archivedAt),
      ),
    )
  const rows = await union(byRole, byAppointment)
  return rows.map((row) => row.programId)
}
