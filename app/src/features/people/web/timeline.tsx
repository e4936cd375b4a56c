import { dayNumber } from '../../../ui/day-number.ts'
import { rangeWords, shortDay } from '../../../ui/date-words.ts'
import type { PersonView } from '../contract.ts'
import { leaveNames } from '../leave-kinds.ts'
import classes from './timeline.module.css'

/** Appointments as bars over the years, cut into levels, with leave and today; the sections below say the same in words. */
export function Timeline({ person }: { readonly person: PersonView }) {
  const { appointments, leaves, today } = person
  const firstYear = Math.min(...appointments.map(({ startOn }) => Number(startOn.slice(0, 4))))
  const lastYear = Math.max(...appointments.map(({ endOn }) => Number(endOn.slice(0, 4)))) + 1
  const from = dayNumber(`${firstYear}-01-01`)
  const whole = dayNumber(`${lastYear}-01-01`) - from
  const place = (startOn: string, endOn: string) => ({
    left: `${((dayNumber(startOn) - from) / whole) * 100}%`,
    width: `${((dayNumber(endOn) + 1 - dayNumber(startOn)) / whole) * 100}%`,
  })
  const years = Array.from({ length: lastYear - firstYear }, (_, index) => firstYear + index)
  const isNear = today >= `${firstYear}-01-01` && today < `${lastYear}-01-01`
  return (
    <figure className={classes.figure} aria-label="Appointments and leave over the years; listed in words below">
      <div className={classes.years} aria-hidden>
        {years.map((year) => (
          <span key={year} style={place(`${year}-01-01`, `${year}-12-31`)}>
            {year}
          </span>
        ))}
      </div>
      <div className={classes.tracks} aria-hidden>
        {appointments.map((appointment) => {
          const parts =
            appointment.levels.length > 0
              ? appointment.levels
              : [{ level: appointment.entryLevel, startOn: appointment.startOn, endOn: appointment.endOn }]
          return (
            <div key={appointment.id} className={classes.track} data-active={appointment.active}>
              {parts.map((part) => (
                <span
                  key={part.startOn}
                  className={classes.bar}
                  style={place(part.startOn, part.endOn)}
                  title={`${appointment.programName}: ${part.level}, ${rangeWords(part.startOn, part.endOn)}`}
                >
                  {appointments.length > 1 ? `${part.level}, ${appointment.programName}` : part.level}
                </span>
              ))}
            </div>
          )
        })}
        {leaves.length === 0 ? null : (
          <div className={classes.track} data-leave>
            {leaves.map((leave) => (
              <span
                key={leave.id}
                className={classes.leave}
                style={place(leave.startOn, leave.endOn)}
                title={`${leaveNames[leave.kind]}, ${rangeWords(leave.startOn, leave.endOn)}`}
              />
            ))}
          </div>
        )}
        {isNear ? (
          <span
            className={classes.today}
            style={{ left: place(today, today).left }}
            title={`Today, ${shortDay(today, true)}`}
          />
        ) : null}
      </div>
    </figure>
  )
}
