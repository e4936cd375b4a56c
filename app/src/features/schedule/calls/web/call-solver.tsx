import { Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { refreshAnswers, useAction } from '../../../../ui/api.ts'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import type { SolveRunView } from '../../scenarios/contract.ts'
import { RunControls } from '../../scenarios/web/run-controls.tsx'
import { ScoreLines } from '../../scenarios/web/score-lines.tsx'
import { isOver, useSolveRun } from '../../scenarios/web/use-solve-run.ts'
import panel from '../../scenarios/web/solver-panel.module.css'
import {
  callFairness,
  callHistory,
  type CallScheduleView,
  getCallSchedule,
  listCallSchedules,
  solveCallSchedule,
} from '../schedules-contract.ts'

const derived = [getCallSchedule, listCallSchedules, callFairness, callHistory]

function sentenceOf(run: SolveRunView): string {
  if (isOver(run)) return run.sentence
  if (run.state === 'stopping') return 'Stopping.'
  if (run.latest === null)
    return run.state === 'queued' ? 'Waiting for a free worker.' : 'Looking for a first schedule.'
  return 'Every hard rule is kept; what comes after is being improved.'
}

/** Start, watch, stop; then what came of it, tier by tier. */
export function CallSolver({ view }: { readonly view: CallScheduleView }) {
  const client = useQueryClient()
  const [runId, setRunId] = useState(view.runId)
  const { run, error } = useSolveRun(runId)
  const start = useAction(solveCallSchedule, { onDone: ({ id }) => setRunId(id) })
  const over = run === null || isOver(run)
  const finish = useEffectEvent(() => void refreshAnswers(client, derived))
  useEffect(() => {
    if (runId !== null && over) finish()
  }, [runId, over])
  return (
    <div className={panel.panel}>
      <div className={panel.controls}>
        <ErrorNotice error={start.error ?? error} onRetry={() => void refreshAnswers(client, [getCallSchedule])} />
        <RunControls
          run={run}
          label={run === null ? 'Fill the schedule' : 'Solve again'}
          usualSeconds={20}
          starting={start.isPending}
          onStart={(seconds) =>
            start.mutate({ params: { scheduleId: view.id }, body: { expectedVersion: view.version, seconds } })
          }
        />
        {run === null ? (
          <Text size="sm" className="quiet">
            Locked calls and days that have passed stay; rotations and leave are never touched. First every rule, then
            coverage, then fairness, then wishes, then the shape of the sequence.
          </Text>
        ) : (
          <div className="dense">
            <Text aria-live="polite" my={6}>
              {sentenceOf(run)}
            </Text>
            {run.reasons.length === 0 ? null : (
              <>
                <Text size="sm">
                  {run.outcome === 'infeasible' || run.outcome === 'stopped'
                    ? 'What stands in the way:'
                    : 'What still costs most:'}
                </Text>
                <ul className={panel.list}>
                  {run.reasons.map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              </>
            )}
          </div>
        )}
      </div>
      {run === null ? null : <ScoreLines run={run} />}
    </div>
  )
}
