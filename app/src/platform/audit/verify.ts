import type { Reads } from '../db/index.ts'
import { chainHash, firstHash } from './canonical.ts'
import { eventsAfter, heads } from './store.ts'

export interface Verification {
  readonly intact: boolean
  readonly events: number
  readonly sentence: string
}

const batch = 1000

async function verifyChain(
  db: Reads,
  institutionId: string,
  end: { seq: number; hash: string },
): Promise<Verification> {
  let seq = 0
  let hash = firstHash
  for (;;) {
    const events = await eventsAfter(db, institutionId, seq, batch)
    for (const event of events) {
      const broken = (what: string): Verification => ({
        intact: false,
        events: seq,
        sentence: `The audit log is not intact: event ${event.seq} of ${event.at.toISOString()} ${what}.`,
      })
      if (event.seq !== seq + 1) return broken(`should be number ${seq + 1}; events are missing`)
      if (event.previousHash !== hash) return broken('does not continue the event before it')
      if (chainHash(event, hash) !== event.hash) return broken('was altered after it was written')
      seq = event.seq
      hash = event.hash
    }
    if (events.length < batch) break
  }
  if (seq !== end.seq || hash !== end.hash)
    return {
      intact: false,
      events: seq,
      sentence: `The audit log is not intact: it ends at event ${seq}, not ${end.seq}.`,
    }
  return {
    intact: true,
    events: seq,
    sentence: `The audit log is intact: ${seq.toLocaleString('en')} events in one chain.`,
  }
}

/** Recomputes the hash chain of one institution, or of all. Reads in batches; memory does not grow with the log. */
export async function verifyAudit(db: Reads, institutionId?: string): Promise<Verification> {
  let events = 0
  for (const head of await heads(db)) {
    if (institutionId !== undefined && head.institutionId !== institutionId) continue
    const result = await verifyChain(db, head.institutionId, head)
    if (!result.intact) return result
    events += result.events
  }
  return { intact: true, events, sentence: `The audit log is intact: ${events.toLocaleString('en')} events.` }
}
