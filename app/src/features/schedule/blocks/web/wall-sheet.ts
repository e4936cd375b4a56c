import type { GridRows } from './grid/rows.ts'
import { leftOf, makeTimeline, type Span, type Timeline, widthOf } from './grid/timeline.ts'
import type { ScheduleView } from '../contract.ts'

/** An A3 sheet on its side within margins of 8 mm: 404 by 281 mm, in quarter millimetres. */
export const sheet = { width: 1616, height: 1124 } as const
const names = 210
const head = { title: 34, months: 20, weeks: 15 } as const
const legendColumns = 8
const legendLine = 14
/** A row is never taller than this, so that a small program does not look like a poster of stripes. */
const tallest = 30

export interface WallSheet {
  readonly timeline: Timeline
  readonly nameWidth: number
  readonly bodyTop: number
  readonly rowHeight: number
  readonly groupHeight: number
  readonly fontSize: number
  readonly legendTop: number
  readonly tops: readonly number[]
}

/** Fits the whole year on the sheet: the columns share its width, the lines its height. */
export function layWallSheet(view: ScheduleView, rows: GridRows, rotationCount: number): WallSheet {
  const legendHeight = 10 + Math.ceil(rotationCount / legendColumns) * legendLine
  const bodyTop = head.title + head.months + head.weeks
  const groups = rows.lines.filter((line) => line.kind === 'group').length
  const people = rows.lines.length - groups
  const rowHeight = Math.min(tallest, (sheet.height - bodyTop - legendHeight) / Math.max(1, people + groups * 0.75))
  const groupHeight = rowHeight * 0.75
  let top = bodyTop
  const tops = rows.lines.map((line) => {
    const own = top
    top += line.kind === 'group' ? groupHeight : rowHeight
    return own
  })
  const days = makeTimeline(view, 7)
  const weekWidth = ((sheet.width - names) / (days.endDay - days.startDay + 1)) * 7
  return {
    timeline: makeTimeline(view, weekWidth),
    nameWidth: names,
    bodyTop,
    rowHeight,
    groupHeight,
    fontSize: Math.min(13, rowHeight * 0.66),
    legendTop: top + 10,
    tops,
  }
}

/** Left edge and width of a span on the sheet. */
export const onSheet = (wall: WallSheet, span: Span): { x: number; width: number } => ({
  x: wall.nameWidth + leftOf(wall.timeline, span.startDay),
  width: widthOf(wall.timeline, span),
})

/** Place of the n-th entry of the legend. */
export const legendPlace = (wall: WallSheet, index: number): { x: number; y: number } => ({
  x: (index % legendColumns) * (sheet.width / legendColumns),
  y: wall.legendTop + Math.floor(index / legendColumns) * legendLine,
})
