import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useElementSize, useMediaQuery } from '@mantine/hooks'
import { IconPrinter, IconSearch } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
import { dayNumber } from '../../../../../ui/day-number.ts'
import { usePageSearch } from '../../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../../ui/notices.tsx'
import { Status } from '../../../../../ui/status.tsx'
import type { FindingView, ScheduleView } from '../../contract.ts'
import { CellDetails } from './cell-details.tsx'
import type { GridSettings } from '../../../scenarios/views-contract.ts'
import { SavedViews } from '../../../scenarios/web/saved-views.tsx'
import { type CoverageKind, coverageLines } from './coverage.ts'
import { type Cursor, cellAt } from './cursor.ts'
import { type Target, targetsOf } from './finding-targets.ts'
import { allCodes, drawnCodes, narrowestWeek } from './fit-code.ts'
import { countWords, FindingsPanel, severities } from './findings-panel.tsx'
import { countOf, everything, filterOf, GridFilters } from './grid-filters.tsx'
import { Legend } from './legend.tsx'
import { PersonRibbons } from './person-ribbons.tsx'
import { type Cell, layOut, type PersonLine } from './rows.ts'
import classes from './schedule-board.module.css'
import type { Mark, Opened } from './grid-editing.ts'
import { nameWidth, ScheduleGrid, type ScheduleGridProps } from './schedule-grid.tsx'
import { makeTimeline, spanOf, weekOf } from './timeline.ts'

/** How many weeks fit on the screen at once; a week never gets narrower than the codes need. */
const zooms = { year: 52, half: 26, quarter: 13, month: 5 } as const

/** The weeks that a zoom shows from one of them on; never beyond the end of the year. */
const weeksShown = (zoom: keyof typeof zooms, week: number, count: number) => {
  const firstWeek = zoom === 'year' ? 0 : Math.max(0, Math.min(week, count - zooms[zoom]))
  return { firstWeek, lastWeek: zoom === 'year' ? count - 1 : firstWeek + zooms[zoom] - 1 }
}

