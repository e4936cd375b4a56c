import { Button, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { Code } from '../../../../ui/code.tsx'
import { dayWords, rangeWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { EmptyState, ErrorNotice } from '../../../../ui/notices.tsx'
import { Page } from '../../../../ui/page.tsx'
import { Status } from '../../../../ui/status.tsx'
import { getHome } from '../../../home/contract.ts'
import { confirmMyGoals, getMyGoals, type MyStay } from '../../objectives/contract.ts'
import classes from './goals.module.css'

/** What a trainee is meant to learn on the rotation they are on and on the next one: read, one tap, done. */
export function MyGoalsPage() {
  const query = useRoute(getMyGoals, {})
  return (
    <Page title="Goals of my rotations" answer={query.data === undefined ? undefined : answerOf(query.data.stays)}>
      <Loaded query={query} shape="cards">
        {({ stays, today }) =>
          stays.length === 0 ? (
            <EmptyState title="No rotation from today on">
              Goals appear here once a schedule with your rotations is published.
            </EmptyState>
          ) : (
            <Stack gap="md">
              {stays.map((stay) => (
                <StayCard key={`${stay.appointmentId} ${stay.startOn}`} stay={stay} today={today} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}

function answerOf(stays: readonly MyStay[]): string {
  const open = stays.filter(({ state }) => state === 'open')
  if (open.length > 0)
    return `${open.length === 1 ? 'One rotation' : `${open.length} rotations`} to read now: ${open.map(({ rotationName }) => rotationName).join(', ')}.`
  const next = stays.find(({ state }) => state === 'later')
  return next === undefined
    ? 'Nothing to read now.'
    : `Nothing to read now. Next: ${next.rotationName}, from ${dayWords(next.startOn)}.`
}

function StayCard({ stay, today }: { readonly stay: MyStay; readonly today: string }) {
  const confirm = useAction(confirmMyGoals, {
    refresh: [getMyGoals, getHome],
    onDone: () => notifications.show({ message: `Confirmed: ${stay.rotationName}.` }),
    onRefused: () => undefined,
  })
  const when = stay.startOn <= today ? 'Now' : 'Next'
  const body = (
    <>
      <Lines title="Goals" lines={stay.goals} />
      <Lines title={`Objectives at ${stay.level}`} lines={stay.objectives} />
    </>
  )
  return (
    <section className={classes.card} aria-label={`${stay.rotationName}, ${rangeWords(stay.startOn, stay.endOn)}`}>
      <div className={classes.head}>
        <Code tint={stay.tint}>{stay.code}</Code>
        <h2>{stay.rotationName}</h2>
        {stay.state === 'confirmed' ? (
          <Status kind="met">{`Read ${dayWords(stay.confirmedOn ?? today)}`}</Status>
        ) : stay.state === 'open' ? (
          <Status kind="at-risk">To read</Status>
        ) : null}
      </div>
      <Text className="quiet">{`${stay.state === 'later' ? '' : `${when}: `}${rangeWords(stay.startOn, stay.endOn)}, ${stay.programName}`}</Text>
      {stay.state === 'nothing' ? (
        <Text>Your program has not written goals for it.</Text>
      ) : stay.state === 'open' ? (
        body
      ) : (
        <details className={classes.details}>
          <summary>Goals and objectives</summary>
          {body}
        </details>
      )}
      <ErrorNotice error={confirm.error} />
      {stay.state === 'open' ? (
        <Button
          size="md"
          className={classes.confirm ?? ''}
          loading={confirm.isPending}
          onClick={() =>
            confirm.mutate({
              body: { appointmentId: stay.appointmentId, rotationId: stay.rotationId, fingerprint: stay.fingerprint },
            })
          }
        >
          I have read these
        </Button>
      ) : null}
    </section>
  )
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <div>
      <h3 className={classes.title}>{title}</h3>
      <ul className={classes.lines}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}
