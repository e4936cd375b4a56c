import { hash, verify } from '@node-rs/argon2'
import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, safe in a URL: 43 characters. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of a token. The token is random and long, so a fast hash is enough. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

// argon2id with 19 MiB and two passes: the first OWASP recommendation.
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), cost)

export const passwordMatches = (stored: string, password: string): Promise<boolean> =>
  verify(stored, password.normalize('NFKC'))

let decoy: Promise<string> | undefined
/** Takes as long as a real check, so that timing does not tell whether an address has an account. */
export async function pretendToCheck(password: string): Promise<false> {
  decoy ??= hashPassword(newToken())
  await passwordMatches(await decoy, password)
  return false
}
