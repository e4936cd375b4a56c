import { Fragment } from 'react'
import { dayWords } from '../../../../../ui/date-words.ts'
import type { CallScheduleView } from '../../schedules-contract.ts'
import classes from './board.module.css'
import { type BoardDay, type Placed, runsOn } from './days.ts'

export interface Place {
  readonly shiftId: string
  readonly on: string
}

/** Shifts by days: who is on each, and where somebody is missing. */
export function PoolsGrid(props: {
  readonly view: CallScheduleView
  readonly days: readonly BoardDay[]
  readonly shifts: ReadonlyMap<string, Placed>
  readonly names: ReadonlyMap<string, string>
  readonly active: Place | null
  readonly onActive: (place: Place) => void
}) {
  const { view, days, active } = props
  const onShift = new Map<string, string[]>()
  for (const row of view.rows) {
    const key = `${row.shiftId} ${row.onDay}`
    onShift.set(key, [...(onShift.get(key) ?? []), props.names.get(row.personId) ?? '?'])
  }
  const shifts = [...props.shifts.values()].filter(({ shift }) => !shift.archived)
  return (
    <div className={classes.frame}>
      <table className={classes.grid} aria-label="Call by shift and day">
        <thead>
          <tr>
            <th scope="col" className={classes.corner}>
              Shift
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
                <span aria-label={dayWords(day.on)}>{day.date}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shifts.map(({ shift, poolName }) => (
            <tr key={shift.id}>
              <th scope="row" title={poolName}>
                {shift.name}
              </th>
              {days.map((day) => {
                const people = onShift.get(`${shift.id} ${day.on}`) ?? []
                const runs = runsOn(shift, day)
                if (!runs && people.length === 0)
                  return <td key={day.on} data-rest={day.rest} aria-label="does not run" />
                const isShort = people.length < shift.minPeople
                return (
                  <td
                    key={day.on}
                    data-rest={day.rest}
                    data-active={active?.shiftId === shift.id && active.on === day.on}
                    data-finding={isShort ? 'violation' : undefined}
                  >
                    <button
                      type="button"
                      className={classes.place}
                      aria-label={`${shift.name}, ${dayWords(day.on)}: ${people.length === 0 ? 'nobody' : people.join(', ')}`}
                      onClick={() => props.onActive({ shiftId: shift.id, on: day.on })}
                    >
                      <span className={classes.names}>
                        {people.length === 0
                          ? '…'
                          : people.map((name) => (
                              <Fragment key={name}>
                                <span>{name}</span>
                              </Fragment>
                            ))}
                      </span>
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
