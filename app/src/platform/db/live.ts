import { randomUUID } from 'node:crypto'
import { Client, type ClientConfig } from 'pg'
import type { DatabaseLog } from './database.ts'

/** One end of the line between the servers on a database. */
export interface Line {
  /** Says something to every other end. It is kept nowhere, and lost where nobody listens: only for what is said again soon. */
  readonly tell: (text: string) => void
  readonly hangUp: () => void
}

/** What goes between the servers on one database as it happens, past the tables. */
export interface Live {
  /** `onOpen` is called whenever the line is open, also after it was cut: what was said meanwhile is lost. */
  readonly listen: (onText: (text: string) => void, onOpen: () => void) => Line
  readonly close: () => Promise<void>
}

interface Ear {
  readonly id: string
  readonly onText: (text: string) => void
  readonly onOpen: () => void
}

/** The embedded database has one server; its ends are in this process. */
export function liveHere(): Live {
  const ears = new Set<Ear>()
  return {
    listen(onText, onOpen) {
      const ear = { id: randomUUID(), onText, onOpen }
      ears.add(ear)
      onOpen()
      return {
        tell: (text) => {
          for (const other of ears) if (other !== ear) other.onText(text)
        },
        hangUp: () => void ears.delete(ear),
      }
    },
    close: () => Promise.resolve(),
  }
}

const channel = 'gradus_live'
/** PostgreSQL takes 8,000 bytes with a notification. */
const mostBytes = 7900
const retryMilliseconds = 3000

/** Over NOTIFY of a PostgreSQL server, on a connection of its own that is opened for the first listener and again when it breaks. */
export function liveOnServer(config: ClientConfig, log: DatabaseLog): Live {
  const ears = new Set<Ear>()
  let client: Client | undefined
  let retry: NodeJS.Timeout | undefined
  let saying: Promise<unknown> = Promise.resolve()
  let isOpen = false
  let isClosed = false

  async function open(own: Client): Promise<void> {
    await own.connect()
    await own.query(`LISTEN ${channel}`)
    isOpen = true
    for (const ear of ears) ear.onOpen()
  }

  function dial(): void {
    if (client !== undefined || isClosed) return
    const own = new Client(config)
    client = own
    const cut = (reason: unknown) => {
      if (client !== own) return
      client = undefined
      isOpen = false
      log.warn({ reason: String(reason) }, 'The line between the servers is cut; it is opened again.')
      own.end().catch(() => {})
      if (!isClosed) retry = setTimeout(dial, retryMilliseconds).unref()
    }
    own.on('error', cut)
    own.on('end', () => cut('ended'))
    own.on('notification', ({ payload = '' }) => {
      const [id = ''] = payload.split(' ', 1)
      for (const ear of ears) if (ear.id !== id) ear.onText(payload.slice(id.length + 1))
    })
    open(own).catch(cut)
  }

  return {
    listen(onText, onOpen) {
      const ear = { id: randomUUID(), onText, onOpen }
      ears.add(ear)
      if (isOpen) onOpen()
      else dial()
      return {
        tell: (text) => {
          const payload = `${ear.id} ${text}`
          if (!isOpen || Buffer.byteLength(payload) > mostBytes) return
          // One connection says everything, one after the other, so that it arrives in order.
          const own = client
          saying = saying.then(() => own?.query('SELECT pg_notify($1, $2)', [channel, payload])).catch(() => {})
        },
        hangUp: () => void ears.delete(ear),
      }
    },
    async close() {
      isClosed = true
      clearTimeout(retry)
      const own = client
      client = undefined
      await own?.end().catch(() => {})
    },
  }
}
