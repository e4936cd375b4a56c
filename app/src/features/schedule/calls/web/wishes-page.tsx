import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useActor } from '../../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { rangeWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { EmptyState, ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import { askForCall, myCalls, withdrawCallRequest } from '../now-contract.ts'
import { CallLinks } from './call-links.tsx'
import classes from './call.module.css'

const wishWords = { cannot: 'I cannot', 'prefer-not': 'Rather not', want: 'I would like to' } as const
type Wish = keyof typeof wishWords

export function CallWishesPage() {
  const { personId } = useActor()
  const query = useRoute(myCalls, {})
  const [wish, setWish] = useState<Wish>('prefer-not')
  const [poolId, setPoolId] = useState('')
  const [startOn, setStartOn] = useState('')
  const [endOn, setEndOn] = useState('')
  const [note, setNote] = useState('')
  const ask = useAction(askForCall, {
    refresh: [myCalls],
    onDone: () => {
      setStartOn('')
      setEndOn('')
      setNote('')
    },
  })
  const withdraw = useAction(withdrawCallRequest, { refresh: [myCalls] })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate({
      body: {
        personId,
        poolId: poolId === '' ? null : poolId,
        startOn,
        endOn: endOn === '' ? startOn : endOn,
        wish,
        note,
      },
    })
  }
  const count = query.data?.requests.length ?? 0
  return (
    <Page
      title="My wishes about call"
      answer={
        query.data &&
        (count === 0 ? 'You have not asked for anything.' : `${count} ${count === 1 ? 'wish stands' : 'wishes stand'}.`)
      }
    >
      <CallLinks here="/call/wishes" />
      <Section title="Say when">
        <form onSubmit={submit} noValidate>
          <Stack gap="sm">
            <ErrorNotice error={ask.error} shown={['startOn', 'endOn']} />
            <Group grow align="start">
              <NativeSelect
                label="What"
                value={wish}
                data={Object.entries(wishWords).map(([value, label]) => ({ value, label }))}
                onChange={(event) => setWish(event.currentTarget.value as Wish)}
              />
              <NativeSelect
                label="Which call"
                value={poolId}
                data={[
                  { value: '', label: 'Any call' },
                  ...(query.data?.pools.map(({ id, name }) => ({ value: id, label: name })) ?? []),
                ]}
                onChange={(event) => setPoolId(event.currentTarget.value)}
              />
            </Group>
            <Group grow align="start">
              <TextInput
                type="date"
                label="First day"
                value={startOn}
                error={fieldError(ask.error, 'startOn')}
                onChange={(event) => setStartOn(event.currentTarget.value)}
              />
              <TextInput
                type="date"
                label="Last day"
                description="Leave empty for one day."
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                value={endOn}
                error={fieldError(ask.error, 'endOn')}
                onChange={(event) => setEndOn(event.currentTarget.value)}
              />
            </Group>
            <TextInput
              label="Why (only the makers of the schedule see it)"
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <Group>
              <Button type="submit" loading={ask.isPending}>
                Add this wish
              </Button>
            </Group>
          </Stack>
        </form>
      </Section>
      <ErrorNotice error={withdraw.error} />
      <Loaded query={query}>
        {({ requests, pools }) =>
          requests.length === 0 ? (
            <EmptyState title="No wish stands">
              “I cannot” keeps you off; the others are followed where it is fair to all.
            </EmptyState>
          ) : (
            <Section title="What stands">
              <ul className={classes.shifts}>
                {requests.map((one) => (
                  <li key={one.id}>
                    <span>
                      <strong>{wishWords[one.wish]}</strong>, {rangeWords(one.startOn, one.endOn)},{' '}
                      {pools.find(({ id }) => id === one.poolId)?.name ?? 'any call'}
                      {one.note === '' ? '' : ` (${one.note})`}
                    </span>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Take back the wish of ${rangeWords(one.startOn, one.endOn)}`}
                      onClick={() => withdraw.mutate({ params: { requestId: one.id } })}
                    >
                      Take back
                    </Button>
                  </li>
                ))}
              </ul>
            </Section>
          )
        }
      </Loaded>
    </Page>
  )
}
