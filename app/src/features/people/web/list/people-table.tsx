import { UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { shortDay } from '../../../../ui/date-words.ts'
import { TextLink } from '../../../../ui/navigation.tsx'
import { nextSort } from '../../../../ui/sort-rows.ts'
import type { ListSettings } from '../../views-contract.ts'
import { accountWords } from '../person-words.ts'
import { type Line, statusNames } from './lines.ts'
import classes from './people-table.module.css'
import { afterKey, moveTo, type Selection, toggle, toggleAll } from './selection.ts'

type SortKey = ListSettings['sort']['key']

const dayOrBlank = (day: string | null): string => (day === null ? '' : shortDay(day, true))

/** The columns in their order; the name links to the page of who may be opened. */
const columns: readonly { readonly key: SortKey; readonly header: string; readonly text: (line: Line) => string }[] = [
  { key: 'name', header: 'Name', text: (line) => line.name },
  { key: 'place', header: 'Role and program', text: (line) => line.place },
  { key: 'level', header: 'Level', text: (line) => line.levels.join(', ') },
  { key: 'status', header: 'Status', text: (line) => statusNames[line.status] },
  { key: 'startOn', header: 'First day', text: (line) => dayOrBlank(line.startOn) },
  { key: 'endOn', header: 'Last day', text: (line) => dayOrBlank(line.endOn) },
  { key: 'share', header: 'Share', text: (line) => (line.share === null ? '' : `${line.share} %`) },
  { key: 'email', header: 'E-mail', text: (line) => line.person.email ?? '' },
  { key: 'account', header: 'Account', text: (line) => accountWords[line.person.account] },
]

export const csvHeader = [...columns.map(({ header }) => header), 'Staff number']
export const csvRow = (line: Line): string[] => [
  ...columns.map(({ key, text }) =>
    key === 'startOn' ? (line.startOn ?? '') : key === 'endOn' ? (line.endOn ?? '') : text(line),
  ),
  line.person.staffNumber ?? '',
]

const lineHeights = { wide: 38, phone: 64 } as const

/**
 * The people, drawn only where they are on screen. One element has the focus, the grid itself; the line at hand is told to screen
 * readers through aria-activedescendant. Who may change nobody chooses nobody.
 */
export function PeopleTable(props: {
  readonly lines: readonly Line[]
  readonly selection: Selection
  readonly onSelect: (selection: Selection) => void
  readonly sort: ListSettings['sort']
  readonly onSort: (sort: ListSettings['sort']) => void
  readonly mayChoose: boolean
  readonly mayOpen: (line: Line) => boolean
  readonly onOpen: (line: Line) => void
  readonly grid: RefObject<HTMLDivElement | null>
}) {
  const { lines, selection, onSelect, mayChoose } = props
  const frame = useRef<HTMLDivElement>(null)
  const isPhone = useMediaQuery('(max-width: 48em)') ?? false
  const height = isPhone ? lineHeights.phone : lineHeights.wide
  // The virtualiser holds its own state; nothing here is compiled to be memoised.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => height,
    overscan: 8,
    scrollPaddingStart: lineHeights.wide,
  })
  useEffect(() => rows.measure(), [rows, height])
  const ids = lines.map(({ person }) => person.id)
  const cursor = Math.min(selection.cursor, lines.length - 1)
  const press = (event: KeyboardEvent) => {
    const line = lines[cursor]
    if (event.key === 'Enter' && line !== undefined && event.target === event.currentTarget) {
      if (props.mayOpen(line)) props.onOpen(line)
      return
    }
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / height) - 2)
    const next = afterKey({ ...selection, cursor }, ids, event, page)
    if (next === null || (event.target !== event.currentTarget && event.key === ' ')) return
    event.preventDefault()
    onSelect(mayChoose ? next : { ...selection, cursor: next.cursor })
    rows.scrollToIndex(next.cursor)
  }
  const click = (event: MouseEvent, index: number) => {
    if (!mayChoose) return
    if (event.shiftKey) {
      event.preventDefault()
      onSelect(moveTo(selection, ids, index, true))
    } else onSelect(toggle(selection, ids, index))
  }
  const plain = mayChoose ? undefined : ''
  const all = ids.length > 0 && ids.every((id) => selection.ids.has(id))
  return (
    <div ref={frame} className={classes.frame}>
      <div
        ref={props.grid}
        className={classes.grid}
        role="grid"
        tabIndex={0}
        aria-label="People"
        aria-rowcount={lines.length + 1}
        aria-multiselectable={mayChoose}
        aria-activedescendant={lines[cursor] === undefined ? undefined : `person-${lines[cursor].person.id}`}
        onKeyDown={press}
      >
        <div role="row" aria-rowindex={1} className={`${classes.row} ${classes.head}`} data-plain={plain}>
          <div role="columnheader" className={`${classes.cell} ${classes.check}`} data-hidden={plain}>
            {mayChoose ? (
              <input
                type="checkbox"
                aria-label="Choose everybody shown"
                checked={all}
                onChange={() => onSelect(toggleAll(selection, ids))}
              />
            ) : null}
          </div>
          {columns.map(({ key, header }) => (
            <HeaderCell key={key} column={key} sort={props.sort} onSort={props.onSort} mayChoose={mayChoose}>
              {header}
            </HeaderCell>
          ))}
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const line = lines[index]
            if (line === undefined) return null
            const { id } = line.person
            return (
              <div
                key={id}
                id={`person-${id}`}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={mayChoose ? selection.ids.has(id) : undefined}
                data-active={index === cursor || undefined}
                data-plain={plain}
                className={`${classes.row} ${classes.line}`}
                style={{ height, transform: `translateY(${start}px)` }}
              >
                <div role="gridcell" className={`${classes.cell} ${classes.check}`} data-hidden={plain}>
                  {mayChoose ? (
                    <input
                      type="checkbox"
                      tabIndex={-1}
                      aria-label={`Choose ${line.name}`}
                      checked={selection.ids.has(id)}
                      onClick={(event) => click(event, index)}
                      onChange={() => undefined}
                    />
                  ) : null}
                </div>
                {columns.map(({ key, text }) => (
                  <div
                    key={key}
                    role="gridcell"
                    className={classes.cell}
                    data-column={key}
                    data-hidden={key === 'share' ? plain : undefined}
                    title={key === 'place' || key === 'email' ? text(line) : undefined}
                  >
                    {key === 'name' && props.mayOpen(line) ? (
                      <TextLink to={`/people/${id}`} tabIndex={-1}>
                        {line.name}
                      </TextLink>
                    ) : (
                      text(line)
                    )}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

const sortWords = { asc: 'ascending', desc: 'descending' } as const
const sortIcons = { asc: IconArrowUp, desc: IconArrowDown } as const

function HeaderCell(props: {
  readonly column: SortKey
  readonly sort: ListSettings['sort']
  readonly onSort: (sort: ListSettings['sort']) => void
  readonly mayChoose: boolean
  readonly children: ReactNode
}) {
  const { column, sort } = props
  const order = sort.key === column ? sort.order : null
  const Icon = order === null ? IconArrowsSort : sortIcons[order]
  return (
    <div
      role="columnheader"
      className={classes.cell}
      data-main={column === 'name' || undefined}
      data-hidden={column === 'share' && !props.mayChoose ? '' : undefined}
      aria-sort={order === null ? 'none' : sortWords[order]}
    >
      <UnstyledButton
        className={classes.sort}
        onClick={() => props.onSort({ key: column, order: nextSort(sort, column).order })}
      >
        {props.children}
        <Icon size={14} aria-hidden data-idle={order === null} />
      </UnstyledButton>
    </div>
  )
}
