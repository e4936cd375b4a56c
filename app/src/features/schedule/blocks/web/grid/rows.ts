import type { AssignmentView, GridRow, RotationView, ScheduleView } from '../../contract.ts'
import { leaveWords } from '../leave-words.ts'
import { clip, type HeaderPart, holds, overlap, type Span, spanOf } from './timeline.ts'

/** An assignment as a grid draws it; `draftId` names the draft of another year that it comes from. */
type DrawnAssignment = AssignmentView & { readonly draftId?: string | null }
export type DrawnView = Omit<ScheduleView, 'assignments'> & { readonly assignments: readonly DrawnAssignment[] }

/** What of a view the lines are made of. */
export type LaidOut = Pick<
  DrawnView,
  'startOn' | 'endOn' | 'programs' | 'rows' | 'rotations' | 'assignments' | 'leaves'
>

export interface Bar extends Span {
  readonly assignment: DrawnAssignment
  /** Missing when the rotation is not among those the view carries. */
  readonly rotation: RotationView | undefined
}

/** The smallest piece that a person can point at: a period of the trainee's calendar, cut where assignments begin and end. */
export interface Cell extends Span {
  readonly bar: Bar | null
}

export interface PersonLine {
  readonly kind: 'person'
  readonly row: GridRow
  /** Place among the person lines: what the cursor counts. */
  readonly index: number
  readonly span: Span
  readonly bars: readonly Bar[]
  readonly leaves: readonly (Span & { readonly words: string })[]
}

export interface GroupLine {
  readonly kind: 'group'
  readonly key: string
  readonly label: string
  readonly count: number
  /** The blocks of the group's own calendar; empty when the header shows them for everybody. */
  readonly periods: readonly HeaderPart[]
}
export type Line = GroupLine | PersonLine

export interface RowFilter {
  readonly programId?: string | undefined
  readonly text?: string | undefined
  readonly level?: string | null | undefined
  /** Only those who are at the site, or on the rotation, at some time of the year. */
  readonly siteName?: string | null | undefined
  readonly rotationKey?: string | null | undefined
  readonly personIds?: ReadonlySet<string> | undefined
}

export interface GridRows {
  readonly lines: readonly Line[]
  readonly people: readonly PersonLine[]
  /** The calendar that all rows share, or empty. */
  readonly sharedPeriods: readonly HeaderPart[]
}

/** A calendar of weeks needs no names: the header shows the weeks already. */
const mostNamed = 26
const partsOf = (row: GridRow, yearCount: number): HeaderPart[] =>
  row.periods.length > mostNamed * yearCount
    ? []
    : row.periods.map((period) => ({ ...spanOf(period), label: period.label }))

const knownCalendars = new WeakMap<GridRow['periods'], string>()

/** Tells calendars apart; of thousands of rows, each is read once. */
function calendarOf({ periods }: GridRow): string {
  let calendar = knownCalendars.get(periods)
  if (calendar === undefined) {
    calendar = periods.map(({ label, startOn }) => `${label} ${startOn}`).join()
    knownCalendars.set(periods, calendar)
  }
  return calendar
}

function keep(row: GridRow, filter: RowFilter): boolean {
  if (filter.programId !== undefined && row.programId !== filter.programId) return false
  if (filter.level && row.level !== filter.level) return false
  if (filter.personIds && !filter.personIds.has(row.personId)) return false
  const text = filter.text?.trim().toLowerCase() ?? ''
  return text === '' || row.personName.toLowerCase().includes(text)
}

const isThere = (rotation: RotationView | undefined, { siteName, rotationKey }: RowFilter): boolean =>
  (!siteName || rotation?.siteName === siteName) && (!rotationKey || rotation?.key === rotationKey)

function byAppointment<Item extends { readonly appointmentId: string }>(items: readonly Item[]): Map<string, Item[]> {
  const map = new Map<string, Item[]>()
  for (const item of items) {
    const list = map.get(item.appointmentId)
    if (list === undefined) map.set(item.appointmentId, [item])
    else list.push(item)
  }
  return map
}

