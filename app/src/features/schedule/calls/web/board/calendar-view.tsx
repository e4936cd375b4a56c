import { useActor } from '../../../../../ui/actor.tsx'
import { dayWords } from '../../../../../ui/date-words.ts'
import type { CallScheduleView } from '../../schedules-contract.ts'
import { weekdayNames } from '../call-words.ts'
import classes from './board.module.css'
import { type BoardDay, type Placed } from './days.ts'
import { type Cell, Chip } from './people-grid.tsx'

/** A month as on the wall: who is on each day. On a phone a list of days. */
export function CalendarView(props: {
  readonly view: CallScheduleView
  readonly days: readonly BoardDay[]
  readonly shifts: ReadonlyMap<string, Placed>
  readonly names: ReadonlyMap<string, string>
  readonly onActive: (cell: Cell) => void
}) {
  const { personId } = useActor()
  const { view, days } = props
  const order = new Map([...props.shifts.keys()].map((id, index) => [id, index]))
  return (
    <div className={classes.calendar}>
      {weekdayNames.map((name) => (
        <div key={name} className={classes.weekday} aria-hidden>
          {name}
        </div>
      ))}
      {Array.from({ length: days[0]?.weekday ?? 0 }, (_, index) => (
        <div key={`blank-${String(index)}`} className={classes.blank} />
      ))}
      {days.map((day) => {
        const rows = view.rows
          .filter(({ onDay }) => onDay === day.on)
          .toSorted((a, b) => (order.get(a.shiftId) ?? 0) - (order.get(b.shiftId) ?? 0))
        return (
          <div key={day.on} data-rest={day.rest} data-today={day.on === view.today}>
            <span className="visually-hidden">{dayWords(day.on)}</span>
            <strong aria-hidden>{day.date}</strong> <span className="quiet">{day.holiday ?? ''}</span>
            {rows.map((row) => (
              <button
                key={row.id}
                type="button"
                onClick={() => props.onActive({ personId: row.personId, on: row.onDay })}
              >
                <Chip placed={props.shifts.get(row.shiftId)} locked={row.pinned} />
                {row.personId === personId ? (
                  <strong>{props.names.get(row.personId)}</strong>
                ) : (
                  <span>{props.names.get(row.personId)}</span>
                )}
              </button>
            ))}
          </div>
        )
      })}
    </div>
  )
}
