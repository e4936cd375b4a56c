import { useElementSize, useMediaQuery } from '@mantine/hooks'
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
import { dayNumber } from '../../../../../ui/day-number.ts'
import { usePageSearch } from '../../../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../../../ui/notices.tsx'
import type { GridSettings } from '../../../scenarios/views-contract.ts'
import type { FindingView, ScheduleView } from '../../contract.ts'
import { BeyondYear, yearBeyond, yearWords } from './beyond-year.tsx'
import { BoardTools } from './board-tools.tsx'
import { CellDetails } from './cell-details.tsx'
import { type CoverageKind, coverageLines } from './coverage.ts'
import { type Cursor, cellAt } from './cursor.ts'
import { type Target, targetsOf } from './finding-targets.ts'
import { allCodes, drawnCodes, narrowestWeek } from './fit-code.ts'
import { FindingsPanel } from './findings-panel.tsx'
import { countOf, everything, filterOf } from './grid-filters.tsx'
import type { Mark, Opened } from './grid-editing.ts'
import { PersonRibbons } from './person-ribbons.tsx'
import { type Cell, layOut, type PersonLine } from './rows.ts'
import classes from './schedule-board.module.css'
import { nameWidth, ScheduleGrid, type ScheduleGridProps } from './schedule-grid.tsx'
import { holds, makeTimeline, spanOf, weekOf } from './timeline.ts'
import { useKeptZoom } from './use-kept-zoom.ts'
import { useTraining } from './use-training.ts'
import { isFar, scaleOf, weeksShown, weekWidthOf, zoomStep } from './zoom.ts'

const PrintView = lazy(() => import('./print-view.tsx').then((m) => ({ default: m.PrintView })))

const noFindings: FindingView[] = []

/** How much of the grid's height the coverage strip may take. */
const coverageShare = 0.4

/** What an editor of a draft adds to the board. */
export interface CellEditor {
  /** Controls for the active cell; `typed` is what was typed on it. */
  readonly controls: (line: PersonLine, cell: Cell, typed: string, close: () => void) => ReactNode
  readonly clear: (line: PersonLine, cell: Cell) => void
}

/** Where the reader of a board is, and how to lead them elsewhere. */
export interface BoardPlace {
  readonly line: PersonLine | undefined
  readonly cell: Cell | undefined
  /** Those who are shown. */
  readonly people: readonly PersonLine[]
  readonly go: (appointmentId: string, on: string) => void
}

/** Days of a trainee that somebody has commented on. */
export interface BoardNote {
  readonly appointmentId: string
  readonly startOn: string
  readonly endOn: string
}

interface BoardProps {
  readonly view: ScheduleView
  readonly programId: string | undefined
  readonly label: string
  readonly editor?: CellEditor | undefined
  /** Keys that this grid knows besides, for the legend. */
  readonly keys?: readonly (readonly [string, string])[] | undefined
  /** More buttons above the grid. */
  readonly tools?: ReactNode
  /** What stands beside the grid instead of the findings. */
  readonly aside?: ((place: BoardPlace) => ReactNode) | undefined
  readonly notes?: readonly BoardNote[] | undefined
  /** Somebody points at a week in which a place has too few or too many people. */
  readonly onGap?: ScheduleGridProps['onGap']
  /** Draws the grid in its own way, for example with a selection. */
  readonly grid?: ((props: ScheduleGridProps) => ReactNode) | undefined
}

/** The cell that an address names, as `appointment.day`. */
function cursorAt(named: unknown, people: readonly PersonLine[]): Cursor | null {
  const [appointmentId = '', on = ''] = typeof named === 'string' ? named.split('.') : []
  const person = people.findIndex(({ row }) => row.appointmentId === appointmentId)
  return person < 0 || !/^\d{4}-\d{2}-\d{2}$/.test(on) ? null : { person, day: dayNumber(on) }
}

