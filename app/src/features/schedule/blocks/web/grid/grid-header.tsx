import { memo } from 'react'
import type { ScheduleView } from '../../contract.ts'
import type { CoverageKind, CoverageLine } from './coverage.ts'
import { CoverageStrip } from './coverage-strip.tsx'
import classes from './grid.module.css'
import type { HeaderRow } from './header-rows.ts'
import {
  fullWidth,
  type HeaderPart,
  leftOf,
  overlap,
  shortLabel,
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
  readonly rows: readonly HeaderRow[]
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
        title={part.label}
      >
        <span className={classes.partWords}>{shortLabel(part.label, widthOf(timeline, part))}</span>
      </div>
    ))
}

const partClasses: Readonly<Record<HeaderRow['kind'], string | undefined>> = {
  year: classes.year,
  month: classes.month,
  block: classes.block,
  week: classes.week,
  day: classes.week,
}

/** Years, months, blocks, weeks or days, and under them the coverage strip; stays at the top while the rows scroll. */
export const GridHeader = memo(function GridHeader(props: HeaderProps) {
  const { timeline, visible, rows, corner } = props
  const track = { width: fullWidth(timeline) }
  return (
    <div role="rowgroup" className={classes.header}>
      {rows.map(({ kind, name, parts, height }, index) => (
        <div key={kind} role="row" aria-rowindex={index + 1} className={classes.headerRow} style={{ height }}>
          <div role="columnheader" aria-colindex={1} className={classes.corner}>
            {index === 0 ? corner : name}
          </div>
          <div className={classes.track} style={track}>
            <Parts parts={parts(visible)} timeline={timeline} visible={visible} className={partClasses[kind]} />
          </div>
        </div>
      ))}
      <CoverageStrip {...props} firstIndex={rows.length + 1} />
    </div>
  )
})
