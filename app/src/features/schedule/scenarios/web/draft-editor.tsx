import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconEraser, IconPin, IconPinnedOff } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ApiError, call } from '../../../../contract/client.ts'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { answerKey, refreshAnswers } from '../../../../ui/api.ts'
import { rangeWords } from '../../../../ui/date-words.ts'
import { dayText } from '../../../../ui/day-number.ts'
import { applyChange, type Change, rotationsOf, undoOf } from '../../blocks/web/grid/edits.ts'
import { RotationPicker } from '../../blocks/web/grid/rotation-picker.tsx'
import type { Cell, PersonLine } from '../../blocks/web/grid/rows.ts'
import type { CellEditor } from '../../blocks/web/grid/schedule-board.tsx'
import { editScenario, getScenario, setPins } from '../contract.ts'

export type DraftView = RouteAnswer<typeof getScenario>

type Edit =
  | { readonly kind: 'set'; readonly changes: Change[]; readonly pin: boolean; readonly words: string }
  | { readonly kind: 'undo'; readonly changes: Change[]; readonly pin: boolean }
  | { readonly kind: 'pin'; readonly assignmentIds: string[]; readonly pinned: boolean }

/** The draft as it will look: drawn at once, before the server has answered. */
function foreseen(view: DraftView, edit: Edit): DraftView {
  if (edit.kind === 'pin') {
    const ids = new Set(edit.assignmentIds)
    const assignments = view.assignments.map((item) => (ids.has(item.id) ? { ...item, pinned: edit.pinned } : item))
    return { ...view, assignments }
  }
  const rotations = rotationsOf(view)
  const assignments = edit.changes.reduce<DraftView['assignments']>(
    (so, change) => applyChange(so, change, rotations, edit.pin),
    view.assignments,
  )
  return { ...view, assignments }
}

/**
 * Edits of one draft. They are sent one after the other, each with the version that the one before has made; every one is drawn at once
 * and can be undone. A refusal loads the draft again.
 */
export function useDraftEditor(scenarioId: string) {
  const client = useQueryClient()
  const key = answerKey(getScenario, { params: { scenarioId } })
  const mutationKey = ['draft', scenarioId]
  const current = () => client.getQueryData<DraftView>(key)

  return useMutation<void, ApiError, Edit>({
    mutationKey,
    scope: { id: `draft ${scenarioId}` },
    mutationFn: async (edit) => {
      const expectedVersion = current()?.version ?? 0
      const params = { scenarioId }
      const answer =
        edit.kind === 'pin'
          ? await call(setPins, {
              params,
              body: { expectedVersion, assignmentIds: edit.assignmentIds, pinned: edit.pinned },
            })
          : await call(editScenario, { params, body: { expectedVersion, pin: edit.pin, changes: edit.changes } })
      client.setQueryData<DraftView>(key, (view) => view && { ...view, ...answer })
    },
    onMutate: async (edit) => {
      await client.cancelQueries({ queryKey: key })
      client.setQueryData<DraftView>(key, (view) => view && foreseen(view, edit))
    },
    onSettled: async (_, error) => {
      // While further edits wait, the drawn picture is ahead of the server's; the last one fetches the truth.
      if (error !== null || client.isMutating({ mutationKey }) === 1) await refreshAnswers(client, [getScenario])
    },
  })
}

type DraftEditor = ReturnType<typeof useDraftEditor>

/** What the board offers on the active cell of a draft. */
export function cellEditor(view: DraftView, editor: DraftEditor): CellEditor {
  const set = (line: PersonLine, cell: Cell, rotationId: string | null, name: string) => {
    const change = {
      appointmentId: line.row.appointmentId,
      rotationId,
      startOn: dayText(cell.startDay),
      endOn: dayText(cell.endDay),
    }
    const undo = undoOf(view.assignments, change, rotationsOf(view))
    const words = `${name}: ${line.row.personName}, ${rangeWords(change.startOn, change.endOn)}`
    editor.mutate({ kind: 'set', changes: [change], pin: true, words })
    const notice = notifications.show({
      message: (
        <Group justify="space-between" wrap="nowrap">
          {words}
          <Button
            size="compact-sm"
            variant="default"
            flex="none"
            onClick={() => {
              notifications.hide(notice)
              editor.mutate({ kind: 'undo', changes: undo, pin: cell.bar?.assignment.pinned ?? false })
            }}
          >
            Undo
          </Button>
        </Group>
      ),
    })
  }
  const clear = (line: PersonLine, cell: Cell) => {
    if (cell.bar !== null) set(line, cell, null, 'Cleared')
  }
  return {
    clear,
    controls: (line, cell, typed, close) => (
      <>
        <RotationPicker
          key={typed}
          rotations={view.rotations.filter(({ programId }) => programId === line.row.programId)}
          initialText={typed}
          onPick={(rotation) => {
            close()
            set(line, cell, rotation.rotationId, rotation.name)
          }}
        />
        {cell.bar === null ? null : (
          <Group gap="xs" mt={4}>
            <PinButton cell={cell} editor={editor} />
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconEraser size={16} aria-hidden />}
              onClick={() => {
                close()
                clear(line, cell)
              }}
            >
              Clear
            </Button>
          </Group>
        )}
      </>
    ),
  }
}

function PinButton({ cell, editor }: { readonly cell: Cell; readonly editor: DraftEditor }) {
  const assignment = cell.bar?.assignment
  if (assignment === undefined) return null
  const Icon = assignment.pinned ? IconPinnedOff : IconPin
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<Icon size={16} aria-hidden />}
      onClick={() => editor.mutate({ kind: 'pin', assignmentIds: [assignment.id], pinned: !assignment.pinned })}
    >
      {assignment.pinned ? 'Unpin' : 'Pin'}
    </Button>
  )
}
