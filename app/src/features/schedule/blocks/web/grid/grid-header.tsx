import { memo } from 'react'
import { shortDay } from '../../../../../ui/date-words.ts'
import { dayText } from '../../../../../ui/day-number.ts'
import type { ScheduleView } from '../../contract.ts'
import { coverageAt, coverageFigure, limitWords } from './coverage.ts'
import classes from './grid.module.css'
import { OverShape, UnderShape } from './shapes.tsx'
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
  readonly coverage: readonly CoverageRow[]
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
export const GridHeader = memo(function GridHeader({ timeline, visible, periods, coverage, corner }: HeaderProps) {
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
      {coverage.map((row, index) => (
        <div key={row.key} role="row" aria-rowindex={rows.length + index + 1} className={classes.coverageRow}>
          <div
            role="rowheader"
            aria-colindex={1}
            className={classes.coverageName}
            title={`${row.label}: ${limitWords(row)}`}
          >
            <span className={classes.coverageLabel}>{row.label}</span>
            <span className={classes.limits}>{limitFigures(row)}</span>
          </div>
          <div className={classes.track} style={track}>
            <CoverageCells row={row} timeline={timeline} visible={visible} />
          </div>
        </div>
      ))}
    </div>
  )
})

const limitFigures = (row: CoverageRow): string => {
  if (row.min === null) return row.max === null ? '' : `≤ ${row.max}`
  return row.max === null ? `≥ ${row.min}` : `${row.min}-${row.max}`
}

const stateWords = { under: 'too few', over: 'too many', right: 'right' } as const

function CoverageCells(props: { readonly row: CoverageRow; readonly timeline: Timeline; readonly visible: Span }) {
  const { row, timeline } = props
  return timeline.weeks.map((week, index) => {
    if (!overlap(week, props.visible)) return null
    const state = coverageAt(row, index)
    const figure = coverageFigure(row, index)
    return (
      <div
        key={week.startDay}
        role="gridcell"
        aria-colindex={index + 2}
        aria-label={`${row.label}, week of ${shortDay(dayText(week.startDay))}: ${figure}, ${stateWords[state]}`}
        className={classes.coverageCell}
        data-state={state}
        style={{ left: leftOf(timeline, week.startDay), width: widthOf(timeline, week) }}
      >
        {state === 'under' ? <UnderShape /> : null}
        {state === 'over' ? <OverShape /> : null}
        {figure}
      </div>
    )
  })
}
