import { memo, type ReactNode } from 'react'
import { rangeWords } from '../../../../../ui/date-words.ts'
import { dayText } from '../../../../../ui/day-number.ts'
import { tintOf } from '../../../../../ui/tints.ts'
import type { Target } from './finding-targets.ts'
import type { Mark } from './grid-editing.ts'
import classes from './grid.module.css'
import { codeFits, fitCode } from './fit-code.ts'
import type { Bar, GroupLine, PersonLine } from './rows.ts'
import { AmendedShape, OffSiteShape, PinShape } from './shapes.tsx'
import { clip, fullWidth, leftOf, overlap, shortLabel, type Span, type Timeline, weekOf, widthOf } from './timeline.ts'

const columns = (timeline: Timeline, span: Span) => {
  const first = weekOf(timeline, span.startDay)
  return { 'aria-colindex': first + 2, 'aria-colspan': weekOf(timeline, span.endDay) - first + 1 }
}

const place = (timeline: Timeline, span: Span) => {
  const shown = clip(span, timeline) ?? span
  return { left: leftOf(timeline, shown.startDay), width: widthOf(timeline, shown) }
}

/** What stands in a range, in words, for those who hear the grid. */
export function barWords(bar: Bar): string {
  const marks = [
    bar.rotation?.offSite ? 'off site' : '',
    bar.assignment.pinned ? 'pinned' : '',
    bar.assignment.amended ? 'amended' : '',
    bar.assignment.draftId ? 'a draft' : '',
  ]
  const dates = rangeWords(bar.assignment.startOn, bar.assignment.endOn)
  return [bar.rotation?.name ?? 'Unknown rotation', dates, ...marks.filter((mark) => mark !== '')].join(', ')
}

/** From this width on, a code would otherwise be out of sight while much of its bar is in view. */
const longWidth = 240

function BarCell({
  bar,
  timeline,
  selected,
}: {
  readonly bar: Bar
  readonly timeline: Timeline
  readonly selected: boolean | undefined
}) {
  const { fill, line, ink } = tintOf(bar.rotation?.tint ?? 0)
  const box = place(timeline, bar)
  const isFar = timeline.scale === 'months'
  const whole = bar.rotation?.code ?? '?'
  const code = isFar && !codeFits(whole, box.width) ? '' : whole
  const { fontSize, room } = fitCode(code, box.width)
  const shapes = [
    { key: 'off-site', wanted: bar.rotation?.offSite ?? false, shape: <OffSiteShape /> },
    { key: 'pin', wanted: bar.assignment.pinned, shape: <PinShape /> },
    { key: 'amended', wanted: bar.assignment.amended, shape: <AmendedShape /> },
  ].filter(({ wanted }) => wanted)
  return (
    <div
      role="gridcell"
      {...columns(timeline, bar)}
      aria-label={barWords(bar)}
      aria-selected={selected}
      className={classes.bar}
      title={isFar ? barWords(bar) : undefined}
      data-far={isFar || undefined}
      data-draft={bar.assignment.draftId ? true : undefined}
      data-narrow={room === 0}
      data-long={box.width > longWidth}
      style={{ ...box, fontSize, background: fill, borderColor: line, color: ink }}
    >
      <span className={classes.barCode}>{code}</span>
      {shapes.slice(0, room).map(({ key, shape }) => (
        <span key={key} className={classes.barShape}>
          {shape}
        </span>
      ))}
      {shapes.length > room && !isFar ? <span aria-hidden className={classes.moreShapes} /> : null}
    </div>
  )
}

function MarkBox({ mark, box }: { readonly mark: Mark; readonly box: { left: number; width: number } }) {
  const { kind, who } = mark
  if (who === undefined) return <div aria-hidden className={classes.mark} data-kind={kind} style={box} />
  const { fill, line, ink } = tintOf(who.tint)
  return (
    <div aria-hidden className={classes.mark} data-kind={kind} style={{ ...box, borderColor: line }}>
      {who.initials === '' ? null : (
        <span className={classes.markWho} style={{ background: ink, color: fill }}>
          {who.initials}
        </span>
      )}
    </div>
  )
}

