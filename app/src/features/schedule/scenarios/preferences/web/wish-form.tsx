import { Alert, Button, Group, Stack, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ApiError } from '../../../../../contract/client.ts'
import { answerKey, refreshAnswers, useAction } from '../../../../../ui/api.ts'
import { ErrorNotice, fieldError } from '../../../../../ui/notices.tsx'
import { getPreferences, listWishes, preferences, type PreferencesView, putPreferences } from '../contract.ts'
import { WeekList } from './week-list.tsx'
import { WishList } from './wish-list.tsx'
import { type Lists, listsOf, sameWishes, wishesAtMost, wishesOf } from './wishes.ts'

interface Typed {
  readonly lists: Lists
  readonly weeks: PreferencesView['weeks']
}

/** The wishes of one person for a year. What is typed stays through every refusal. */
export function WishForm({
  view,
  personId,
  startYear,
}: {
  readonly view: PreferencesView
  readonly personId: string
  readonly startYear: string
}) {
  const client = useQueryClient()
  const params = { personId, startYear }
  const stored: Typed = { lists: listsOf(view.wishes), weeks: view.weeks }
  // Null while nothing differs from what is stored.
  const [changed, setChanged] = useState<Typed | null>(null)
  const [reason, setReason] = useState('')
  const { lists, weeks } = changed ?? stored
  const take = (fresh: Pick<PreferencesView, 'version' | 'wishes' | 'weeks'>) =>
    client.setQueryData<PreferencesView>(answerKey(getPreferences, { params }), (old) => old && { ...old, ...fresh })
  const save = useAction(putPreferences, {
    onDone: (answer) => {
      take(answer)
      setChanged(null)
      void refreshAnswers(client, [listWishes])
      notifications.show({
        message: view.needsReason ? `The wishes of ${view.personName} are saved.` : 'Your wishes are saved.',
      })
    },
  })
  const put = (version: number) =>
    save.mutate({
      params,
      body: { version, wishes: wishesOf(lists), weeks: [...weeks], ...(view.needsReason ? { reason } : {}) },
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    put(view.version)
  }
  const change = (next: Typed) => {
    save.reset()
    const isSame = sameWishes(next.lists, stored.lists) && JSON.stringify(next.weeks) === JSON.stringify(stored.weeks)
    setChanged(isSame ? null : next)
  }
  const locked = view.closed !== null
  const errorAt = (place: number) => fieldError(save.error, `wishes.${place}`)
  const newer = newerIn(save.error)
  const isUnanswered = view.version === 0 && view.wishes.length === 0
  const shown = [...wishesOf(lists).map((_, place) => `wishes.${place}`), 'reason']
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {view.enteredReason === null ? null : (
          <Alert color="accent" variant="light" py={8}>
            {`Entered by the desk: ${view.enteredReason}`}
          </Alert>
        )}
        <WishList
          title={view.needsReason ? 'Would like' : 'I would like'}
          words={`Up to ${wishesAtMost}, what is wanted most first.`}
          addLabel="Add a rotation you would like"
          view={view}
          lines={lists.wanted}
          locked={locked}
          onChange={(wanted) => change({ lists: { ...lists, wanted }, weeks })}
          errorOf={errorAt}
        />
        <WishList
          title="Rather not"
          words={`Up to ${wishesAtMost}, what is wanted least first.`}
          addLabel="Add a rotation you would rather not do"
          view={view}
          lines={lists.unwanted}
          locked={locked}
          onChange={(unwanted) => change({ lists: { ...lists, unwanted }, weeks })}
          errorOf={(place) => errorAt(lists.wanted.length + place)}
        />
        <WeekList view={view} weeks={weeks} locked={locked} onChange={(next) => change({ lists, weeks: [...next] })} />
        {view.needsReason && !locked ? (
          <Textarea
            label="Why you enter this for somebody else"
            description="Shown to the trainee, and kept in the record."
            withAsterisk
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={fieldError(save.error, 'reason')}
          />
        ) : null}
        <ErrorNotice error={save.error} shown={shown} />
        {newer === null ? null : (
          <Group gap="sm">
            <Button
              variant="default"
              onClick={() => {
                take(newer)
                setChanged(null)
                save.reset()
              }}
            >
              Take the newer wishes
            </Button>
            <Button variant="default" onClick={() => put(newer.version)}>
              Save mine instead
            </Button>
          </Group>
        )}
        {locked || newer !== null ? null : (
          <Group gap="sm">
            {isUnanswered && changed === null ? (
              <Button type="submit" size="md" variant="default" loading={save.isPending}>
                {view.needsReason ? 'Enter: no particular wish' : 'I have no particular wish'}
              </Button>
            ) : (
              <Button type="submit" size="md" disabled={changed === null} loading={save.isPending}>
                {view.needsReason ? 'Save the wishes' : 'Save my wishes'}
              </Button>
            )}
            <span className="quiet" role="status">
              {changed === null ? (isUnanswered ? '' : 'Saved.') : 'Not saved yet.'}
            </span>
          </Group>
        )}
      </Stack>
    </form>
  )
}

/** What is stored now, where a refusal says that it was changed meanwhile. */
function newerIn(error: ApiError | null) {
  const parsed = preferences.safeParse(error?.status === 409 ? error.problem.current : undefined)
  return parsed.success ? parsed.data : null
}
