import { memo } from 'react'
import { dayText } from '../../../../../ui/day-number.ts'
import type { ScheduleView } from '../../contract.ts'
import type { CoverageKind, CoverageLine } from './coverage.ts'
import { CoverageStrip } from './coverage-strip.tsx'
import classes from './grid.module.css'
import {
  fullWidth,
  type HeaderPart,
  leftOf,
  monthsOf,
  overlap,
  type Span,
  type Timeline,
  weekOf,
  widthOf,
} from './timeline.ts'

type CoverageRow = ScheduleView['coverage'][number]

interface HeaderProps {
  readonly timeline: Timeline
  /** The days on screen; only what touches them is drawn. */
  readonly visible: Span
  readonly periods: readonly HeaderPart[]
  readonly coverage: readonly CoverageLine[]
  readonly onFold: (kind: CoverageKind) => void
  /** Somebody points at a week in which a place has too few or too many people. */
  readonly onGap: ((row: CoverageRow, week: number) => void) | undefined
  /** What stands above the names, such as "24 trainees". */
  readonly corner: string
}

/** Where a part stands among the columns, counted from 1; the first column holds the names. */
const columns = (timeline: Timeline, span: Span) => {
  const first = weekOf(timeline, span.startDay)
  return { 'aria-colindex': first + 2, 'aria-colspan': weekOf(timeline, span.endDay) - first + 1 }
}

function Parts(props: {
  readonly parts: readonly HeaderPart[]
  readonly timeline: Timeline
  readonly visible: Span
  readonly className: string | undefined
}) {
  const { timeline } = props
  return props.parts
    .filter((part) => overlap(part, props.visible))
    .map((part) => (
      <div
        key={part.startDay}
        role="columnheader"
        {...columns(timeline, part)}
        className={props.className}
        style={{ left: leftOf(timeline, part.startDay), width: widthOf(timeline, part) }}
      >
        <span className={classes.partWords}>{part.label}</span>
      </div>
    ))
}

/** Months, blocks and weeks, and under them the coverage strip; stays at the top while the rows scroll. */
export const GridHeader = memo(function GridHeader(props: HeaderProps) {
  const { timeline, visible, periods, corner } = props
  const track = { width: fullWidth(timeline) }
  const weeks = timeline.weeks.map((week) => ({ ...week, label: String(Number(dayText(week.startDay).slice(8))) }))
  const rows = [
    { name: 'Month', parts: monthsOf(timeline), className: classes.month },
    ...(periods.length === 0 ? [] : [{ name: 'Block', parts: periods, className: classes.block }]),
    { name: 'Week of', parts: weeks, className: classes.week },
  ]
  return (
    <div role="rowgroup" className={classes.header}>
      {rows.map(({ name, parts, className }, index) => (
        <div key={name} role="row" aria-rowindex={index + 1} className={classes.headerRow}>
          <div role="columnheader" aria-colindex={1} className={classes.corner}>
            {index === 0 ? corner : name}
          </div>
          <div className={classes.track} style={track}>
            <Parts parts={parts} timeline={timeline} visible={visible} className={className} />
          </div>
        </div>
      ))}
      <CoverageStrip {...props} firstIndex={rows.length + 1} />
    </div>
  )
})
