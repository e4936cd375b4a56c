import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { AnyRoute } from '../../../../contract/route.ts'
import { useAction } from '../../../../ui/api.ts'
import { dayWords } from '../../../../ui/date-words.ts'
import { ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { Section } from '../../../../ui/page.tsx'
import {
  createHoliday,
  createInstitutionHolidays,
  listPools,
  removeHoliday,
  removeInstitutionHoliday,
} from '../contract.ts'
import { usualHolidays } from '../usual-holidays.ts'
import classes from './call.module.css'
import { DayWithTake, ProgramSelect, type Programs, programNameOf } from './pool-day-parts.tsx'
import type { PoolPage } from './pools-page.tsx'

const refresh: readonly AnyRoute[] = [listPools]
/** Stands for everybody where a program is chosen. */
const everybody = ''

/** A year's holidays: the institution's and the programs', with what may be added. */
export function Holidays({ page }: { readonly page: PoolPage }) {
  const thisYear = Number(page.today.slice(0, 4))
  const [year, setYear] = useState(thisYear)
  const take = useAction(removeHoliday, { refresh })
  const takeOfAll = useAction(removeInstitutionHoliday, { refresh })
  const nameOf = programNameOf(page)
  const shown = page.holidays.filter(({ onDay }) => onDay.startsWith(`${year}-`))
  const mine = page.programs.filter(({ maySetUp }) => maySetUp)
  const places: Programs = page.mayKeepHolidays
    ? [{ ...emptyPlace, id: everybody, shortName: 'The whole institution' }, ...mine]
    : mine
  return (
    <Section
      title="Holidays"
      aside={
        <NativeSelect
          aria-label="Year of the holidays"
          value={String(year)}
          data={[thisYear, thisYear + 1].map(String)}
          onChange={(event) => setYear(Number(event.currentTarget.value))}
        />
      }
    >
      <ErrorNotice error={take.error ?? takeOfAll.error} />
      <ul className={classes.shifts}>
        {shown.map((holiday) => (
          <li key={holiday.id}>
            <span>
              {holiday.name}{' '}
              <span className="quiet">
                for {nameOf(holiday.programId)}
                {holiday.points === 0 ? '' : `, ${holiday.points} ${holiday.points === 1 ? 'point' : 'points'} on top`}
              </span>
            </span>
            <DayWithTake
              day={holiday}
              dateTime={holiday.onDay}
              words={dayWords(holiday.onDay)}
              onTake={() =>
                holiday.programId === null
                  ? takeOfAll.mutate({ params: { holidayId: holiday.id } })
                  : take.mutate({ params: { holidayId: holiday.id } })
              }
            />
          </li>
        ))}
      </ul>
      {shown.length === 0 ? <Text className="quiet">None in {year} yet.</Text> : null}
      {page.mayKeepHolidays ? <UsualDays key={year} year={year} page={page} /> : null}
      {places.length === 0 ? null : <HolidayForm programs={places} />}
    </Section>
  )
}

const emptyPlace = { name: '', levels: [], rotations: [], sites: [], maySetUp: true }

/** The usual holidays of a year that are not in the list, to be added at once. */
function UsualDays({ year, page }: { readonly year: number; readonly page: PoolPage }) {
  const there = new Set(page.holidays.flatMap(({ programId, onDay }) => (programId === null ? [onDay] : [])))
  const missing = usualHolidays(year).filter(({ onDay }) => !there.has(onDay) && onDay >= page.today)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const add = useAction(createInstitutionHolidays, { refresh })
  const chosen = missing.filter(({ onDay }) => !left.has(onDay))
  if (missing.length === 0) return null
  return (
    <Stack gap="xs" mt="sm">
      <Text size="sm">Days that most hospitals keep and this list lacks:</Text>
      <ErrorNotice error={add.error} />
      <Group gap="md">
        {missing.map(({ onDay, name }) => (
          <Checkbox
            key={onDay}
            label={`${name}, ${dayWords(onDay)}`}
            checked={!left.has(onDay)}
            onChange={(event) => {
              const next = new Set(left)
              if (event.currentTarget.checked) next.delete(onDay)
              else next.add(onDay)
              setLeft(next)
            }}
          />
        ))}
      </Group>
      <Group>
        <Button
          variant="default"
          disabled={chosen.length === 0}
          loading={add.isPending}
          onClick={() => add.mutate({ body: { days: chosen.map((day) => ({ ...day, points: 0 })) } })}
        >
          Add {chosen.length === 1 ? 'this day' : `these ${chosen.length} days`} for everybody
        </Button>
      </Group>
    </Stack>
  )
}

function HolidayForm({ programs }: { readonly programs: Programs }) {
  const [programId, setProgramId] = useState(programs[0]?.id ?? '')
  const [onDay, setOnDay] = useState('')
  const [name, setName] = useState('')
  const [points, setPoints] = useState<number | string>(1)
  const ofProgram = useAction(createHoliday, { refresh, onDone: () => setName('') })
  const ofAll = useAction(createInstitutionHolidays, { refresh, onDone: () => setName('') })
  const create = programId === everybody ? ofAll : ofProgram
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const day = { onDay, name, points: Number(points) || 0 }
    if (programId === everybody) ofAll.mutate({ body: { days: [day] } })
    else ofProgram.mutate({ body: { programId, ...day } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <ErrorNotice error={create.error} shown={['onDay', 'name', 'days.0.onDay', 'days.0.name']} />
      <Group align="end" mt="sm">
        <TextInput
          label="Holiday"
          value={name}
          error={fieldError(create.error, 'name') ?? fieldError(create.error, 'days.0.name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="Day"
          value={onDay}
          error={fieldError(create.error, 'onDay') ?? fieldError(create.error, 'days.0.onDay')}
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