interface PersonRowProps {
  readonly line: PersonLine
  readonly timeline: Timeline
  readonly visible: Span
  readonly rowIndex: number
  readonly top: number
  readonly targets: readonly Target[] | undefined
  readonly marks: readonly Mark[] | undefined
  readonly notes: readonly Mark[] | undefined
  readonly selected: Span | undefined
  /** The selection ends in this row: its corner can be dragged. */
  readonly hasHandle: boolean
  /** The active cell and what hangs on it, when it is in this row. */
  readonly active: ReactNode
}

export const PersonRow = memo(function PersonRow(props: PersonRowProps) {
  const { line, timeline, visible, selected } = props
  const outside: Span[] = [
    { startDay: timeline.startDay, endDay: line.span.startDay - 1 },
    { startDay: line.span.endDay + 1, endDay: timeline.endDay },
  ].filter((span) => span.startDay <= span.endDay)
  return (
    <div
      role="row"
      aria-rowindex={props.rowIndex}
      className={classes.row}
      style={{ top: props.top }}
      data-person={line.index}
    >
      <div role="rowheader" aria-colindex={1} className={classes.name} title={line.row.personName}>
        <span className={classes.nameWords}>{line.row.personName}</span>
        {line.row.combined ? <span className={classes.combined}>two programs</span> : null}
      </div>
      <div className={classes.track} style={{ width: fullWidth(timeline) }}>
        {outside.map((span) => (
          <div key={span.startDay} aria-hidden className={classes.outside} style={place(timeline, span)} />
        ))}
        {line.bars
          .filter((bar) => overlap(bar, visible))
          .map((bar) => (
            <BarCell
              key={bar.assignment.id}
              bar={bar}
              timeline={timeline}
              selected={selected === undefined ? undefined : overlap(bar, selected)}
            />
          ))}
        {line.leaves
          .filter((leave) => overlap(leave, visible))
          .map((leave) => (
            <div
              key={`leave ${leave.startDay}`}
              role="gridcell"
              {...columns(timeline, leave)}
              aria-label={`${leave.words}, ${rangeWords(dayText(leave.startDay), dayText(leave.endDay))}`}
              className={classes.leave}
              style={place(timeline, leave)}
            />
          ))}
        {props.targets?.map((target) => (
          <div
            key={`${target.startDay} ${target.endDay}`}
            aria-hidden
            className={classes.target}
            style={place(timeline, target)}
          />
        ))}
        {props.marks?.map((mark) => (
          <MarkBox
            key={`${mark.kind} ${mark.startDay} ${mark.who?.tab ?? ''}`}
            mark={mark}
            box={place(timeline, mark)}
          />
        ))}
        {props.notes?.map((note) => (
          <MarkBox key={`${note.kind} ${note.startDay}`} mark={note} box={place(timeline, note)} />
        ))}
        {selected === undefined ? null : (
          <div aria-hidden className={classes.selected} style={place(timeline, selected)}>
            {props.hasHandle ? <span data-handle className={classes.handle} /> : null}
          </div>
        )}
        {props.active}
      </div>
    </div>
  )
})

export function GroupRow(props: {
  readonly line: GroupLine
  readonly timeline: Timeline
  readonly visible: Span
  readonly rowIndex: number
  readonly top: number
}) {
  const { line, timeline } = props
  return (
    <div role="row" aria-rowindex={props.rowIndex} className={classes.group} style={{ top: props.top }}>
      <div
        role="rowheader"
        aria-colindex={1}
        className={classes.groupName}
        data-wide={line.periods.length === 0}
        title={line.label}
      >
        <span className={classes.nameWords}>
          {line.label} ({line.count})
        </span>
      </div>
      <div className={classes.track} style={{ width: fullWidth(timeline) }}>
        {line.periods
          .filter((period) => overlap(period, props.visible))
          .map((period) => (
            <div
              key={period.startDay}
              role="columnheader"
              {...columns(timeline, period)}
              className={classes.groupPeriod}
              style={place(timeline, period)}
            >
              {shortLabel(period.label, widthOf(timeline, period))}
            </div>
          ))}
      </div>
    </div>
  )
}
