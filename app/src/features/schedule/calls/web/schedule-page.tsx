import { Badge, Button, Group, Loader, NativeSelect, SegmentedControl, Tabs, Text } from '@mantine/core'
import { IconArrowBackUp, IconChevronLeft, IconChevronRight, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useRoute } from '../../../../ui/api.ts'
import { instantWords, monthNames, rangeWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { usePageSearch, usePathParams } from '../../../../ui/navigation.tsx'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import { Page } from '../../../../ui/page.tsx'
import { callFairness, callHistory, type CallScheduleView, getCallSchedule } from '../schedules-contract.ts'
import { callReasons } from '../settings.ts'
import { Board } from './board/board.tsx'
import { monthsOf } from './board/days.ts'
import { ReasonDialog } from './board/reason-dialog.tsx'
import { useEdits } from './board/use-edits.ts'
import { CallLinks } from './call-links.tsx'
import classes from './call.module.css'
import { CallSolver } from './call-solver.tsx'
import { FairnessView } from './fairness-page.tsx'
import { PublishCall } from './publish-call.tsx'

function answerOf(view: CallScheduleView): string {
  const days = rangeWords(view.startOn, view.endOn)
  if (!view.mayEdit) return `${view.rows.length} calls, ${days}.`
  const violations = view.findings.filter(({ severity }) => severity === 'violation').length
  const parts = [
    view.shortfalls.length === 0 ? 'every shift is filled' : `${view.shortfalls.length} shifts have open places`,
    violations === 0 ? 'no rule is broken' : `${violations} ${violations === 1 ? 'rule is' : 'rules are'} broken`,
  ]
  return `${days}: ${parts.join(', ')}.`
}

export function CallSchedulePage() {
  const { scheduleId = '' } = usePathParams()
  const query = useRoute(getCallSchedule, { params: { scheduleId } })
  if (query.data === undefined)
    return (
      <Page title="Call schedule" wide>
        <CallLinks here="" />
        <Loaded query={query} shape="grid">
          {() => null}
        </Loaded>
      </Page>
    )
  return <SchedulePage key={scheduleId} view={query.data} />
}

function SchedulePage({ view }: { readonly view: CallScheduleView }) {
  const edits = useEdits(view)
  const [publishing, setPublishing] = useState(false)
  const [search, change] = usePageSearch()
  const tab = typeof search['tab'] === 'string' ? search['tab'] : 'board'
  return (
    <Page
      title={view.name}
      answer={answerOf(view)}
      wide
      actions={
        <>
          <Badge variant={view.state === 'published' ? 'filled' : 'outline'} tt="none">
            {view.state === 'published' ? 'Published' : 'Draft'}
          </Badge>
          {view.mayEdit && view.state === 'draft' ? (
            <Button leftSection={<IconSend size={18} aria-hidden />} onClick={() => setPublishing(true)}>
              Publish
            </Button>
          ) : null}
        </>
      }
    >
      <CallLinks here="" />
      <ErrorNotice error={edits.error} onRetry={() => void edits.reload()} retryLabel="Load the schedule again" />
      <Tabs
        value={tab}
        onChange={(value) => change({ tab: value === 'board' ? undefined : (value ?? undefined) })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="board">Calls</Tabs.Tab>
          {view.mayEdit && view.state === 'draft' ? <Tabs.Tab value="solver">Solver</Tabs.Tab> : null}
          <Tabs.Tab value="fairness">Fairness</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="board">
          <BoardPanel view={view} edits={edits} />
        </Tabs.Panel>
        <Tabs.Panel value="solver">
          <CallSolver view={view} />
        </Tabs.Panel>
        <Tabs.Panel value="fairness">
          <Fairness scheduleId={view.id} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <History scheduleId={view.id} />
        </Tabs.Panel>
      </Tabs>
      {edits.asked === null ? null : (
        <ReasonDialog words={edits.asked.words} onReason={edits.giveReason} onClose={edits.dropAsked} />
      )}
      {publishing ? <PublishCall view={view} onClose={() => setPublishing(false)} /> : null}
    </Page>
  )
}

const monthWords = (from: string): string => `${monthNames[Number(from.slice(5, 7)) - 1] ?? ''} ${from.slice(0, 4)}`

/** Places that are open in the month of a day. */
const openIn = ({ shortfalls }: CallScheduleView, from: string): number =>
  shortfalls.reduce(
    (sum, { onDay, wanted, there }) => (onDay.slice(0, 7) === from.slice(0, 7) ? sum + wanted - there : sum),
    0,
  )

type Mode = 'people' | 'shifts' | 'calendar'

function BoardPanel({ view, edits }: { readonly view: CallScheduleView; readonly edits: ReturnType<typeof useEdits> }) {
  const months = monthsOf(view)
  const current = months.findIndex(({ from, until }) => from <= view.today && view.today <= until)
  const [at, setAt] = useState(Math.max(0, current))
  const [mode, setMode] = useState<Mode>(() =>
    window.matchMedia('(max-width: 40rem)').matches ? 'calendar' : 'people',
  )
  const month = months[Math.min(at, months.length - 1)] ?? { from: view.startOn, until: view.endOn }
  return (
    <>
      <Group justify="space-between" mb="sm" gap="sm">
        <Group gap="xs">
          {months.length < 2 ? null : (
            <Button
              variant="default"
              size="compact-md"
              disabled={at === 0}
              aria-label="The month before"
              onClick={() => setAt(at - 1)}
            >
              <IconChevronLeft size={18} aria-hidden />
            </Button>
          )}
          {months.length > 3 ? (
            <NativeSelect
              size="sm"
              aria-label="Month shown"
              value={month.from}
              data={months.map(({ from }) => ({
                value: from,
                label: `${monthWords(from)}${openIn(view, from) === 0 ? '' : ` · ${openIn(view, from)} open`}`,
              }))}
              onChange={(event) => setAt(months.findIndex(({ from }) => from === event.currentTarget.value))}
            />
          ) : (
            <Text fw={600} miw="5.5rem" ta="center" aria-live="polite">
              {monthWords(month.from)}
            </Text>
          )}
          {months.length < 2 ? null : (
            <Button
              variant="default"
              size="compact-md"
              disabled={at === months.length - 1}
              aria-label="The month after"
              onClick={() => setAt(at + 1)}
            >
              <IconChevronRight size={18} aria-hidden />
            </Button>
          )}
        </Group>
        <Group gap="sm">
          {edits.pending ? <Loader size={16} aria-label="Saving" /> : null}
          {view.mayEdit ? (
            <Button
              variant="default"
              size="compact-md"
              leftSection={<IconArrowBackUp size={18} aria-hidden />}
              disabled={!edits.canUndo}
              onClick={edits.undo}
            >
              Undo
            </Button>
          ) : null}
          <SegmentedControl
            size="sm"
            aria-label="How to look at it"
            value={mode}
            onChange={(value) => setMode(value)}
            data={[
              { value: 'people', label: 'People' },
              { value: 'shifts', label: 'Shifts' },
              { value: 'calendar', label: 'Calendar' },
            ]}
          />
        </Group>
      </Group>
      {edits.told.length === 0 ? null : (
        <Text size="sm" c="var(--bad)" role="status" mb="xs">
          {edits.told.slice(0, 3).join(' ')}
        </Text>
      )}
      <Board view={view} from={month.from} until={month.until} mode={mode} edits={edits} />
    </>
  )
}

function Fairness({ scheduleId }: { readonly scheduleId: string }) {
  const query = useRoute(callFairness, { query: { scheduleId } })
  return (
    <Loaded query={query} shape="grid">
      {(fairness) => (
        <>
          <Text mb="sm">{fairness.sentence}</Text>
          <FairnessView fairness={fairness} />
        </>
      )}
    </Loaded>
  )
}

const causeWords = {
  solve: 'Solved',
  publish: 'Published',
  edit: 'Changed by hand',
  swap: 'Swapped',
  repair: 'Repaired',
} as const

function History({ scheduleId }: { readonly scheduleId: string }) {
  const query = useRoute(callHistory, { params: { scheduleId } })
  return (
    <Loaded query={query} shape="table">
      {({ changes }) =>
        changes.length === 0 ? (
          <Text className="quiet">Nothing has been changed yet.</Text>
        ) : (
          changes.map((one) => (
            <div key={one.version}>
              <Text fw={600} mt="sm">
                {causeWords[one.cause]} by {one.by}, {instantWords(one.at)}
              </Text>
              <Text size="sm">
                {[one.reasonCode === null ? '' : callReasons[one.reasonCode], one.reason].filter(Boolean).join(': ')}
              </Text>
              {one.sentences.length === 0 ? null : (
                <details className={`dense ${classes.more}`} open={one.changed <= 3}>
                  <summary>
                    {one.changed} {one.changed === 1 ? 'change' : 'changes'}
                  </summary>
                  <ul>
                    {one.sentences.map((sentence) => (
                      <li key={sentence}>{sentence}</li>
                    ))}
                    {one.changed > one.sentences.length ? <li>and {one.changed - one.sentences.length} more</li> : null}
                  </ul>
                </details>
              )}
            </div>
          ))
        )
      }
    </Loaded>
  )
}
