import { AppError } from '../../contract/app-error.ts'
import type { AuditAction } from '../../contract/audit-actions.ts'
import type { Tx } from '../db/index.ts'
import type { Platform } from '../platform.ts'
import { chainHash } from './canonical.ts'
import { appendEvents, lockHead } from './store.ts'

/** Who acts. The command line and jobs act without a person and are named by what they are. */
export interface Who {
  readonly institutionId: string
  readonly personId: string | null
  readonly name: string
  readonly requestId: string
}

/** What was done to one thing. `before` and `after` hold the changed fields, never a secret. */
export interface Change {
  readonly action: AuditAction
  readonly entity: string
  readonly entityId: string
  readonly programId?: string | null
  readonly before?: unknown
  readonly after?: unknown
  readonly reason?: string | null
}

declare const audited: unique symbol
/** A transaction that may write: stores ask for it, and only `write` gives it, so that no write escapes the audit log. */
export type WriteTx = Tx & { readonly [audited]: true; record(change: Change): void }

const unique = '23505'
const exclusion = '23P01'
export const databaseCode = (error: unknown): string | undefined => {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    if ('code' in cause && typeof cause.code === 'string' && /^[0-9A-Z]{5}$/.test(cause.code)) return cause.code
  return undefined
}

/**
 * Runs `work` in one transaction and appends what it recorded to the institution's audit chain in the same transaction. Work that
 * recorded nothing is a bug and is rolled back. Two writers that collide on a unique key: the second gets a `conflict`.
 */
export async function write<T>(platform: Platform, who: Who, work: (tx: WriteTx) => Promise<T>): Promise<T> {
  const changes: Change[] = []
  try {
    return await platform.database.transaction(async (plain) => {
      const tx = Object.assign(plain, { record: (change: Change) => void changes.push(change) }) as WriteTx
      const result = await work(tx)
      if (changes.length === 0) throw new Error('A write recorded no audit event.')
      const head = await lockHead(tx, who.institutionId)
      let { seq, hash } = head
      const events = changes.map((change) => {
        seq += 1
        const event = {
          institutionId: who.institutionId,
          seq,
          at: platform.now(),
          actorPersonId: who.personId,
          actor: who.name,
          action: change.action,
          entity: change.entity,
          entityId: change.entityId,
          programId: change.programId ?? null,
          before: change.before ?? null,
          after: change.after ?? null,
          reason: change.reason ?? null,
          requestId: who.requestId,
        }
        const previousHash = hash
        hash = chainHash(event, previousHash)
        return { ...event, previousHash, hash }
      })
      await appendEvents(tx, who.institutionId, events, head.seq)
      return result
    })
  } catch (error) {
    const code = databaseCode(error)
    if (code === unique || code === exclusion)
      throw new AppError(
        'conflict',
        'Somebody did the same at the same moment, or it exists already. Look again before you retry.',
      )
    throw error
  }
}
