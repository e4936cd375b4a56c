import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useAction } from '../../../../../ui/api.ts'
import { instantWords, rangeWords } from '../../../../../ui/date-words.ts'
import { ErrorNotice } from '../../../../../ui/notices.tsx'
import { Status } from '../../../../../ui/status.tsx'
import { answerThread, listComments, resolveThread, type ThreadView } from '../../comments/contract.ts'
import { CommentForm, type Person } from './comment-form.tsx'
import classes from './comments-panel.module.css'
import { forgetWords } from './unsent-words.ts'

/** One thread: where it is, what was said, and what can be done about it. */
export function ThreadCard(props: {
  readonly scenarioId: string
  readonly thread: ThreadView
  readonly name: string
  readonly people: readonly Person[]
  readonly isAsked: boolean
  readonly onGo: () => void
}) {
  const { thread, people } = props
  const params = { scenarioId: props.scenarioId, threadId: thread.id }
  const refresh = [listComments]
  const [isAnswering, setAnswering] = useState(false)
  const answer = useAction(answerThread, {
    refresh,
    onDone: () => {
      forgetWords(thread.id)
      setAnswering(false)
    },
  })
  const settle = useAction(resolveThread, { refresh })
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (props.isAsked) card.current?.scrollIntoView({ block: 'nearest' })
  }, [props.isAsked])
  const where = `${props.name}, ${rangeWords(thread.startOn, thread.endOn)}`
  const names = new Map(people.map(({ personId, name }) => [personId, name]))
  return (
    <div ref={card} className={classes.thread} data-asked={props.isAsked} role="group" aria-label={where}>
      <Anchor component="button" size="sm" ta="left" onClick={props.onGo}>
        {where}
      </Anchor>
      {thread.resolved === null ? null : (
        <div>
          <Status kind="met">Settled by {thread.resolved.by}</Status>
        </div>
      )}
      <ol className={classes.said}>
        {thread.comments.map(({ id, author, at, text, mentions }) => (
          <li key={id}>
            <div className={classes.author}>
              {author} <span className={classes.at}>{instantWords(at)}</span>
            </div>
            <div className={classes.text}>{text}</div>
            {mentions.length === 0 ? null : (
              <Text size="xs" className="quiet">
                To {mentions.map((personId) => names.get(personId) ?? 'somebody').join(', ')}
              </Text>
            )}
          </li>
        ))}
      </ol>
      <Stack gap="xs">
        <ErrorNotice error={settle.error} />
        {isAnswering ? (
          <CommentForm
            about={thread.id}
            label="Answer"
            people={people}
            error={answer.error}
            isBusy={answer.isPending}
            onSay={(body) => answer.mutate({ params, body })}
            onClose={() => setAnswering(false)}
          />
        ) : (
          <Group gap="xs">
            <Button size="compact-sm" variant="default" onClick={() => setAnswering(true)}>
              Answer
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              loading={settle.isPending}
              onClick={() =>
                settle.mutate({
                  params,
                  body: { expectedVersion: thread.version, resolved: thread.resolved === null },
                })
              }
            >
              {thread.resolved === null ? 'Settle' : 'Open again'}
            </Button>
          </Group>
        )}
      </Stack>
    </div>
  )
}
