import type { RouteAnswer } from '../../../contract/route.ts'
import { useRoute } from '../../../ui/api.ts'
import { shortDay } from '../../../ui/date-words.ts'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { Status } from '../../../ui/status.tsx'
import { getHourSummary } from '../oversight-contract.ts'
import { PeriodPicker, useDaysAsked } from './period-picker.tsx'

type Summary = RouteAnswer<typeof getHourSummary>
type Rotation = Summary['programs'][number]['rotations'][number]

/** What chiefs see of hours: which rotations are too long and why, and whom to remind. Nobody's hours. */
export function SummaryPage() {
  const query = useRoute(getHourSummary, { query: useDaysAsked() }, { keepLast: true })
  return (
    <Page title="Work hours" answer={query.data?.answer}>
      <Loaded query={query} shape="table">
        {(view) => (
          <>
            <PeriodPicker startOn={view.startOn} endOn={view.endOn} today={view.today} />
            {view.programs.map((program) => (
              <Program key={program.programId} program={program} named={view.programs.length > 1} />
            ))}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Program({ program, named }: { readonly program: Summary['programs'][number]; readonly named: boolean }) {
  const of = named ? `, ${program.programName}` : ''
  if (program.trainees === 0) return <EmptyState title={`No trainee in these days${of}`}>Choose other days.</EmptyState>
  return (
    <>
      <Section title={`Weeks to confirm${of}`}>
        {program.late.length === 0 ? (
          <Status kind="met">Everybody has confirmed.</Status>
        ) : (
          <ul>
            {program.late.map(({ personName, weeks }) => (
              <li key={personName}>
                {personName}{' '}
                <span className="quiet">{weeks.map((week) => `week of ${shortDay(week)}`).join(', ')}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={`Rotations${of}`}>
        <DataTable
          caption="By rotation, averages of windows that are over, and what trainees name as causes"
          rows={program.rotations}
          columns={columns}
          rowKey={(row) => row.rotationId}
          initialSort={{ key: 'mean', order: 'desc' }}
          empty={<p className="quiet">Nobody was on a rotation in these days.</p>}
        />
        <p className="quiet">Figures that would tell of one or two trainees are left out; their director sees them.</p>
      </Section>
    </>
  )
}

const columns: readonly Column<Rotation>[] = [
  { key: 'name', header: 'Rotation', sortBy: (row) => row.rotationName, cell: (row) => row.rotationName },
  { key: 'trainees', header: 'Trainees', align: 'right', sortBy: (row) => row.trainees, cell: (row) => row.trainees },
  { key: 'mean', header: 'Hours a week', align: 'right', sortBy: (row) => row.mean, cell: (row) => row.mean ?? '–' },
  {
    key: 'violations',
    header: 'Violations',
    align: 'right',
    sortBy: (row) => row.violations,
    cell: ({ violations }) =>
      violations === null ? '–' : violations === 0 ? '0' : <Status kind="violation">{violations}</Status>,
  },
  {
    key: 'causes',
    header: 'Causes told',
    cell: ({ causes }) =>
      causes === null
        ? 'told by one or two'
        : causes.length === 0
          ? '–'
          : causes.map(({ cause, count }) => `${cause} (${count})`).join(', '),
  },
]
