import type { RouteAnswer } from '../../../../contract/route.ts'
import { useRoute } from '../../../../ui/api.ts'
import { CsvButton } from '../../../../ui/csv-button.tsx'
import { type Column, DataTable } from '../../../../ui/data-table.tsx'
import { dayWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { TextLink, useScope } from '../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../ui/notices.tsx'
import { Page } from '../../../../ui/page.tsx'
import { Status } from '../../../../ui/status.tsx'
import { getRisk } from '../contract.ts'
import { statusRank } from './progress-words.ts'

type Risk = RouteAnswer<typeof getRisk>
type Row = Risk['trainees'][number]

function answerOf({ trainees, total }: Risk): string {
  const troubled = trainees.filter(({ status }) => status === 'at-risk' || status === 'missed').length
  if (total === 0) return 'There is nobody to judge yet.'
  if (troubled === 0) return `None of ${total} ${total === 1 ? 'trainee' : 'trainees'} is at risk.`
  return `${troubled} of ${total} trainees ${troubled === 1 ? 'is' : 'are'} at risk: see why.`
}

const columns: readonly Column<Row>[] = [
  {
    key: 'name',
    header: 'Trainee',
    sortBy: (row) => row.personName,
    cell: (row) => <TextLink to={`/people/${row.personId}/progress`}>{row.personName}</TextLink>,
  },
  { key: 'program', header: 'Program', sortBy: (row) => row.programName, cell: (row) => row.programName },
  { key: 'level', header: 'Level', sortBy: (row) => row.level, cell: (row) => row.level },
  {
    key: 'status',
    header: 'Status',
    sortBy: (row) => statusRank(row.status),
    cell: (row) => <Status kind={row.status} />,
  },
  { key: 'why', header: 'Why', cell: (row) => <Reasons row={row} /> },
]

function Reasons({ row }: { readonly row: Row }) {
  if (row.worst.length === 0) return 'Nothing stands out.'
  return row.worst.slice(0, 3).map((reason) => (
    <div key={reason.title}>
      {reason.sentence.startsWith(reason.title) ? null : <strong>{reason.title}: </strong>}
      {reason.sentence}
    </div>
  ))
}

export function RiskPage() {
  const { programId } = useScope()
  const query = useRoute(getRisk, { query: { programId } }, { keepLast: true })
  return (
    <Page title="At risk" answer={query.data === undefined ? undefined : answerOf(query.data)}>
      <Loaded query={query} shape="table">
        {({ trainees, asOf }) => (
          <DataTable
            caption={`Trainees by their worst requirement, on ${dayWords(asOf)}`}
            rows={trainees}
            columns={columns}
            rowKey={(row) => `${row.personId} ${row.programId}`}
            initialSort={{ key: 'status', order: 'asc' }}
            csv={
              <CsvButton
                fileName={`at-risk-${asOf}.csv`}
                header={['Trainee', 'Program', 'Level', 'Status', 'Why']}
                rows={trainees.map((row) => [
                  row.personName,
                  row.programName,
                  row.level,
                  row.status,
                  row.worst.map((reason) => `${reason.title}: ${reason.sentence}`).join(' '),
                ])}
              />
            }
            empty={
              <EmptyState title="Nobody to judge">
                Trainees appear here once they hold an appointment to a program with a curriculum.
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  )
}
