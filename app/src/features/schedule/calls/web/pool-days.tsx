import { Button, Group, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { AnyRoute } from '../../../../contract/route.ts'
import { useAction } from '../../../../ui/api.ts'
import { rangeWords } from '../../../../ui/date-words.ts'
import { ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { Section } from '../../../../ui/page.tsx'
import { createEvent, listPools, removeEvent } from '../contract.ts'
import classes from './call.module.css'
import { DayWithTake, ProgramSelect, type Programs, programNameOf } from './pool-day-parts.tsx'
import { Holidays } from './pool-holidays.tsx'
import { Privileges } from './pool-privileges.tsx'
import type { PoolPage } from './pools-page.tsx'

const refresh: readonly AnyRoute[] = [listPools]

/** Holidays, events and privileges: what pools refer to. */
export function PoolDays({ page }: { readonly page: PoolPage }) {
  const mine = page.programs.filter(({ maySetUp }) => maySetUp)
  const takeEvent = useAction(removeEvent, { refresh })
  const nameOf = programNameOf(page)
  return (
    <>
      <ErrorNotice error={takeEvent.error} />
      <Holidays page={page} />
      <Section title="Examinations and other events">
        <ul className={classes.shifts}>
          {page.events.map((event) => (
            <li key={event.id}>
              <span>
                {event.name}{' '}
                <span className="quiet">
                  for {nameOf(event.programId)}
                  {event.levels === null ? '' : `, ${event.levels.join(', ')}`}
                </span>
              </span>
              <DayWithTake
                day={event}
                dateTime={event.startOn}
                words={rangeWords(event.startOn, event.endOn)}
                onTake={() => takeEvent.mutate({ params: { eventId: event.id } })}
              />
            </li>
          ))}
        </ul>
        {page.events.length === 0 ? (
          <Text className="quiet">None. Pools can keep call away from the days around them.</Text>
        ) : null}
        {mine.length === 0 ? null : <EventForm programs={mine} />}
      </Section>
      <Privileges page={page} />
    </>
  )
}

function EventForm({ programs }: { readonly programs: Programs }) {
  const [programId, setProgramId] = useState(programs[0]?.id ?? '')
  const [startOn, setStartOn] = useState('')
  const [endOn, setEndOn] = useState('')
  const [name, setName] = useState('')
  const create = useAction(createEvent, { refresh, onDone: () => setName('') })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ body: { programId, name, startOn, endOn: endOn === '' ? startOn : endOn, levels: null } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <ErrorNotice error={create.error} shown={['startOn', 'endOn', 'name']} />
      <Group align="end" mt="sm">
        <TextInput
          label="Event"
          placeholder="Core examination"
          value={name}
          error={fieldError(create.error, 'name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="From"
          value={startOn}
          error={fieldError(create.error, 'startOn')}
          onChange={(event) => setStartOn(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="To"
          value={endOn}
          error={fieldError(create.error, 'endOn')}
          onChange={(event) => setEndOn(event.currentTarget.value)}
        />
        <ProgramSelect programs={programs} value={programId} onChange={setProgramId} />
        <Button type="submit" variant="default" loading={create.isPending}>
          Add the event
        </Button>
      </Group>
    </form>
  )
}
