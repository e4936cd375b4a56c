import { Button, Group, Stack, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { EmptyState, ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { Section } from '../../../../ui/page.tsx'
import {
  absenceCalendar,
  absenceQueue,
  approveAbsence,
  declineAbsence,
  getAbsence,
  objectToAbsence,
  type RequestView,
} from '../contract.ts'
import classes from './absences.module.css'
import { EffectView } from './effect-view.tsx'
import { RequestCard } from './request-card.tsx'
import { chainWords } from './words.ts'

export function Queue({ query }: { readonly query: UseQueryResult<RouteAnswer<typeof absenceQueue>> }) {
  return (
    <Loaded query={query} shape="cards">
      {({ waiting, decided }) => (
        <Stack gap="md">
          {waiting.length === 0 ? (
            <EmptyState title="No request waits">When a trainee asks for time away, it is decided here.</EmptyState>
          ) : (
            <Section title="Waiting">
              <ul className={classes.list}>
                {waiting.map((request) => (
                  <Waiting key={`${request.id} ${request.version}`} request={request} />
                ))}
              </ul>
            </Section>
          )}
          {decided.length === 0 ? null : (
            <Section title="Decided lately">
              <ul className={classes.list}>
                {decided.map((request) => (
                  <RequestCard key={request.id} request={request} named />
                ))}
              </ul>
            </Section>
          )}
        </Stack>
      )}
    </Loaded>
  )
}

/** What it would do comes first; the decision, with its sentence, below. */
function Waiting({ request }: { readonly request: RequestView }) {
  const { decide, object } = request.abilities
  const [open, setOpen] = useState(false)
  const [sentence, setSentence] = useState('')
  const params = { requestId: request.id }
  const detail = useRoute(getAbsence, { params }, { enabled: open })
  const refresh = [absenceQueue, absenceCalendar, getAbsence]
  const done = (message: string) => () => notifications.show({ message })
  const approve = useAction(approveAbsence, {
    refresh,
    onDone: ({ waitsFor }) =>
      done(waitsFor === null ? 'Approved and entered.' : `Approved; it now goes to the ${waitsFor}.`)(),
  })
  const decline = useAction(declineAbsence, { refresh, onDone: done('Declined; the trainee reads your sentence.') })
  const body = { expectedVersion: request.version, sentence }
  const error = approve.error ?? decline.error
  return (
    <RequestCard request={request} named>
      {object ? (
        <span className="quiet">{request.programName} decides, where these days are spent. You may object.</span>
      ) : null}
      {request.chain.length > 1 ? <span className="quiet">Decided by the {chainWords(request.chain)}.</span> : null}
      {open ? (
        <Loaded query={detail} shape="lines">
          {({ effect }) => <EffectView effect={effect} />}
        </Loaded>
      ) : (
        <Group>
          <Button
            size="xs"
            variant={decide ? 'filled' : 'default'}
            onClick={() => setOpen(true)}
            aria-label={`See what the time away of ${request.personName} does`}
          >
            {decide ? 'Look and decide' : 'See what it does'}
          </Button>
        </Group>
      )}
      {open && object ? <Objection request={request} /> : null}
      {open && decide ? (
        <Stack gap="xs">
          <Textarea
            label="A sentence to the trainee (needed to decline)"
            autosize
            minRows={1}
            value={sentence}
            onChange={(event) => setSentence(event.currentTarget.value)}
            error={fieldError(error, 'sentence')}
          />
          <ErrorNotice error={error} shown={['sentence']} />
          <Group>
            <Button loading={approve.isPending} onClick={() => approve.mutate({ params, body })}>
              Approve
            </Button>
            <Button variant="default" loading={decline.isPending} onClick={() => decline.mutate({ params, body })}>
              Decline
            </Button>
          </Group>
        </Stack>
      ) : null}
    </RequestCard>
  )
}

/** What the other program of a combined fellow says against it; whoever decides has to answer it. */
function Objection({ request }: { readonly request: RequestView }) {
  const [sentence, setSentence] = useState('')
  const object = useAction(objectToAbsence, {
    refresh: [absenceQueue, getAbsence],
    onDone: () => notifications.show({ message: 'Said. To approve it all the same, they have to say why.' }),
  })
  return (
    <Stack gap="xs">
      <Textarea
        label="What speaks against it"
        autosize
        minRows={1}
        value={sentence}
        onChange={(event) => setSentence(event.currentTarget.value)}
        error={fieldError(object.error, 'sentence')}
      />
      <ErrorNotice error={object.error} shown={['sentence']} />
      <Group>
        <Button
          variant="default"
          loading={object.isPending}
          onClick={() =>
            object.mutate({
              params: { requestId: request.id },
              body: { expectedVersion: request.version, sentence },
            })
          }
        >
          Object
        </Button>
      </Group>
    </Stack>
  )
}
