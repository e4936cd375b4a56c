import { Button } from '@mantine/core'
import { IconFileTypeCsv, IconFileTypePdf, IconSettings } from '@tabler/icons-react'
import { addressOf } from '../../../contract/client.ts'
import { useActor } from '../../../ui/actor.tsx'
import { useRoute } from '../../../ui/api.ts'
import { shortDay } from '../../../ui/date-words.ts'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { ButtonLink, TextLink, useScope } from '../../../ui/navigation.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { Status } from '../../../ui/status.tsx'
import {
  getHourSummary,
  getOverview,
  getReport,
  type HoursOverview,
  type ProgramHoursRow,
  type TraineeHoursRow,
} from '../oversight-contract.ts'
import { overseeHours, readConcerns, readHourSummary } from '../policy.ts'
import { FindingList } from './finding-list.tsx'
import { PeriodPicker, useDaysAsked } from './period-picker.tsx'
import { SummaryPage } from './summary-page.tsx'
import { WeekStrip } from './week-strip.tsx'

const figure = (value: number | null): string => (value === null ? '–' : String(value))

/** The page of who oversees hours; chiefs see them by rotation, and everything where their program says so. */
export function HoursPage() {
  const { may } = useActor()
  const isChief = !may(overseeHours) && may(readHourSummary)
  const summary = useRoute(getHourSummary, { query: {} }, { enabled: isChief })
  if (!isChief) return <OverviewPage />
  if (summary.data === undefined && summary.error === null) return <Page title="Work hours">{null}</Page>
  return (summary.data?.openProgramIds.length ?? 0) > 0 ? <OverviewPage /> : <SummaryPage />
}

