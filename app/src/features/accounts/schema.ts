import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import type { Role } from '../../contract/roles.ts'
import { at, bytes, institutionId, rowId } from '../../platform/columns.ts'
import { person } from '../people/schema.ts'
import { program } from '../programs/schema.ts'

export const account = pgTable(
  'account',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    email: text('email').notNull(),
    createdAt: at('created_at').notNull(),
    disabledAt: at('disabled_at'),
    version: integer('version').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    unique('account_person').on(t.institutionId, t.personId),
    unique('account_email').on(t.institutionId, t.email),
    index('account_by_email').on(t.email),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
  ],
)

/** What proves who somebody is. One row per method: a password now; OIDC, passkeys and second factors are further kinds. */
export const credential = pgTable(
  'credential',
  {
    institutionId: institutionId(),
    id: rowId(),
    accountId: uuid('account_id').notNull(),
    kind: text('kind').$type<'password'>().notNull(),
    secret: text('secret').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    unique('credential_kind').on(t.institutionId, t.accountId, t.kind),
    foreignKey({ columns: [t.institutionId, t.accountId], foreignColumns: [account.institutionId, account.id] }),
  ],
)

/** Only the hash of the cookie's token is kept: a copy of the database opens no session. */
export const session = pgTable(
  'session',
  {
    institutionId: institutionId(),
    tokenHash: bytes('token_hash').notNull(),
    accountId: uuid('account_id').notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.tokenHash] }),
    index('session_token').on(t.tokenHash),
    index('session_account').on(t.institutionId, t.accountId),
    foreignKey({ columns: [t.institutionId, t.accountId], foreignColumns: [account.institutionId, account.id] }),
  ],
)

/** A one-time link: for a person's first password, or (kind `setup`) for the first administrator of a new institution. */
export const invitation = pgTable(
  'invitation',
  {
    institutionId: institutionId(),
    tokenHash: bytes('token_hash').notNull(),
    kind: text('kind').$type<'account' | 'setup'>().notNull(),
    personId: uuid('person_id'),
    email: text('email'),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.tokenHash] }),
    index('invitation_token').on(t.tokenHash),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
  ],
)

export const roleGrant = pgTable(
  'role_grant',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    role: text('role').$type<Role>().notNull(),
    programId: uuid('program_id'),
    grantedAt: at('granted_at').notNull(),
    revokedAt: at('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    foreignKey({ columns: [t.institutionId, t.programId], foreignColumns: [program.institutionId, program.id] }),
    uniqueIndex('role_grant_once')
      .on(t.institutionId, t.personId, t.role, sql`coalesce(${t.programId}, ${t.institutionId})`)
      .where(sql`${t.revokedAt} is null`),
    index('role_grant_program').on(t.institutionId, t.programId, t.role),
  ],
)