/** The grid with all that belongs to it: filter, zoom, coverage, findings, legend and details. On a phone, a ribbon per person. */
export function ScheduleBoard(props: BoardProps) {
  const { view, editor } = props
  const [zoom, setZoom] = useKeptZoom()
  const [others, setSettings] = useState<GridSettings>(everything)
  const settings = useMemo((): GridSettings => ({ ...others, zoom }), [others, zoom])
  const phone = useMediaQuery('(max-width: 40em)')
  const [printing, setPrinting] = useState(false)
  // Where there is room for them beside the grid, the findings stand open from the start.
  const hasRoom = useMediaQuery('(min-width: 90em)')
  const [wantsFindings, askFindings] = useState<boolean | null>(null)
  const showFindings = wantsFindings ?? (hasRoom || phone)
  const [chosen, setChosen] = useState<FindingView | null>(null)
  const [opened, setOpened] = useState<Opened>('closed')
  const [typed, setTyped] = useState('')
  const year = useMemo(() => spanOf({ startOn: view.startOn, endOn: view.endOn }), [view.startOn, view.endOn])
  const training = useTraining(view, props.programId, isFar(zoom) && !phone)
  const { shown } = training
  const { startYear, scenario } = view
  const years = useMemo(
    () => training.years.map((each) => ({ ...spanOf(each), label: yearWords(each, { startYear, scenario }) })),
    [training.years, startYear, scenario],
  )
  const findingsAsked = others.onlyFindings ? view.findings : noFindings
  const filter = useMemo(
    () => filterOf(others, props.programId, { findings: findingsAsked }),
    [others, props.programId, findingsAsked],
  )
  // Findings and coverage follow an edit a moment later; the lines are not laid out again for them.
  const { startOn, endOn, weeks, programs, rotations, assignments, leaves } = shown
  const seats = shown.rows
  const rows = useMemo(
    () => layOut({ startOn, endOn, programs, rows: seats, rotations, assignments, leaves }, filter, years),
    [startOn, endOn, programs, seats, rotations, assignments, leaves, filter, years],
  )
  const [search] = usePageSearch()
  const [cursor, setCursor] = useState<Cursor>(() => {
    const today = dayNumber(view.today)
    const start = { person: 0, day: today >= year.startDay && today <= year.endDay ? today : year.startDay }
    return cursorAt(search['at'], rows.people) ?? start
  })
  const { ref, width, height } = useElementSize()

  const isEdited = props.grid !== undefined
  const needed = useMemo(
    () => narrowestWeek(isEdited ? allCodes(view.rotations, rows.people) : drawnCodes(rows.people)),
    [rows, isEdited, view.rotations],
  )
  // Until the other years are here, the year stands alone.
  const drawnZoom = isFar(zoom) && years.length === 0 ? 'year' : zoom
  const weekWidth = weekWidthOf(drawnZoom, width - nameWidth - 16, weeks.length, needed)
  const timeline = useMemo(
    () => makeTimeline({ startOn, endOn, weeks }, weekWidth, { scale: scaleOf(drawnZoom), years }),
    [startOn, endOn, weeks, weekWidth, drawnZoom, years],
  )
  const targets = useMemo(() => {
    const map = new Map<number, Target[]>()
    if (chosen === null) return map
    for (const target of targetsOf(chosen, rows.people, year))
      map.set(target.person, [...(map.get(target.person) ?? []), target])
    return map
  }, [chosen, rows, year])

  // The strip may take part of the grid, never all of it: what is in the worst trouble stays.
  const most = Math.max(3, Math.floor((height * coverageShare) / 20))
  const { coverage: allCoverage, siteCoverage } = view
  const { lines: coverage, left } = useMemo(
    () =>
      years.length > 0
        ? { lines: [], left: 0 }
        : coverageLines({ coverage: allCoverage, siteCoverage }, others, props.programId, most),
    [allCoverage, siteCoverage, others, props.programId, most, years],
  )
  const fold = useCallback(
    (kind: CoverageKind) =>
      setSettings((now) => ({
        ...now,
        folded: now.folded.includes(kind) ? now.folded.filter((each) => each !== kind) : [...now.folded, kind],
      })),
    [],
  )
  const isNarrowed = countOf(settings) > 0 || settings.text !== ''
  const findings = useMemo(() => {
    const people = new Set(rows.people.map((line) => line.row.personId))
    return view.findings
      .filter(({ programId }) => props.programId === undefined || programId === null || programId === props.programId)
      .filter(({ personId }) => !isNarrowed || (personId !== null && people.has(personId)))
  }, [view, rows, props.programId, isNarrowed])
  const { notes } = props
  const noteMarks = useMemo(() => {
    const marks = new Map<number, Mark[]>()
    const lines = new Map(rows.people.map((line) => [line.row.appointmentId, line.index]))
    for (const note of notes ?? []) {
      const index = lines.get(note.appointmentId)
      if (index !== undefined) marks.set(index, [...(marks.get(index) ?? []), { ...spanOf(note), kind: 'comment' }])
    }
    return marks
  }, [notes, rows])
  const go = (appointmentId: string, on: string) => {
    setOpened('closed')
    const find = (people: readonly PersonLine[]) => people.find(({ row }) => row.appointmentId === appointmentId)?.index
    let person = find(rows.people)
    if (person === undefined) {
      // Somebody who is filtered out: everybody is shown again.
      const all = { ...everything, coverage: settings.coverage }
      setSettings(all)
      person = find(layOut(shown, filterOf(all, props.programId, view), years).people)
    }
    if (person !== undefined) setCursor({ person, day: dayNumber(on) })
  }
  const choose = (finding: FindingView | null) => {
    setChosen(finding)
    setOpened('closed')
    const first = finding === null ? undefined : targetsOf(finding, rows.people, year)[0]
    if (first !== undefined) setCursor({ person: first.person, day: first.startDay })
  }
  const narrow = (next: GridSettings) => {
    setSettings(next)
    setZoom(next.zoom)
    setCursor((now) => ({ ...now, person: 0 }))
    setOpened('closed')
  }
  const open = (next: Opened) => {
    if (next !== 'inside') setTyped('')
    setOpened(next)
  }

  if (view.rows.length === 0)
    return (
      <EmptyState title="Nobody to schedule yet">
        Trainees appear here once they hold an appointment in this academic year. Add them under People.
      </EmptyState>
    )
  const active = rows.people[cursor.person]
  const draw = props.grid ?? ((grid: ScheduleGridProps) => <ScheduleGrid {...grid} />)
  const gridProps: ScheduleGridProps = {
    label: props.label,
    rows,
    timeline,
    coverage,
    onFold: fold,
    onGap: props.onGap,
    cursor,
    onCursor: (next) => {
      setCursor(next)
      open('closed')
    },
    targets,
    notes: noteMarks,
    opened,
    onOpened: open,
    onZoom: (step) => {
      const next = zoomStep(zoom, step)
      if (next !== null) setZoom(next)
    },
    details: (line, cell, controls) => {
      const beyond = yearBeyond(training.years, view, cell)
      return (
        <CellDetails
          view={{ ...view, rotations: shown.rotations }}
          people={rows.people}
          line={line}
          cell={cell}
          onFinding={choose}
          beyond={beyond && <BeyondYear year={beyond} view={view} line={line} />}
        >
          {controls ?? editor?.controls(line, cell, typed, () => open('closed'))}
        </CellDetails>
      )
    },
    onType:
      editor &&
      ((letter) => {
        setTyped(letter)
        setOpened('inside')
      }),
    onClear:
      editor &&
      active &&
      (() => {
        const cell = cellAt(active, cursor.day)
        if (holds(year, cell.startDay)) editor.clear(active, cell)
      }),
  }
  return (
    <div className={classes.board}>
      <BoardTools
        view={view}
        programId={props.programId}
        settings={settings}
        onNarrow={narrow}
        onZoom={setZoom}
        onCoverage={(next) => setSettings({ ...others, coverage: next })}
        coverageLeft={left}
        isPhone={phone}
        findings={findings}
        areFindingsShown={showFindings}
        onFindings={() => askFindings(!showFindings)}
        onPrint={phone || rows.people.length === 0 ? undefined : () => setPrinting(true)}
        keys={props.keys ?? (editor && 'cells')}
      >
        {props.tools}
      </BoardTools>
      <ErrorNotice error={training.error} />
      {printing ? (
        <Suspense fallback={null}>
          <PrintView
            view={view}
            rows={years.length === 0 ? rows : layOut(view, filter)}
            title={props.label}
            {...weeksShown(zoom, weekOf(timeline, cursor.day), view.weeks.length)}
            onClose={() => setPrinting(false)}
          />
        </Suspense>
      ) : null}
      {rows.people.length === 0 ? (
        <EmptyState title="Nobody fits">No trainee fits the name and program chosen.</EmptyState>
      ) : (
        <div className={classes.columns}>
          {phone ? (
            <PersonRibbons rows={rows} view={view} today={dayNumber(view.today)} />
          ) : (
            <div ref={ref} className={classes.gridPlace}>
              {width === 0 ? null : draw(gridProps)}
            </div>
          )}
          {props.aside ? (
            props.aside({ line: active, cell: active && cellAt(active, cursor.day), people: rows.people, go })
          ) : showFindings ? (
            <FindingsPanel findings={findings} chosen={chosen} onChoose={choose} />
          ) : null}
        </div>
      )}
    </div>
  )
}