/** Are the hours legal, and does everybody confirm them? Institution, programs, rotations, trainees, rules. */
function OverviewPage() {
  const actor = useActor()
  const { programId } = useScope()
  const days = useDaysAsked()
  const asked = { ...days, ...(programId === undefined ? {} : { programId }) }
  const query = useRoute(getOverview, { query: asked }, { keepLast: true })
  const report = (format: 'csv' | 'pdf') => addressOf(getReport, { query: { ...asked, format } })
  const oversees = actor.may(overseeHours)
  return (
    <Page
      title="Work hours"
      answer={query.data?.answer}
      actions={
        oversees ? (
          <>
            <Button
              component="a"
              href={report('pdf')}
              variant="default"
              leftSection={<IconFileTypePdf size={18} aria-hidden />}
            >
              Report as PDF
            </Button>
            <Button
              component="a"
              href={report('csv')}
              variant="default"
              leftSection={<IconFileTypeCsv size={18} aria-hidden />}
            >
              CSV
            </Button>
            <ButtonLink to="/hours/violations" variant="default">
              What trainees told
            </ButtonLink>
            {actor.may(readConcerns) ? (
              <ButtonLink to="/hours/concerns" variant="default">
                Concerns
              </ButtonLink>
            ) : null}
            <ButtonLink to="/hours/settings" variant="default" leftSection={<IconSettings size={18} aria-hidden />}>
              Settings
            </ButtonLink>
          </>
        ) : undefined
      }
    >
      <Loaded query={query} shape="table">
        {(view) => (
          <>
            <PeriodPicker startOn={view.startOn} endOn={view.endOn} today={view.today} />
            {view.trainees.length === 0 ? (
              <EmptyState title="No trainee in these days">Choose other days, or another program above.</EmptyState>
            ) : (
              <Overview view={view} />
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Overview({ view }: { readonly view: HoursOverview }) {
  const late = view.trainees.filter(({ unconfirmedWeeks }) => unconfirmedWeeks.length > 0)
  return (
    <>
      <Section title="Violations">
        {view.violations.length === 0 ? (
          <Status kind="met">No rule was broken.</Status>
        ) : (
          <FindingList
            findings={view.violations}
            aside={(finding) => {
              const broken = view.violations.find((one) => one === finding)
              return broken === undefined ? null : (
                <span className="quiet">
                  <TextLink to={`/hours/people/${broken.personId}`}>{broken.personName}</TextLink>
                  {broken.rotationName === null ? '' : `, ${broken.rotationName}`}
                  {broken.told === null ? ', nothing told yet' : ''}
                </span>
              )
            }}
          />
        )}
      </Section>
      {late.length === 0 ? null : (
        <Section title={`Weeks to confirm: ${late.length} ${late.length === 1 ? 'trainee' : 'trainees'}`}>
          <ul>
            {late.slice(0, 40).map((row) => (
              <li key={row.personId}>
                <TextLink to={`/hours/people/${row.personId}?week=${row.unconfirmedWeeks[0] ?? ''}`}>
                  {row.personName}
                </TextLink>{' '}
                <span className="quiet">
                  {row.unconfirmedWeeks.map((week) => `week of ${shortDay(week)}`).join(', ')}
                </span>
              </li>
            ))}
          </ul>
          {late.length > 40 ? <p className="quiet">and {late.length - 40} more, in the table below</p> : null}
        </Section>
      )}
      {view.programs.length < 2 ? null : (
        <Section title="Programs">
          <DataTable
            caption="By program; averages are of windows that are over"
            rows={view.programs}
            columns={programColumns}
            rowKey={(row) => row.programId}
            initialSort={{ key: 'violations', order: 'desc' }}
          />
        </Section>
      )}
      <Section title="Rules">
        <DataTable
          caption="What the rules say, by rule"
          rows={view.clauses}
          columns={clauseColumns}
          rowKey={(row) => row.ruleId}
          empty={<Status kind="met">No rule has anything to say.</Status>}
        />
      </Section>
      <Section title="Rotations">
        <DataTable
          caption="By rotation, averages of windows that are over, and what trainees name as causes"
          rows={view.rotations}
          columns={rotationColumns}
          rowKey={(row) => `${row.programId} ${row.rotationId}`}
          initialSort={{ key: 'highest', order: 'desc' }}
        />
      </Section>
      <Section title="Trainees">
        <DataTable
          caption="Hours by trainee; each bar of the strip is a week, the line is the limit"
          rows={view.trainees}
          columns={traineeColumns}
          rowKey={(row) => row.personId}
          initialSort={{ key: 'highest', order: 'desc' }}
        />
      </Section>
    </>
  )
}

/** Columns that several of the tables have. */
interface Counts {
  readonly violations: number
  readonly warnings: number
}
const numberColumn = <Key extends string>(key: Key, header: string) => ({
  key,
  header,
  align: 'right' as const,
  sortBy: (row: Readonly<Record<Key, number | null>>) => row[key],
  cell: (row: Readonly<Record<Key, number | null>>) => figure(row[key]),
})
const violationsColumn: Column<Counts> = {
  ...numberColumn('violations', 'Violations'),
  cell: ({ violations }) => (violations === 0 ? '0' : <Status kind="violation">{violations}</Status>),
}
const warningsColumn: Column<Counts> = numberColumn('warnings', 'Warnings')
const traineesColumn = numberColumn('trainees', 'Trainees')
const meanColumn = numberColumn('mean', 'Hours a week')
const highestColumn = numberColumn('highest', 'Highest average')

const programColumns: readonly Column<ProgramHoursRow>[] = [
  {
    key: 'name',
    header: 'Program',
    sortBy: (row) => row.programName,
    cell: (row) => <TextLink to={`/hours?program=${row.programId}`}>{row.programName}</TextLink>,
  },
  traineesColumn,
  meanColumn,
  highestColumn,
  violationsColumn,
  warningsColumn,
  numberColumn('unconfirmed', 'To confirm'),
  numberColumn('open', 'To answer'),
]

const clauseColumns: readonly Column<HoursOverview['clauses'][number]>[] = [
  { key: 'title', header: 'Rule', sortBy: (row) => row.title, cell: (row) => row.title },
  { key: 'source', header: 'Where it stands', cell: (row) => `${row.source}${row.verified ? '' : ' (not verified)'}` },
  violationsColumn,
  warningsColumn,
  traineesColumn,
]

const rotationColumns: readonly Column<HoursOverview['rotations'][number]>[] = [
  { key: 'name', header: 'Rotation', sortBy: (row) => row.rotationName, cell: (row) => row.rotationName },
  { key: 'program', header: 'Program', sortBy: (row) => row.programName, cell: (row) => row.programName },
  traineesColumn,
  meanColumn,
  highestColumn,
  violationsColumn,
  {
    key: 'causes',
    header: 'Causes told',
    cell: (row) =>
      row.causes.length === 0 ? '–' : row.causes.map(({ cause, count }) => `${cause} (${count})`).join(', '),
  },
]

const traineeColumns: readonly Column<TraineeHoursRow>[] = [
  {
    key: 'name',
    header: 'Name',
    sortBy: (row) => row.personName,
    cell: (row) => <TextLink to={`/hours/people/${row.personId}`}>{row.personName}</TextLink>,
  },
  { key: 'level', header: 'Level', sortBy: (row) => row.level, cell: (row) => row.level },
  { key: 'strip', header: 'Weeks', cell: (row) => <WeekStrip windows={row.windows} name={row.personName} /> },
  highestColumn,
  violationsColumn,
  warningsColumn,
  {
    key: 'unconfirmed',
    header: 'To confirm',
    align: 'right',
    sortBy: (row) => row.unconfirmedWeeks.length,
    cell: (row) => row.unconfirmedWeeks.length,
  },
]
