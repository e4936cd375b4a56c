import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useAction } from '../../../../ui/api.ts'
import { editText, type TextEdit } from '../../../curriculum/contract.ts'
import { currentDraft, saveDraft } from '../../drafts/contract.ts'

const pauseMs = 1200
const undoAtMost = 100
/** Typing in the text that pauses no longer than this is undone as one. */
const sameStrokeMs = 1500

export type SaveState = 'saved' | 'waiting' | 'saving' | 'refused' | 'stale'

interface Moment {
  readonly text: string
  readonly past: readonly string[]
  readonly future: readonly string[]
  readonly typedAt: number
}

/**
 * The text of a draft while it is edited: forms and text change the same string, which saves itself, can be undone, and is never
 * written over what somebody else saved meanwhile.
 */
export function useDraftText(
  draftId: string,
  start: { readonly source: string; readonly version: number; readonly isOpen: boolean },
) {
  const [moment, setMoment] = useState<Moment>({ text: start.source, past: [], future: [], typedAt: 0 })
  const [saved, setSaved] = useState({ text: start.source, version: start.version })
  const inFlight = useRef<string | null>(null)
  const save = useAction(saveDraft, {
    onDone: ({ version }) => {
      const stored = inFlight.current
      inFlight.current = null
      setSaved((now) => ({ text: stored ?? now.text, version }))
    },
    onRefused: () => {
      inFlight.current = null
    },
  })
  const other = save.error?.status === 409 ? currentDraft.safeParse(save.error.problem.current).data : undefined
  const { text } = moment
  const put = (expectedVersion: number, source = text) => {
    inFlight.current = source
    save.mutate({ params: { draftId }, body: { expectedVersion, source } })
  }
  const isWaiting = text !== saved.text
  const mayTry = start.isOpen && isWaiting && !save.isPending && other === undefined
  const autosave = useEffectEvent((source: string) => {
    if (mayTry) put(saved.version, source)
  })
  useEffect(() => {
    if (!mayTry) return
    const timer = setTimeout(() => autosave(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text, mayTry])
  useEffect(() => {
    if (!isWaiting || !start.isOpen) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isWaiting, start.isOpen])

  const write = (next: string, typedAt: number) =>
    setMoment((now) => {
      if (next === now.text) return now
      const isSameStroke = typedAt > 0 && typedAt - now.typedAt < sameStrokeMs
      return {
        text: next,
        past: isSameStroke ? now.past : [...now.past.slice(-undoAtMost), now.text],
        future: [],
        typedAt,
      }
    })
  const state: SaveState =
    other !== undefined
      ? 'stale'
      : save.isPending
        ? 'saving'
        : save.error !== null && isWaiting
          ? 'refused'
          : isWaiting
            ? 'waiting'
            : 'saved'
  return {
    text,
    savedVersion: saved.version,
    state,
    error: other === undefined ? save.error : null,
    /** What somebody else saved meanwhile. */
    other,
    type: (next: string) => write(next, Date.now()),
    replace: (next: string) => write(next, 0),
    edit: (edits: readonly TextEdit[]) =>
      setMoment((now) => {
        const next = editText(now.text, edits)
        return next === now.text
          ? now
          : { text: next, past: [...now.past.slice(-undoAtMost), now.text], future: [], typedAt: 0 }
      }),
    undo:
      moment.past.length === 0
        ? null
        : () =>
            setMoment(({ text: now, past, future }) => ({
              text: past.at(-1) ?? now,
              past: past.slice(0, -1),
              future: [now, ...future],
              typedAt: 0,
            })),
    redo:
      moment.future.length === 0
        ? null
        : () =>
            setMoment(({ text: now, past, future }) => ({
              text: future[0] ?? now,
              past: [...past, now],
              future: future.slice(1),
              typedAt: 0,
            })),
    saveNow: () => put(saved.version),
    takeTheirs: () => {
      if (other === undefined) return
      setSaved({ text: other.source, version: other.version })
      write(other.source, 0)
      save.reset()
    },
    keepMine: () => {
      if (other !== undefined) put(other.version)
    },
  }
}
export type DraftText = ReturnType<typeof useDraftText>
