import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import type { FormEvent } from 'react'
import { Code } from '../../../../../ui/code.tsx'
import { ErrorNotice, fieldError } from '../../../../../ui/notices.tsx'
import { Section } from '../../../../../ui/page.tsx'
import { Status } from '../../../../../ui/status.tsx'
import type { FindingView, ScheduleView } from '../../contract.ts'
import type { Change } from '../grid/edits.ts'
import { isComplete } from './pending.ts'
import classes from './amend-panel.module.css'

interface Findings {
  readonly added: readonly FindingView[]
  readonly removed: readonly FindingView[]
}

/** What shall be changed, what the rules say of it, and why it is done. */
export function AmendPanel(props: {
  readonly view: ScheduleView
  readonly changes: readonly Change[]
  readonly onChange: (changes: readonly Change[]) => void
  readonly reason: string
  readonly onReason: (reason: string) => void
  readonly findings: Findings
  readonly judging: boolean
  readonly error: Error | null
  readonly saving: boolean
  readonly onSave: () => void
  readonly onDiscard: () => void
}) {
  const { view, changes, error } = props
  const phone = useMediaQuery('(max-width: 40em)')
  const fields = ['reason', ...changes.map((_, place) => `changes.${place}`)]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onSave()
  }
  return (
    <Section title="Amend the published schedule">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {changes.length > 0 ? null : (
            <Text>
              {phone
                ? 'Cells are chosen in the grid, which needs a wider screen than this one.'
                : 'Choose a cell in the grid, then its new rotation. Nothing is changed until you save.'}
            </Text>
          )}
          {changes.length === 0 ? null : (
            <ul className={classes.changes}>
              {changes.map((change, place) => (
                <ChangeLine
                  key={`${change.appointmentId} ${place}`}
                  change={change}
                  view={view}
                  error={fieldError(error, `changes.${place}`)}
                  onChange={(next) => props.onChange(changes.with(place, next))}
                  onRemove={() => props.onChange(changes.toSpliced(place, 1))}
                />
              ))}
            </ul>
          )}
          {changes.length === 0 ? null : <Verdict findings={props.findings} judging={props.judging} />}
          <ErrorNotice error={error} shown={fields} />
          {changes.length === 0 ? null : (
            <TextInput
              label="Why"
              description="Those affected read it in their notice, and it stays in the history."
              value={props.reason}
              onChange={(event) => props.onReason(event.currentTarget.value)}
              error={fieldError(error, 'reason')}
            />
          )}
          <Group gap="sm">
            {changes.length === 0 ? null : (
              <Button
                type="submit"
                loading={props.saving}
                disabled={!changes.every(isComplete) || props.reason.trim().length < 3}
              >
                Save the amendment
              </Button>
            )}
            <Button variant="default" onClick={props.onDiscard}>
              {changes.length === 0 ? 'Close' : 'Discard'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}

function ChangeLine(props: {
  readonly change: Change
  readonly view: ScheduleView
  readonly error: string | undefined
  readonly onChange: (change: Change) => void
  readonly onRemove: () => void
}) {
  const { change, view } = props
  const row = view.rows.find(({ appointmentId }) => appointmentId === change.appointmentId)
  const name = row?.personName ?? 'Somebody who is no longer in this schedule'
  const rotation = view.rotations.find(
    ({ programId, rotationId }) => programId === row?.programId && rotationId === change.rotationId,
  )
  const inYear = {
    min: row === undefined || row.startOn < view.startOn ? view.startOn : row.startOn,
    max: row === undefined || row.endOn > view.endOn ? view.endOn : row.endOn,
  }
  return (
    <li className={classes.change}>
      <span className={classes.who}>{name}</span>
      <span className={classes.what}>
        {rotation === undefined ? null : <Code tint={rotation.tint}>{rotation.code}</Code>}
        {rotation?.name ?? 'no rotation'}
      </span>
      <Group gap="xs" align="center" wrap="nowrap">
        <TextInput
          aria-label={`First day, ${name}`}
          type="date"
          size="sm"
          {...inYear}
          value={change.startOn}
          onChange={(event) => props.onChange({ ...change, startOn: event.currentTarget.value })}
        />
        to
        <TextInput
          aria-label={`Last day, ${name}`}
          type="date"
          size="sm"
          {...inYear}
          value={change.endOn}
          onChange={(event) => props.onChange({ ...change, endOn: event.currentTarget.value })}
        />
        <ActionIcon size="lg" variant="default" aria-label={`Leave ${name} as it was`} onClick={props.onRemove}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </Group>
      {props.error === undefined ? null : (
        <Text role="alert" size="sm" c="red" className={classes.wrong}>
          {props.error}
        </Text>
      )}
    </li>
  )
}

const shownAtMost = 6

/** The findings that would come and go. */
function Verdict({ findings, judging }: { readonly findings: Findings; readonly judging: boolean }) {
  const { added, removed } = findings
  return (
    <div aria-live="polite" className={classes.verdict}>
      {added.length + removed.length === 0 ? (
        <Text size="sm">{judging ? 'The rules are asked…' : 'The rules say nothing new about this.'}</Text>
      ) : null}
      {added.slice(0, shownAtMost).map((finding) => (
        <div key={`${finding.ruleId} ${finding.sentence}`} className={classes.finding}>
          <Status kind={finding.severity} /> <span>{finding.sentence}</span>
        </div>
      ))}
      {added.length > shownAtMost ? (
        <Text size="sm">And {added.length - shownAtMost} more, under the findings of the grid.</Text>
      ) : null}
      {removed.slice(0, shownAtMost).map((finding) => (
        <div key={`${finding.ruleId} ${finding.sentence}`} className={classes.finding}>
          <Status kind="met">Settled</Status> <span>{finding.sentence}</span>
        </div>
      ))}
    </div>
  )
}