const PrintView = lazy(() => import('./print-view.tsx').then((m) => ({ default: m.PrintView })))

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
  const [settings, setSettings] = useState<GridSettings>(everything)
  const { text, zoom } = settings
  const [printing, setPrinting] = useState(false)
  const [showFindings, setShowFindings] = useState(true)
  const [chosen, setChosen] = useState<FindingView | null>(null)
  const [opened, setOpened] = useState<Opened>('closed')
  const [typed, setTyped] = useState('')
  const year = useMemo(() => spanOf({ startOn: view.startOn, endOn: view.endOn }), [view.startOn, view.endOn])
  const rows = useMemo(() => layOut(view, filterOf(settings, props.programId, view)), [view, props.programId, settings])
  const [search] = usePageSearch()
  const [cursor, setCursor] = useState<Cursor>(() => {
    const today = dayNumber(view.today)
    const start = { person: 0, day: today >= year.startDay && today <= year.endDay ? today : year.startDay }
    return cursorAt(search['at'], rows.people) ?? start
  })
  const { ref, width, height } = useElementSize()
  const phone = useMediaQuery('(max-width: 40em)')

  const isEdited = props.grid !== undefined
  const needed = useMemo(
    () => narrowestWeek(isEdited ? allCodes(view.rotations, rows.people) : drawnCodes(rows.people)),
    [rows, isEdited, view.rotations],
  )
  const weekWidth = Math.max(needed, Math.floor(Math.max(0, width - nameWidth - 16) / zooms[zoom]))
  const { startOn, endOn, weeks } = view
  const timeline = useMemo(() => makeTimeline({ startOn, endOn, weeks }, weekWidth), [startOn, endOn, weeks, weekWidth])
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
    () => coverageLines({ coverage: allCoverage, siteCoverage }, settings, props.programId, most),
    [allCoverage, siteCoverage, settings, props.programId, most],
  )
  const fold = useCallback(
    (kind: CoverageKind) =>
      setSettings((now) => ({
        ...now,
        folded: now.folded.includes(kind) ? now.folded.filter((each) => each !== kind) : [...now.folded, kind],
      })),
    [],
  )
  const rotations = view.rotations.filter(
    ({ programId }) => props.programId === undefined || programId === props.programId,
  )
  const isNarrowed = countOf(settings) > 0 || text !== ''
  const findings = useMemo(() => {
    const shown = new Set(rows.people.map((line) => line.row.personId))
    return view.findings
      .filter(({ programId }) => props.programId === undefined || programId === null || programId === props.programId)
      .filter(({ personId }) => !isNarrowed || (personId !== null && shown.has(personId)))
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
      const all = { ...everything, zoom, coverage: settings.coverage }
      setSettings(all)
      person = find(layOut(view, filterOf(all, props.programId, view)).people)
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
    details: (line, cell, controls) => (
      <CellDetails view={view} people={rows.people} line={line} cell={cell} onFinding={choose}>
        {controls ?? editor?.controls(line, cell, typed, () => open('closed'))}
      </CellDetails>
    ),
    onType:
      editor &&
      ((letter) => {
        setTyped(letter)
        setOpened('inside')
      }),
    onClear: editor && active && (() => editor.clear(active, cellAt(active, cursor.day))),
  }
  return (
    <div className={classes.board}>
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <TextInput
            aria-label="Show only trainees whose name contains"
            placeholder="Name"
            size="sm"
            w={130}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={text}
            onChange={(event) => narrow({ ...settings, text: event.currentTarget.value })}
          />
          <GridFilters view={view} programId={props.programId} settings={settings} onChange={narrow} />
          {phone ? null : (
            <>
              <SegmentedControl
                aria-label="How much of the year to show"
                size="xs"
                value={zoom}
                onChange={(next) => setSettings({ ...settings, zoom: next })}
                data={[
                  { value: 'year', label: 'Year' },
                  { value: 'half', label: 'Half' },
                  { value: 'quarter', label: 'Quarter' },
                  { value: 'month', label: 'Month' },
                ]}
              />
              <Text size="sm" aria-hidden ml="xs">
                Coverage{left === 0 ? '' : ` (${left} more)`}
              </Text>
              <SegmentedControl
                aria-label="Coverage strip"
                size="xs"
                value={settings.coverage}
                onChange={(coverage) => setSettings({ ...settings, coverage })}
                data={[
                  { value: 'trouble', label: 'Gaps' },
                  { value: 'all', label: 'All' },
                  { value: 'none', label: 'None' },
                ]}
              />
            </>
          )}
        </Group>
        <Group gap="xs">
          {props.tools}
          <SavedViews settings={settings} onChoose={narrow} />
          <Button
            variant="default"
            size="sm"
            aria-expanded={showFindings}
            onClick={() => setShowFindings(!showFindings)}
            className={classes.findingsButton ?? ''}
          >
            <FindingCounts findings={findings} />
          </Button>
          {phone || rows.people.length === 0 ? null : (
            <Button
              variant="default"
              size="sm"
              leftSection={<IconPrinter size={18} aria-hidden />}
              onClick={() => setPrinting(true)}
            >
              Print
            </Button>
          )}
          <Legend rotations={rotations} keys={props.keys ?? (editor && 'cells')} />
        </Group>
      </Group>
      {printing ? (
        <Suspense fallback={null}>
          <PrintView
            view={view}
            rows={rows}
            title={props.label}
            {...weeksShown(zoom, weekOf(timeline, cursor.day), weeks.length)}
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

function FindingCounts({ findings }: { readonly findings: readonly FindingView[] }) {
  const counts = severities
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
  if (counts.length === 0) return <Status kind="met">No findings</Status>
  return (
    <Group gap={6} wrap="nowrap">
      {counts.map(({ severity, count }) => (
        <Status key={severity} kind={severity}>
          {countWords(count, severity)}
        </Status>
      ))}
    </Group>
  )
}
