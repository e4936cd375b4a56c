import type { RouteAnswer } from '../../../contract/route.ts'
import { Code } from '../../../ui/code.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { rangeWords } from '../../../ui/date-words.ts'
import { EmptyState } from '../../../ui/notices.tsx'
import { Section } from '../../../ui/page.tsx'
import type { getHome } from '../contract.ts'

type Home = NonNullable<RouteAnswer<typeof getHome>['faculty']>
type Row = Home['onRotation'][number]

const columns: readonly Column<Row>[] = [
  { key: 'name', header: 'Trainee', sortBy: (row) => row.personName, cell: (row) => row.personName },
  {
    key: 'rotation',
    header: 'Rotation',
    sortBy: (row) => row.rotationName,
    cell: (row) => (
      <>
        <Code tint={row.tint}>{row.code}</Code> {row.rotationName}
      </>
    ),
  },
  { key: 'site', header: 'Site', sortBy: (row) => row.siteName, cell: (row) => row.siteName ?? '' },
  { key: 'program', header: 'Program', sortBy: (row) => row.programName, cell: (row) => row.programName },
  { key: 'dates', header: 'Dates', sortBy: (row) => row.startOn, cell: (row) => rangeWords(row.startOn, row.endOn) },
]

/** Who is with me this week. */
export function FacultyHome({ home }: { readonly home: Home }) {
  return (
    <Section title="On rotation this week">
      <DataTable
        caption={`Trainees of your programs, ${rangeWords(home.weekStartOn, home.weekEndOn)}`}
        rows={home.onRotation}
        columns={columns}
        rowKey={(row) => `${row.personId} ${row.code} ${row.startOn}`}
        empty={<EmptyState title="Nobody this week">No schedule is published for these days yet.</EmptyState>}
      />
    </Section>
  )
}
