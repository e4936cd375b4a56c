import { useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useEffectEvent, useMemo, useState, useSyncExternalStore } from 'react'
import { call } from '../../../../../contract/client.ts'
import { refreshAnswers, useRoute } from '../../../../../ui/api.ts'
import { useEvents } from '../../../../../ui/events.ts'
import type { FindingView } from '../../../blocks/contract.ts'
import { rowsOf } from '../../../cell-wire.ts'
import { type CellWire, draftEvent, editCells, followDraft } from '../../cells-contract.ts'
import { listComments } from '../../comments/contract.ts'
import { getDraftFacts } from '../../facts-contract.ts'
import type { DraftView } from '../draft-view.ts'
import { type Judge, makeJudge } from './judge.ts'
import { judgeFacts } from './judge-facts.ts'
import { assignmentsIn, type Checked, coverageNow, findingsNow, rowsIn } from './live-view.ts'
import { openSession, type Rows } from './session.ts'
import { type Autosave, autosave, type Held, makeStore, type SessionStore } from './session-store.ts'
import { type PresenceHere, usePresence } from './use-presence.ts'

/** A draft as one person works on it: drawn at once, saved by itself, together with what others do to it. */
export interface Draft extends Held {
  readonly store: SessionStore
  readonly retry: () => void
  /** The view with everything that was done here. */
  readonly view: DraftView
  /** Null until it has come: the draft can be edited before. */
  readonly judge: Judge | null
  readonly presence: PresenceHere
}

export function useDraft(scenarioId: string, view: DraftView): Draft {
  const [opened] = useState(() => ({ version: view.version, rows: rowsIn(view) }))
  const [store] = useState(() => makeStore(openSession(opened.version, opened.rows)))
  const [saver, setSaver] = useState<Autosave | null>(null)
  const held = useSyncExternalStore(store.subscribe, store.get)
  const [checked, setChecked] = useState<Checked>({ rows: opened.rows, findings: view.findings })
  const shown = useMemo((): Rows => rowsIn(view), [view])

  useEffect(() => {
    const send = async (cells: CellWire[]) => {
      const answer = await call(editCells, { params: { scenarioId }, body: { cells } })
      setChecked((before) => recheck(before, view, rowsOf(answer.rows), answer.findings))
      return answer
    }
    const made = autosave(store, send)
    setSaver(made)
    window.addEventListener('online', made.retry)
    return () => {
      window.removeEventListener('online', made.retry)
      made.stop()
    }
    // Who holds which appointment does not change while the page is open.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [scenarioId, store])

  // A view that was asked for anew (the solver is done, or the page came back) is told like any other change.
  const take = useEffectEvent(() => {
    saver?.arrived(view.version, shown)
    setChecked({ rows: shown, findings: view.findings })
  })
  useEffect(() => take(), [shown])

  const presence = usePresence(scenarioId)
  const client = useQueryClient()
  const follow = { params: { scenarioId }, query: { version: String(opened.version), tab: presence.tab } }
  useEvents(followDraft, follow, ['draft', 'presence', 'comments'], (message, name) => {
    if (name === 'comments') return void refreshAnswers(client, [listComments])
    if (name === 'presence') return presence.take(message)
    const event = draftEvent.parse(message)
    const rows = rowsOf(event.rows)
    if (event.whole) for (const id of store.get().session.rows.keys()) if (!rows.has(id)) rows.set(id, [])
    saver?.arrived(event.version, rows)
  })

  useEffect(() => {
    if (held.session.waiting.length === 0) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [held.session.waiting.length])

  const facts = useRoute(getDraftFacts, { params: { scenarioId } }).data
  const judge = useMemo(() => (facts === undefined ? null : makeJudge(judgeFacts(facts))), [facts])
  const { rows } = held.session
  // The cell is painted first; what follows from it comes a frame later.
  const settled = useDeferredValue(rows)
  const consequences = useMemo(
    () =>
      judge && {
        ...coverageNow(judge, view, shown, settled),
        findings: [...findingsNow(judge, checked, settled)],
      },
    [view, shown, settled, judge, checked],
  )
  const { version } = held.session
  const live = useMemo(
    (): DraftView => ({ ...view, version, assignments: assignmentsIn(view, rows), ...consequences }),
    [view, version, rows, consequences],
  )

  return { ...held, store, retry: () => saver?.retry(), view: live, judge, presence }
}

/** What the server said of stored rows takes the place of what it said of their people, and of rooms and rotations, before. */
function recheck(before: Checked, view: DraftView, rows: Rows, findings: readonly FindingView[]): Checked {
  const people = new Set(
    view.rows.filter(({ appointmentId }) => rows.has(appointmentId)).map(({ personId }) => personId),
  )
  const kept = before.findings.filter(({ personId }) => personId !== null && !people.has(personId))
  return { rows: new Map([...before.rows, ...rows]), findings: [...kept, ...findings] }
}
