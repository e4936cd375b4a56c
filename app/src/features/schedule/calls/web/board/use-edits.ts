import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, refreshAnswers, useAction } from '../../../../../ui/api.ts'
import {
  callCandidates,
  callFairness,
  callHistory,
  type CallRow,
  type CallScheduleView,
  changeCallSchedule,
  getCallSchedule,
} from '../../schedules-contract.ts'
import type { CallReason } from '../../settings.ts'

export interface NewCall {
  readonly poolId: string
  readonly shiftId: string
  readonly onDay: string
  readonly personId: string
}

/** What somebody does by hand, in the words of the thing. */
export interface Edit {
  readonly remove: readonly CallRow[]
  readonly add: readonly NewCall[]
  readonly words: string
}

const asNew = ({ poolId, shiftId, onDay, personId }: CallRow): NewCall => ({ poolId, shiftId, onDay, personId })

/**
 * Changes by hand, one after the other, each with its way back. A solved or published schedule asks why first; what the server says of
 * the change is shown at once.
 */
export function useEdits(view: CallScheduleView) {
  const client = useQueryClient()
  const [asked, setAsked] = useState<Edit | null>(null)
  const [told, setTold] = useState<readonly string[]>([])
  const [past, setPast] = useState<readonly Edit[]>([])
  const [sent, setSent] = useState<{ readonly edit: Edit; readonly undoes: boolean } | null>(null)
  const key = answerKey(getCallSchedule, { params: { scheduleId: view.id } })
  const change = useAction(changeCallSchedule, {
    onDone: (answer) => {
      const gone = new Set(sent?.edit.remove.map(({ id }) => id))
      client.setQueryData<CallScheduleView>(key, (now) =>
        now === undefined
          ? now
          : {
              ...now,
              version: answer.version,
              rows: [...now.rows.filter(({ id }) => !gone.has(id)), ...answer.added],
              findings: answer.findings,
              shortfalls: answer.shortfalls,
            },
      )
      setTold(answer.introduced.map(({ sentence }) => sentence))
      if (sent !== null && !sent.undoes)
        setPast((edits) => [
          ...edits.slice(-49),
          { remove: answer.added, add: sent.edit.remove.map(asNew), words: sent.edit.words },
        ])
      void refreshAnswers(client, [callCandidates, callFairness, callHistory])
    },
  })
  const asksWhy = view.state === 'published' || view.solved
  const send = (edit: Edit, reasonCode: CallReason | null, reason: string, undoes = false) => {
    setSent({ edit, undoes })
    change.mutate({
      params: { scheduleId: view.id },
      body: {
        expectedVersion: view.version,
        remove: edit.remove.map(({ id }) => id),
        add: [...edit.add],
        reasonCode,
        reason,
      },
    })
  }
  return {
    pending: change.isPending,
    error: change.error,
    /** What the last change broke, in sentences. */
    told,
    /** The change that waits for its reason. */
    asked,
    apply: (edit: Edit) => {
      if (change.isPending) return
      if (asksWhy) setAsked(edit)
      else send(edit, null, '')
    },
    giveReason: (reasonCode: CallReason, reason: string) => {
      if (asked === null) return
      setAsked(null)
      send(asked, reasonCode, reason)
    },
    dropAsked: () => setAsked(null),
    canUndo: past.length > 0 && !change.isPending,
    undoWords: past.at(-1)?.words ?? null,
    undo: () => {
      const last = past.at(-1)
      if (last === undefined || change.isPending) return
      setPast(past.slice(0, -1))
      send(last, asksWhy ? 'mistake' : null, asksWhy ? 'Undone.' : '', true)
    },
    lock: (row: CallRow) =>
      change.mutate({
        params: { scheduleId: view.id },
        body: {
          expectedVersion: view.version,
          remove: [],
          add: [],
          pin: { ids: [row.id], pinned: !row.pinned },
          reasonCode: null,
          reason: '',
        },
      }),
    reload: async () => {
      await refreshAnswers(client, [getCallSchedule])
      change.reset()
    },
  }
}

export type Edits = ReturnType<typeof useEdits>
