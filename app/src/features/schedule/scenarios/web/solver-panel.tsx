import { Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { refreshAnswers, useAction } from '../../../../ui/api.ts'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import { getScenario, listScenarios, type SolvePartView, type SolveRunView, startSolve } from '../contract.ts'
import type { DraftView } from './draft-view.ts'
import { RelaxedRules } from './relaxed-rules.tsx'
import { RunControls } from './run-controls.tsx'
import { ScoreLines } from './score-lines.tsx'
import { isOver, useSolveRun } from './use-solve-run.ts'
import { SolvePartPicker } from './solve-part.tsx'
import { WaysOut } from './ways-out.tsx'
import classes from './solver-panel.module.css'

const usualSeconds = 30

/** Start, watch, stop; then what came of it. */
export function SolverPanel(props: {
  readonly scenarioId: string
  readonly version: number
  readonly runningId: string | null
  readonly view: DraftView
  /** What to solve; null is the whole draft. */
  readonly part: SolvePartView | null
  readonly onPart: (part: SolvePartView | null) => void
}) {
  const client = useQueryClient()
  const [runId, setRunId] = useState(props.runningId)
  const { run, error } = useSolveRun(runId)
  const start = useAction(startSolve, { refresh: [getScenario, listScenarios], onDone: (made) => setRunId(made.id) })
  const over = run === null || isOver(run)

  const begin = (expectedVersion: number, seconds: number) =>
    start.mutate({
      params: { scenarioId: props.scenarioId },
      body: { expectedVersion, seconds, ...(props.part === null ? {} : { part: props.part }) },
    })

  const finish = useEffectEvent(() => void refreshAnswers(client, [getScenario, listScenarios]))
  useEffect(() => {
    if (runId !== null && over) finish()
  }, [runId, over])

  const refusal = start.error ?? error
  return (
    <div className={classes.panel}>
      <div className={classes.controls}>
        <ErrorNotice
          error={refusal}
          onRetry={() => void refreshAnswers(client, [getScenario])}
          retryLabel="Load the draft again"
        />
        {over ? <SolvePartPicker view={props.view} part={props.part} onChange={props.onPart} /> : null}
        <RunControls
          run={run}
          label={props.part !== null ? 'Solve this part' : run === null ? 'Fill the draft' : 'Solve again'}
          usualSeconds={usualSeconds}
          starting={start.isPending}
          onStart={(seconds) => begin(props.version, seconds)}
        />
        {run === null ? (
          <Text size="sm" className="quiet">
            {props.part === null
              ? 'Pinned assignments stay as they are; everything else may move.'
              : 'Only the part may move. The rest stays as it is for this run, and is not pinned.'}
          </Text>
        ) : (
          <RunWords
            scenarioId={props.scenarioId}
            run={run}
            version={props.version}
            onTaken={(version) => begin(version, usualSeconds)}
          />
        )}
        <RelaxedRules scenarioId={props.scenarioId} />
      </div>
      {run === null ? null : <ScoreLines run={run} />}
    </div>
  )
}

/** While it works: what the best schedule so far is worth. Afterwards the run says it itself. */
function runSentence(run: SolveRunView): string {
  if (isOver(run)) return run.sentence
  if (run.state === 'stopping') return 'Stopping.'
  if (run.latest === null)
    return run.state === 'queued' ? 'Waiting for a free worker.' : 'Looking for a first schedule.'
  if (run.latest.hard === 0) return 'The best schedule so far keeps every hard rule; its wishes are being improved.'
  return 'The best schedule so far still breaks hard rules.'
}

const mostReasons = 8

function Sentences(props: { readonly title: string; readonly sentences: readonly string[] }) {
  const more = props.sentences.length - mostReasons
  if (props.sentences.length === 0) return null
  return (
    <>
      <Text size="sm">{props.title}</Text>
      <ul className={classes.list}>
        {props.sentences.slice(0, mostReasons).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {more > 0 ? <li>and {more} more</li> : null}
      </ul>
    </>
  )
}

function RunWords(props: {
  readonly scenarioId: string
  readonly run: SolveRunView
  readonly version: number
  readonly onTaken: (version: number) => void
}) {
  const { run } = props
  const sentence = runSentence(run)
  const reasonsTitle =
    run.outcome === 'infeasible' ? 'No schedule can keep every hard rule, because:' : 'What stands in the way:'
  return (
    <div className="dense">
      <Text aria-live="polite" fw={sentence.length > 140 ? 400 : 600} my={6}>
        {sentence}
      </Text>
      <Sentences title={reasonsTitle} sentences={run.reasons} />
      <WaysOut scenarioId={props.scenarioId} run={run} version={props.version} onTaken={props.onTaken} />
      <Sentences title="What still hurts most:" sentences={run.latest?.hurting.map((cost) => cost.sentence) ?? []} />
    </div>
  )
}
