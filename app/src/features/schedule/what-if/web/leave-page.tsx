import { Group, List, NativeSelect, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useActor } from '../../../../ui/actor.tsx'
import { useRoute } from '../../../../ui/api.ts'
import { type Column, DataTable } from '../../../../ui/data-table.tsx'
import { dayWords, lengthWords, rangeWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { ButtonLink, usePageSearch, usePathParams } from '../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import { Status } from '../../../../ui/status.tsx'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { leaveKinds, leaveNames } from '../../../people/contract.ts'
import { getProgress } from '../../blocks/contract.ts'
import { readPersonSchedule } from '../../blocks/policy.ts'
import { getLeaveWhatIf } from '../contract.ts'

type Answer = RouteAnswer<typeof getLeaveWhatIf>
type Kind = (typeof leaveKinds)[number]
type Place = Answer['coverage'][number]

const text = (value: unknown): string => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : '')
const kindOf = (value: unknown): Kind => leaveKinds.find((kind) => kind === value) ?? 'parental'

const columns: readonly Column<Place>[] = [
  { key: 'label', header: 'Where', sortBy: (row) => row.label, cell: (row) => row.label },
  {
    key: 'days',
    header: 'Days',
    sortBy: (row) => row.startOn,
    cell: (row) => rangeWords(row.startOn, row.endOn),
  },
  { key: 'min', header: 'Needs', align: 'right', cell: (row) => row.min ?? '–' },
  { key: 'present', header: 'Present', align: 'right', cell: (row) => row.present },
  { key: 'without', header: 'Without', align: 'right', sortBy: (row) => row.without, cell: (row) => row.without },
  {
    key: 'status',
    header: 'Status',
    cell: (row) =>
      row.short ? (
        <Status kind="missed">Too few</Status>
      ) : (
        <Status kind="met">{row.min === null ? 'No least' : 'Enough'}</Status>
      ),
  },
]

/** "What if she takes eight weeks from 1 March?": answered before anything is entered, and kept in the address so that it can be shared. */
export function LeaveWhatIfPage() {
  const { personId = '' } = usePathParams()
  const [search, change] = usePageSearch()
  const [startOn, endOn] = [text(search['from']), text(search['to'])]
  const kind = kindOf(search['kind'])
  const counts = search['counts'] === true
  const scenarioId = typeof search['draft'] === 'string' ? search['draft'] : undefined
  const [typed, setTyped] = useState({ startOn, endOn })
  const mayReadProgress = useActor().may(readPersonSchedule)
  const name = useRoute(getProgress, { params: { personId } }, { enabled: mayReadProgress })
  const isComplete = startOn !== '' && endOn !== '' && startOn <= endOn
  const query = useRoute(
    getLeaveWhatIf,
    {
      params: { personId },
      query: { kind, startOn, endOn, countsTowardTraining: counts ? 'true' : 'false', scenarioId },
    },
    { enabled: isComplete, keepLast: true },
  )
  const day = (key: 'startOn' | 'endOn', value: string) => {
    setTyped((now) => ({ ...now, [key]: value }))
    if (text(value) !== '') change({ [key === 'startOn' ? 'from' : 'to']: value })
  }
  const personName = query.data?.personName ?? name.data?.personName
  return (
    <Page
      title={personName === undefined ? 'What if somebody is away?' : `What if ${personName} is away?`}
      answer={isComplete && query.data !== undefined ? query.data.sentences[0] : 'Nothing is entered; nobody is told.'}
      actions={
        mayReadProgress ? (
          <ButtonLink to={`/people/${personId}/progress`} variant="default">
            Progress
          </ButtonLink>
        ) : (
          <ButtonLink to="/schedule" variant="default">
            Schedule
          </ButtonLink>
        )
      }
    >
      <Section>
        <Group align="end" gap="sm">
          <NativeSelect
            label="Kind"
            data={leaveKinds.map((value) => ({ value, label: leaveNames[value] }))}
            value={kind}
            onChange={(event) => change({ kind: event.currentTarget.value })}
          />
          <TextInput
            label="First day"
            type="date"
            value={typed.startOn}
            onChange={(event) => day('startOn', event.currentTarget.value)}
          />
          <TextInput
            label="Last day"
            type="date"
            value={typed.endOn}
            min={typed.startOn}
            error={typed.endOn !== '' && typed.endOn < typed.startOn ? 'Ends before it starts.' : undefined}
            onChange={(event) => day('endOn', event.currentTarget.value)}
          />
          <Switch
            label="Counts towards training"
            checked={counts}
            onChange={(event) => change({ counts: event.currentTarget.checked })}
            pb={8}
          />
        </Group>
        {isComplete ? (
          <Text size="sm" className="quiet" mt="xs">
            {lengthWords(startOn, endOn)}
            {scenarioId === undefined ? ', judged by the published schedule' : ', judged by the draft you came from'}
          </Text>
        ) : null}
      </Section>
      {isComplete ? (
        <Loaded query={query} shape="cards">
          {(answer) => <Effects answer={answer} />}
        </Loaded>
      ) : (
        <EmptyState title="Choose the days">
          Coverage, requirements, the last day of training and the leave budget are answered at once.
        </EmptyState>
      )}
    </Page>
  )
}

