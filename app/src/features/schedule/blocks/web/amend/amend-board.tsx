import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconEraser } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useActor } from '../../../../../ui/actor.tsx'
import { refreshAnswers, useAction, useRoute } from '../../../../../ui/api.ts'
import { amend, getHistory, getRecord, previewAmendment, type ScheduleView } from '../../contract.ts'
import { amendRecord } from '../../policy.ts'
import type { Change } from '../grid/edits.ts'
import { RotationPicker } from '../grid/rotation-picker.tsx'
import type { PersonLine } from '../grid/rows.ts'
import { type CellEditor, ScheduleBoard } from '../grid/schedule-board.tsx'
import { AmendPanel } from './amend-panel.tsx'
import { changeOf, foreseen, isComplete, withChange } from './pending.ts'

const nothing = { added: [], removed: [] }

/** The schedule of record with changes in mind: drawn and judged at once, made with a reason, all together. */
export function AmendBoard(props: {
  readonly view: ScheduleView
  readonly programId: string | undefined
  readonly onClose: () => void
}) {
  const { view } = props
  const actor = useActor()
  const client = useQueryClient()
  const [changes, setChanges] = useState<readonly Change[]>([])
  const [reason, setReason] = useState('')
  const params = { startYear: String(view.startYear) }
  const asked = changes.filter(isComplete)
  const preview = useRoute(
    previewAmendment,
    { params, body: { changes: asked } },
    { enabled: asked.length > 0, keepLast: true },
  )
  const findings = asked.length === 0 ? nothing : (preview.data ?? nothing)
  const save = useAction(amend, {
    refresh: [getRecord, getHistory],
    onDone: () => {
      notifications.show({ message: 'The schedule is amended; those affected have a notice.' })
      props.onClose()
    },
    // The grid then shows what somebody else has done; the changes and the reason stay.
    onRefused: ({ status }) => {
      if (status === 409) void refreshAnswers(client, [getRecord, previewAmendment])
    },
  })
  const change = (next: readonly Change[]) => {
    save.reset()
    setChanges(next)
  }
  const may = (line: PersonLine) => actor.may(amendRecord, { programIds: [line.row.programId] })
  const editor: CellEditor = {
    clear: (line, cell) => {
      if (may(line) && cell.bar !== null) change(withChange(changes, changeOf(line, cell, null)))
    },
    controls: (line, cell, typed, close) =>
      may(line) ? (
        <>
          <RotationPicker
            key={typed}
            rotations={view.rotations.filter(({ programId }) => programId === line.row.programId)}
            initialText={typed}
            onPick={(rotation) => {
              close()
              change(withChange(changes, changeOf(line, cell, rotation.rotationId)))
            }}
          />
          {cell.bar === null ? null : (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconEraser size={16} aria-hidden />}
              onClick={() => {
                close()
                editor.clear(line, cell)
              }}
            >
              Take the rotation away
            </Button>
          )}
        </>
      ) : null,
  }
  return (
    <>
      <AmendPanel
        view={view}
        changes={changes}
        onChange={change}
        reason={reason}
        onReason={setReason}
        findings={findings}
        judging={asked.length > 0 && preview.isFetching}
        error={save.error ?? (asked.length > 0 ? preview.error : null)}
        saving={save.isPending}
        onSave={() => save.mutate({ params, body: { expectedVersion: view.version, reason, changes: [...asked] } })}
        onDiscard={props.onClose}
      />
      <ScheduleBoard
        view={foreseen(view, changes, findings)}
        programId={props.programId}
        label={`Schedule ${view.label}, being amended`}
        editor={editor}
      />
    </>
  )
}
