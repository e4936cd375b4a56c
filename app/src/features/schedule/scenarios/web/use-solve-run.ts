import { useState } from 'react'
import { useRoute } from '../../../../ui/api.ts'
import { useEvents } from '../../../../ui/events.ts'
import { followSolveRun, getSolveRun, type SolveRunView } from '../contract.ts'

export const isOver = (run: SolveRunView): boolean => run.state === 'finished' || run.state === 'failed'

/** The run as it stands: live from the server's events, or asked every other second should they break off. */
export function useSolveRun(runId: string | null) {
  const [live, setLive] = useState<SolveRunView | null>(null)
  const known = live?.id === runId ? live : null
  const going = runId !== null && (known === null || !isOver(known))
  const connection = useEvents(followSolveRun, going ? { params: { runId } } : null, 'run', (message) =>
    setLive(message as SolveRunView),
  )
  const asked = useRoute(
    getSolveRun,
    { params: { runId: runId ?? '' } },
    { enabled: runId !== null, ...(going && connection === 'broken' ? { everySeconds: 2 } : {}) },
  )
  return { run: connection === 'broken' ? (asked.data ?? known) : (known ?? asked.data ?? null), error: asked.error }
}