function Effects({ answer }: { readonly answer: Answer }) {
  return (
    <Stack gap="md">
      <Section title="In short">
        <List spacing={4}>
          {answer.sentences.map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      </Section>
      <Section title={answer.tellsBudget ? 'Graduation and leave budget' : 'Graduation'}>
        {answer.appointments.map((each) => (
          <Appointment key={each.appointmentId} appointment={each} tellsBudget={answer.tellsBudget} />
        ))}
      </Section>
      <Section title="Coverage">
        <DataTable
          caption="Fewest people present on a day, with everybody on any leave away"
          rows={answer.coverage}
          columns={columns}
          rowKey={(row) => `${row.key} ${row.startOn}`}
          empty={
            <EmptyState title="Nothing is scheduled then">
              No rotation is set for these days, so nobody is missed yet.
            </EmptyState>
          }
        />
      </Section>
      {answer.requirements.length === 0 ? null : (
        <Section title="Requirements">
          <Stack gap="xs">
            {answer.requirements.map((each) => (
              <div key={`${each.programId} ${each.requirementId}`}>
                <Group gap="xs">
                  <Text fw={600}>{each.title}</Text>
                  <Status kind={each.before} /> <span aria-label="becomes">→</span> <Status kind={each.after} />
                </Group>
                <Text size="sm">{each.sentence}</Text>
              </div>
            ))}
          </Stack>
        </Section>
      )}
      {answer.findings.length === 0 ? null : (
        <Section title="What the rules would say besides">
          <Stack gap="xs">
            {answer.findings.slice(0, 8).map((finding) => (
              <div key={`${finding.ruleId} ${finding.sentence}`}>
                <Status kind={finding.severity} />
                <Text size="sm">{finding.sentence}</Text>
              </div>
            ))}
          </Stack>
        </Section>
      )}
    </Stack>
  )
}

function Appointment({
  appointment,
  tellsBudget,
}: {
  readonly appointment: Answer['appointments'][number]
  readonly tellsBudget: boolean
}) {
  const { budget, graduatesOn, wouldGraduateOn, programName } = appointment
  return (
    <Stack gap={4} mb="sm">
      <Text fw={600}>{programName}</Text>
      <Text size="sm">
        {graduatesOn === wouldGraduateOn
          ? `Last day of training: ${dayWords(graduatesOn)}, as now.`
          : `Last day of training: ${dayWords(wouldGraduateOn)} instead of ${dayWords(graduatesOn)}.`}
      </Text>
      {budget === null ? (
        <Text size="sm" className="quiet">
          {tellsBudget
            ? 'No board’s policy on time off applies here.'
            : 'How much of the board’s time off is used is for the trainee and those who answer for the program.'}
        </Text>
      ) : (
        <>
          <Text size="sm">
            The board’s time off: {budget.usedAfter} of {budget.allowed} workdays instead of {budget.usedBefore};{' '}
            {budget.remaining} left
            {budget.extension > 0 ? `, ${budget.extension} too many` : ''}.
          </Text>
          <Text size="sm" className="quiet">
            {budget.source}
            {budget.verified ? '' : ' (our reading; not verified)'}
          </Text>
        </>
      )}
    </Stack>
  )
}
