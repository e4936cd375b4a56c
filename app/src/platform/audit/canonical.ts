import { createHash } from 'node:crypto'

/**
 * JSON with sorted keys and without undefined, so that what comes back from `jsonb` (which keeps neither key order nor white space)
 * gives the same text as what went in.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const entries = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`
}

export interface ChainedEvent {
  readonly institutionId: string
  readonly seq: number
  readonly at: Date
  readonly actorPersonId: string | null
  readonly actor: string
  readonly action: string
  readonly entity: string
  readonly entityId: string
  readonly programId: string | null
  readonly before: unknown
  readonly after: unknown
  readonly reason: string | null
  readonly requestId: string
}

export const firstHash = '0'.repeat(64)

/** SHA-256 over the event and the hash before it, in hexadecimal. */
export function chainHash(event: ChainedEvent, previousHash: string): string {
  const { institutionId, seq, at, actorPersonId, actor, action, entity, entityId, programId, reason, requestId } = event
  const covered = {
    institutionId,
    seq,
    at,
    actorPersonId,
    actor,
    action,
    entity,
    entityId,
    programId,
    before: event.before ?? null,
    after: event.after ?? null,
    reason,
    requestId,
  }
  return createHash('sha256').update(previousHash).update(canonicalJson(covered)).digest('hex')
}
