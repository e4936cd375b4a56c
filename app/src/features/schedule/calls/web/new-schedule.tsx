import { Button, Group, Modal, MultiSelect, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../../../ui/api.ts'
import { monthNames } from '../../../../ui/date-words.ts'
import { ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import type { PoolView } from '../contract.ts'
import { createCallSchedule, listCallSchedules, type ScheduleSummary } from '../schedules-contract.ts'

const lastOfMonth = (iso: string): string => {
  const [year = 2000, month = 1] = iso.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}
const firstOfNext = (iso: string): string => {
  const [year = 2000, month = 1] = iso.split('-').map(Number)
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}
const monthWords = (iso: string): string =>
  `Call of ${monthNames[Number(iso.slice(5, 7)) - 1] ?? ''} ${iso.slice(0, 4)}`

/** Starts a schedule; the next month that has none is proposed. */
export function NewSchedule(props: {
  readonly pools: readonly PoolView[]
  readonly schedules: readonly ScheduleSummary[]
  readonly today: string
  readonly onClose: () => void
}) {
  const navigate = useNavigate()
  const covered =
    props.schedules
      .map(({ endOn }) => endOn)
      .sort()
      .at(-1) ?? props.today
  const proposed = firstOfNext(covered < props.today ? props.today : covered)
  const [startOn, setStartOn] = useState(proposed)
  const [endOn, setEndOn] = useState(lastOfMonth(proposed))
  const [name, setName] = useState(monthWords(proposed))
  const [poolIds, setPoolIds] = useState<readonly string[]>(() => props.pools.map(({ id }) => id))
  const [from, setFrom] = useState<'empty' | 'record'>('empty')
  const create = useAction(createCallSchedule, {
    refresh: [listCallSchedules],
    onDone: ({ id }) => void navigate({ to: `/call/schedules/${id}` }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ body: { name, startOn, endOn, poolIds: [...poolIds], from } })
  }
  return (
    <Modal opened onClose={props.onClose} title="Start a call schedule">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ErrorNotice error={create.error} shown={['name', 'startOn', 'endOn', 'poolIds']} />
          <TextInput
            label="Name"
            data-autofocus
            value={name}
            error={fieldError(create.error, 'name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group grow align="start">
            <TextInput
              type="date"
              label="First day"
              value={startOn}
              error={fieldError(create.error, 'startOn')}
              onChange={(event) => setStartOn(event.currentTarget.value)}
            />
            <TextInput
              type="date"
              label="Last day"
              value={endOn}
              error={fieldError(create.error, 'endOn')}
              onChange={(event) => setEndOn(event.currentTarget.value)}
            />
          </Group>
          <MultiSelect
            label="Pools"
            description="Pools that draw on the same people are best made together."
            data={props.pools.map(({ id, name: label }) => ({ value: id, label }))}
            value={[...poolIds]}
            error={fieldError(create.error, 'poolIds')}
            onChange={setPoolIds}
          />
          {props.pools.length === 0 ? <Text>Set up a pool first.</Text> : null}
          <Radio.Group label="Begin with" value={from} onChange={(value) => setFrom(value)}>
            <Stack gap="xs" mt="xs">
              <Radio value="empty" label="Nobody on call yet" />
              <Radio value="record" label="What is published for these days" />
            </Stack>
          </Radio.Group>
          <Group justify="end">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Start
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
