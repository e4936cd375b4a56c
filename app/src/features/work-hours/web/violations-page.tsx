import { Button, Group, Stack, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useAction, useRoute } from '../../../ui/api.ts'
import { instantWords, rangeWords } from '../../../ui/date-words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { TextLink, useScope } from '../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { Status } from '../../../ui/status.tsx'
import { getHome } from '../../home/contract.ts'
import { closeTold, listTold, type ToldView } from '../oversight-contract.ts'
import { useActor } from '../../../ui/actor.tsx'

const answerOf = (told: readonly ToldView[]): string => {
  const open = told.filter(({ closedAt }) => closedAt === null).length
  if (told.length === 0) return 'No trainee has told about a violation.'
  return open === 0
    ? 'Everything told has been answered.'
    : `${open} of ${told.length} ${open === 1 ? 'waits' : 'wait'} for an action.`
}

/** What trainees told about broken rules; the director closes each with what is done about it. */
export function ViolationsPage() {
  const { programId } = useScope()
  const { personId } = useActor()
  const query = useRoute(listTold, { query: programId === undefined ? {} : { programId } })
  return (
    <Page title="Work-hour violations" answer={query.data === undefined ? undefined : answerOf(query.data.told)}>
      <Loaded query={query} shape="cards">
        {({ told }) =>
          told.length === 0 ? (
            <EmptyState title="Nothing has been told">
              When a trainee’s hours break a rule, Gradus asks them what happened; it appears here.
            </EmptyState>
          ) : (
            <>
              {told.map((one) => (
                <Told key={one.id} told={one} own={one.personId === personId} />
              ))}
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function Told({ told, own }: { readonly told: ToldView; readonly own: boolean }) {
  return (
    <Section
      title={told.personName}
      aside={
        told.closedAt === null ? (
          <Status kind="at-risk">Waits for an action</Status>
        ) : (
          <Status kind="met">Closed</Status>
        )
      }
    >
      <Stack gap="xs">
        <div>{told.sentence}</div>
        <div className="quiet">
          {told.citation}; {rangeWords(told.startOn, told.endOn)}
          {told.rotationName === null ? '' : `, ${told.rotationName}`}.{' '}
          <TextLink to={own ? `/me/hours?week=${told.weekOn}` : `/hours/people/${told.personId}?week=${told.weekOn}`}>
            Look at the week
          </TextLink>
        </div>
        <div>
          <strong>Cause:</strong> {told.cause}
        </div>
        {told.help === '' ? null : (
          <div>
            <strong>What would help:</strong> {told.help}
          </div>
        )}
        {told.note === '' ? null : <div>{told.note}</div>}
        <div className="quiet">Told {instantWords(told.toldAt)}</div>
        {told.closedAt === null ? null : (
          <div>
            <strong>What was done:</strong> {told.action}{' '}
            <span className="quiet">
              ({told.closedBy}, {instantWords(told.closedAt)})
            </span>
          </div>
        )}
        {told.mayClose ? <Close told={told} /> : null}
      </Stack>
    </Section>
  )
}

function Close({ told }: { readonly told: ToldView }) {
  const [action, setAction] = useState('')
  const close = useAction(closeTold, {
    refresh: [listTold, getHome],
    onDone: () => notifications.show({ message: 'Closed; the trainee is told.' }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    close.mutate({ params: { violationId: told.id }, body: { expectedVersion: told.version, action } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        <ErrorNotice error={close.error} shown={['action']} />
        <Textarea
          label="What is done about it"
          description="The trainee reads this."
          required
          autosize
          minRows={2}
          value={action}
          onChange={(event) => setAction(event.currentTarget.value)}
          error={fieldError(close.error, 'action')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={close.isPending}>
            Close with this action
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
