import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Status, type StatusKind } from '../../../../ui/status.tsx'
import type { RequestView } from '../contract.ts'
import classes from './absences.module.css'
import { daysWords, decisionWords, stateWords, waitsWords, whenWords } from './words.ts'

const looks: Record<RequestView['state'], StatusKind> = {
  pending: 'note',
  approved: 'met',
  declined: 'missed',
  withdrawn: 'note',
  cancelled: 'note',
}

/** One request: when, for what, how it stands, and who said what. */
export function RequestCard(props: {
  readonly request: RequestView
  readonly named?: boolean
  readonly actions?: ReactNode
  readonly children?: ReactNode
}) {
  const { request, named = false } = props
  const title = named ? request.personName : (request.kindName ?? 'Away')
  const more = named ? (request.kindName ?? 'reason not told to you') : null
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <div>
          <Text fw={600}>
            {title}, {whenWords(request)}
          </Text>
          <Text size="sm" className="quiet">
            {[more, request.takesDays === null ? null : daysWords(request.takesDays)]
              .filter((words) => words !== null)
              .join(', ')}
          </Text>
        </div>
        <Status kind={looks[request.state]}>
          {request.waitsFor === null ? stateWords[request.state] : waitsWords(request.waitsFor)}
        </Status>
      </div>
      {request.note === null || request.note === '' ? null : <Text>“{request.note}”</Text>}
      {request.decisions.length === 0 ? null : (
        <ul className={classes.steps}>
          {request.decisions.map((made) => (
            <li key={`${made.at} ${made.decision} ${made.role}`}>
              {made.by} {decisionWords[made.decision]}
              {made.sentence === '' ? '' : `: ${made.sentence}`}
            </li>
          ))}
        </ul>
      )}
      {props.children}
      {props.actions}
    </li>
  )
}
