// The few parts of the PostgreSQL frontend/backend protocol (version 3) that the stream to the embedded engine needs.
// Source: PostgreSQL documentation, chapter "Frontend/Backend Protocol", section "Message Formats".

const query = 0x51
const sync = 0x53
const flush = 0x48
const readyForQuery = 0x5a

export interface Run {
  bytes: Uint8Array
  /** The engine must end its answer to this run with ReadyForQuery. */
  expectsReady: boolean
}

export interface RunReader {
  /** Takes what the client wrote and returns the runs that are now complete. */
  read(chunk: Uint8Array): Run[]
}

/**
 * Cuts the client's bytes into runs the engine can answer at once: the startup packet, a simple query, or everything
 * up to a Sync or Flush. The engine reads to the end of what it is given, so it must never see half a message.
 */
export function createRunReader(): RunReader {
  let pending: Buffer = Buffer.alloc(0)
  let scanned = 0
  let started = false
  return {
    read(chunk) {
      pending = pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([pending, chunk])
      const runs: Run[] = []
      for (;;) {
        const header = started ? 5 : 4
        if (pending.length < scanned + header) break
        const type = started ? pending[scanned] : undefined
        const length = pending.readUInt32BE(scanned + header - 4) + header - 4
        if (pending.length < scanned + length) break
        scanned += length
        if (started && type !== query && type !== sync && type !== flush) continue
        runs.push({ bytes: new Uint8Array(pending.subarray(0, scanned)), expectsReady: type !== flush })
        pending = pending.subarray(scanned)
        scanned = 0
        started = true
      }
      return runs
    },
  }
}

/** Whether an answer whose last bytes these are ends with ReadyForQuery. */
export function endsReady(tail: Uint8Array): boolean {
  const at = tail.length - 6
  return at >= 0 && tail[at] === readyForQuery && tail[at + 1] === 0 && tail[at + 4] === 5
}

export function simpleQuery(sql: string): Uint8Array {
  const text = Buffer.from(sql, 'utf8')
  const message = Buffer.alloc(text.length + 6)
  message[0] = query
  message.writeUInt32BE(text.length + 5, 1)
  text.copy(message, 5)
  return message
}

/** Brings the one session of the engine back to how it began: nothing may leak from one client to the next. */
export const resetSession: Uint8Array = Buffer.concat([
  Buffer.from([sync, 0, 0, 0, 4]),
  simpleQuery('ROLLBACK'),
  simpleQuery('DISCARD ALL'),
])
