import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useElementSize, useMediaQuery } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { dayNumber } from '../../../../../ui/day-number.ts'
import { EmptyState } from '../../../../../ui/notices.tsx'
import { Status } from '../../../../../ui/status.tsx'
import type { FindingView, ScheduleView } from '../../contract.ts'
import { CellDetails } from './cell-details.tsx'
import { hasTrouble } from './coverage.ts'
import { type Cursor, cellAt } from './cursor.ts'
import { type Target, targetsOf } from './finding-targets.ts'
import { narrowestWeek } from './fit-code.ts'
import { countWords, FindingsPanel, severities } from './findings-panel.tsx'
import { Legend } from './legend.tsx'
import { PersonRibbons } from './person-ribbons.tsx'
import { type Cell, layOut, type PersonLine } from './rows.ts'
import classes from './schedule-board.module.css'
import { nameWidth, type Opened, ScheduleGrid } from './schedule-grid.tsx'
import { makeTimeline, spanOf } from './timeline.ts'

/** How much of the year fits on the screen at once; a week never gets narrower than the codes need. */
const zooms = { year: 52, half: 26, quarter: 13 } as const
type Zoom = keyof typeof zooms

type CoverageChoice = 'trouble' | 'all' | 'none'

/** What an editor of a draft adds to the board. */
export interface CellEditor {
  /** Controls for the active cell; `typed` is what was typed on it. */
  readonly controls: (line: PersonLine, cell: Cell, typed: string, close: () => void) => ReactNode
  readonly clear: (line: PersonLine, cell: Cell) => void
}

interface BoardProps {
  readonly view: ScheduleView
  readonly programId: string | undefined
  readonly label: string
  readonly editor?: CellEditor | undefined
}

/** The grid with all that belongs to it: filter, zoom, coverage, findings, legend and details. On a phone, a ribbon per person. */
export function ScheduleBoard(props: BoardProps) {
  const { view, editor } = props
  const [text, setText] = useState('')
  const [zoom, setZoom] = useState<Zoom>('year')
  const [coverageChoice, setCoverageChoice] = useState<CoverageChoice>('trouble')
  const [showFindings, setShowFindings] = useState(true)
  const [chosen, setChosen] = useState<FindingView | null>(null)
  const [opened, setOpened] = useState<Opened>('closed')
  const [typed, setTyped] = useState('')
  const year = useMemo(() => spanOf(view), [view])
  const [cursor, setCursor] = useState<Cursor>(() => {
    const today = dayNumber(view.today)
    return { person: 0, day: today >= year.startDay && today <= year.endDay ? today : year.startDay }
  })
  const { ref, width } = useElementSize()
  const phone = useMediaQuery('(max-width: 40em)')

  const rows = useMemo(() => layOut(view, { programId: props.programId, text }), [view, props.programId, text])
  const timeline = useMemo(() => {
    const room = Math.max(0, width - nameWidth - 16)
    const bars = rows.people.flatMap((line) => line.bars)
    const needed = narrowestWeek(
      bars.map((bar) => ({ code: bar.rotation?.code ?? '?', days: bar.endDay - bar.startDay + 1 })),
    )
    return makeTimeline(view, Math.max(needed, Math.floor(room / zooms[zoom])))
  }, [view, rows, width, zoom])
  const targets = useMemo(() => {
    const map = new Map<number, Target[]>()
    if (chosen === null) return map
    for (const target of targetsOf(chosen, rows.people, year))
      map.set(target.person, [...(map.get(target.person) ?? []), target])
    return map
  }, [chosen, rows, year])

  const coverage = view.coverage.filter(
    (row) => coverageChoice === 'all' || (coverageChoice === 'trouble' && hasTrouble(row)),
  )
  const rotations = view.rotations.filter(
    ({ programId }) => props.programId === undefined || programId === props.programId,
  )
  const findings = useMemo(() => {
    const shown = new Set(rows.people.map((line) => line.row.personId))
    return view.findings
      .filter(({ programId }) => props.programId === undefined || programId === null || programId === props.programId)
      .filter(({ personId }) => text === '' || (personId !== null && shown.has(personId)))
  }, [view, rows, props.programId, text])
  const choose = (finding: FindingView | null) => {
    setChosen(finding)
    setOpened('closed')
    const first = finding === null ? undefined : targetsOf(finding, rows.people, year)[0]
    if (first !== undefined) setCursor({ person: first.person, day: first.startDay })
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
  return (
    <div className={classes.board}>
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <TextInput
            aria-label="Show only trainees whose name contains"
            placeholder="Name"
            size="sm"
            w={150}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value)
              setCursor({ ...cursor, person: 0 })
            }}
          />
          {phone ? null : (
            <>
              <SegmentedControl
                aria-label="How much of the year to show"
                value={zoom}
                onChange={setZoom}
                data={[
                  { value: 'year', label: 'Year' },
                  { value: 'half', label: 'Half' },
                  { value: 'quarter', label: 'Quarter' },
                ]}
              />
              <Text size="sm" aria-hidden ml="xs">
                Coverage
              </Text>
              <SegmentedControl
                aria-label="Coverage strip"
                value={coverageChoice}
                onChange={setCoverageChoice}
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
          <Button
            variant="default"
            size="sm"
            aria-expanded={showFindings}
            onClick={() => setShowFindings(!showFindings)}
            className={classes.findingsButton ?? ''}
          >
            <FindingCounts findings={findings} />
          </Button>
          <Legend rotations={rotations} />
        </Group>
      </Group>
      {rows.people.length === 0 ? (
        <EmptyState title="Nobody fits">No trainee fits the name and program chosen.</EmptyState>
      ) : (
        <div className={classes.columns}>
          {phone ? (
            <PersonRibbons rows={rows} view={view} today={dayNumber(view.today)} />
          ) : (
            <div ref={ref} className={classes.gridPlace}>
              {width === 0 ? null : (
                <ScheduleGrid
                  label={props.label}
                  rows={rows}
                  timeline={timeline}
                  coverage={coverage}
                  cursor={cursor}
                  onCursor={(next) => {
                    setCursor(next)
                    open('closed')
                  }}
                  targets={targets}
                  opened={opened}
                  onOpened={open}
                  details={(line, cell) => (
                    <CellDetails view={view} people={rows.people} line={line} cell={cell} onFinding={choose}>
                      {editor?.controls(line, cell, typed, () => open('closed'))}
                    </CellDetails>
                  )}
                  onType={
                    editor === undefined
                      ? undefined
                      : (letter) => {
                          setTyped(letter)
                          setOpened('inside')
                        }
                  }
                  onClear={
                    editor === undefined || active === undefined
                      ? undefined
                      : () => editor.clear(active, cellAt(active, cursor.day))
                  }
                />
              )}
            </div>
          )}
          {showFindings ? <FindingsPanel findings={findings} chosen={chosen} onChoose={choose} /> : null}
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
