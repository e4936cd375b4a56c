import { Button, Group, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { AnyRoute } from '../../../../contract/route.ts'
import { useAction } from '../../../../ui/api.ts'
import { dayWords, rangeWords } from '../../../../ui/date-words.ts'
import { ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { Section } from '../../../../ui/page.tsx'
import { createEvent, createHoliday, listPools, removeEvent, removeHoliday, revokePrivilege } from '../contract.ts'
import classes from './call.module.css'
import type { PoolPage } from './pools-page.tsx'

const refresh: readonly AnyRoute[] = [listPools]

/** Holidays, events and privileges: what pools refer to. */
export function PoolDays({ page }: { readonly page: PoolPage }) {
  const mine = page.programs.filter(({ maySetUp }) => maySetUp)
  const takeHoliday = useAction(removeHoliday, { refresh })
  const takeEvent = useAction(removeEvent, { refresh })
  const takePrivilege = useAction(revokePrivilege, { refresh })
  const nameOf = (id: string | null): string =>
    id === null
      ? 'the whole institution'
      : (page.programs.find((program) => program.id === id)?.shortName ?? 'another program')
  return (
    <>
      <ErrorNotice error={takeHoliday.error ?? takeEvent.error ?? takePrivilege.error} />
      <Section title="Holidays">
        <ul className={classes.shifts}>
          {page.holidays.map((holiday) => (
            <li key={holiday.id}>
              <span>
                {holiday.name} <span className="quiet">for {nameOf(holiday.programId)}</span>
              </span>
              <DayWithTake
                day={holiday}
                dateTime={holiday.onDay}
                words={dayWords(holiday.onDay)}
                onTake={() => takeHoliday.mutate({ params: { holidayId: holiday.id } })}
              />
            </li>
          ))}
        </ul>
        {page.holidays.length === 0 ? <Text className="quiet">None yet.</Text> : null}
        {mine.length === 0 ? null : <HolidayForm programs={mine} />}
      </Section>
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
      {page.privileges.length === 0 ? null : (
        <Section title="Privileges">
          <ul className={classes.shifts}>
            {page.privileges.map((held) => (
              <li key={held.id}>
                <span>
                  {held.personName}: {held.name} <span className="quiet">by {held.grantedBy}</span>
                </span>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={`Take ${held.name} back from ${held.personName}`}
                  onClick={() => takePrivilege.mutate({ params: { privilegeId: held.id } })}
                >
                  Take back
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function DayWithTake(props: {
  readonly day: { readonly name: string; readonly mayEdit: boolean }
  readonly dateTime: string
  readonly words: string
  readonly onTake: () => void
}) {
  const { name, mayEdit } = props.day
  return (
    <Group gap="xs" wrap="nowrap">
      <time dateTime={props.dateTime}>{props.words}</time>
      {mayEdit ? (
        <Button size="compact-sm" variant="subtle" aria-label={`Take ${name} away`} onClick={props.onTake}>
          Take away
        </Button>
      ) : null}
    </Group>
  )
}

type Programs = PoolPage['programs']

function HolidayForm({ programs }: { readonly programs: Programs }) {
  const [programId, setProgramId] = useState(programs[0]?.id ?? '')
  const [onDay, setOnDay] = useState('')
  const [name, setName] = useState('')
  const [points, setPoints] = useState<number | string>(1)
  const create = useAction(createHoliday, { refresh, onDone: () => setName('') })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ body: { programId, onDay, name, points: Number(points) || 0 } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <ErrorNotice error={create.error} shown={['onDay', 'name']} />
      <Group align="end" mt="sm">
        <TextInput
          label="Holiday"
          value={name}
          error={fieldError(create.error, 'name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="Day"
          value={onDay}
          error={fieldError(create.error, 'onDay')}
          onChange={(event) => setOnDay(event.currentTarget.value)}
        />
        <NumberInput label="Points on top" w={120} min={0} max={100} value={points} onChange={setPoints} />
        <ProgramSelect programs={programs} value={programId} onChange={setProgramId} />
        <Button type="submit" variant="default" loading={create.isPending}>
          Add the holiday
        </Button>
      </Group>
    </form>
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

const ProgramSelect = (props: {
  readonly programs: Programs
  readonly value: string
  readonly onChange: (id: string) => void
}) => (
  <NativeSelect
    label="Program"
    value={props.value}
    data={props.programs.map(({ id, shortName }) => ({ value: id, label: shortName }))}
    onChange={(event) => props.onChange(event.currentTarget.value)}
  />
)
