import { Group, Text } from '@mantine/core'
import { useActor } from '../../../../ui/actor.tsx'
import { useRoute } from '../../../../ui/api.ts'
import { Code } from '../../../../ui/code.tsx'
import { dayWords, lengthWords, rangeWords, viewerZone } from '../../../../ui/date-words.ts'
import { dayNumber } from '../../../../ui/day-number.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { useScope } from '../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import { getPersonSchedule, type PublishedCall, type Stint } from '../contract.ts'
import { FeedSection } from './feed-section.tsx'
import { spanOf } from './grid/timeline.ts'
import { leaveWords } from './leave-words.ts'
import { callTitle, CallsSection, NextCallCard } from './my-calls-section.tsx'
import classes from './my-schedule-page.module.css'
import { YearRibbon } from './year-ribbon.tsx'

const placeOf = (stint: Stint): string =>
  [stint.siteName ?? '', stint.offSite ? 'off site' : ''].filter((words) => words !== '').join(', ')

export function MySchedulePage() {
  const { personId } = useActor()
  const { startYear } = useScope()
  const query = useRoute(getPersonSchedule, {
    params: { personId },
    query: startYear === undefined ? {} : { startYear: String(startYear) },
  })
  return (
    <Page
      title="My schedule"
      answer={query.data === undefined ? undefined : answerOf(query.data.today, query.data.current)}
    >
      <Loaded query={query} shape="cards">
        {(schedule) => (
          <>
            {schedule.timeZone === viewerZone() ? null : (
              <Text size="sm" className="quiet">
                Days are those of {schedule.timeZone}.
              </Text>
            )}
            <div className={classes.pair}>
              <StintCard title="Today" stint={schedule.current} none="No rotation today." />
              <StintCard title="Next" stint={schedule.next} none="Nothing further is published." />
              <NextCallCard call={schedule.nextCall} />
            </div>
            {schedule.stints.length === 0 ? (
              <EmptyState title="No schedule is published for you">
                It appears here on the day it is published, and you get a notice.
              </EmptyState>
            ) : (
              <YearSection stints={schedule.stints} calls={schedule.calls} today={schedule.today} />
            )}
            {schedule.calls.length === 0 ? null : <CallsSection calls={schedule.calls} today={schedule.today} />}
            {schedule.leaves.length === 0 ? null : (
              <Section title="Leave">
                {schedule.leaves.map((leave) => (
                  <Text key={leave.id}>
                    {rangeWords(leave.startOn, leave.endOn)} <span className="quiet">({leaveWords(leave.kind)})</span>
                  </Text>
                ))}
              </Section>
            )}
            <FeedSection personId={personId} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

const answerOf = (today: string, current: Stint | null): string =>
  current === null ? `${dayWords(today)}: no rotation.` : `${dayWords(today)}: ${current.rotationName}.`

function StintCard(props: { readonly title: string; readonly stint: Stint | null; readonly none: string }) {
  const { stint } = props
  return (
    <Section title={props.title}>
      {stint === null ? (
        <Text>{props.none}</Text>
      ) : (
        <>
          <Group gap="xs" wrap="nowrap" align="baseline">
            <Code tint={stint.tint}>{stint.code}</Code>
            <Text fw={600} size="lg">
              {stint.rotationName}
            </Text>
          </Group>
          <Text>
            {rangeWords(stint.startOn, stint.endOn)} ({lengthWords(stint.startOn, stint.endOn)})
          </Text>
          {placeOf(stint) === '' ? null : <Text>{placeOf(stint)}</Text>}
          <Text className="quiet" size="sm">
            {stint.programName}
          </Text>
          {stint.withPeople.length === 0 ? null : <Text size="sm">With {stint.withPeople.join(', ')}</Text>}
        </>
      )}
    </Section>
  )
}

function YearSection({
  stints,
  calls,
  today,
}: {
  readonly stints: readonly Stint[]
  readonly calls: readonly PublishedCall[]
  readonly today: string
}) {
  const startOn = stints.reduce(
    (first, stint) => (stint.startOn < first ? stint.startOn : first),
    stints[0]?.startOn ?? today,
  )
  const endOn = stints.reduce((last, stint) => (stint.endOn > last ? stint.endOn : last), today)
  return (
    <Section title="The year">
      <YearRibbon
        label="My year"
        year={spanOf({ startOn, endOn })}
        today={dayNumber(today)}
        days={calls.map((call) => ({
          day: dayNumber(call.onDay),
          words: `Call: ${callTitle(call)}, ${dayWords(call.onDay)}`,
        }))}
        pieces={stints.map((stint) => ({
          ...spanOf(stint),
          code: stint.code,
          tint: stint.tint,
          words: `${stint.rotationName}, ${rangeWords(stint.startOn, stint.endOn)}`,
        }))}
      />
      <ol className={classes.stints}>
        {stints.map((stint) => (
          <li
            key={`${stint.startOn} ${stint.code} ${stint.programName}`}
            aria-current={isNow(stint, today) ? 'date' : undefined}
          >
            <Code tint={stint.tint}>{stint.code}</Code>
            <span className={classes.stintName}>
              {stint.rotationName}
              {placeOf(stint) === '' ? null : <span className="quiet"> {placeOf(stint)}</span>}
            </span>
            <span className={classes.stintDates}>{rangeWords(stint.startOn, stint.endOn)}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}

const isNow = (stint: Stint, today: string): boolean => stint.startOn <= today && today <= stint.endOn
