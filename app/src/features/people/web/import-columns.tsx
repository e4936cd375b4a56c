import { Select, Stack, Table, Text } from '@mantine/core'
import {
  type ColumnMapping,
  fieldNames,
  type ImportField,
  importFields,
  type ImportPreview,
} from '../transfer/contract.ts'

const fieldOf = (mapping: ColumnMapping, index: number): ImportField | null =>
  importFields.find((field) => mapping[field] === index) ?? null

/** A field stands in one column: choosing it elsewhere takes it away from where it was. */
function withColumn(mapping: ColumnMapping, index: number, field: ImportField | null): ColumnMapping {
  const kept = Object.entries(mapping).filter(([known, place]) => place !== index && known !== field)
  return { ...Object.fromEntries(kept), ...(field === null ? {} : { [field]: index }) }
}

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
      <Table.ScrollContainer minWidth={480}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Column of the file</Table.Th>
              <Table.Th>Such as</Table.Th>
              <Table.Th>Means</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {preview.columns.map((column) => (
              <Table.Tr key={column.index}>
                <Table.Td>
                  <strong>{column.header === '' ? `Column ${column.index + 1}` : column.header}</strong>
                </Table.Td>
                <Table.Td>{column.samples.join(', ')}</Table.Td>
                <Table.Td>
                  <Select
                    aria-label={`What “${column.header}” means`}
                    placeholder="Not used"
                    clearable
                    clearButtonProps={{ 'aria-label': 'Do not use this column' }}
                    data={importFields.map((field) => ({ value: field, label: fieldNames[field] }))}
                    value={fieldOf(mapping, column.index)}
                    onChange={(value) =>
                      onChange(withColumn(mapping, column.index, importFields.find((field) => field === value) ?? null))
                    }
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  )
}
