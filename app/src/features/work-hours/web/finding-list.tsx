import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Status } from '../../../ui/status.tsx'
import type { HourFinding } from '../contract.ts'
import classes from './week.module.css'

const order = { violation: 0, warning: 1, note: 2 }

/** What the rules say, the worst first; what would only happen by following the schedule says so. */
export function FindingList(props: {
  readonly findings: readonly HourFinding[]
  readonly onTell?: (finding: HourFinding) => void
  readonly aside?: (finding: HourFinding) => ReactNode
}) {
  const sorted = props.findings.toSorted(
    (a, b) => Number(a.planned) - Number(b.planned) || order[a.severity] - order[b.severity],
  )
  return (
    <ul className={classes.findings}>
      {sorted.map((finding) => (
        <li key={`${finding.key} ${finding.sentence}`} className={classes.finding}>
          <Status kind={finding.planned && finding.severity === 'violation' ? 'warning' : finding.severity}>
            {finding.planned ? 'Ahead' : undefined}
          </Status>
          <div className={classes.findingWords}>
            <div>
              {finding.planned ? 'If the schedule is followed: ' : ''}
              {finding.sentence}
            </div>
            <div className="quiet">
              {finding.citation.source}
              {finding.citation.verified ? '' : ' (not verified)'}
            </div>
            {finding.told === null ? null : (
              <div>
                {finding.told.closed ? (
                  <>
                    <Status kind="met">Closed</Status> {finding.told.action}
                  </>
                ) : (
                  <Status kind="on-track">Told; waits for the director</Status>
                )}
              </div>
            )}
            {props.onTell !== undefined &&
            finding.told === null &&
            finding.severity === 'violation' &&
            !finding.planned ? (
              <Button size="xs" variant="light" onClick={() => props.onTell?.(finding)} w="fit-content">
                Tell what happened
              </Button>
            ) : null}
            {props.aside?.(finding)}
          </div>
        </li>
      ))}
    </ul>
  )
}