const knownBars = new WeakMap<DrawnAssignment, Bar>()

/** The same assignment gives the same bar, so that a row in which nothing changed is not drawn again. */
function barOf(assignment: DrawnAssignment, rotation: RotationView | undefined): Bar {
  const known = knownBars.get(assignment)
  if (known !== undefined && known.rotation === rotation) return known
  const bar = { ...spanOf(assignment), assignment, rotation }
  knownBars.set(assignment, bar)
  return bar
}

const knownRuns = new WeakMap<Bar, Bar>()

/** Neighbours on the same rotation as one bar, but for the edges of academic years, where another schedule begins. */
function runsOf(bars: readonly Bar[], edges: ReadonlySet<number>): Bar[] {
  const runs: { first: Bar; last: Bar }[] = []
  for (const bar of bars) {
    const run = runs.at(-1)
    const isNext =
      run !== undefined &&
      run.last.endDay + 1 === bar.startDay &&
      !edges.has(bar.startDay) &&
      run.last.assignment.rotationKey === bar.assignment.rotationKey &&
      run.last.assignment.pinned === bar.assignment.pinned
    if (isNext) run.last = bar
    else runs.push({ first: bar, last: bar })
  }
  return runs.map(({ first, last }) => {
    if (first === last) return first
    const known = knownRuns.get(first)
    if (known?.endDay === last.endDay) return known
    const amended = first.assignment.amended || last.assignment.amended
    const run = {
      ...first,
      endDay: last.endDay,
      assignment: { ...first.assignment, endOn: last.assignment.endOn, amended },
    }
    knownRuns.set(first, run)
    return run
  })
}

/** What a line is made of. */
interface LineParts {
  readonly index: number
  readonly assignments: readonly DrawnAssignment[]
  readonly leaves: PersonLine['leaves']
  readonly rotations: ReadonlyMap<string, RotationView>
  readonly year: Span
  readonly edges: ReadonlySet<number> | null
}

const knownLines = new WeakMap<GridRow, { readonly parts: LineParts; readonly line: PersonLine }>()

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index])

/** The line as it was, if it would be the same: of thousands of lines an edit makes one anew, and draws one anew. */
function lineOf(row: GridRow, parts: LineParts): PersonLine {
  const known = knownLines.get(row)
  const before = known?.parts
  const isSame =
    before?.index === parts.index &&
    before.rotations === parts.rotations &&
    before.year.startDay === parts.year.startDay &&
    before.year.endDay === parts.year.endDay &&
    before.edges?.size === parts.edges?.size &&
    sameItems(before.leaves, parts.leaves) &&
    sameItems(before.assignments, parts.assignments)
  if (known !== undefined && isSame) return known.line
  const { index, assignments, leaves, rotations, year, edges } = parts
  const span = clip(spanOf(row), year) ?? year
  const bars = assignments
    .map((assignment) => barOf(assignment, rotations.get(assignment.rotationKey)))
    .filter((bar) => overlap(bar, year))
    .sort((a, b) => a.startDay - b.startDay)
  const line: PersonLine = {
    kind: 'person',
    row,
    index,
    span,
    bars: edges === null ? bars : runsOf(bars, edges),
    leaves: leaves.filter((leave) => overlap(leave, span)),
  }
  knownLines.set(row, { parts, line })
  return line
}

const knownRotations = new WeakMap<readonly RotationView[], ReadonlyMap<string, RotationView>>()

function byKey(rotations: readonly RotationView[]): ReadonlyMap<string, RotationView> {
  let known = knownRotations.get(rotations)
  if (known === undefined)
    knownRotations.set(rotations, (known = new Map(rotations.map((rotation) => [rotation.key, rotation]))))
  return known
}

type LeaveSpan = PersonLine['leaves'][number]
const knownLeaves = new WeakMap<ScheduleView['leaves'], ReadonlyMap<string, readonly LeaveSpan[]>>()
const noAssignments: readonly DrawnAssignment[] = []
const noLeaves: readonly LeaveSpan[] = []

