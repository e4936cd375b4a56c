import { CsvButton } from '../../../../../ui/csv-button.tsx'
import { type Column, DataTable } from '../../../../../ui/data-table.tsx'
import { Section } from '../../../../../ui/page.tsx'
import type { Comparison } from '../contract.ts'

type Person = Comparison['people'][number]
type Side = Person['left']

/** "83 %: 1, 3 of 1, 2, 3" — which ranks come true, of all. */
function wishWords({ wishesPercent, met, unmet }: Side): string {
  if (wishesPercent === null) return 'none told'
  const all = [...met, ...unmet]
  return `${wishesPercent} %: ${met.length} of ${all.length}${met.includes(1) ? ', the first among them' : ''}`
}

const pair = (left: string | number, right: string | number): string =>
  left === right ? String(left) : `${left} | ${right}`

/** What each trainee gets out of both: the least satisfied first, so that nobody is overlooked. */
export function PeopleCompared({ comparison }: { readonly comparison: Comparison }) {
  const { left, right, people } = comparison
  const least = ({ left: l, right: r }: Person) => Math.min(l.wishesPercent ?? 101, r.wishesPercent ?? 101)
  const columns: readonly Column<Person>[] = [
    { key: 'name', header: 'Trainee', sortBy: (row) => row.personName, cell: (row) => row.personName },
    { key: 'level', header: 'Level', sortBy: (row) => row.level, cell: (row) => row.level },
    {
      key: 'left',
      header: `Wishes: ${left.name}`,
      sortBy: (row) => row.left.wishesPercent,
      cell: (row) => wishWords(row.left),
    },
    {
      key: 'right',
      header: `Wishes: ${right.name}`,
      sortBy: (row) => row.right.wishesPercent,
      cell: (row) => wishWords(row.right),
    },
    {
      key: 'hard',
      header: 'Call weeks',
      align: 'right',
      sortBy: (row) => row.left.hardWeeks,
      cell: (row) => pair(row.left.hardWeeks, row.right.hardWeeks),
    },
    {
      key: 'elective',
      header: 'Elective weeks',
      align: 'right',
      sortBy: (row) => row.left.electiveWeeks,
      cell: (row) => pair(row.left.electiveWeeks, row.right.electiveWeeks),
    },
    {
      key: 'sites',
      header: 'Site changes',
      align: 'right',
      sortBy: (row) => row.left.siteChanges,
      cell: (row) => pair(row.left.siteChanges, row.right.siteChanges),
    },
    {
      key: 'risk',
      header: 'At risk',
      align: 'right',
      sortBy: (row) => row.left.atRisk.length,
      cell: (row) => pair(row.left.atRisk.length, row.right.atRisk.length),
    },
  ]
  return (
    <Section title="For each trainee">
      <DataTable
        caption={`Where two figures stand: ${left.name} | ${right.name}`}
        rows={people.toSorted((a, b) => least(a) - least(b))}
        columns={columns}
        rowKey={(row) => row.personId}
        csv={
          <CsvButton
            fileName={`comparison-people-${comparison.label}.csv`}
            header={[
              'Trainee',
              'Level',
              'Draft',
              'Wishes %',
              'Call weeks',
              'Elective weeks',
              'Site changes',
              'At risk',
            ]}
            rows={people.flatMap((row) =>
              (
                [
                  [left.name, row.left],
                  [right.name, row.right],
                ] as const
              ).map(([name, own]) => [
                row.personName,
                row.level,
                name,
                own.wishesPercent ?? '',
                own.hardWeeks,
                own.electiveWeeks,
                own.siteChanges,
                own.atRisk.join('; '),
              ]),
            )}
          />
        }
      />
    </Section>
  )
}
