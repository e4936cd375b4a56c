import { Text } from '@mantine/core'
import { CsvButton } from '../../../../../ui/csv-button.tsx'
import { type Column, DataTable } from '../../../../../ui/data-table.tsx'
import { Section } from '../../../../../ui/page.tsx'
import { Status } from '../../../../../ui/status.tsx'
import type { Comparison } from '../contract.ts'

type Measure = Comparison['measures'][number]

/** Every measure of both, and which is better; never by colour alone. */
export function Measures({ comparison }: { readonly comparison: Comparison }) {
  const { left, right, measures } = comparison
  const words = { left: left.name, right: right.name, same: 'Equal' }
  const side = (key: 'left' | 'right', name: string): Column<Measure> => ({
    key,
    header: name,
    cell: (row) => <Text fw={row.better === key ? 600 : 400}>{row[key].words}</Text>,
  })
  const columns: readonly Column<Measure>[] = [
    {
      key: 'name',
      header: 'Measure',
      cell: (row) => (
        <div>
          <Text fw={600}>{row.name}</Text>
          <Text size="sm" className="quiet">
            {row.meaning}
          </Text>
        </div>
      ),
    },
    side('left', left.name),
    side('right', right.name),
    {
      key: 'better',
      header: 'Better',
      cell: (row) => (row.better === 'same' ? words.same : <Status kind="met">{words[row.better]}</Status>),
    },
  ]
  return (
    <Section title="Measures">
      <DataTable
        caption={`Measures of ${comparison.label}`}
        rows={measures}
        columns={columns}
        rowKey={(row) => row.key}
        csv={
          <CsvButton
            fileName={`comparison-${comparison.label}.csv`}
            header={['Measure', left.name, right.name, 'Better']}
            rows={measures.map((row) => [row.name, row.left.words, row.right.words, words[row.better]])}
          />
        }
      />
    </Section>
  )
}
