import { Button, Group, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useActor } from '../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../ui/api.ts'
import { rangeWords, shortDay } from '../../../ui/date-words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { TextLink, usePageSearch, usePathParams } from '../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { Status } from '../../../ui/status.tsx'
import { getWeek, reopenWeek, type WeekView } from '../contract.ts'
import { getPersonHours } from '../oversight-contract.ts'
import { FindingList } from './finding-list.tsx'
import { HoursStrip, StripLegend } from './hours-strip.tsx'
import { Permit } from './permit.tsx'
import { PeriodPicker, useDaysAsked } from './period-picker.tsx'
import { WeekBoard, WeekLinks } from './week-board.tsx'
import { weekAnswer } from './words.ts'

/** A trainee's own hours, rotation by rotation. */
export function MyWindowsPage() {
  const { personId } = useActor()
  return <PersonHours personId={personId} own />
}

/** A trainee as their program sees them: windows, what the rules say, and any week with all its versions. */
export function PersonHoursPage() {
  const { personId = '' } = usePathParams()
  return <PersonHours personId={personId} own={false} />
}

function PersonHours({ personId, own }: { readonly personId: string; readonly own: boolean }) {
  const [search] = usePageSearch()
  const weekOn = typeof search['week'] === 'string' && search['week'] !== '' ? search['week'] : null
  const query = useRoute(getPersonHours, { params: { personId }, query: useDaysAsked() }, { keepLast: true })
  const week = useRoute(
    getWeek,
    { params: { weekOn: weekOn ?? '' }, query: { personId } },
    { enabled: weekOn !== null, keepLast: true },
  )
  const view = query.data
  const broken = view?.findings.filter(({ severity }) => severity === 'violation').length ?? 0
  return (
    <Page
      title={own ? 'My hours by rotation' : `Hours of ${view?.personName ?? 'a trainee'}`}
      answer={
        view === undefined
          ? undefined
          : `${broken === 0 ? 'No rule was broken' : `${broken} ${broken === 1 ? 'rule was' : 'rules were'} broken`} from ${rangeWords(view.startOn, view.endOn)}.`
      }
    >
      {weekOn === null ? null : (
        <Loaded query={week} shape="lines">
          {(shown) => (
            <>
              <WeekLinks week={shown} path={own ? '/me/hours' : `/hours/people/${personId}`} />
              <p>{weekAnswer(shown)}</p>
              {shown.locked && shown.abilities.correct ? <Reopen key={shown.weekOn} week={shown} /> : null}
              <WeekBoard week={shown} />
              {shown.findings.length === 0 ? null : (
                <Section title="What the rules say of this week">
                  <FindingList findings={shown.findings} />
                </Section>
              )}
            </>
          )}
        </Loaded>
      )}
      <Loaded query={query} shape="cards">
        {(hours) => (
          <>
            <PeriodPicker startOn={hours.startOn} endOn={hours.endOn} today={hours.today} />
            {hours.unconfirmedWeeks.length === 0 ? null : (
              <p>
                <Status kind="at-risk">To confirm</Status>{' '}
                {hours.unconfirmedWeeks.map((monday) => (
                  <span key={monday}>
                    <TextLink to={own ? `/me/hours?week=${monday}` : `/hours/people/${personId}?week=${monday}`}>
                      week of {shortDay(monday)}
                    </TextLink>{' '}
                  </span>
                ))}
              </p>
            )}
            {hours.windows.length === 0 ? (
              <EmptyState title="No hours in these days">Choose other days.</EmptyState>
            ) : (
              <Section title="Hours against the limit">
                <HoursStrip windows={hours.windows} />
                <StripLegend limit={hours.windows[0]?.limitHours ?? 80} />
              </Section>
            )}
            <Section title="What the rules say">
              {hours.findings.length === 0 ? (
                <Status kind="met">Nothing.</Status>
              ) : (
                <FindingList
                  findings={hours.findings}
                  aside={(finding) => (
                    <TextLink
                      to={`${own ? '/me/hours' : `/hours/people/${personId}`}?week=${mondayOf(finding.startOn)}`}
                    >
                      Look at the week
                    </TextLink>
                  )}
                />
              )}
            </Section>
          </>
        )}
      </Loaded>
      <Permit key={personId} personId={personId} />
    </Page>
  )
}

function mondayOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7))
  return at.toISOString().slice(0, 10)
}

/** Opens a locked week for the trainee, who is told why. */
function Reopen({ week }: { readonly week: WeekView }) {
  const [reason, setReason] = useState('')
  const reopen = useAction(reopenWeek, {
    refresh: [getWeek],
    onDone: ({ untilOn }) => notifications.show({ message: `Open until ${shortDay(untilOn)}; the trainee is told.` }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    reopen.mutate({ params: { personId: week.personId, weekOn: week.weekOn }, body: { reason } })
  }
  return (
    <Section title="This week is locked">
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <ErrorNotice error={reopen.error} shown={['reason']} />
          <Group align="end" gap="sm">
            <TextInput
              label="Why it is opened again; the trainee reads it"
              required
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              error={fieldError(reopen.error, 'reason')}
              style={{ flex: 1, minWidth: '16rem' }}
            />
            <Button type="submit" loading={reopen.isPending}>
              Open for seven days
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
