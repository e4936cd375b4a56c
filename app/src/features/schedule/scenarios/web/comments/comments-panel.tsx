import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useAction } from '../../../../../ui/api.ts'
import { rangeWords } from '../../../../../ui/date-words.ts'
import { Loaded } from '../../../../../ui/loaded.tsx'
import type { ScheduleView } from '../../../blocks/contract.ts'
import { listComments, startThread, type ThreadView } from '../../comments/contract.ts'
import { CommentForm } from './comment-form.tsx'
import classes from './comments-panel.module.css'
import { ThreadCard } from './thread-card.tsx'
import { forgetWords } from './unsent-words.ts'
import type { Comments, CommentTarget } from './use-comments.ts'

/** The comments on a draft beside its grid; choosing one shows its cells. */
export function CommentsPanel(props: {
  readonly comments: Comments
  readonly view: Pick<ScheduleView, 'rows'>
  /** What a new comment would be about. */
  readonly here: CommentTarget | null
  readonly onGo: (appointmentId: string, on: string) => void
}) {
  const { comments, here } = props
  const { query, scenarioId, target, asked } = comments
  const [shown, setShown] = useState<'open' | 'all'>(asked === null ? 'open' : 'all')
  const about = target === null ? '' : `${scenarioId} ${target.appointmentId} ${target.startOn} ${target.endOn}`
  const start = useAction(startThread, {
    refresh: [listComments],
    onDone: () => {
      forgetWords(about)
      comments.write(null)
    },
  })
  const names = new Map(props.view.rows.map(({ appointmentId, personName }) => [appointmentId, personName]))
  const nameOf = (appointmentId: string): string => names.get(appointmentId) ?? 'Somebody who is no longer here'
  const threads = comments.threads.filter(({ resolved }) => shown === 'all' || resolved === null)
  const found = comments.threads.find(({ id }) => id === asked)
  const goThere = useEffectEvent((thread: ThreadView) => props.onGo(thread.appointmentId, thread.startOn))
  const wentTo = useRef<string | null>(null)
  useEffect(() => {
    if (found === undefined || wentTo.current === found.id) return
    wentTo.current = found.id
    goThere(found)
  }, [found])
  return (
    <section aria-label="Comments" className={classes.panel}>
      <Group justify="space-between" gap="xs">
        <h2 className={classes.heading}>Comments</h2>
        <SegmentedControl
          aria-label="Which comments"
          size="xs"
          value={shown}
          onChange={setShown}
          data={[
            { value: 'open', label: 'Open' },
            { value: 'all', label: 'All' },
          ]}
        />
      </Group>
      {target === null ? (
        <div>
          <Button variant="default" size="sm" disabled={here === null} onClick={() => comments.write(here)}>
            Comment on what is selected
          </Button>
          <Text size="sm" className="quiet">
            {here === null
              ? 'Choose cells of one trainee first.'
              : `${nameOf(here.appointmentId)}, ${rangeWords(here.startOn, here.endOn)}`}
          </Text>
        </div>
      ) : (
        <CommentForm
          key={about}
          about={about}
          label={`${nameOf(target.appointmentId)}, ${rangeWords(target.startOn, target.endOn)}`}
          people={comments.people}
          error={start.error}
          isBusy={start.isPending}
          onSay={(said) => start.mutate({ params: { scenarioId }, body: { ...target, ...said } })}
          onClose={() => comments.write(null)}
        />
      )}
      <Loaded query={query} shape="lines">
        {() =>
          threads.length === 0 ? (
            <Text size="sm" className="quiet">
              {comments.threads.length === 0
                ? 'Nobody has commented on this draft yet. Comments stay with their cells and are seen by those who see the draft.'
                : 'Every comment is settled.'}
            </Text>
          ) : (
            threads.map((thread) => (
              <ThreadCard
                key={thread.id}
                scenarioId={scenarioId}
                thread={thread}
                name={nameOf(thread.appointmentId)}
                people={comments.people}
                isAsked={thread.id === asked}
                onGo={() => props.onGo(thread.appointmentId, thread.startOn)}
              />
            ))
          )
        }
      </Loaded>
    </section>
  )
}