function byPerson(leaves: ScheduleView['leaves']): ReadonlyMap<string, readonly LeaveSpan[]> {
  let known = knownLeaves.get(leaves)
  if (known === undefined) {
    const made = new Map<string, LeaveSpan[]>()
    for (const leave of leaves) {
      const span = { ...spanOf(leave), words: leaveWords(leave.kind) }
      const own = made.get(leave.personId)
      if (own === undefined) made.set(leave.personId, [span])
      else own.push(span)
    }
    knownLeaves.set(leaves, (known = made))
  }
  return known
}

const levelOrder = new Intl.Collator('en', { numeric: true }).compare

const knownOrders = new WeakMap<readonly GridRow[], GridRow[]>()

/** The rows by program, level and name; an edit of assignments leaves the order as it is. */
function inOrder({ rows, programs }: Pick<ScheduleView, 'rows' | 'programs'>): GridRow[] {
  let sorted = knownOrders.get(rows)
  if (sorted !== undefined) return sorted
  const programOrder = new Map(programs.map((program, index) => [program.id, index]))
  const place = (row: GridRow) => programOrder.get(row.programId) ?? programOrder.size
  sorted = [...rows].sort(
    (a, b) => place(a) - place(b) || levelOrder(a.level, b.level) || levelOrder(a.personName, b.personName) || 0,
  )
  knownOrders.set(rows, sorted)
  return sorted
}

/**
 * Lays the year out in lines: programs in the order of the view, levels from junior to senior, trainees by name. With several years side by
 * side, neighbours on the same rotation are one bar.
 */
export function layOut(view: LaidOut, filter: RowFilter, years: readonly Span[] = []): GridRows {
  const year = spanOf(view)
  const edges = new Set(years.map(({ startDay }) => startDay))
  const named = Math.max(1, years.length)
  const rotations = byKey(view.rotations)
  const assignments = byAppointment(view.assignments)
  const leaves = byPerson(view.leaves)
  const rows = inOrder(view)
    .filter((row) => keep(row, filter))
    .filter(
      (row) =>
        isThere(undefined, filter) ||
        assignments.get(row.appointmentId)?.some((each) => isThere(rotations.get(each.rotationKey), filter)),
    )
  const first = rows[0]
  const shared = first !== undefined && rows.every((row) => calendarOf(row) === calendarOf(first))

  const lines: Line[] = []
  const people: PersonLine[] = []
  const groups = new Map<string, GridRow[]>()
  for (const row of rows) {
    const key = `${row.programId} ${row.level}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  for (const [key, members] of groups) {
    const head = members[0]
    if (head === undefined) continue
    const program = view.programs.find(({ id }) => id === head.programId)
    lines.push({
      kind: 'group',
      key,
      label: `${head.level} · ${program?.shortName ?? 'Program'}`,
      count: members.length,
      periods: shared ? [] : partsOf(head, named),
    })
    for (const row of members) {
      const person = lineOf(row, {
        index: people.length,
        assignments: assignments.get(row.appointmentId) ?? noAssignments,
        leaves: leaves.get(row.personId) ?? noLeaves,
        rotations,
        year,
        edges: years.length === 0 ? null : edges,
      })
      people.push(person)
      lines.push(person)
    }
  }
  return { lines, people, sharedPeriods: shared ? partsOf(first, named) : [] }
}

/** The cells of one trainee, in order and without gaps, from the start to the end of the appointment inside the year. */
export function cellsOf(line: PersonLine): Cell[] {
  const starts = new Set<number>([line.span.startDay])
  for (const piece of [...line.row.periods.map(spanOf), ...line.bars])
    for (const start of [piece.startDay, piece.endDay + 1]) if (holds(line.span, start)) starts.add(start)
  const cuts = [...starts].sort((a, b) => a - b)
  return cuts.map((startDay, index) => ({
    startDay,
    endDay: (cuts[index + 1] ?? line.span.endDay + 1) - 1,
    bar: line.bars.find((bar) => holds(bar, startDay)) ?? null,
  }))
}
