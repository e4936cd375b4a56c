import type { HourWindow } from '../contract.ts'
import classes from './hours-strip.module.css'

const height = 28
const barWidth = 5
const top = 110
const y = (hours: number): number => height - (Math.min(hours, top) / top) * height

/** The same strip, small: every week of a trainee in one row, a gap between windows. */
export function WeekStrip({ windows, name }: { readonly windows: readonly HourWindow[]; readonly name: string }) {
  const starts: number[] = []
  let width = 0
  for (const { weeks } of windows) {
    starts.push(width)
    width += weeks.length * (barWidth + 1) + 4
  }
  const words = windows.map(({ averageHours, limitHours }) =>
    averageHours === null ? 'leave' : `${Math.round(averageHours)} of ${limitHours}`,
  )
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${name}: averages by window ${words.join(', ')}`}
    >
      {windows.map((window, at) => (
        <g key={`${window.startOn} ${window.label}`} transform={`translate(${starts[at]} 0)`}>
          {window.weeks.map((hours, index) => (
            <rect
              key={`${window.startOn}-${String(index)}`}
              x={index * (barWidth + 1)}
              y={y(hours ?? 4)}
              width={barWidth}
              height={height - y(hours ?? 4)}
              className={hours === null ? classes.leave : hours > window.limitHours ? classes.long : classes.bar}
            />
          ))}
          <line
            x1={0}
            x2={window.weeks.length * (barWidth + 1)}
            y1={y(window.limitHours)}
            y2={y(window.limitHours)}
            className={classes.thin}
          />
        </g>
      ))}
    </svg>
  )
}
