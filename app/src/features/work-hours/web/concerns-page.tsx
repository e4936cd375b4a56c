import { Button, Group, Stack, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useAction, useRoute } from '../../../ui/api.ts'
import { shortDay } from '../../../ui/date-words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { EmptyState, ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { Status } from '../../../ui/status.tsx'
import { answerConcern, type ConcernView, listConcerns } from '../oversight-contract.ts'

const answerOf = (concerns: readonly ConcernView[]): string => {
  const open = concerns.filter(({ answer }) => answer === null).length
  if (concerns.length === 0) return 'No concern has been told.'
  return open === 0
    ? 'Something was done about every concern.'
    : `${open} of ${concerns.length} ${open === 1 ? 'waits' : 'wait'} for an action.`
}

/** Concerns told without a name, for those whom their writers chose. */
export function ConcernsPage() {
  const query = useRoute(listConcerns, {})
  return (
    <Page title="Concerns" answer={query.data === undefined ? undefined : answerOf(query.data.concerns)}>
      <Loaded query={query} shape="cards">
        {({ concerns }) =>
          concerns.length === 0 ? (
            <EmptyState title="Nothing has been told">
              Everybody who signs in finds “Tell a concern” in the search and on the page of their hours.
            </EmptyState>
          ) : (
            <>
              {concerns.map((concern) => (
                <Concern key={concern.id} concern={concern} />
              ))}
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function Concern({ concern }: { readonly concern: ConcernView }) {
  return (
    <Section
      title={concern.topic}
      aside={
        concern.answer === null ? <Status kind="at-risk">Waits for an action</Status> : <Status kind="met">Done</Status>
      }
    >
      <Stack gap="xs">
        <div>{concern.words}</div>
        <div className="quiet">
          Week of {shortDay(concern.weekOn, true)}
          {concern.programName === null ? '' : `, ${concern.programName}`}.{' '}
          {concern.readers === 'office'
            ? 'The office alone reads this.'
            : 'The office and the program director read this.'}
        </div>
        {concern.answer === null ? (
          <Answer concern={concern} />
        ) : (
          <div>
            <strong>What was done:</strong> {concern.answer} <span className="quiet">({concern.answeredBy})</span>
          </div>
        )}
      </Stack>
    </Section>
  )
}

function Answer({ concern }: { readonly concern: ConcernView }) {
  const [answer, setAnswer] = useState('')
  const save = useAction(answerConcern, {
    refresh: [listConcerns],
    onDone: () => notifications.show({ message: 'Noted.' }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ params: { concernId: concern.id }, body: { expectedVersion: concern.version, answer } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        <ErrorNotice error={save.error} shown={['answer']} />
        <Textarea
          label="What is done about it"
          required
          autosize
          minRows={2}
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
          error={fieldError(save.error, 'answer')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            Note it
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
