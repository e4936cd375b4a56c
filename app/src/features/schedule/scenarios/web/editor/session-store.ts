import { ApiError } from '../../../../../contract/client.ts'
import type { CellChange } from '../../../cells.ts'
import { cellWire, rowsOf } from '../../../cell-wire.ts'
import { cellConflict, type CellWire, type DraftRowsView } from '../../cells-contract.ts'
import { arrive, confirmed, dropWaiting, type Rows, type Session } from './session.ts'

/** How the last attempt to store went: `offline` tries again by itself, `refused` was not taken. */
export type Saving =
  | { readonly state: 'idle' | 'saving' | 'offline' }
  | { readonly state: 'refused'; readonly error: Error }

export interface Held {
  readonly session: Session
  readonly saving: Saving
}

/** The session with those who look at it. */
export interface SessionStore {
  readonly get: () => Held
  readonly change: (next: (session: Session) => Session) => void
  readonly report: (saving: Saving) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function makeStore(session: Session): SessionStore {
  let held: Held = { session, saving: { state: 'idle' } }
  const listeners = new Set<() => void>()
  const put = (next: Held) => {
    if (next.session === held.session && next.saving === held.saving) return
    held = next
    for (const listener of listeners) listener()
  }
  return {
    get: () => held,
    change: (next) => put({ ...held, session: next(held.session) }),
    report: (saving) => put({ ...held, saving }),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export interface Autosave {
  /** Rows that others changed; they wait while a batch is on its way, so that its answer comes first. */
  readonly arrived: (version: number, rows: Rows) => void
  /** Tries at once, for example when the network is back. */
  readonly retry: () => void
  readonly stop: () => void
}

interface Options {
  readonly delayMilliseconds: number
  readonly retryMilliseconds: readonly number[]
}
const usual: Options = { delayMilliseconds: 350, retryMilliseconds: [1000, 2000, 4000, 8000, 15_000] }
const atOnce = 2000

/**
 * Sends what waits, in order and one batch at a time, soon after it was done. A lost connection is tried again; a conflict is settled with
 * what the server says stands there.
 */
export function autosave(
  store: SessionStore,
  send: (cells: CellWire[]) => Promise<DraftRowsView>,
  options: Options = usual,
): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isBusy = false
  let isStopped = false
  let failures = 0
  let held: { version: number; rows: Rows }[] = []
  const schedule = (milliseconds: number) => {
    if (timer !== undefined) return
    timer = setTimeout(() => {
      timer = undefined
      void work()
    }, milliseconds)
  }
  const look = () => {
    if (!isBusy && failures === 0 && store.get().session.waiting.length > 0) schedule(options.delayMilliseconds)
  }
  const work = async () => {
    const batch = store.get().session.waiting.slice(0, atOnce)
    if (isBusy || batch.length === 0) return
    isBusy = true
    store.report({ state: 'saving' })
    await deliver(batch)
    isBusy = false
    for (const { version, rows } of held.splice(0)) store.change((session) => arrive(session, version, rows))
    look()
  }
  const deliver = async (batch: readonly CellChange[]) => {
    try {
      const answer = await send(batch.map(cellWire))
      failures = 0
      store.change((session) => confirmed(session, batch.length, answer.version, rowsOf(answer.rows)))
      store.report({ state: 'idle' })
    } catch (error) {
      fail(error)
    }
  }
  const fail = (error: unknown) => {
    const problem = error instanceof ApiError ? error : null
    const current = problem?.status === 409 ? cellConflict.safeParse(problem.problem.current) : null
    if (current?.success) {
      failures = 0
      store.change((session) => arrive(session, current.data.version, rowsOf(current.data.rows)))
      store.report({ state: 'idle' })
    } else if (problem !== null && (problem.status === 0 || problem.status >= 500 || problem.status === 429)) {
      const wait = options.retryMilliseconds[Math.min(failures, options.retryMilliseconds.length - 1)] ?? 1000
      failures += 1
      store.report({ state: 'offline' })
      if (!isStopped) schedule(wait)
    } else {
      failures = 0
      store.change(dropWaiting)
      store.report({ state: 'refused', error: problem ?? new Error('The draft could not be stored.') })
    }
  }
  const unsubscribe = store.subscribe(look)
  return {
    arrived: (version, rows) => {
      if (isBusy) held.push({ version, rows })
      else store.change((session) => arrive(session, version, rows))
    },
    retry: () => {
      clearTimeout(timer)
      timer = undefined
      schedule(0)
    },
    stop: () => {
      isStopped = true
      clearTimeout(timer)
      timer = undefined
      unsubscribe()
      // Whoever leaves the page right after an edit has made it all the same.
      void work()
    },
  }
}
