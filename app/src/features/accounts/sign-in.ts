import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { AppError } from '../../contract/app-error.ts'
import type { Actor } from '../../contract/roles.ts'
import { write } from '../../platform/audit/write.ts'
import { sessionDays } from '../../platform/auth/cookie.ts'
import { newToken, passwordMatches, pretendToCheck, tokenHash } from '../../platform/auth/secrets.ts'
import type { Platform } from '../../platform/platform.ts'
import { accountHolder, insertSession, passwordAccounts, sessionByToken, type SessionRow } from './store.ts'

const minutes = 60
/** Wrong guesses allowed before a wait; counted in the database, so that several servers count together. */
const limits = {
  perAddress: { points: 10, duration: 15 * minutes },
  perCaller: { points: 100, duration: 15 * minutes },
}

export interface SignInLimits {
  readonly perAddress: RateLimiterPostgres
  readonly perCaller: RateLimiterPostgres
}

export const signInLimits = (platform: Platform): SignInLimits => {
  const limiter = (keyPrefix: string, limit: { points: number; duration: number }) =>
    new RateLimiterPostgres({
      storeClient: platform.database.pool,
      storeType: 'pool',
      schemaName: 'gradus_limits',
      tableName: 'sign_in',
      tableCreated: true,
      clearExpiredByTimeout: true,
      keyPrefix,
      ...limit,
    })
  return { perAddress: limiter('a', limits.perAddress), perCaller: limiter('c', limits.perCaller) }
}

const waitWords = (milliseconds: number): string => {
  const wait = Math.ceil(milliseconds / 60_000)
  return wait === 1 ? 'a minute' : `${wait} minutes`
}

async function consume(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refused) {
    if (refused instanceof Error) throw refused
    const wait = (refused as { msBeforeNext: number }).msBeforeNext
    throw new AppError('too-many-requests', `Too many attempts. Try again in ${waitWords(wait)}.`, {
      retryAfterSeconds: Math.ceil(wait / 1000),
    })
  }
}

export const actorOf = (row: SessionRow): Actor => ({
  institutionId: row.institutionId,
  accountId: row.accountId,
  personId: row.personId,
  name: row.name,
  grants: row.grants,
})

/** Opens a session and gives its token, which only the cookie will hold. */
export async function openSession(
  platform: Platform,
  row: SessionRow,
  requestId: string,
  how: string,
): Promise<string> {
  const token = newToken()
  const now = platform.now()
  const who = { institutionId: row.institutionId, personId: row.personId, name: row.name, requestId }
  await write(platform, who, async (tx) => {
    await insertSession(tx, {
      institutionId: row.institutionId,
      tokenHash: tokenHash(token),
      accountId: row.accountId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + sessionDays * 86_400_000),
    })
    tx.record({ action: 'session.opened', entity: 'account', entityId: row.accountId, after: { how } })
  })
  return token
}

/** Signs in with a password. One sentence for every failure: it tells nobody which addresses exist. */
export async function signInWithPassword(
  platform: Platform,
  limiters: SignInLimits,
  input: { readonly email: string; readonly password: string; readonly caller: string; readonly requestId: string },
): Promise<{ actor: Actor; token: string }> {
  await consume(limiters.perCaller, input.caller)
  await consume(limiters.perAddress, input.email)
  const candidates = await passwordAccounts(platform.database.drizzle, input.email)
  if (candidates.length === 0) await pretendToCheck(input.password)
  for (const candidate of candidates)
    if (await passwordMatches(candidate.secret, input.password)) {
      await limiters.perAddress.delete(input.email)
      return { actor: actorOf(candidate), token: await openSession(platform, candidate, input.requestId, 'password') }
    }
  throw new AppError('invalid', 'The e-mail address or the password is not right.')
}

export async function actorByToken(platform: Platform, token: string): Promise<Actor | null> {
  const row = await sessionByToken(platform.database.drizzle, tokenHash(token), platform.now())
  return row === undefined ? null : actorOf(row)
}

/** The person with the roles of this moment, for one who acts without a session; null when their account is closed. */
export async function actorOfPerson(
  platform: Platform,
  institutionId: string,
  personId: string,
): Promise<Actor | null> {
  const row = await accountHolder(platform.database.drizzle, institutionId, personId)
  return row === undefined ? null : actorOf(row)
}
