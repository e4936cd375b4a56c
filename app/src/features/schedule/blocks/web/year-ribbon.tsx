import { useEffect, useRef } from 'react'
import { tintOf } from '../../../../ui/tints.ts'
import { fitCode, narrowestWeek } from './grid/fit-code.ts'
import { clip, monthsOf, type Span } from './grid/timeline.ts'
import classes from './year-ribbon.module.css'

interface Piece extends Span {
  readonly code: string
  readonly tint: number
  readonly words: string
}

/** A month is then about as wide as a thumb; weekly calendars take what their codes need. */
const regularWeek = 18

/** A person's year as one strip of tinted codes under its months; it scrolls sideways and opens at today. */
export function YearRibbon(props: {
  readonly label: string
  readonly year: Span
  readonly pieces: readonly Piece[]
  readonly today?: number
  /** Single days that are marked under the pieces, such as call. */
  readonly days?: readonly { readonly day: number; readonly words: string }[]
}) {
  const { year, today } = props
  const days = (span: Span) => span.endDay - span.startDay + 1
  const needed = narrowestWeek(props.pieces.map((piece) => ({ code: piece.code, days: days(piece) })))
  const dayWidth = Math.max(regularWeek, needed) / 7
  const scroller = useRef<HTMLDivElement>(null)
  const at = (day: number) => (day - year.startDay) * dayWidth
  const box = (span: Span) => ({ left: at(span.startDay), width: at(span.endDay + 1) - at(span.startDay) })
  const todayLeft = today === undefined || today < year.startDay || today > year.endDay ? null : at(today)
  useEffect(() => {
    if (todayLeft !== null) scroller.current?.scrollTo({ left: todayLeft - 60 })
  }, [todayLeft])
  return (
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroller} className={classes.scroll} tabIndex={0} role="region" aria-label={props.label}>
      <div className={classes.months} aria-hidden style={{ width: at(year.endDay + 1) }}>
        {monthsOf(year).map((month) => (
          <span key={month.startDay} style={box(month)}>
            {month.label.slice(0, 3)}
          </span>
        ))}
      </div>
      <ol className={classes.ribbon} style={{ width: at(year.endDay + 1) }}>
        {props.pieces.map((piece) => {
          const shown = clip(piece, year)
          if (shown === null) return null
          const { fill, line, ink } = tintOf(piece.tint)
          const place = box(shown)
          const { fontSize } = fitCode(piece.code, place.width)
          const style = { ...place, fontSize: Math.min(12, fontSize), background: fill, borderColor: line, color: ink }
          return (
            <li key={`${piece.startDay} ${piece.code}`} className={classes.piece} style={style}>
              <span aria-hidden>{piece.code}</span>
              <span className="visually-hidden">{piece.words}</span>
            </li>
          )
        })}
        {props.days?.map(({ day, words }) =>
          day < year.startDay || day > year.endDay ? null : (
            <li key={`${day} ${words}`} className={classes.day} style={{ left: at(day) }} title={words}>
              <span className="visually-hidden">{words}</span>
            </li>
          ),
        )}
        {todayLeft === null ? null : <li aria-hidden className={classes.today} style={{ left: todayLeft }} />}
      </ol>
    </div>
  )
}
