import { Table } from '@mantine/core'
import { type Difference, differences } from './difference-rows.ts'
import classes from './audit-page.module.css'

/** Field by field, what was and what is; a field that did not change is not listed. */
export function Differences({ before, after }: { readonly before: unknown; readonly after: unknown }) {
  const rows = differences(before, after)
  if (rows.length === 0) return <p className="quiet">No fields were recorded.</p>
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table verticalSpacing={4} fz="sm" className={classes.differences}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Field</Table.Th>
            <Table.Th>Before</Table.Th>
            <Table.Th>After</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.field}>
              <Table.Td>{row.field}</Table.Td>
              <Cell value={row.before} kind="before" />
              <Cell value={row.after} kind="after" />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Cell({ value, kind }: { readonly value: Difference['before']; readonly kind: 'before' | 'after' }) {
  return (
    <Table.Td className={classes.value} data-kind={kind}>
      {value === null ? <span className="quiet">nothing</span> : value}
    </Table.Td>
  )
}
