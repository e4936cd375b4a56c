import { Alert, Button, Group, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconMoon, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useActor } from '../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../ui/api.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { TextLink, usePageSearch } from '../../../ui/navigation.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import {
  addPeriod,
  getThisWeek,
  getWeek,
  type HourFinding,
  type PeriodFields,
  type WeekView,
  workKinds,
} from '../contract.ts'
import { FindingList } from './finding-list.tsx'
import { HoursStrip, StripLegend } from './hours-strip.tsx'
import { PeriodForm } from './period-form.tsx'
import { TellDialog } from './tell-dialog.tsx'
import { TimerBar } from './timer-bar.tsx'
import { WeekBoard, WeekLinks } from './week-board.tsx'
import { kindName, weekAnswer } from './words.ts'

const refresh = [getWeek, getThisWeek]

/** What is logged by hand most, the quickest first. */
const quick = [
  'home-call-in-hospital',
  'home-call-remote',
  'work-from-home',
  'education',
  'moonlighting-internal',
  'moonlighting-external',
  'assignment',
  'in-house-call',
] as const

/** Thirty seconds on a phone: the week is filled in already, one tap says that it is right. */
export function MyHoursPage() {
  const [search] = usePageSearch()
  const { personId } = useActor()
  const weekOn = typeof search['week'] === 'string' ? search['week'] : null
  const current = useRoute(getThisWeek, {}, { enabled: weekOn === null })
  const chosen = useRoute(
    getWeek,
    { params: { weekOn: weekOn ?? '' }, query: { personId } },
    { enabled: weekOn !== null, keepLast: true },
  )
  const query = weekOn === null ? current : chosen
  const week = query.data
  return (
    <Page
      title={week === undefined || week.weekOn === week.weeks[0]?.weekOn ? 'This week' : 'My hours'}
      answer={week === undefined ? undefined : weekAnswer(week)}
      actions={week === undefined || !week.abilities.log ? undefined : <TimerBar timer={week.timer} />}
    >
      <Loaded query={query} shape="cards">
        {(shown) => (
          <MyWeek key={shown.weekOn} week={shown} adding={typeof search['add'] === 'string' ? search['add'] : null} />
        )}
      </Loaded>
    </Page>
  )
}

function MyWeek({ week, adding }: { readonly week: WeekView; readonly adding: string | null }) {
  const [telling, setTelling] = useState<HourFinding | null>(null)
  return (
    <>
      {week.rest === null ? null : (
        <Alert color="orange" icon={<IconMoon aria-hidden />} title="Rest first">
          {week.rest.sentence}
        </Alert>
      )}
      <WeekLinks week={week} path="/me/hours" />
      <WeekBoard week={week} />
      {week.abilities.log ? <AddTime week={week} first={adding} /> : null}
      {week.findings.length === 0 ? null : (
        <Section title="What the rules say">
          <FindingList findings={week.findings} onTell={setTelling} />
        </Section>
      )}
      {week.windows.length === 0 ? null : (
        <Section title="Against the limit" aside={<TextLink to="/me/hours/windows">All rotations</TextLink>}>
          <HoursStrip windows={week.windows} />
          <StripLegend limit={week.windows[0]?.limitHours ?? 80} />
        </Section>
      )}
      <p className="quiet">
        Nothing you log is ever overwritten: each change is another version with its author, and you see them all.
        Something is wrong and you would rather not give your name? <TextLink to="/concern">Tell a concern</TextLink>.
      </p>
      {telling === null ? null : <TellDialog finding={telling} week={week} onClose={() => setTelling(null)} />}
    </>
  )
}

/** What the schedule cannot know: called in, worked from home, moonlighting. */
function AddTime({ week, first }: { readonly week: WeekView; readonly first: string | null }) {
  const [kind, setKind] = useState<PeriodFields['kind'] | null>(workKinds.find((known) => known === first) ?? null)
  const add = useAction(addPeriod, {
    refresh,
    onDone: () => {
      notifications.show({ message: 'Logged.' })
      setKind(null)
    },
  })
  const end = week.days.at(-1)?.on ?? week.weekOn
  const on = week.today < end ? week.today : end
  if (kind !== null)
    return (
      <Section title={kindName(kind)}>
        <PeriodForm
          key={kind}
          first={{
            kind,
            on,
            start: '18:00',
            end: '20:00',
            endsDaysLater: 0,
            extension: null,
            stayReason: null,
          }}
          entryId={null}
          draftKey={null}
          save="Log it"
          pending={add.isPending}
          error={add.error}
          reason="none"
          preview
          onSave={({ fields }) => add.mutate({ body: { ...fields, draftKey: null } })}
          onCancel={() => setKind(null)}
        />
      </Section>
    )
  return (
    <Group gap="sm">
      <Button
        variant="default"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => setKind('home-call-in-hospital')}
      >
        Called in from home
      </Button>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default">Something else</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {quick.slice(1).map((value) => (
            <Menu.Item key={value} onClick={() => setKind(value)}>
              {kindName(value)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}
