import { Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useRoute } from '../../../../../ui/api.ts'
import { dayWords } from '../../../../../ui/date-words.ts'
import { Section } from '../../../../../ui/page.tsx'
import { callCandidates, type CallRow, type CallScheduleView } from '../../schedules-contract.ts'
import classes from './board.module.css'
import { CalendarView } from './calendar-view.tsx'
import { CellPanel } from './cell-panel.tsx'
import { boardDays, shareDay, shiftsById, shortNames } from './days.ts'
import { FindingsList } from './findings-list.tsx'
import { type Cell, PeopleGrid } from './people-grid.tsx'
import { PlacePanel } from './place-panel.tsx'
import { type Place, PoolsGrid } from './pools-grid.tsx'
import type { Edits } from './use-edits.ts'

/** A month of calls to look at and to change, with what the rules say of it. */
export function Board(props: {
  readonly view: CallScheduleView
  readonly from: string
  readonly until: string
  readonly mode: 'people' | 'shifts' | 'calendar'
  readonly edits: Edits
}) {
  const { view, edits, mode } = props
  const { holidays, pools, people } = view
  const [cell, setCell] = useState<Cell | null>(null)
  const [place, setPlace] = useState<Place | null>(null)
  const [dragged, setDragged] = useState<CallRow | null>(null)
  const days = useMemo(() => boardDays(holidays, props.from, props.until), [holidays, props.from, props.until])
  const shifts = useMemo(() => shiftsById(pools), [pools])
  const names = useMemo(() => shortNames(people), [people])
  // What is dragged is judged for everybody at once, while it is in the air.
  const targets = useRoute(
    callCandidates,
    {
      params: { scheduleId: view.id },
      query: { shiftId: dragged?.shiftId ?? '', onDay: dragged?.onDay ?? '', instead: dragged?.id },
    },
    { enabled: dragged !== null },
  )
  const rowsIn = (at: Cell): CallRow[] => view.rows.filter((row) => row.personId === at.personId && row.onDay === at.on)
  const nameOf = (id: string): string => view.people.find((person) => person.id === id)?.name ?? ''
  const day = days.find(({ on }) => on === cell?.on)
  const placed = place === null ? undefined : shifts.get(place.shiftId)

  const onType = (at: Cell, code: string): boolean => {
    if (!view.mayEdit) return false
    const meant = [...shifts.values()].filter(
      ({ shift }) => !shift.archived && shift.code.toLowerCase() === code.toLowerCase(),
    )
    const [only] = meant
    if (only === undefined)
      return ![...shifts.values()].some(({ shift }) => shift.code.toLowerCase().startsWith(code.toLowerCase()))
    // What may be held beside it stays.
    const beside = (row: CallRow): boolean => row.shiftId !== only.shift.id && shareDay(pools, row.poolId, only.poolId)
    edits.apply({
      remove: rowsIn(at).filter((row) => !beside(row)),
      add: [{ poolId: only.poolId, shiftId: only.shift.id, onDay: at.on, personId: at.personId }],
      words: `${nameOf(at.personId)} on ${only.shift.name}, ${dayWords(at.on)}.`,
    })
    return true
  }
  const onClear = (at: Cell) => {
    const rows = rowsIn(at)
    if (view.mayEdit && rows.length > 0)
      edits.apply({ remove: rows, add: [], words: `${nameOf(at.personId)} off on ${dayWords(at.on)}.` })
  }
  const onMove = (row: CallRow, to: Cell) => {
    if (row.personId === to.personId && row.onDay === to.on) return
    const shift = shifts.get(row.shiftId)?.shift.name ?? 'the call'
    edits.apply({
      remove: [row],
      add: [{ poolId: row.poolId, shiftId: row.shiftId, onDay: to.on, personId: to.personId }],
      words: `${shift} of ${nameOf(row.personId)} on ${dayWords(row.onDay)} to ${nameOf(to.personId)}${to.on === row.onDay ? '' : ` on ${dayWords(to.on)}`}.`,
    })
  }
  return (
    <>
      <div className={classes.layout} data-panel={mode === 'shifts' ? placed !== undefined : day !== undefined}>
        <div>
          {mode === 'people' ? (
            <PeopleGrid
              view={view}
              days={days}
              shifts={shifts}
              active={cell}
              onActive={setCell}
              onType={onType}
              onClear={onClear}
              onMove={onMove}
              onLock={(at) => {
                const [row] = rowsIn(at)
                if (view.mayEdit && row !== undefined) edits.lock(row)
              }}
              onUndo={edits.undo}
              onDrag={setDragged}
              dropOf={({ personId }) => targets.data?.candidates.find((one) => one.personId === personId)}
            />
          ) : mode === 'shifts' ? (
            <PoolsGrid view={view} days={days} shifts={shifts} names={names} active={place} onActive={setPlace} />
          ) : (
            <CalendarView view={view} days={days} shifts={shifts} names={names} onActive={setCell} />
          )}
          {mode === 'shifts' && view.mayEdit ? (
            <Text size="sm" className="quiet" mt={4}>
              Choose a shift of a day to see who is on it and who else could take it.
            </Text>
          ) : null}
          {!view.mayEdit && mode !== 'shifts' ? (
            <Text size="sm" className="quiet" mt={4}>
              Choose a call to ask why.
            </Text>
          ) : null}
          {view.mayEdit && mode === 'people' ? (
            <Text size="sm" className="quiet" mt={4}>
              Arrows move; type a code (
              {[...shifts.values()]
                .filter(({ shift }) => !shift.archived)
                .map(({ shift }) => shift.code)
                .join(', ')}
              ) to put on, Delete to take off, a full stop to lock; drag a call to somebody else; Ctrl+Z goes back.
              Hatched: away.
            </Text>
          ) : null}
        </div>
        {mode === 'shifts' ? (
          place !== null && placed !== undefined ? (
            <PlacePanel view={view} place={place} placed={placed} names={names} edits={edits} />
          ) : null
        ) : cell !== null && day !== undefined ? (
          <CellPanel
            key={`${cell.personId} ${cell.on}`}
            view={view}
            cell={cell}
            day={day}
            shifts={shifts}
            edits={edits}
          />
        ) : null}
      </div>
      {view.mayEdit ? (
        <Section title="What the rules say">
          <FindingsList view={view} shifts={shifts} onCell={setCell} onPlace={setPlace} />
        </Section>
      ) : null}
    </>
  )
}
