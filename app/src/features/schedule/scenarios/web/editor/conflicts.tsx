import { Alert, Button, Group, Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { Code } from '../../../../../ui/code.tsx'
import { rangeWords } from '../../../../../ui/date-words.ts'
import { dayText } from '../../../../../ui/day-number.ts'
import classes from './editor.module.css'
import { type Conflict, decide, type Row } from './session.ts'
import type { Draft } from './use-draft.ts'

/** Cells that two people changed at once: both values, and a choice for each cell. What the other did stands until then. */
export function Conflicts({ draft }: { readonly draft: Draft }) {
  const { conflicts } = draft.session
  if (conflicts.length === 0) return null
  const choose = (each: readonly Conflict[], whose: 'mine' | 'theirs') =>
    draft.store.change((session) => each.reduce((now, { id }) => decide(now, id, whose, 'Kept mine'), session))
  return (
    <Alert
      role="alert"
      color="orange"
      variant="light"
      icon={<IconUsers aria-hidden />}
      title={
        conflicts.length === 1
          ? 'Somebody changed the same cells as you'
          : `Somebody changed the same cells as you: ${conflicts.length} times`
      }
    >
      {conflicts.map((conflict) => (
        <ConflictLine
          key={conflict.id}
          draft={draft}
          conflict={conflict}
          onChoose={(whose) => choose([conflict], whose)}
        />
      ))}
      {conflicts.length < 2 ? null : (
        <Group gap="xs" justify="flex-end">
          <Button size="xs" variant="default" onClick={() => choose(conflicts, 'theirs')}>
            Keep theirs everywhere
          </Button>
          <Button size="xs" variant="default" onClick={() => choose(conflicts, 'mine')}>
            Keep mine everywhere
          </Button>
        </Group>
      )}
    </Alert>
  )
}

function ConflictLine(props: {
  readonly draft: Draft
  readonly conflict: Conflict
  readonly onChoose: (whose: 'mine' | 'theirs') => void
}) {
  const { change, theirs } = props.conflict
  const row = props.draft.view.rows.find(({ appointmentId }) => appointmentId === change.appointmentId)
  const where = `${row?.personName ?? ''}, ${rangeWords(dayText(change.startOn), dayText(change.endOn))}`
  return (
    <div className={classes.conflict}>
      <Text size="sm" fw={600}>
        {where}
      </Text>
      <Group gap="xs" role="group" aria-label={where}>
        <Button
          size="xs"
          variant="default"
          leftSection={<Codes {...props} row={theirs} />}
          onClick={() => props.onChoose('theirs')}
        >
          Keep theirs
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<Codes {...props} row={change.now} />}
          onClick={() => props.onChoose('mine')}
        >
          Keep mine
        </Button>
      </Group>
    </div>
  )
}

function Codes({ draft, conflict, row }: { readonly draft: Draft; readonly conflict: Conflict; readonly row: Row }) {
  const programId = draft.view.rows.find(
    ({ appointmentId }) => appointmentId === conflict.change.appointmentId,
  )?.programId
  if (row.length === 0) return <>nothing</>
  return (
    <Group gap={4} component="span">
      {row.map(({ rotationId, startOn }) => {
        const rotation = draft.view.rotations.find(
          (each) => each.rotationId === rotationId && each.programId === programId,
        )
        return (
          <Code key={startOn} tint={rotation?.tint ?? 0}>
            {rotation?.code ?? rotationId}
          </Code>
        )
      })}
    </Group>
  )
}
