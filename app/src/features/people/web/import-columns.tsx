import { Select, Stack, Text } from '@mantine/core'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import {
  type ColumnMapping,
  fieldNames,
  type ImportField,
  importFields,
  type ImportPreview,
} from '../transfer/contract.ts'
import classes from './import-page.module.css'

const fieldOf = (mapping: ColumnMapping, index: number): ImportField | null =>
  importFields.find((field) => mapping[field] === index) ?? null

/** A field stands in one column: choosing it elsewhere takes it away from where it was. */
function withColumn(mapping: ColumnMapping, index: number, field: ImportField | null): ColumnMapping {
  const kept = Object.entries(mapping).filter(([known, place]) => place !== index && known !== field)
  return { ...Object.fromEntries(kept), ...(field === null ? {} : { [field]: index }) }
}

type FileColumn = ImportPreview['columns'][number]

const nameOf = ({ header, index }: FileColumn): string => (header === '' ? `Column ${index + 1}` : header)

const columnsFor = (
  mapping: ColumnMapping,
  onChange: (mapping: ColumnMapping) => void,
): readonly Column<FileColumn>[] => [
  { key: 'header', header: 'Column of the file', cell: (column) => <strong>{nameOf(column)}</strong> },
  {
    key: 'samples',
    header: 'Such as',
    cell: (column) => <span className={classes.samples}>{column.samples.join(', ')}</span>,
  },
  {
    key: 'field',
    header: 'Means',
    cell: (column) => (
      <Select
        aria-label={`What “${nameOf(column)}” means`}
        placeholder="Not used"
        clearable
        clearButtonProps={{ 'aria-label': 'Do not use this column' }}
        data={importFields.map((field) => ({ value: field, label: fieldNames[field] }))}
        value={fieldOf(mapping, column.index)}
        onChange={(value) =>
          onChange(withColumn(mapping, column.index, importFields.find((field) => field === value) ?? null))
        }
      />
    ),
  },
]

export function ImportColumns(props: {
  readonly preview: ImportPreview
  readonly mapping: ColumnMapping
  readonly onChange: (mapping: ColumnMapping) => void
}) {
  const { preview, mapping, onChange } = props
  const used = Object.keys(mapping).length
  return (
    <Stack gap="sm">
      <Text>
        {used} of {preview.columns.length} columns are used. Correct what was guessed wrongly; the others are left out.
      </Text>
      <DataTable
        caption="Columns of the file"
        rows={preview.columns}
        columns={columnsFor(mapping, onChange)}
        rowKey={(column) => String(column.index)}
      />
    </Stack>
  )
}
