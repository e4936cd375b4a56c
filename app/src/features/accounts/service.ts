import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../contract/app-error.ts'
import { institutionRoles, type Role } from '../../contract/roles.ts'
import { type Who, write, type WriteTx } from '../../platform/audit/write.ts'
import { hashPassword, newToken, passwordMatches, tokenHash } from '../../platform/auth/secrets.ts'
import { publicAddress } from '../../platform/config.ts'
import type { Platform } from '../../platform/platform.ts'
import { queueLetter } from '../notifications/index.ts'
import { programsOf } from '../programs/index.ts'
import * as store from './store.ts'

const invitationDays = 7
const setupHours = 24

const linkTo = (platform: Platform, token: string): string => `${publicAddress(platform.config)}/welcome/${token}`

/**
 * On an empty database: makes a nameless institution and the one-time link with which its first administrator sets it up. Null where
 * another server that started at the same moment made it.
 */
export async function firstAdministratorLink(platform: Platform): Promise<string | null> {
  const institutionId = randomUUID()
  const token = newToken()
  const now = platform.now()
  const who: Who = { institutionId, personId: null, name: 'First start', requestId: randomUUID() }
  const isFirst = await write(platform, who, async (tx) => {
    await store.lockInstitutions(tx)
    if (await store.hasInstitution(tx)) throw anotherWasFirst
    await store.insertInstitution(tx, { institutionId, name: '', timeZone: 'UTC' })
    await insertSetupLink(tx, institutionId, token, now)
    return true
  }).catch((error: unknown) => {
    if (error === anotherWasFirst) return false
    throw error
  })
  return isFirst ? linkTo(platform, token) : null
}
const anotherWasFirst = new AppError('conflict', 'Another server set up this database at the same moment.')

/** While nobody has set the institution up, every start gives a fresh link and closes the earlier ones. */
export async function renewSetupLink(platform: Platform, institutionId: string): Promise<string> {
  const token = newToken()
  const now = platform.now()
  const who: Who = { institutionId, personId: null, name: 'Start', requestId: randomUUID() }
  await write(platform, who, async (tx) => {
    await store.closeInvitations(tx, institutionId, 'setup', null, now)
    await insertSetupLink(tx, institutionId, token, now)
  })
  return linkTo(platform, token)
}

async function insertSetupLink(tx: WriteTx, institutionId: string, token: string, now: Date): Promise<void> {
  await store.insertInvitation(tx, {
    institutionId,
    tokenHash: tokenHash(token),
    kind: 'setup',
    expiresAt: new Date(now.getTime() + setupHours * 3_600_000),
  })
  tx.record({ action: 'institution.setup-offered', entity: 'institution', entityId: institutionId })
}

export async function invitePerson(platform: Platform, who: Who, personId: string, email: string) {
  const { institutionId } = who
  const person = await store.personNamed(platform.database.drizzle, institutionId, personId)
  if (person === undefined) throw notFound('person')
  const token = newToken()
  const now = platform.now()
  const expiresAt = new Date(now.getTime() + invitationDays * 86_400_000)
  const url = linkTo(platform, token)
  const isMailed = await write(platform, who, async (tx) => {
    await store.closeInvitations(tx, institutionId, 'account', personId, now)
    await store.insertInvitation(tx, {
      institutionId,
      tokenHash: tokenHash(token),
      kind: 'account',
      personId,
      email,
      expiresAt,
    })
    tx.record({ action: 'account.invited', entity: 'person', entityId: personId, after: { email } })
    const to = { institutionId, personId, address: email, uselessAt: expiresAt }
    return queueLetter(platform, tx, to, invitationLetter(person.name, url))
  })
  return { url, expiresAt: expiresAt.toISOString(), isMailed }
}

const invitationLetter = (name: string, url: string) => ({
  subject: 'Your access to Gradus',
  lines: [
    `Hello ${name},`,
    `with the link below you choose a password for Gradus. It works once and for ${invitationDays} days.`,
    'If you did not expect this, you need do nothing.',
  ],
  link: { words: 'Choose a password', url },
})

const spentLink = () => new AppError('not-found', 'This link was used already or has expired. Ask for a new one.')

export async function describeInvitation(platform: Platform, token: string) {
  const db = platform.database.drizzle
  const found = await store.invitationByToken(db, tokenHash(token), platform.now())
  if (found === undefined) throw spentLink()
  const person = found.personId === null ? undefined : await store.personNamed(db, found.institutionId, found.personId)
  return { kind: found.kind, name: person?.name ?? null, email: found.email }
}

export interface Setup {
  readonly institutionName: string
  readonly timeZone: string
  readonly givenName: string
  readonly familyName: string
  readonly email: string
}

const isTimeZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Uses a one-time link: sets the password, and for a setup link names the institution and makes its first administrator. */
export async function acceptInvitation(
  platform: Platform,
  input: {
    readonly token: string
    readonly password: string
    readonly setup: Setup | undefined
    readonly requestId: string
  },
): Promise<store.SessionRow> {
  const hash = tokenHash(input.token)
  const now = platform.now()
  const found = await store.invitationByToken(platform.database.drizzle, hash, now)
  if (found === undefined) throw spentLink()
  const { institutionId } = found
  const { setup } = input
  if (found.kind === 'setup' && setup === undefined)
    throw new AppError('invalid', 'Name the institution and its first administrator.')
  if (setup !== undefined && !isTimeZone(setup.timeZone))
    throw new AppError('invalid', `"${setup.timeZone}" is no time zone. Use a name such as America/Chicago.`)
  const secret = await hashPassword(input.password)
  const personId = found.personId ?? randomUUID()
  const name = setup ? `${setup.givenName} ${setup.familyName}` : ''
  const who: Who = { institutionId, personId, name: name === '' ? 'One-time link' : name, requestId: input.requestId }
  return write(platform, who, async (tx) => {
    if (!(await store.useInvitation(tx, institutionId, hash, now))) throw spentLink()
    if (found.kind === 'setup' && setup !== undefined) await setUpInstitution(tx, institutionId, personId, setup, now)
    const existing = await store.accountOfPerson(tx, institutionId, personId)
    const email = setup?.email ?? found.email ?? existing?.email
    if (email === undefined) throw spentLink()
    const accountId = existing?.id ?? randomUUID()
    if (existing === undefined)
      await store.insertAccount(tx, { institutionId, id: accountId, personId, email, createdAt: now })
    await store.putPassword(tx, { institutionId, id: randomUUID(), accountId, secret, createdAt: now })
    await store.deleteOtherSessions(tx, institutionId, accountId, null)
    tx.record({ action: 'account.password-set', entity: 'account', entityId: accountId })
    const person = await store.personNamed(tx, institutionId, personId)
    return { institutionId, accountId, personId, name: person?.name ?? name, grants: [] }
  })
}

async function setUpInstitution(
  tx: WriteTx,
  institutionId: string,
  personId: string,
  setup: Setup,
  now: Date,
): Promise<void> {
  const { institutionName, timeZone, givenName, familyName, email } = setup
  await store.nameInstitution(tx, institutionId, { name: institutionName, timeZone })
  await store.insertPerson(tx, { institutionId, id: personId, givenName, familyName, email })
  await store.insertGrants(tx, [{ institutionId, id: randomUUID(), personId, role: 'administrator', grantedAt: now }])
  tx.record({
    action: 'institution.set-up',
    entity: 'institution',
    entityId: institutionId,
    after: { name: institutionName, timeZone, administrator: personId },
  })
}

export async function changePassword(
  platform: Platform,
  who: Who,
  accountId: string,
  input: { readonly current: string; readonly next: string; readonly keptToken: string },
): Promise<void> {
  const stored = await store.passwordOf(platform.database.drizzle, who.institutionId, accountId)
  if (stored === undefined || !(await passwordMatches(stored, input.current)))
    throw new AppError('invalid', 'Your current password is not right.', {
      problems: [{ path: 'current', sentence: 'This is not your current password.' }],
    })
  const secret = await hashPassword(input.next)
  await write(platform, who, async (tx) => {
    await store.putPassword(tx, {
      institutionId: who.institutionId,
      id: randomUUID(),
      accountId,
      secret,
      createdAt: platform.now(),
    })
    await store.deleteOtherSessions(tx, who.institutionId, accountId, tokenHash(input.keptToken))
    tx.record({ action: 'account.password-changed', entity: 'account', entityId: accountId })
  })
}

export async function grantRole(
  platform: Platform,
  who: Who,
  input: { readonly personId: string; readonly role: Role; readonly programId: string | null },
): Promise<string> {
  const { personId, role, programId } = input
  if (institutionRoles.has(role) !== (programId === null))
    throw new AppError(
      'invalid',
      programId === null ? 'Choose the program of this role.' : 'This role is for the whole institution.',
    )
  const db = platform.database.drizzle
  const person = await store.personNamed(db, who.institutionId, personId)
  if (person === undefined) throw notFound('person')
  if (programId !== null && (await programsOf(db, who.institutionId, [programId])).length === 0)
    throw notFound('program')
  const id = randomUUID()
  await write(platform, who, async (tx) => {
    if (await store.holdsRole(tx, who.institutionId, { personId, role, programId }))
      throw new AppError('conflict', `${person.name} holds this role already.`)
    await store.insertGrants(tx, [
      { institutionId: who.institutionId, id, personId, role, programId, grantedAt: platform.now() },
    ])
    tx.record({ action: 'role.granted', entity: 'person', entityId: personId, programId, after: { role, programId } })
  })
  return id
}

export async function revokeRole(platform: Platform, who: Who, grantId: string): Promise<void> {
  await write(platform, who, async (tx) => {
    const grant = await store.grantById(tx, who.institutionId, grantId)
    if (grant === undefined) throw notFound('role')
    if (grant.role === 'administrator' && (await store.lockAdministrators(tx, who.institutionId)) === 1)
      throw new AppError('conflict', 'This is the last administrator. Make another one first.')
    await store.revokeGrant(tx, who.institutionId, grantId, platform.now())
    const { role, programId, personId } = grant
    tx.record({ action: 'role.revoked', entity: 'person', entityId: personId, programId, before: { role, programId } })
  })
}
