import { rangeWords } from '../../../ui/date-words.ts'
import { Status } from '../../../ui/status.tsx'
import type { HourWindow } from '../contract.ts'
import classes from './hours-strip.module.css'

const height = 96
const barWidth = 22
const gap = 6
const top = 110

const y = (hours: number): number => height - (Math.min(hours, top) / top) * height

const isOver = ({ averageHours, limitHours }: HourWindow): boolean => averageHours !== null && averageHours > limitHours

const averageWords = (window: HourWindow): string =>
  window.averageHours === null
    ? 'leave throughout'
    : window.running
      ? `${window.hours} of ${window.maxHours} hours so far`
      : `${Math.round(window.averageHours * 10) / 10} of ${window.limitHours} hours a week on average`

/** Hours week by week in each averaging window, with its limit as a line and its average in words. */
export function HoursStrip({ windows }: { readonly windows: readonly HourWindow[] }) {
  return (
    <ul className={classes.strip}>
      {windows.map((window) => {
        const width = window.weeks.length * (barWidth + gap) + gap
        return (
          <li key={`${window.startOn} ${window.label}`} className={classes.window}>
            <div className={classes.label}>{window.label ?? 'No rotation'}</div>
            <div className="quiet">{rangeWords(window.startOn, window.endOn)}</div>
            <svg
              width={width}
              height={height + 4}
              viewBox={`0 0 ${width} ${height + 4}`}
              role="img"
              aria-label={`${window.label ?? 'No rotation'}, ${rangeWords(window.startOn, window.endOn)}: ${averageWords(window)}; by week ${window.weeks.map((hours) => (hours === null ? 'leave' : String(hours))).join(', ')}`}
            >
              {window.weeks.map((hours, index) => {
                const x = gap + index * (barWidth + gap)
                const key = `${window.startOn}-${String(index)}`
                if (hours === null)
                  return <rect key={key} x={x} y={height - 8} width={barWidth} height={8} className={classes.leave} />
                return (
                  <g key={key}>
                    <rect
                      x={x}
                      y={y(hours)}
                      width={barWidth}
                      height={height - y(hours)}
                      rx={2}
                      className={hours > window.limitHours ? classes.long : classes.bar}
                    />
                    <text
                      x={x + barWidth / 2}
                      y={Math.max(10, y(hours) - 3)}
                      textAnchor="middle"
                      className={classes.figure}
                    >
                      {Math.round(hours)}
                    </text>
                  </g>
                )
              })}
              <line x1={0} x2={width} y1={y(window.limitHours)} y2={y(window.limitHours)} className={classes.limit} />
              {window.averageHours === null || window.running ? null : (
                <line
                  x1={0}
                  x2={width}
                  y1={y(window.averageHours)}
                  y2={y(window.averageHours)}
                  className={classes.average}
                />
              )}
              <line x1={0} x2={width} y1={height} y2={height} className={classes.base} />
            </svg>
            <Status kind={isOver(window) ? 'violation' : 'on-track'}>
              {window.averageHours === null
                ? 'Leave'
                : window.running
                  ? `${window.hours} of ${window.maxHours} h so far`
                  : `${Math.round(window.averageHours * 10) / 10} h a week`}
            </Status>
            <span className="quiet">
              {window.running
                ? `${window.daysOffRequired} days off needed`
                : `${window.daysOff} of ${window.daysOffRequired} days off`}
              {window.calls > 0 ? `, ${window.calls} of ${window.callsAllowed} calls` : ''}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** How the strip is read, once for a page. */
export function StripLegend({ limit }: { readonly limit: number }) {
  return (
    <p className={classes.legend}>
      <svg width="24" height="8" aria-hidden>
        <line x1="0" x2="24" y1="4" y2="4" className={classes.limit} />
      </svg>{' '}
      limit of {limit} hours{' '}
      <svg width="24" height="8" aria-hidden>
        <line x1="0" x2="24" y1="4" y2="4" className={classes.average} />
      </svg>{' '}
      average of the window. Each bar is a week; one long week is allowed where the average holds.
    </p>
  )
}
