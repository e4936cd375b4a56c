import { Button, Group, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../../../../contract/client.ts'
import { useActor } from '../../../../ui/actor.tsx'
import { answerKey, useAction, useRoute } from '../../../../ui/api.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { EmptyState, ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { Page } from '../../../../ui/page.tsx'
import { listYears } from '../../blocks/contract.ts'
import { getPreferences, preferences, type PreferencesView, putPreferences } from '../contract.ts'
import { WishList } from './wish-list.tsx'
import { type Lists, listsOf, sameWishes, wishesAtMost, wishesOf } from './wishes.ts'

/** What a trainee would like in the coming year: its schedule is still to be made. */
export function PreferencesPage() {
  const years = useRoute(listYears, {})
  if (years.data === undefined)
    return (
      <Page title="My wishes">
        <Loaded query={years} shape="cards">
          {() => null}
        </Loaded>
      </Page>
    )
  return <WishesOfYear startYear={String(years.data.current + 1)} />
}

function WishesOfYear({ startYear }: { readonly startYear: string }) {
  const { personId } = useActor()
  const query = useRoute(getPreferences, { params: { personId, startYear } })
  return (
    <Page title="My wishes" answer={query.data === undefined ? undefined : answerOf(query.data)}>
      <Loaded query={query} shape="cards">
        {(view) =>
          view.programs.length === 0 ? (
            <EmptyState title={`You hold no appointment in ${view.label}`}>
              Wishes are for years in which you are in training. Speak with your coordinator if this is not right.
            </EmptyState>
          ) : (
            <Wishes view={view} startYear={startYear} />
          )
        }
      </Loaded>
    </Page>
  )
}

function answerOf({ label, published, programs, wishes }: PreferencesView): string {
  if (programs.length === 0) return `Nothing to wish for ${label}.`
  if (published) return `Your schedule for ${label} is published; it is too late for wishes.`
  const count = wishes.length === 0 ? 'no wish yet' : `${wishes.length} ${wishes.length === 1 ? 'wish' : 'wishes'}`
  return `For ${label}, whose schedule is not published yet: ${count}. They count after coverage and everybody’s requirements.`
}

function Wishes({ view, startYear }: { readonly view: PreferencesView; readonly startYear: string }) {
  const { personId } = useActor()
  const client = useQueryClient()
  const params = { personId, startYear }
  const stored = listsOf(view.wishes)
  // Null while nothing differs from what is stored.
  const [changed, setChanged] = useState<Lists | null>(null)
  const lists = changed ?? stored
  const take = (fresh: Pick<PreferencesView, 'version' | 'wishes'>) =>
    client.setQueryData<PreferencesView>(answerKey(getPreferences, { params }), (old) => old && { ...old, ...fresh })
  const save = useAction(putPreferences, {
    onDone: (answer) => {
      take(answer)
      setChanged(null)
      notifications.show({ message: 'Your wishes are saved.' })
    },
  })
  const put = (version: number) => save.mutate({ params, body: { version, wishes: wishesOf(lists) } })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    put(view.version)
  }
  const change = (next: Lists) => {
    save.reset()
    setChanged(sameWishes(next, stored) ? null : next)
  }
  const errorAt = (place: number) => fieldError(save.error, `wishes.${place}`)
  const newer = newerIn(save.error)
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <WishList
          title="I would like"
          words={`Up to ${wishesAtMost}, what you want most first.`}
          addLabel="Add a rotation you would like"
          view={view}
          lines={lists.wanted}
          locked={view.published}
          onChange={(wanted) => change({ ...lists, wanted })}
          errorOf={errorAt}
        />
        <WishList
          title="Rather not"
          words={`Up to ${wishesAtMost}, what you want least first.`}
          addLabel="Add a rotation you would rather not do"
          view={view}
          lines={lists.unwanted}
          locked={view.published}
          onChange={(unwanted) => change({ ...lists, unwanted })}
          errorOf={(place) => errorAt(lists.wanted.length + place)}
        />
        <ErrorNotice error={save.error} shown={wishesOf(lists).map((_, place) => `wishes.${place}`)} />
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
        {view.published || newer !== null ? null : (
          <Group gap="sm">
            <Button type="submit" size="md" disabled={changed === null} loading={save.isPending}>
              Save my wishes
            </Button>
            <span className="quiet" role="status">
              {changed === null ? (view.version === 0 ? '' : 'Saved.') : 'Not saved yet.'}
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
