import { Tabs } from '@mantine/core'
import { IconSettings } from '@tabler/icons-react'
import { useActor } from '../../../../ui/actor.tsx'
import { useRoute } from '../../../../ui/api.ts'
import { ButtonLink, usePageSearch, useScope } from '../../../../ui/navigation.tsx'
import { Page } from '../../../../ui/page.tsx'
import { absenceQueue } from '../contract.ts'
import { decideAbsences, editAbsencePolicy } from '../policy.ts'
import { AwayCalendar } from './away-calendar.tsx'
import { Queue } from './queue.tsx'

/** Requests for those who decide, and the calendar of who is away for everybody in the program. */
export function AbsencesPage() {
  const { may } = useActor()
  const { programId } = useScope()
  const [search, change] = usePageSearch()
  const decides = may(decideAbsences)
  const view = search['view'] === 'calendar' || !decides ? 'calendar' : 'requests'
  const queue = useRoute(absenceQueue, { query: programId === undefined ? {} : { programId } }, { enabled: decides })
  const mine = queue.data?.waiting.filter(({ abilities }) => abilities.decide).length ?? 0
  const others = (queue.data?.waiting.length ?? 0) - mine
  const words = (count: number) => (count === 1 ? 'One request waits' : `${count} requests wait`)
  const answer =
    queue.data === undefined
      ? undefined
      : mine === 0
        ? `Nothing waits for you.${others > 0 ? ` ${words(others)} for somebody else.` : ''}`
        : `${words(mine)} for you.`
  return (
    <Page
      title="Time away"
      answer={decides ? answer : 'Who is away, day by day.'}
      wide={view === 'calendar'}
      actions={
        may(editAbsencePolicy) ? (
          <ButtonLink to="/absences/settings" variant="default" leftSection={<IconSettings size={18} aria-hidden />}>
            Rules
          </ButtonLink>
        ) : undefined
      }
    >
      {decides ? (
        <Tabs value={view} onChange={(value) => change({ view: value === 'calendar' ? 'calendar' : undefined })}>
          <Tabs.List mb="md">
            <Tabs.Tab value="requests">Requests</Tabs.Tab>
            <Tabs.Tab value="calendar">Calendar</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="requests">{view === 'requests' ? <Queue query={queue} /> : null}</Tabs.Panel>
          <Tabs.Panel value="calendar">
            {view === 'calendar' ? <AwayCalendar programId={programId} /> : null}
          </Tabs.Panel>
        </Tabs>
      ) : (
        <AwayCalendar programId={programId} />
      )}
    </Page>
  )
}
