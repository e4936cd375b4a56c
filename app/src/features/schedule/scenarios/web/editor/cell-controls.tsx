import { Button, Group, Text, TextInput } from '@mantine/core'
import { IconArrowsJoin2, IconCut, IconEraser, IconPin } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { shortDay } from '../../../../../ui/date-words.ts'
import { dayNumber, dayText } from '../../../../../ui/day-number.ts'
import { Status } from '../../../../../ui/status.tsx'
import type { RotationView } from '../../../blocks/contract.ts'
import { RotationPicker } from '../../../blocks/web/grid/rotation-picker.tsx'
import type { Cell, PersonLine } from '../../../blocks/web/grid/rows.ts'
import { mergeOf, splitOf } from '../../../cells.ts'
import { setAll } from './block.ts'
import classes from './editor.module.css'
import type { Editing } from './editing.ts'
import type { Stretch } from './selection.ts'
import { rowOf } from './session.ts'
import type { Draft } from './use-draft.ts'
import { stretchWords, verdictWords } from './words.ts'

/** What can be done with the selected cells: set a rotation, clear, pin, and cut or join assignments at any day. */
export function CellControls(props: {
  readonly draft: Draft
  readonly work: Editing
  readonly line: PersonLine
  readonly cell: Cell
  readonly stretches: readonly Stretch[]
  readonly typed: string
  readonly onChoice: (rotationId: string | null) => void
  readonly onDone: () => void
}) {
  const { draft, work, line, cell, stretches, onChoice } = props
  const [marked, setMarked] = useState<RotationView | null>(null)
  const rotations = useMemo(
    () => draft.view.rotations.filter(({ programId }) => programId === line.row.programId),
    [draft.view.rotations, line.row.programId],
  )
  const verdict = useMemo(
    () =>
      marked === null || draft.judge === null || stretches.length > 40
        ? null
        : draft.judge.trial(draft.session.rows, setAll(draft.session, stretches, marked.rotationId)),
    [marked, draft.judge, draft.session, stretches],
  )
  useEffect(() => onChoice(stretches.length === 1 ? (marked?.rotationId ?? null) : null), [marked, stretches, onChoice])
  const done = (act: () => void) => () => {
    props.onDone()
    act()
  }
  const reason = verdict === null ? '' : verdictWords(verdict)
  return (
    <>
      {stretches.length > 1 || stretches[0]?.startDay !== cell.startDay || stretches[0].endDay !== cell.endDay ? (
        <Text size="sm" fw={600}>
          For {stretchWords(stretches)}:
        </Text>
      ) : null}
      <RotationPicker
        rotations={rotations}
        initialText={props.typed}
        onMark={setMarked}
        onPick={(rotation) => done(() => work.set(stretches, rotation))()}
      />
      <div className={classes.verdict} aria-live="polite">
        {verdict === null ? null : (
          <>
            <Status kind={verdict.violations.length > 0 ? 'violation' : reason === '' ? 'met' : 'warning'}>
              {verdict.violations.length > 0
                ? 'Against a rule'
                : reason === ''
                  ? 'No rule is against it'
                  : 'Allowed, but'}
            </Status>
            {reason === '' ? null : <div>{reason}</div>}
          </>
        )}
      </div>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPin size={16} aria-hidden />}
          onClick={done(() => work.pin(stretches))}
        >
          {cell.bar?.assignment.pinned ? 'Unpin' : 'Pin'}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconEraser size={16} aria-hidden />}
          onClick={done(() => work.set(stretches, null))}
        >
          Clear
        </Button>
      </Group>
      {cell.bar === null ? null : <SplitAndJoin {...props} />}
    </>
  )
}

function SplitAndJoin({ draft, work, line, cell, onDone }: Parameters<typeof CellControls>[0]) {
  const { bar } = cell
  const row = rowOf(draft.session, line.row.appointmentId)
  const [firstDay, lastDay] = bar === null ? [0, 0] : [bar.startDay + 1, bar.endDay]
  const [on, setOn] = useState(dayText(cell.startDay > firstDay - 1 ? cell.startDay : firstDay))
  if (bar === null) return null
  const day = dayNumber(on)
  const { appointmentId } = line.row
  const joins = [bar.startDay, bar.endDay + 1].flatMap((border) => {
    const change = mergeOf(row, appointmentId, border)
    return change === null ? [] : [{ border, change }]
  })
  const name = bar.rotation?.name ?? 'The assignment'
  return (
    <Group gap="xs" align="end">
      {firstDay > lastDay ? null : (
        <>
          <TextInput
            type="date"
            size="sm"
            label="A new assignment begins on"
            min={dayText(firstDay)}
            max={dayText(lastDay)}
            value={on}
            onChange={(event) => setOn(event.currentTarget.value)}
          />
          <Button
            size="sm"
            variant="default"
            leftSection={<IconCut size={16} aria-hidden />}
            disabled={!(firstDay <= day && day <= lastDay)}
            onClick={() => {
              const change = splitOf(row, appointmentId, day)
              onDone()
              if (change !== null)
                work.apply(`${name} split on ${shortDay(on, true)}: ${line.row.personName}`, [change])
            }}
          >
            Split
          </Button>
        </>
      )}
      {joins.map(({ border, change }) => (
        <Button
          key={border}
          size="sm"
          variant="default"
          leftSection={<IconArrowsJoin2 size={16} aria-hidden />}
          onClick={() => {
            onDone()
            work.apply(`${name} joined: ${line.row.personName}`, [change])
          }}
        >
          {border === bar.startDay ? 'Join with the one before' : 'Join with the next'}
        </Button>
      ))}
    </Group>
  )
}
