import { Button, Group, Text } from '@mantine/core'
import { IconHelp, IconLock, IconLockOpen, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useActor } from '../../../../../ui/actor.tsx'
import { dayWords } from '../../../../../ui/date-words.ts'
import type { CallRow, CallScheduleView } from '../../schedules-contract.ts'
import { shiftHours } from '../call-words.ts'
import classes from './board.module.css'
import { type BoardDay, type Placed, runsOn } from './days.ts'
import { type Cell, Chip } from './people-grid.tsx'
import { Candidates } from './place-panel.tsx'
import type { Edits } from './use-edits.ts'
import { WhyDialog } from './why-dialog.tsx'

/** The chosen person and day: what they have, what they could have, and why. */
export function CellPanel(props: {
  readonly view: CallScheduleView
  readonly cell: Cell
  readonly day: BoardDay
  readonly shifts: ReadonlyMap<string, Placed>
  readonly edits: Edits
}) {
  const { view, cell, day, edits } = props
  const { personId } = useActor()
  const [why, setWhy] = useState(false)
  const [giving, setGiving] = useState<string | null>(null)
  const person = view.people.find(({ id }) => id === cell.personId)
  if (person === undefined) return null
  const rows = view.rows.filter((row) => row.personId === cell.personId && row.onDay === cell.on)
  const running = [...props.shifts.values()].filter(({ shift }) => runsOn(shift, day))
  const rotation = person.rotations.find(({ startOn, endOn }) => startOn <= cell.on && cell.on <= endOn)
  const away = person.away.some(({ startOn, endOn }) => startOn <= cell.on && cell.on <= endOn)
  const wishes = person.wishes.filter(({ startOn, endOn }) => startOn <= cell.on && cell.on <= endOn)
  const findings = view.findings.filter((one) => one.personId === cell.personId && one.onDay === cell.on)
  const isMe = person.id === personId
  const put = (placed: Placed) =>
    edits.apply({
      remove: [],
      add: [{ poolId: placed.poolId, shiftId: placed.shift.id, onDay: cell.on, personId: person.id }],
      words: `${person.name} on ${placed.shift.name}, ${dayWords(cell.on)}.`,
    })
  return (
    <aside className={classes.panel} aria-label="The chosen day">
      <Text fw={600}>{person.name}</Text>
      <Text size="sm">
        {dayWords(cell.on)}
        {day.holiday === null ? '' : `, ${day.holiday}`}
      </Text>
      <Text size="sm" className="quiet">
        {away ? 'Away' : (rotation?.label ?? 'No rotation')}
        {wishes.map(
          ({ wish, note }) =>
            ` · ${wish === 'cannot' ? 'Cannot' : wish === 'want' ? 'Would like to' : 'Would rather not'}${note === '' ? '' : `: ${note}`}`,
        )}
      </Text>
      {rows.map((row) => (
        <RowActions
          key={row.id}
          row={row}
          placed={props.shifts.get(row.shiftId)}
          view={view}
          personName={person.name}
          edits={edits}
          giving={giving === row.id}
          onGive={() => setGiving(giving === row.id ? null : row.id)}
        />
      ))}
      {findings.map(({ sentence }) => (
        <Text key={sentence} size="sm" c="var(--bad)">
          {sentence}
        </Text>
      ))}
      {view.mayEdit && !away ? (
        <Group gap="xs" mt="xs">
          {running
            .filter(({ shift }) => !rows.some(({ shiftId }) => shiftId === shift.id))
            .map((placed) => (
              <Button
                key={placed.shift.id}
                size="compact-sm"
                variant="default"
                disabled={edits.pending}
                onClick={() => put(placed)}
              >
                {placed.shift.code}: {placed.shift.name}
              </Button>
            ))}
        </Group>
      ) : null}
      <Group mt="sm">
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconHelp size={16} aria-hidden />}
          onClick={() => setWhy(true)}
        >
          {isMe ? 'Why me?' : 'Why, or why not?'}
        </Button>
      </Group>
      {why ? (
        <WhyDialog scheduleId={view.id} cell={cell} name={person.name} shifts={running} onClose={() => setWhy(false)} />
      ) : null}
    </aside>
  )
}

function RowActions(props: {
  readonly row: CallRow
  readonly placed: Placed | undefined
  readonly view: CallScheduleView
  readonly personName: string
  readonly edits: Edits
  readonly giving: boolean
  readonly onGive: () => void
}) {
  const { row, placed, view, edits } = props
  if (placed === undefined) return null
  const { shift } = placed
  return (
    <div>
      <Group gap="xs" mt="xs">
        <Chip placed={placed} locked={row.pinned} />
        <Text size="sm">
          {shift.name}, {shiftHours(shift)}
        </Text>
      </Group>
      {view.mayEdit ? (
        <Group gap={4} mt={4}>
          <Button size="compact-sm" variant="default" aria-expanded={props.giving} onClick={props.onGive}>
            Give to …
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconX size={14} aria-hidden />}
            disabled={edits.pending}
            onClick={() =>
              edits.apply({
                remove: [row],
                add: [],
                words: `${props.personName} off ${shift.name}, ${dayWords(row.onDay)}.`,
              })
            }
          >
            Take off
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={edits.pending}
            leftSection={row.pinned ? <IconLockOpen size={14} aria-hidden /> : <IconLock size={14} aria-hidden />}
            onClick={() => edits.lock(row)}
          >
            {row.pinned ? 'Unlock' : 'Lock'}
          </Button>
        </Group>
      ) : null}
      {props.giving ? (
        <Candidates
          view={view}
          place={{ shiftId: shift.id, on: row.onDay }}
          placed={placed}
          instead={row}
          edits={edits}
        />
      ) : null}
    </div>
  )
}
