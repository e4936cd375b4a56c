import { Button, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { Status } from '../../../../../ui/status.tsx'
import type { FindingView } from '../../contract.ts'
import classes from './findings-panel.module.css'

export const severities = ['violation', 'warning', 'note'] as const
const step = 50

/** "2 violations", "1 warning" */
export const countWords = (count: number, severity: FindingView['severity']): string =>
  `${count} ${severity}${count === 1 ? '' : 's'}`

/** What the rules say, the gravest first; choosing one shows its cells. */
export function FindingsPanel(props: {
  readonly findings: readonly FindingView[]
  readonly chosen: FindingView | null
  readonly onChoose: (finding: FindingView | null) => void
}) {
  if (props.findings.length === 0)
    return (
      <section aria-label="Findings" className={classes.panel}>
        <Text size="sm" p="sm">
          The rules have nothing to say against this schedule.
        </Text>
      </section>
    )
  return (
    <section aria-label="Findings" className={classes.panel}>
      {severities.map((severity) => {
        const group = props.findings.filter((finding) => finding.severity === severity)
        return group.length === 0 ? null : <Severity key={severity} severity={severity} {...props} findings={group} />
      })}
    </section>
  )
}

interface GroupProps {
  readonly findings: readonly FindingView[]
  readonly chosen: FindingView | null
  readonly onChoose: (finding: FindingView | null) => void
}

function Severity({ severity, ...props }: GroupProps & { readonly severity: FindingView['severity'] }) {
  const rules = new Map<string, FindingView[]>()
  for (const finding of props.findings) rules.set(finding.rule, [...(rules.get(finding.rule) ?? []), finding])
  return (
    <div>
      <h2 className={classes.heading}>
        <Status kind={severity}>{countWords(props.findings.length, severity)}</Status>
      </h2>
      {[...rules].map(([rule, findings]) => (
        <details key={rule} className={classes.rule} open={rules.size === 1 || severity === 'violation'}>
          <summary>
            {rule} <span className={classes.count}>{findings.length}</span>
          </summary>
          <Rule {...props} findings={findings} />
        </details>
      ))}
    </div>
  )
}

function Rule(props: GroupProps) {
  const [limit, setLimit] = useState(step)
  return (
    <>
      <ul className={classes.list}>
        {props.findings.slice(0, limit).map((finding, index) => (
          <li key={`${finding.ruleId} ${finding.personId} ${finding.startOn} ${String(index)}`}>
            <UnstyledButton
              className={classes.finding}
              aria-pressed={finding === props.chosen}
              onClick={() => props.onChoose(finding === props.chosen ? null : finding)}
            >
              {finding.sentence}
              <span className={classes.citation}>
                {finding.citation.text}
                {finding.citation.verified ? '' : ' (not verified)'}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {props.findings.length > limit ? (
        <Button variant="subtle" size="compact-sm" m="xs" onClick={() => setLimit(limit + step)}>
          Show {Math.min(step, props.findings.length - limit)} more
        </Button>
      ) : null}
    </>
  )
}
