import { Button, Group, NumberInput } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../../../ui/api.ts'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import { getSolveRun, type SolveRunView, stopSolveRun } from '../contract.ts'
import { isOver } from './use-solve-run.ts'

/** Starts a solver run for so many seconds, or stops the one at work. */
export function RunControls(props: {
  readonly run: SolveRunView | null
  /** What the button that starts says. */
  readonly label: string
  readonly usualSeconds: number
  readonly starting: boolean
  readonly onStart: (seconds: number) => void
}) {
  const { run, usualSeconds } = props
  const [seconds, setSeconds] = useState<number | string>(usualSeconds)
  const stop = useAction(stopSolveRun, { refresh: [getSolveRun] })
  if (run === null || isOver(run))
    return (
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
          loading={props.starting}
          onClick={() => props.onStart(Number(seconds) || usualSeconds)}
        >
          {props.label}
        </Button>
      </Group>
    )
  const isStopping = stop.isPending || run.state === 'stopping'
  const end = (keep: boolean) => stop.mutate({ params: { runId: run.id }, body: { keep } })
  return (
    <>
      <ErrorNotice error={stop.error} />
      <Group gap="xs">
        <Button leftSection={<IconPlayerStop size={18} aria-hidden />} loading={isStopping} onClick={() => end(true)}>
          Stop and keep the best
        </Button>
        <Button
          variant="default"
          leftSection={<IconTrash size={18} aria-hidden />}
          disabled={isStopping}
          onClick={() => end(false)}
        >
          Stop and drop
        </Button>
      </Group>
    </>
  )
}
