import { useState } from 'react'
import { useRoute } from '../../../../../ui/api.ts'
import { usePageSearch } from '../../../../../ui/navigation.tsx'
import { type CommentsView, listComments } from '../../comments/contract.ts'

/** Days of a trainee that somebody wants to say something about. */
export interface CommentTarget {
  readonly appointmentId: string
  readonly startOn: string
  readonly endOn: string
}

const none: CommentsView = { threads: [], people: [] }

/** The comments on a draft, and whether and how they are shown. */
export function useComments(scenarioId: string) {
  const query = useRoute(listComments, { params: { scenarioId } })
  const [search] = usePageSearch()
  // A notice leads to its thread.
  const [asked] = useState(() => (typeof search['thread'] === 'string' ? search['thread'] : null))
  const [isOpen, setOpen] = useState(asked !== null)
  const [target, setTarget] = useState<CommentTarget | null>(null)
  return {
    scenarioId,
    query,
    threads: query.data?.threads ?? none.threads,
    people: query.data?.people ?? none.people,
    isOpen,
    /** The thread that a link led to. */
    asked,
    target,
    toggle: () => {
      setTarget(null)
      setOpen(!isOpen)
    },
    write: (next: CommentTarget | null) => {
      setTarget(next)
      setOpen(true)
    },
  }
}
/** What is marked in the grid. */
export const openNotes = (threads: Comments['threads']) => threads.filter(({ resolved }) => resolved === null)

export type Comments = ReturnType<typeof useComments>
