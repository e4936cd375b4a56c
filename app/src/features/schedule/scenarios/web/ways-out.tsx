import { Button, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useAction } from '../../../../ui/api.ts'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import { getScenario, listScenarios, type SolveRunView } from '../contract.ts'
import { listRelaxations, takeRemedy } from '../relax/contract.ts'
import classes from './solver-panel.module.css'

/** What would let a schedule exist; what the draft itself can change is one click, after which it is solved again. */
export function WaysOut(props: {
  readonly scenarioId: string
  readonly run: SolveRunView
  readonly version: number
  readonly onTaken: (version: number) => void
}) {
  const { run } = props
  const take = useAction(takeRemedy, {
    refresh: [listRelaxations, getScenario, listScenarios],
    onDone: ({ version }) => props.onTaken(version),
  })
  if (run.ways.length === 0) return null
  const remedyOf = (sentence: string) => run.remedies.find((remedy) => remedy.sentence === sentence)
  return (
    <>
      <Text size="sm">What would help:</Text>
      <ErrorNotice error={take.error} />
      <ul className={classes.list}>
        {run.ways.map((sentence) => {
          const remedy = remedyOf(sentence)
          return (
            <li key={sentence}>
              {sentence}{' '}
              {remedy === undefined ? null : (
                <Button
                  size="compact-xs"
                  variant="light"
                  leftSection={<IconCheck size={14} aria-hidden />}
                  aria-label={`Do this and solve again: ${sentence}`}
                  loading={take.isPending && take.variables.body.index === remedy.index}
                  disabled={take.isPending}
                  onClick={() =>
                    take.mutate({
                      params: { scenarioId: props.scenarioId },
                      body: { runId: run.id, index: remedy.index, expectedVersion: props.version },
                    })
                  }
                >
                  Do this and solve again
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
