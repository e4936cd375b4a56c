import { Button, Group, Stack, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { useActor } from '../../../../ui/actor.tsx'
import { useRoute } from '../../../../ui/api.ts'
import { monthNames, rangeWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { TextLink } from '../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../ui/notices.tsx'
import { Section } from '../../../../ui/page.tsx'
import { absenceCalendar } from '../contract.ts'
import { askAbsences } from '../policy.ts'
import classes from './absences.module.css'
import { Said } from './said.tsx'

type Program = RouteAnswer<typeof absenceCalendar>['programs'][number]

/** The month so many months after the one a day is in. */
function monthFrom(on: string, months: number): { readonly startOn: string; readonly endOn: string } {
  const [year = 2026, month = 1] = on.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(year, month + months, 0))
  return { startOn: first.toISOString().slice(0, 10), endOn: last.toISOString().slice(0, 10) }
}

const titleOf = (on: string): string => `${monthNames[Number(on.slice(5, 7)) - 1] ?? ''} ${on.slice(0, 4)}`

/** A month of who is away, by program; days over the limit stand out in the last line. */
export function AwayCalendar({ programId }: { readonly programId: string | undefined }) {
  const [month, setMonth] = useState<{ readonly startOn: string; readonly endOn: string } | null>(null)
  const query = useRoute(
    absenceCalendar,
    { query: { ...month, ...(programId === undefined ? {} : { programId }) } },
    { keepLast: true },
  )
  const shownOn = month?.startOn ?? query.data?.startOn
  const move = (months: number) => {
    if (shownOn !== undefined) setMonth(monthFrom(shownOn, months))
  }
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          aria-label="The month before"
          onClick={() => move(-1)}
          leftSection={<IconChevronLeft size={16} aria-hidden />}
        >
          Before
        </Button>
        <Text fw={600} component="h2" aria-live="polite">
          {shownOn === undefined ? '' : titleOf(shownOn)}
        </Text>
        <Button
          variant="default"
          size="xs"
          aria-label="The month after"
          onClick={() => move(1)}
          rightSection={<IconChevronRight size={16} aria-hidden />}
        >
          After
        </Button>
      </Group>
      <Loaded query={query} shape="grid">
        {({ programs, today, startOn }) => {
          const shown = programs.filter(({ people, blackouts }) => people.length + blackouts.length > 0)
          return shown.length === 0 ? (
            <EmptyState title={`Nobody is away in ${titleOf(startOn)}`}>
              Requests and approved days appear here.
            </EmptyState>
          ) : (
            <>
              {shown.map((program) => (
                <ProgramMonth key={program.programId} program={program} today={today} />
              ))}
              <Text size="sm" className="quiet">
                A filled bar is approved, a dashed one is asked for; ½ is a part of the day.
              </Text>
            </>
          )
        }}
      </Loaded>
    </Stack>
  )
}

const isWeekend = (on: string): boolean => [0, 6].includes(new Date(`${on}T00:00:00Z`).getUTCDay())

function ProgramMonth({ program, today }: { readonly program: Program; readonly today: string }) {
  const { may } = useActor()
  const { days, people, limit, blackouts } = program
  return (
    <Section
      title={program.name}
      aside={
        <Text size="sm" className="quiet">
          {limit === null ? 'No limit is set' : `At most ${limit} of ${program.peopleCount} at once`}
        </Text>
      }
    >
      {blackouts.map((blackout) => (
        <Said key={`${blackout.name} ${blackout.startOn}`} kind={blackout.firm ? 'violation' : 'warning'}>
          {blackout.name}, {rangeWords(blackout.startOn, blackout.endOn)}
        </Said>
      ))}
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.calendar} tabIndex={0} role="region" aria-label={`Who is away, ${program.name}`}>
        <table>
          <thead>
            <tr>
              <th scope="row">Trainee</th>
              {days.map(({ on }) => (
                <th key={on} scope="col" data-weekend={isWeekend(on)} data-today={on === today}>
                  {Number(on.slice(8))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.personId}>
                <th scope="row">
                  {may(askAbsences, { programIds: [program.programId] }) ? (
                    <TextLink to={`/people/${person.personId}/absences`}>{person.personName}</TextLink>
                  ) : (
                    person.personName
                  )}
                </th>
                {days.map(({ on }) => {
                  const away = person.away.find((each) => each.startOn <= on && on <= each.endOn)
                  return (
                    <td key={on} data-weekend={isWeekend(on)}>
                      {away === undefined ? null : (
                        <span className={classes.away} data-state={away.state}>
                          <span className="visually-hidden">
                            {away.kindName ?? 'Away'}
                            {away.state === 'pending' ? ', asked for' : ''}
                          </span>
                          <span aria-hidden title={away.kindName ?? 'Away'}>
                            {away.part === 'days' ? (away.kindName ?? '').slice(0, 1) : '½'}
                          </span>
                        </span>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
            <tr>
              <th scope="row">Away</th>
              {days.map(({ on, away }) => {
                const over = limit !== null && away > limit
                return (
                  <td key={on} data-weekend={isWeekend(on)} data-over={over}>
                    {away === 0 ? '' : `${away}${over ? '!' : ''}`}
                  </td>
                )
              })}
            </tr>
          </tbody>
        </table>
      </div>
    </Section>
  )
}
