import { Button, Group, NumberInput, Text } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { refreshAnswers, useAction, useRoute } from '../../../../ui/api.ts'
import { useEvents } from '../../../../ui/events.ts'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import {
  followSolveRun,
  getScenario,
  getSolveRun,
  listScenarios,
  type SolveRunView,
  startSolve,
  stopSolveRun,
} from '../contract.ts'
import { ScoreLines } from './score-lines.tsx'
import classes from './solver-panel.module.css'

const isOver = (run: SolveRunView): boolean => run.state === 'finished' || run.state === 'failed'

/** The run as it stands: live from the server's events, or asked every other second should they break off. */
function useSolveRun(runId: string | null) {
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

/** Start, watch, stop; then what came of it. */
export function SolverPanel(props: {
  readonly scenarioId: string
  readonly version: number
  readonly runningId: string | null
}) {
  const client = useQueryClient()
  const [seconds, setSeconds] = useState<number | string>(30)
  const [runId, setRunId] = useState(props.runningId)
  const { run, error } = useSolveRun(runId)
  const start = useAction(startSolve, { refresh: [getScenario, listScenarios], onDone: (made) => setRunId(made.id) })
  const stop = useAction(stopSolveRun, { refresh: [getSolveRun] })
  const over = run === null || isOver(run)

  const finish = useEffectEvent(() => void refreshAnswers(client, [getScenario, listScenarios]))
  useEffect(() => {
    if (runId !== null && over) finish()
  }, [runId, over])

  const refusal = start.error ?? stop.error ?? error
  return (
    <div className={classes.panel}>
      <div className={classes.controls}>
        <ErrorNotice
          error={refusal}
          onRetry={() => void refreshAnswers(client, [getScenario])}
          retryLabel="Load the draft again"
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
                  params: { scenarioId: props.scenarioId },
                  body: { expectedVersion: props.version, seconds: Number(seconds) || 30 },
                })
              }
            >
              {run === null ? 'Fill the draft' : 'Solve again'}
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
            Pinned assignments stay as they are; everything else may move.
          </Text>
        ) : (
          <RunWords run={run} />
        )}
      </div>
      {run === null ? null : <ScoreLines run={run} />}
    </div>
  )
}

function RunWords({ run }: { readonly run: SolveRunView }) {
  const hurting = run.latest?.hurting ?? []
  return (
    <div aria-live="polite" className="dense">
      <Text fw={600} my={6}>
        {run.sentence === '' ? (run.state === 'queued' ? 'Waiting for a free worker.' : 'At work.') : run.sentence}
      </Text>
      {run.reasons.length === 0 ? null : (
        <>
          <Text size="sm">No schedule can meet every hard rule, because:</Text>
          <ul className={classes.list}>
            {run.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </>
      )}
      {hurting.length === 0 ? null : (
        <>
          <Text size="sm">What still hurts:</Text>
          <ul className={classes.list}>
            {hurting.slice(0, 5).map((cost) => (
              <li key={cost.constraint}>{cost.sentence}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
