import { Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { CsvButton } from '../../../ui/csv-button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import type { ImportPreview } from '../transfer/contract.ts'
import classes from './import-page.module.css'

type Row = ImportPreview['rows'][number]

const looks = {
  problem: { icon: IconAlertTriangle, word: 'Problem' },
  new: { icon: IconPlus, word: 'New' },
  changed: { icon: IconPencil, word: 'Changed' },
  unchanged: { icon: IconCircleCheck, word: 'As it is' },
} as const

const columns: readonly Column<Row>[] = [
  { key: 'row', header: 'Row', align: 'right', sortBy: (row) => row.row, cell: (row) => row.row },
  { key: 'name', header: 'Person', sortBy: (row) => row.name, cell: (row) => row.name },
  {
    key: 'outcome',
    header: 'What happens',
    sortBy: (row) => Object.keys(looks).indexOf(row.outcome),
    cell: (row) => {
      const { icon: Icon, word } = looks[row.outcome]
      return (
        <span className={classes.outcome} data-outcome={row.outcome}>
          <Icon size={16} aria-hidden /> {word}
        </span>
      )
    },
  },
  { key: 'sentence', header: 'In words', cell: (row) => row.sentence },
]

/** Every row with what would happen to it; problems first. */
export function ImportCheck({ preview }: { readonly preview: ImportPreview }) {
  const { counts, problems } = preview
  const [shown, setShown] = useState<string>(counts.problemRows > 0 ? 'problem' : 'all')
  const rows = preview.rows.filter((row) => shown === 'all' || row.outcome === shown)
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <SegmentedControl
          aria-label="Which rows"
          value={shown}
          onChange={setShown}
          data={[
            { value: 'all', label: `All ${counts.rows}` },
            { value: 'problem', label: `Problems ${counts.problemRows}` },
            { value: 'unchanged', label: `As they are ${counts.unchangedRows}` },
          ]}
        />
        {problems.length === 0 ? null : (
          <CsvButton
            fileName="import-problems.csv"
            header={['Row', 'Column', 'Problem']}
            rows={problems.map(({ row, column, sentence }) => [String(row), column ?? '', sentence])}
          />
        )}
      </Group>
      <DataTable
        caption={`${rows.length} rows shown; the number is the row of the spreadsheet`}
        rows={rows}
        columns={columns}
        rowKey={(row) => String(row.row)}
        empty={<Text>{shown === 'problem' ? 'No row has a problem.' : 'No row is like this.'}</Text>}
      />
    </Stack>
  )
}
