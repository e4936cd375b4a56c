import { UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { MouseEvent } from 'react'
import { shortDay } from '../../../../../ui/date-words.ts'
import { dayText } from '../../../../../ui/day-number.ts'
import type { ScheduleView } from '../../contract.ts'
import {
  coverageAt,
  coverageFigure,
  type CoverageGroup,
  type CoverageKind,
  type CoverageLine,
  type CoverageState,
  groupStanding,
  limitWords,
  troubleIn,
} from './coverage.ts'
import classes from './grid.module.css'
import { OverShape, UnderShape } from './shapes.tsx'
import { fullWidth, leftOf, overlap, type Span, type Timeline, widthOf } from './timeline.ts'

type CoverageRow = ScheduleView['coverage'][number]

interface StripProps {
  readonly timeline: Timeline
  readonly visible: Span
  readonly coverage: readonly CoverageLine[]
  readonly firstIndex: number
  readonly onFold: (kind: CoverageKind) => void
  readonly onGap: ((row: CoverageRow, week: number) => void) | undefined
}

/** Under the header: how many people each rotation, room and site has in each week, and whether these are too few or too many. */
export function CoverageStrip({ coverage, timeline, visible, firstIndex, onFold, onGap }: StripProps) {
  const onClick = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-gap]') : null
    const [line, week] = (cell?.dataset['gap'] ?? '').split(' ').map(Number)
    const found = coverage[line ?? -1]
    if (found?.line === 'place' && week !== undefined) onGap?.(found.row, week)
  }
  const track = { width: fullWidth(timeline) }
  return (
    // The same gaps are listed, with buttons, beside the grid.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events
    <div role="presentation" onClick={onGap === undefined ? undefined : onClick}>
      {coverage.map((line, index) => (
        <div
          key={line.line === 'group' ? line.kind : line.row.key}
          role="row"
          aria-rowindex={firstIndex + index}
          className={classes.coverageRow}
        >
          {line.line === 'group' ? <GroupName group={line} onFold={onFold} /> : <PlaceName row={line.row} />}
          <div className={classes.track} style={track}>
            {timeline.weeks.map((week, weekIndex) => {
              if (!overlap(week, visible)) return null
              const box = { left: leftOf(timeline, week.startDay), width: widthOf(timeline, week) }
              const words = `week of ${shortDay(dayText(week.startDay))}`
              return line.line === 'group' ? (
                <GroupCell key={week.startDay} group={line} week={weekIndex} words={words} box={box} />
              ) : (
                <PlaceCell
                  key={week.startDay}
                  row={line.row}
                  week={weekIndex}
                  words={words}
                  box={box}
                  gap={onGap && `${index} ${weekIndex}`}
                />
              )
            })}
          </div>
        </div>
      ))}
    </div>
  )
}

const limitFigures = (row: CoverageRow): string => {
  if (row.min === null) return row.max === null ? '' : `≤ ${row.max}`
  return row.max === null ? `≥ ${row.min}` : `${row.min}-${row.max}`
}

const stateWords = { under: 'too few', over: 'too many', right: 'right' } as const

const StateShape = ({ state }: { readonly state: CoverageState }) =>
  state === 'under' ? <UnderShape /> : state === 'over' ? <OverShape /> : null

function PlaceName({ row }: { readonly row: CoverageRow }) {
  return (
    <div
      role="rowheader"
      aria-colindex={1}
      className={classes.coverageName}
      data-inner="true"
      title={`${row.label}: ${limitWords(row)}`}
    >
      <span className={classes.coverageLabel}>{row.label}</span>
      <span className={classes.limits}>{limitFigures(row)}</span>
    </div>
  )
}

function GroupName(props: { readonly group: CoverageGroup; readonly onFold: (kind: CoverageKind) => void }) {
  const { kind, label, isFolded } = props.group
  const { state, words } = groupStanding(props.group)
  const Icon = isFolded ? IconChevronRight : IconChevronDown
  return (
    <div role="rowheader" aria-colindex={1} className={classes.coverageName}>
      <UnstyledButton className={classes.fold} aria-expanded={!isFolded} onClick={() => props.onFold(kind)}>
        <Icon size={14} aria-hidden />
        {label}
      </UnstyledButton>
      <span className={classes.standing} data-state={state}>
        <StateShape state={state} /> {words}
      </span>
    </div>
  )
}

interface CellProps {
  readonly week: number
  readonly words: string
  readonly box: { readonly left: number; readonly width: number }
}

function GroupCell({ group, week, words, box }: CellProps & { readonly group: CoverageGroup }) {
  const { under, over } = troubleIn(group, week)
  const state: CoverageState = under.length > 0 ? 'under' : over.length > 0 ? 'over' : 'right'
  const names = [
    under.length === 0 ? '' : `too few: ${under.join(', ')}`,
    over.length === 0 ? '' : `too many: ${over.join(', ')}`,
  ].filter((text) => text !== '')
  const said = `${group.label}, ${words}: ${names.join('; ') || 'right'}`
  return (
    <div
      role="gridcell"
      aria-colindex={week + 2}
      aria-label={said}
      title={state === 'right' ? undefined : said}
      className={classes.coverageCell}
      data-state={state}
      style={box}
    >
      <StateShape state={state} />
      {state === 'right' ? '' : under.length + over.length}
    </div>
  )
}

function PlaceCell({
  row,
  week,
  words,
  box,
  gap,
}: CellProps & { readonly row: CoverageRow; readonly gap: string | undefined }) {
  const state = coverageAt(row, week)
  const figure = coverageFigure(row, week)
  const said = `${row.label}, ${words}: ${figure}, ${stateWords[state]}`
  return (
    <div
      role="gridcell"
      aria-colindex={week + 2}
      aria-label={said}
      title={state === 'right' ? undefined : `${said} (${limitWords(row)})`}
      className={classes.coverageCell}
      data-state={state}
      data-gap={state === 'right' ? undefined : gap}
      style={box}
    >
      <StateShape state={state} />
      {figure}
    </div>
  )
}
