import { rangeWords, shortDay } from '../../../../ui/date-words.ts'
import type { PersonView } from '../../contract.ts'
import { leaveNames } from '../../leave-kinds.ts'
import classes from './timeline.module.css'
import { scaleOf, type Track, yearsAround } from './tracks.ts'

const head = 22
const label = 18
const bar = 26
const gap = 10
const leaveHeight = 10
/** Width of a character in a bar, to see whether a word fits. */
const character = 8

/** The years to scale. Everything in it is also in the table, which is what a screen reader is told to read. */
export function Drawing(props: {
  readonly person: PersonView
  readonly tracks: readonly Track[]
  readonly width: number
}) {
  const { person, tracks, width } = props
  const { today, leaves } = person
  const years = yearsAround(tracks, today)
  const { left, span } = scaleOf(years, width)
  const names = Array.from({ length: years.to - years.from + 1 }, (_, index) => years.from + index)
  const step = Math.max(1, Math.ceil((names.length * 40) / width))
  const topOf = (index: number) => head + index * (label + bar + gap)
  const leaveTop = topOf(tracks.length)
  const height = leaveTop + (leaves.length === 0 ? 0 : leaveHeight + gap)
  const isNear = today >= `${years.from}-01-01` && today <= `${years.to}-12-31`
  return (
    <svg
      className={classes.svg}
      height={height + 16}
      viewBox={`0 0 ${width} ${height + 16}`}
      role="img"
      aria-label={`${tracks.length} appointments from ${years.from} to ${years.to}; the table says the same in words`}
    >
      {names.map((year, index) => (
        <g key={year}>
          <line className={classes.gridline} x1={left(`${year}-01-01`)} x2={left(`${year}-01-01`)} y1={0} y2={height} />
          {index % step === 0 ? (
            <text className={classes.year} x={left(`${year}-01-01`) + 4} y={14}>
              {year}
            </text>
          ) : null}
        </g>
      ))}
      {tracks.map((track, index) => (
        <TrackDrawing key={track.id} track={track} top={topOf(index)} width={width} span={span} />
      ))}
      <Combined tracks={tracks} left={left} topOf={topOf} />
      {leaves.map((leave) => {
        const place = span(leave)
        return (
          <rect
            key={leave.id}
            className={leave.countsTowardTraining ? classes.counts : classes.pauses}
            x={place.x}
            width={Math.max(3, place.width)}
            y={leaveTop}
            height={leaveHeight}
            rx={2}
          >
            <title>{`${leaveNames[leave.kind]}, ${rangeWords(leave.startOn, leave.endOn)}`}</title>
          </rect>
        )
      })}
      {isNear ? <Today x={left(today)} height={height} width={width} day={today} /> : null}
      {tracks.map((track, index) => {
        const { x, width: length } = span(track)
        // A name near the right edge is written towards the left. It stands on the line of today, not under it.
        const isRight = x > width * 0.6
        return (
          <text
            key={track.id}
            className={classes.program}
            x={isRight ? Math.min(width, x + length) : x}
            y={topOf(index) + 12}
            textAnchor={isRight ? 'end' : 'start'}
          >
            {track.programName}
          </text>
        )
      })}
    </svg>
  )
}

function TrackDrawing(props: {
  readonly track: Track
  readonly top: number
  readonly width: number
  readonly span: ReturnType<typeof scaleOf>['span']
}) {
  const { track, top, width, span } = props
  const { end } = track
  const barTop = top + label
  const late =
    end !== null && end.expectedOn > track.endOn ? span({ startOn: track.endOn, endOn: end.expectedOn }) : null
  return (
    <g>
      {track.levels.map((part) => {
        const place = span(part)
        return (
          <g key={part.startOn}>
            <rect
              className={track.active ? classes.bar : classes.waiting}
              x={place.x}
              y={barTop}
              width={place.width}
              height={bar}
              rx={4}
            >
              <title>{`${track.programName}: ${part.level}, ${rangeWords(part.startOn, part.endOn)}`}</title>
            </rect>
            {place.width > part.level.length * character + 8 ? (
              <text className={classes.level} x={place.x + 7} y={barTop + 17}>
                {part.level}
              </text>
            ) : null}
          </g>
        )
      })}
      {late === null || end === null ? null : (
        <g>
          <rect className={classes.extension} x={late.x} y={barTop} width={late.width} height={bar} rx={4}>
            <title>{end.sentence}</title>
          </rect>
          <path
            className={classes.end}
            d={`M${late.x + late.width} ${barTop + bar / 2 - 6}l6 6l-6 6l-6 -6z`}
            aria-hidden
          />
          {late.x + late.width + 110 < width ? (
            <text className={classes.endWords} x={late.x + late.width + 10} y={barTop + 17}>
              {shortDay(end.expectedOn, true)}
            </text>
          ) : null}
        </g>
      )}
    </g>
  )
}

/** A bracket at the first common day of appointments that are one combined fellowship. */
function Combined(props: {
  readonly tracks: readonly Track[]
  readonly left: (day: string) => number
  readonly topOf: (index: number) => number
}) {
  const { tracks, left, topOf } = props
  const indices = tracks.flatMap(({ combined }, index) => (combined ? [index] : []))
  const [first, last] = [indices[0], indices.at(-1)]
  if (first === undefined || last === undefined || first === last) return null
  const startOn =
    indices
      .map((index) => tracks[index]?.startOn ?? '')
      .sort()
      .at(-1) ?? ''
  const x = left(startOn) - 4
  return (
    <path
      className={classes.combined}
      fill="none"
      d={`M${x} ${topOf(first) + label}h-4V${topOf(last) + label + bar}h4`}
    >
      <title>One combined fellowship</title>
    </path>
  )
}

function Today(props: { readonly x: number; readonly height: number; readonly width: number; readonly day: string }) {
  const { x, height, width, day } = props
  const anchor = x > width - 60 ? 'end' : x < 60 ? 'start' : 'middle'
  return (
    <g>
      <line className={classes.today} x1={x} x2={x} y1={head - 4} y2={height} />
      <text x={x} y={height + 13} textAnchor={anchor}>
        Today
        <title>{shortDay(day, true)}</title>
      </text>
    </g>
  )
}
