import { Group, Text, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import classes from './data-table.module.css'
import { nextSort, type Sort, sortRows } from './sort-rows.ts'

export interface Column<Row> {
  readonly key: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** What to sort by; a column without it cannot be sorted. Blanks come last. */
  readonly sortBy?: (row: Row) => string | number | null
  readonly align?: 'left' | 'right'
}

/**
 * A table with a caption, sortable by its headers. On a phone each row becomes a card with the headers as labels. `csv` is the place
 * for the link that downloads the same rows.
 */
export function DataTable<Row>(props: {
  readonly caption: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  readonly initialSort?: Sort
  readonly csv?: ReactNode
  readonly empty?: ReactNode
}) {
  const [sort, setSort] = useState<Sort | null>(props.initialSort ?? null)
  const sortBy = props.columns.find((column) => column.key === sort?.key)?.sortBy
  const rows = sort === null || sortBy === undefined ? props.rows : sortRows(props.rows, sortBy, sort.order)
  if (props.rows.length === 0 && props.empty !== undefined) return props.empty
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={4}>
        <Text size="sm" className="quiet" aria-hidden>
          {props.caption}
        </Text>
        {props.csv}
      </Group>
      <div className={classes.frame}>
        <table className={classes.table}>
          <caption className="visually-hidden">{props.caption}</caption>
          <thead>
            <tr>
              {props.columns.map((column) => (
                <HeaderCell key={column.key} column={column} sort={sort} onSort={setSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={props.rowKey(row)}>
                {props.columns.map((column) => (
                  <td key={column.key} data-label={column.header} data-align={column.align ?? 'left'}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

const sortWords = { asc: 'ascending', desc: 'descending' } as const
const sortIcons = { asc: IconArrowUp, desc: IconArrowDown } as const

function HeaderCell<Row>(props: {
  readonly column: Column<Row>
  readonly sort: Sort | null
  readonly onSort: (sort: Sort) => void
}) {
  const { column, sort } = props
  const align = column.align ?? 'left'
  if (column.sortBy === undefined)
    return (
      <th scope="col" data-align={align}>
        {column.header}
      </th>
    )
  const order = sort?.key === column.key ? sort.order : null
  const Icon = order === null ? IconArrowsSort : sortIcons[order]
  return (
    <th scope="col" data-align={align} aria-sort={order === null ? 'none' : sortWords[order]}>
      <UnstyledButton className={classes.sort} onClick={() => props.onSort(nextSort(sort, column.key))}>
        {column.header}
        <Icon size={14} aria-hidden data-idle={order === null} />
      </UnstyledButton>
    </th>
  )
}
