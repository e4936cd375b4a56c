import { IconLock } from '@tabler/icons-react'
import { type DragEvent, type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react'
import { tintOf } from '../../../../../ui/tints.ts'
import { dayWords } from '../../../../../ui/date-words.ts'
import type { CallRow, CallScheduleView } from '../../schedules-contract.ts'
import classes from './board.module.css'
import { type BoardDay, cellKey, type Placed, rowsByCell } from './days.ts'

export interface Cell {
  readonly personId: string
  readonly on: string
}

/** A table that is moved in by arrows; its rows and cells follow from the elements. */
const asGrid = { role: 'grid' } as const

const wishShape = { cannot: '✕', 'prefer-not': '–', want: '♥' } as const
const wishWords = { cannot: 'cannot', 'prefer-not': 'would rather not', want: 'would like to' } as const

/** People by days, as a spreadsheet: arrows move, a code puts on, Delete takes off, a call is dragged to somebody else. */
export function PeopleGrid(props: {
  readonly view: CallScheduleView
  readonly days: readonly BoardDay[]
  readonly shifts: ReadonlyMap<string, Placed>
  readonly active: Cell | null
  readonly onActive: (cell: Cell) => void
  readonly onType: (cell: Cell, code: string) => boolean
  readonly onClear: (cell: Cell) => void
  readonly onMove: (row: CallRow, to: Cell) => void
  readonly onLock: (cell: Cell) => void
  readonly onUndo: () => void
  readonly onDrag: (row: CallRow | null) => void
  /** Who may take what is dragged, on its own day. */
  readonly dropOf: (cell: Cell) => { status: string; reason: string | null } | undefined
}) {
  const { view, days, shifts, active } = props
  const rows = useMemo(() => rowsByCell(view.rows), [view.rows])
  const beside = useMemo(() => rowsByCell(view.beside), [view.beside])
  const found = useMemo(
    () =>
      new Map(
        view.findings
          .toReversed()
          .flatMap(({ personId, onDay, severity }) =>
            personId && onDay ? [[cellKey(personId, onDay), severity] as const] : [],
          ),
      ),
    [view.findings],
  )
  const short = new Map<string, number>()
  for (const { onDay, there, wanted } of view.shortfalls) short.set(onDay, (short.get(onDay) ?? 0) + wanted - there)
  const table = useRef<HTMLTableElement>(null)
  const typed = useRef('')
  const [dragged, setDragged] = useState<CallRow | null>(null)
  const focusKey = active === null ? null : cellKey(active.personId, active.on)
  useEffect(() => {
    if (focusKey === null) return
    const cell = table.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(focusKey)}"]`)
    if (table.current?.contains(document.activeElement)) cell?.focus()
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [focusKey])

  const move = (across: number, down: number) => {
    const at = active ?? { personId: view.people[0]?.id ?? '', on: days[0]?.on ?? '' }
    const row = Math.min(
      view.people.length - 1,
      Math.max(0, view.people.findIndex(({ id }) => id === at.personId) + down),
    )
    const column = Math.min(days.length - 1, Math.max(0, days.findIndex(({ on }) => on === at.on) + across))
    const personId = view.people[row]?.id
    const on = days[column]?.on
    if (personId !== undefined && on !== undefined) props.onActive({ personId, on })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      event.preventDefault()
      props.onUndo()
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey || active === null) return
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
      Home: [-400, 0],
      End: [400, 0],
      PageUp: [0, -10],
      PageDown: [0, 10],
    }
    const step = steps[event.key]
    if (step !== undefined) {
      event.preventDefault()
      typed.current = ''
      move(...step)
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      props.onClear(active)
    } else if (event.key === '.') {
      event.preventDefault()
      props.onLock(active)
    } else if (/^[a-z0-9]$/i.test(event.key)) {
      typed.current += event.key
      if (props.onType(active, typed.current)) typed.current = ''
    } else if (event.key === 'Escape') typed.current = ''
  }
  return (
    <div className={classes.frame}>
      <table
        ref={table}
        {...asGrid}
        {...{ onKeyDown }}
        className={classes.grid}
        aria-label="Call by person and day"
        aria-rowcount={view.people.length + 2}
        aria-colcount={days.length + 2}
      >
        <thead>
          <tr>
            <th scope="col" className={classes.corner}>
              Trainee
            </th>
            {days.map((day) => (
              <th
                key={day.on}
                scope="col"
                data-rest={day.rest}
                data-today={day.on === view.today}
                title={day.holiday ?? undefined}
              >
                <span aria-hidden>{day.letter}</span>
                <br />
                <span aria-label={`${dayWords(day.on)}${day.holiday === null ? '' : `, ${day.holiday}`}`}>
                  {day.date}
                  {day.holiday === null ? '' : '★'}
                </span>
              </th>
            ))}
            <th scope="col">Calls</th>
          </tr>
        </thead>
        <tbody>
          {view.mayEdit ? (
            <tr className={classes.coverage}>
              <th scope="row">Open places</th>
              {days.map(({ on }) => {
                const missing = short.get(on) ?? 0
                return (
                  <td key={on} data-short={missing > 0} aria-label={missing === 0 ? 'all filled' : `${missing} open`}>
                    {missing === 0 ? '✓' : `−${missing}`}
                  </td>
                )
              })}
              <td aria-label="no sum" />
            </tr>
          ) : null}
          {view.people.map((person) => {
            const isDraggedDay = (on: string) => dragged !== null && dragged.onDay === on
            return (
              <PersonRow
                key={person.id}
                person={person}
                days={days}
                rows={rows}
                beside={beside}
                found={found}
                shifts={shifts}
                activeOn={active?.personId === person.id ? active.on : null}
                focusFirst={active === null && person.id === view.people[0]?.id}
                mayEdit={view.mayEdit}
                dropOf={
                  dragged === null
                    ? null
                    : (on) => (isDraggedDay(on) ? props.dropOf({ personId: person.id, on }) : undefined)
                }
                onActive={props.onActive}
                onDragRow={(row) => {
                  setDragged(row)
                  props.onDrag(row)
                }}
                onDropOn={(cell) => {
                  if (dragged !== null) props.onMove(dragged, cell)
                  setDragged(null)
                  props.onDrag(null)
                }}
              />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  readonly person: CallScheduleView['people'][number]
  readonly days: readonly BoardDay[]
  readonly rows: ReadonlyMap<string, readonly CallRow[]>
  readonly beside: ReadonlyMap<string, readonly CallScheduleView['beside'][number][]>
  readonly found: ReadonlyMap<string, 'violation' | 'warning'>
  readonly shifts: ReadonlyMap<string, Placed>
  readonly activeOn: string | null
  readonly focusFirst: boolean
  readonly mayEdit: boolean
  readonly dropOf: ((on: string) => { status: string; reason: string | null } | undefined) | null
  readonly onActive: (cell: Cell) => void
  readonly onDragRow: (row: CallRow | null) => void
  readonly onDropOn: (cell: Cell) => void
}

/** A row is drawn again only when something of it changed; the functions it calls stay good. */
const PersonRow = memo(PersonCells, (before, after) => {
  const same = (['person', 'days', 'beside', 'found', 'shifts', 'activeOn', 'focusFirst'] as const).every(
    (name) => before[name] === after[name],
  )
  return same && before.rows === after.rows && before.dropOf === null && after.dropOf === null
})

function PersonCells(props: RowProps) {
  const { person, days, shifts } = props
  const cells = days.map((day, index) => {
    const key = cellKey(person.id, day.on)
    const own = props.rows.get(key) ?? []
    const others = props.beside.get(key) ?? []
    const away = person.away.some(({ startOn, endOn }) => startOn <= day.on && day.on <= endOn)
    const wish = person.wishes.find(({ startOn, endOn }) => startOn <= day.on && day.on <= endOn)
    const drop = props.dropOf?.(day.on)
    const words = [
      person.name,
      dayWords(day.on),
      away ? 'away' : '',
      wish ? wishWords[wish.wish] : '',
      ...own.map(({ shiftId, pinned }) => `${shifts.get(shiftId)?.shift.name ?? ''}${pinned ? ', locked' : ''}`),
      ...others.map(({ poolName }) => poolName),
    ].filter((each) => each !== '')
    return (
      <td
        key={day.on}
        data-cell={key}
        data-rest={day.rest}
        data-away={away}
        data-active={props.activeOn === day.on}
        data-finding={props.found.get(key)}
        data-drop={drop?.status}
        title={drop?.reason ?? undefined}
        aria-label={words.join(', ')}
        tabIndex={props.activeOn === day.on || (props.focusFirst && index === 0) ? 0 : -1}
        onFocus={() => props.onActive({ personId: person.id, on: day.on })}
        onClick={() => props.onActive({ personId: person.id, on: day.on })}
        onDragOver={(event: DragEvent) => event.preventDefault()}
        onDrop={(event: DragEvent) => {
          event.preventDefault()
          props.onDropOn({ personId: person.id, on: day.on })
        }}
      >
        {own.map((row) => (
          <Chip
            key={row.id}
            placed={shifts.get(row.shiftId)}
            locked={row.pinned}
            onDrag={props.mayEdit && !row.pinned ? (drags) => props.onDragRow(drags ? row : null) : undefined}
          />
        ))}
        {others.map((row) => (
          <span key={row.id} className={classes.chip} data-beside="true" title={row.poolName}>
            {row.code}
          </span>
        ))}
        {wish === undefined || own.length > 0 ? null : (
          <span className={classes.mark} title={wish.note === '' ? wishWords[wish.wish] : wish.note}>
            {wishShape[wish.wish]}
          </span>
        )}
      </td>
    )
  })
  return (
    <tr>
      <th scope="row" title={`${person.name}, ${person.level}`}>
        {person.name} <span className="quiet">{person.level}</span>
      </th>
      {cells}
      <td>{days.reduce((sum, { on }) => sum + (props.rows.get(cellKey(person.id, on))?.length ?? 0), 0)}</td>
    </tr>
  )
}

export function Chip(props: {
  readonly placed: Placed | undefined
  readonly locked?: boolean
  readonly onDrag?: ((drags: boolean) => void) | undefined
}) {
  const { placed } = props
  if (placed === undefined) return null
  const { fill, line, ink } = tintOf(placed.tint)
  return (
    <span
      className={classes.chip}
      style={{ background: fill, borderColor: line, color: ink }}
      draggable={props.onDrag !== undefined}
      onDragStart={() => props.onDrag?.(true)}
      onDragEnd={() => props.onDrag?.(false)}
    >
      {placed.shift.code}
      {props.locked ? <IconLock size={11} aria-hidden /> : null}
    </span>
  )
}
