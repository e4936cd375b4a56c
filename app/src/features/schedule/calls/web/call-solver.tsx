import { Button, Group, NumberInput, Text } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { refreshAnswers, useAction } from '../../../../ui/api.ts'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import { getSolveRun, type SolveRunView, stopSolveRun } from '../../scenarios/contract.ts'
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
  const [seconds, setSeconds] = useState<number | string>(20)
  const [runId, setRunId] = useState(view.runId)
  const { run, error } = useSolveRun(runId)
  const start = useAction(solveCallSchedule, { onDone: ({ id }) => setRunId(id) })
  const stop = useAction(stopSolveRun, { refresh: [getSolveRun] })
  const over = run === null || isOver(run)
  const finish = useEffectEvent(() => void refreshAnswers(client, derived))
  useEffect(() => {
    if (runId !== null && over) finish()
  }, [runId, over])
  return (
    <div className={panel.panel}>
      <div className={panel.controls}>
        <ErrorNotice
          error={start.error ?? stop.error ?? error}
          onRetry={() => void refreshAnswers(client, [getCallSchedule])}
        />
        {over ? (
          <Group align="end" gap="xs">
            <NumberInput
              label="Seconds"
              size="sm"
              w={110}
              min={1}
              max={600}
              allowDecimal={false}
              clampBehavior="strict"
              value={seconds}
              onChange={setSeconds}
            />
            <Button
              leftSection={<IconPlayerPlay size={18} aria-hidden />}
              loading={start.isPending}
              onClick={() =>
                start.mutate({
                  params: { scheduleId: view.id },
                  body: { expectedVersion: view.version, seconds: Number(seconds) || 20 },
                })
              }
            >
              {run === null ? 'Fill the schedule' : 'Solve again'}
            </Button>
          </Group>
        ) : (
          <Group gap="xs">
            <Button
              leftSection={<IconPlayerStop size={18} aria-hidden />}
              loading={stop.isPending || run.state === 'stopping'}
              onClick={() => stop.mutate({ params: { runId: run.id }, body: { keep: true } })}
            >
              Stop and keep the best
            </Button>
            <Button
              variant="default"
              leftSection={<IconTrash size={18} aria-hidden />}
              disabled={stop.isPending || run.state === 'stopping'}
              onClick={() => stop.mutate({ params: { runId: run.id }, body: { keep: false } })}
            >
              Stop and drop
            </Button>
          </Group>
        )}
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
