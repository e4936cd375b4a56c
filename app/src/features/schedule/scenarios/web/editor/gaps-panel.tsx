import { Button, Group, Text, UnstyledButton } from '@mantine/core'
import { useMemo } from 'react'
import { Code } from '../../../../../ui/code.tsx'
import { Status } from '../../../../../ui/status.tsx'
import { limitWords } from '../../../blocks/web/grid/coverage.ts'
import type { PersonLine } from '../../../blocks/web/grid/rows.ts'
import type { Editing } from './editing.ts'
import classes from './editor.module.css'
import { candidatesFor, type Gap, gapKey, presentIn } from './gaps.ts'
import type { Draft } from './use-draft.ts'
import { daysWords } from './words.ts'

/** Weeks with too few or too many people, and who could help; choosing somebody shows their cells. */
export function GapsPanel(props: {
  readonly draft: Draft
  readonly work: Editing
  readonly people: readonly PersonLine[]
  readonly gaps: readonly Gap[]
  readonly chosen: string | null
  readonly onChoose: (key: string | null) => void
  readonly onGo: (line: PersonLine, day: number) => void
}) {
  const { gaps, chosen } = props
  return (
    <section aria-label="Gaps" className={classes.gaps}>
      <h2 className={classes.gapsTitle}>Too few, too many</h2>
      {gaps.length === 0 ? (
        <Text size="sm" className="quiet" px="sm" py="xs">
          Every rotation and room has as many people as it needs, in every week.
        </Text>
      ) : (
        <ul className={classes.gapList}>
          {gaps.map((gap) => {
            const key = gapKey(gap)
            const isChosen = key === chosen
            return (
              <li key={key}>
                <UnstyledButton
                  className={classes.gap}
                  aria-expanded={isChosen}
                  onClick={() => props.onChoose(isChosen ? null : key)}
                >
                  <Status kind={gap.state === 'under' ? 'violation' : 'warning'}>
                    {gap.row.label}: {gap.present}
                  </Status>
                  <span>
                    {daysWords(gap)}; {limitWords(gap.row)}
                  </span>
                </UnstyledButton>
                {isChosen ? (
                  gap.state === 'under' ? (
                    <Candidates {...props} gap={gap} />
                  ) : (
                    <Present {...props} gap={gap} />
                  )
                ) : null}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

type PartProps = Parameters<typeof GapsPanel>[0] & { readonly gap: Gap }

function Candidates({ draft, work, people, gap, onGo }: PartProps) {
  const { judge, session, view } = draft
  const candidates = useMemo(
    () => (judge === null ? null : candidatesFor(view, judge, session, people, gap)),
    [judge, session, view, people, gap],
  )
  if (candidates === null)
    return (
      <Text size="sm" px="sm" py="xs">
        The rules are still on their way.
      </Text>
    )
  if (candidates.length === 0)
    return (
      <Text size="sm" px="sm" py="xs">
        Nobody can come here in these weeks without breaking a rule. Drag somebody here to see which.
      </Text>
    )
  return (
    <ul className={classes.candidates} aria-label={`Who could come to ${gap.row.label}`}>
      {candidates.map(({ stretch, rotation, from, leavesShort }) => (
        <li key={stretch.line.row.appointmentId}>
          <UnstyledButton className={classes.candidate} onClick={() => onGo(stretch.line, stretch.startDay)}>
            <strong>{stretch.line.row.personName}</strong>
            <span>
              {daysWords(stretch)}, {from === null ? 'free' : 'now '}
              {from === null ? null : <Code tint={from.tint}>{from.code}</Code>}
              {leavesShort ? ', which is then short' : ''}
            </span>
          </UnstyledButton>
          <Button size="compact-sm" variant="default" onClick={() => work.set([stretch], rotation)}>
            {rotation.code}
            <span className="visually-hidden"> for {stretch.line.row.personName}</span>
          </Button>
        </li>
      ))}
    </ul>
  )
}

function Present({ draft, people, gap, onGo }: PartProps) {
  return (
    <Group gap={4} className={classes.candidates ?? ''}>
      {presentIn(draft.view, people, gap).map((stretch) => (
        <Button
          key={stretch.line.row.appointmentId}
          size="compact-sm"
          variant="default"
          onClick={() => onGo(stretch.line, Math.max(stretch.startDay, gap.startDay))}
        >
          {stretch.line.row.personName}
        </Button>
      ))}
    </Group>
  )
}
