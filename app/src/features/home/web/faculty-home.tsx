import type { RouteAnswer } from '../../../contract/route.ts'
import { Code } from '../../../ui/code.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { dayWords, rangeWords } from '../../../ui/date-words.ts'
import { EmptyState } from '../../../ui/notices.tsx'
import { Section } from '../../../ui/page.tsx'
import type { getHome } from '../contract.ts'

type Home = NonNullable<RouteAnswer<typeof getHome>['faculty']>
type Stint = Home['onRotation'][number]
interface Row {
  readonly personId: string
  readonly personName: string
  readonly stints: readonly Stint[]
}

/** One row per trainee; a change in the middle of the week stands in it as two lines. */
function rowsOf({ onRotation }: Home): Row[] {
  const rows = new Map<string, { personId: string; personName: string; stints: Stint[] }>()
  for (const stint of onRotation) {
    const { personId, personName } = stint
    const row = rows.get(personId) ?? { personId, personName, stints: [] }
    row.stints.push(stint)
    rows.set(personId, row)
  }
  return [...rows.values()]
}

const columnsFor = ({ weekStartOn, weekEndOn, onRotation }: Home): readonly Column<Row>[] => {
  const severalPrograms = new Set(onRotation.map(({ programName }) => programName)).size > 1
  const dates = ({ startOn, endOn }: Stint): string => {
    if (endOn <= weekEndOn) return startOn > weekStartOn ? rangeWords(startOn, endOn) : `until ${dayWords(endOn)}`
    return startOn > weekStartOn ? `from ${dayWords(startOn)}` : 'the whole week'
  }
  return [
    { key: 'name', header: 'Trainee', sortBy: (row) => row.personName, cell: (row) => row.personName },
    {
      key: 'rotation',
      header: 'Rotation',
      sortBy: (row) => row.stints[0]?.rotationName ?? null,
      cell: (row) =>
        row.stints.map((stint) => (
          <div key={`${stint.code} ${stint.startOn}`}>
            <Code tint={stint.tint}>{stint.code}</Code> {stint.rotationName}{' '}
            <span className="quiet">
              {[dates(stint), stint.siteName, severalPrograms ? stint.programName : null]
                .filter((part) => part !== null)
                .join(', ')}
            </span>
          </div>
        )),
    },
  ]
}

/** Who is with me this week. */
export function FacultyHome({ home }: { readonly home: Home }) {
  return (
    <Section title="On rotation this week">
      <DataTable
        caption={`Trainees of your programs, ${rangeWords(home.weekStartOn, home.weekEndOn)}`}
        rows={rowsOf(home)}
        columns={columnsFor(home)}
        rowKey={(row) => row.personId}
        empty={<EmptyState title="Nobody this week">No schedule is published for these days yet.</EmptyState>}
      />
    </Section>
  )
}
