import { rangeWords } from '../../../../ui/date-words.ts'
import { dayText } from '../../../../ui/day-number.ts'
import { lightTints } from '../../../../ui/tints.ts'
import type { ScheduleView } from '../contract.ts'
import { codeWidth } from './grid/fit-code.ts'
import type { GridRows, PersonLine } from './grid/rows.ts'
import { clip, monthsOf } from './grid/timeline.ts'
import { layWallSheet, legendPlace, onSheet, sheet, type WallSheet } from './wall-sheet.ts'

const ink = '#16222a'
const rule = '#b8c2c7'
const tint = (place: number) => lightTints[place % lightTints.length] ?? { fill: 'white', line: rule, ink }

/** The year as one picture, always in light colours: paper is white. */
export function WallPrint(props: {
  readonly view: ScheduleView
  readonly rows: GridRows
  readonly title: string
  readonly note: string
}) {
  const { view, rows } = props
  const used = new Set(rows.people.flatMap((line) => line.bars.map((bar) => bar.assignment.rotationKey)))
  // Programs may name the same rotation alike; the legend says it once.
  const rotations = [
    ...new Map(
      view.rotations
        .filter((rotation) => used.has(rotation.key))
        .map((rotation) => [`${rotation.code} ${rotation.name}`, rotation] as const),
    ).values(),
  ]
  const wall = layWallSheet(view, rows, rotations.length)
  return (
    <svg
      className="wall-print"
      viewBox={`0 0 ${sheet.width} ${sheet.height}`}
      role="img"
      aria-label={`${props.title}: the year of ${rows.people.length} trainees`}
      fontFamily="system-ui, sans-serif"
      fill={ink}
    >
      <text x={0} y={22} fontSize={22} fontWeight={700}>
        {props.title}
      </text>
      <text x={sheet.width} y={22} fontSize={12} textAnchor="end">
        {props.note}
      </text>
      <Calendar wall={wall} bottom={wall.legendTop - 10} />
      {rows.lines.map((line, index) => {
        const top = wall.tops[index] ?? 0
        if (line.kind === 'person')
          return <PersonLineOnWall key={line.row.appointmentId} line={line} top={top} wall={wall} />
        return (
          <g key={line.key}>
            <rect x={0} y={top} width={sheet.width} height={wall.groupHeight} fill="#e9edef" />
            <text x={4} y={top + wall.groupHeight * 0.76} fontSize={wall.fontSize * 0.9} fontWeight={700}>
              {line.label}
            </text>
          </g>
        )
      })}
      {rotations.map((rotation, index) => {
        const { x, y } = legendPlace(wall, index)
        return (
          <g key={rotation.key} fontSize={10}>
            <rect
              x={x}
              y={y}
              width={42}
              height={12}
              rx={2}
              fill={tint(rotation.tint).fill}
              stroke={tint(rotation.tint).line}
            />
            <text
              x={x + 21}
              y={y + 9.5}
              fontSize={Math.min(10, 56 / rotation.code.length)}
              textAnchor="middle"
              fontWeight={600}
            >
              {rotation.code}
            </text>
            <text x={x + 46} y={y + 9.5}>
              {rotation.name.length > 27 ? `${rotation.name.slice(0, 26)}…` : rotation.name}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

function Calendar({ wall, bottom }: { readonly wall: WallSheet; readonly bottom: number }) {
  const { timeline } = wall
  return (
    <g>
      {monthsOf(timeline).map((month) => {
        const { x } = onSheet(wall, month)
        return (
          <g key={month.startDay}>
            <line x1={x} x2={x} y1={wall.bodyTop - 35} y2={bottom} stroke={rule} />
            <text x={x + 3} y={wall.bodyTop - 20} fontSize={13} fontWeight={600}>
              {month.label}
            </text>
          </g>
        )
      })}
      {timeline.weeks.map((week) => {
        const { x } = onSheet(wall, week)
        return (
          <g key={week.startDay}>
            <line x1={x} x2={x} y1={wall.bodyTop - 13} y2={bottom} stroke={rule} strokeWidth={0.4} />
            <text x={x + 3} y={wall.bodyTop - 4} fontSize={9}>
              {Number(dayText(week.startDay).slice(8))}
            </text>
          </g>
        )
      })}
    </g>
  )
}

function PersonLineOnWall(props: { readonly line: PersonLine; readonly top: number; readonly wall: WallSheet }) {
  const { line, top, wall } = props
  const { rowHeight, fontSize } = wall
  const baseline = top + rowHeight / 2 + fontSize * 0.35
  return (
    <g fontSize={fontSize}>
      <text x={4} y={baseline}>
        {line.row.personName}
      </text>
      <line x1={0} x2={sheet.width} y1={top + rowHeight} y2={top + rowHeight} stroke={rule} strokeWidth={0.4} />
      {line.bars.map((bar) => {
        const shown = clip(bar, wall.timeline)
        if (shown === null) return null
        const { x, width } = onSheet(wall, shown)
        const colours = tint(bar.rotation?.tint ?? 0)
        const code = bar.rotation?.code ?? '?'
        // A short bar gets a smaller code rather than none.
        const size = Math.min(fontSize, (width - 3) / codeWidth(code))
        return (
          <g key={bar.assignment.id}>
            <title>{`${bar.rotation?.name ?? ''}, ${rangeWords(bar.assignment.startOn, bar.assignment.endOn)}`}</title>
            <rect
              x={x + 0.5}
              y={top + 1}
              width={Math.max(0.5, width - 1)}
              height={rowHeight - 2}
              rx={2}
              fill={colours.fill}
              stroke={colours.line}
              strokeWidth={0.8}
            />
            <text
              x={x + width / 2}
              y={top + rowHeight / 2 + size * 0.35}
              fontSize={size}
              fontWeight={600}
              textAnchor="middle"
            >
              {code}
            </text>
          </g>
        )
      })}
      {line.leaves.map((leave) => {
        const shown = clip(leave, wall.timeline)
        if (shown === null) return null
        const { x, width } = onSheet(wall, shown)
        return (
          <line
            key={`leave ${leave.startDay}`}
            x1={x}
            x2={x + width}
            y1={top + rowHeight - 3}
            y2={top + rowHeight - 3}
            stroke={ink}
            strokeWidth={2.5}
            strokeDasharray="3 2"
          />
        )
      })}
    </g>
  )
}
