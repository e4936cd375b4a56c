import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import type { ApiError } from '../../../contract/client.ts'
import { refreshAnswers, useAction } from '../../../ui/api.ts'
import { getHome } from '../../home/contract.ts'
import { deskStays, markStay, personStays, stayHistory, type StayView } from '../../off-site/contract.ts'
import { deskChecklists, type ListedItem, markChecklist, type MarkStatus, personChecklists } from '../contract.ts'

/** How an item is marked, whatever it belongs to. */
export interface Marking {
  readonly mark: (item: Pick<ListedItem, 'id' | 'version'>, status: MarkStatus, note: string | null) => void
  /** The item that is on its way. */
  readonly pendingId: string | null
  readonly error: ApiError | null
}

const words: Record<MarkStatus, string> = {
  open: 'It is open again.',
  sent: 'Marked as sent.',
  done: 'Done.',
  'not-needed': 'It does not apply.',
}
const say = (status: MarkStatus) => notifications.show({ message: words[status] })

const ofLists = [personChecklists, deskChecklists, getHome]
const ofStays = [deskStays, personStays, stayHistory, getHome]

/** Marks on a list of a person. */
export function useListMarking({ personId, subjectId }: { personId: string; subjectId: string }): Marking {
  const client = useQueryClient()
  const action = useAction(markChecklist, {
    refresh: ofLists,
    onRefused: () => void refreshAnswers(client, ofLists),
  })
  return {
    mark: ({ id, version }, status, note) =>
      action.mutate(
        { params: { personId, subjectId }, body: { items: [{ itemId: id, expectedVersion: version }], status, note } },
        { onSuccess: () => say(status) },
      ),
    pendingId: action.isPending ? (action.variables.body.items[0]?.itemId ?? null) : null,
    error: action.error,
  }
}

/** Marks on the steps of a stay at another site. */
export function useStayMarking({ personId, appointmentId, rotationId, startOn }: StayView): Marking {
  const client = useQueryClient()
  const action = useAction(markStay, { refresh: ofStays, onRefused: () => void refreshAnswers(client, ofStays) })
  const stay = { appointmentId, rotationId, startOn }
  return {
    mark: ({ id, version }, status, note) =>
      action.mutate(
        { params: { personId }, body: { stay, items: [{ itemId: id, expectedVersion: version }], status, note } },
        { onSuccess: () => say(status) },
      ),
    pendingId: action.isPending ? (action.variables.body.items[0]?.itemId ?? null) : null,
    error: action.error,
  }
}
