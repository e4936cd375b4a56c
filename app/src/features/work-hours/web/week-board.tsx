import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCheck } from '@tabler/icons-react'
import { useAction } from '../../../ui/api.ts'
import { dayWords, rangeWords, shortDay } from '../../../ui/date-words.ts'
import { TextLink } from '../../../ui/navigation.tsx'
import { ErrorNotice } from '../../../ui/notices.tsx'
import { Section } from '../../../ui/page.tsx'
import { Status } from '../../../ui/status.tsx'
import { getHome } from '../../home/contract.ts'
import { confirmWeek, getThisWeek, getWeek, type HourDay, type WeekView } from '../contract.ts'
import { DayLine } from './day-line.tsx'
import { stateWords } from './words.ts'
import classes from './week.module.css'

/** The last weeks, each with whether it is done. */
export function WeekLinks({ week, path }: { readonly week: WeekView; readonly path: string }) {
  return (
    <nav aria-label="Weeks">
      <ul className={classes.weeks}>
        {week.weeks.map(({ weekOn, state, asks }) => (
          <li key={weekOn}>
            <TextLink
              to={`${path}?week=${weekOn}`}
              className={classes.weekLink ?? ''}
              aria-current={weekOn === week.weekOn ? 'true' : undefined}
            >
              <span>Week of {shortDay(weekOn)}</span>
              {state === 'confirmed' ? (
                <Status kind="met">Confirmed</Status>
              ) : asks ? (
                <Status kind="at-risk">To confirm</Status>
              ) : (
                <span className="quiet">{stateWords[state]}</span>
              )}
            </TextLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The days of a week, one line filled already for each; one button says that they are right. */
export function WeekBoard({ week }: { readonly week: WeekView }) {
  const confirm = useAction(confirmWeek, {
    refresh: [getWeek, getThisWeek, getHome],
    onDone: ({ throughOn }) => notifications.show({ message: `Confirmed up to ${dayWords(throughOn)}.` }),
  })
  const through = week.mayConfirmThroughOn
  const end = week.days.at(-1)?.on ?? week.weekOn
  return (
    <Section
      title={`Week of ${rangeWords(week.weekOn, end)}`}
      aside={<Status kind={week.state === 'confirmed' ? 'met' : 'on-track'}>{stateWords[week.state]}</Status>}
    >
      {week.reopened === null ? null : (
        <p>
          {week.reopened.by} opened this week again until {dayWords(week.reopened.untilOn)}: {week.reopened.reason}
        </p>
      )}
      <ul className={classes.days}>
        {week.days.map((day) => (
          <Day key={day.on} day={day} week={week} />
        ))}
      </ul>
      <ErrorNotice error={confirm.error} />
      {through === null ? null : (
        <div className={classes.confirm}>
          <Button
            size="md"
            leftSection={<IconCheck size={20} aria-hidden />}
            loading={confirm.isPending}
            onClick={() => confirm.mutate({ params: { weekOn: week.weekOn }, body: { seen: week.seen } })}
          >
            {through === end ? 'All right' : `All right up to ${dayWords(through).slice(0, -5)}`}
          </Button>
        </div>
      )}
      {week.locked ? null : (
        <p className={classes.locks}>It can be changed until {dayWords(week.locksOn)}; then the week locks.</p>
      )}
    </Section>
  )
}

function Day({ day, week }: { readonly day: HourDay; readonly week: WeekView }) {
  const words = dayWords(day.on).split(' ')
  const isEmpty = day.lines.length === 0 && day.homeCalls.length === 0
  return (
    <li className={classes.day}>
      <div className={classes.dayName}>
        <span className={day.on === week.today ? classes.today : undefined}>
          <span>{words[0]}</span> <span>{words.slice(1, 3).join(' ')}</span>
        </span>
        {day.on === week.today ? <span className="quiet">today</span> : null}
      </div>
      <div className={classes.lines}>
        {day.leave === null ? null : <div className={classes.off}>{day.leave}</div>}
        {day.holiday === null ? null : <div className={classes.off}>{day.holiday}</div>}
        {day.homeCalls.map((call) => (
          <div key={call.label} className={classes.off}>
            {call.label}, from home {call.start} to {call.end}; log only what you work
          </div>
        ))}
        {isEmpty && day.leave === null && day.holiday === null ? (
          <div className={classes.off}>{day.on > week.today ? 'Nothing scheduled' : 'Off'}</div>
        ) : null}
        {day.lines.map((line) => (
          <DayLine key={line.entryId ?? line.draftKey ?? line.start} line={line} week={week} />
        ))}
      </div>
    </li>
  )
}
