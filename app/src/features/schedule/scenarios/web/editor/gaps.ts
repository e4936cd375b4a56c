import type { RotationView, ScheduleView } from '../../../blocks/contract.ts'
import { coverageAt } from '../../../blocks/web/grid/coverage.ts'
import type { PersonLine } from '../../../blocks/web/grid/rows.ts'
import { clip, overlap, type Span, spanOf } from '../../../blocks/web/grid/timeline.ts'
import { placeKeysOf } from '../../../coverage.ts'
import { setAll } from './block.ts'
import type { Judge } from './judge.ts'
import { periodsIn, type Stretch } from './selection.ts'
import type { Session } from './session.ts'

type CoverageRow = ScheduleView['coverage'][number]

/** Weeks in a row in which a place has too few people, or too many. */
export interface Gap extends Span {
  readonly row: CoverageRow
  readonly state: 'under' | 'over'
  readonly firstWeek: number
  readonly lastWeek: number
  /** The worst of the weeks: how many people are there. */
  readonly present: number
}

export const gapKey = ({ row, firstWeek }: Gap): string => `${row.key} ${firstWeek}`

/** "3 short, 1 over" */
export function gapWords(gaps: readonly Gap[]): string {
  const count = (wanted: Gap['state'], word: string) => {
    const many = gaps.filter(({ state }) => state === wanted).length
    return many === 0 ? [] : [`${many} ${word}`]
  }
  return [...count('under', 'short'), ...count('over', 'over')].join(', ') || 'No gaps'
}

/** Every gap of the year, in order of time; of one program, and what it shares, when it is given. */
export function gapsOf(view: ScheduleView, programId: string | undefined): Gap[] {
  const weeks = view.weeks.map(spanOf)
  const gaps: Gap[] = []
  for (const row of view.coverage) {
    if (row.kind === 'rotation' && programId !== undefined && !row.key.startsWith(`${programId}:`)) continue
    let open: Gap | null = null
    weeks.forEach((week, index) => {
      const state = coverageAt(row, index)
      if (open !== null && open.state !== state) {
        gaps.push(open)
        open = null
      }
      if (state === 'right') return
      const present = (state === 'under' ? row.low[index] : row.high[index]) ?? 0
      open = {
        row,
        state,
        startDay: open?.startDay ?? week.startDay,
        endDay: week.endDay,
        firstWeek: open?.firstWeek ?? index,
        lastWeek: index,
        present:
          open === null
            ? present
            : state === 'under'
              ? Math.min(open.present, present)
              : Math.max(open.present, present),
      }
    })
    if (open !== null) gaps.push(open)
  }
  return gaps.sort((a, b) => a.startDay - b.startDay || a.row.label.localeCompare(b.row.label))
}

/** Somebody who could fill a gap. */
export interface Candidate {
  readonly stretch: Stretch
  readonly rotation: RotationView
  /** What they would leave; null when nothing is assigned. */
  readonly from: RotationView | null
  /** Where they would leave too few behind. */
  readonly leavesShort: boolean
}

/** So many are offered: who wants more looks at the grid. */
const most = 12

/**
 * Who could fill a gap, in their first period that touches it, without breaking a rule that is kept now: first those with nothing to do,
 * then those who are not missed where they are.
 */
export function candidatesFor(
  view: ScheduleView,
  judge: Judge,
  session: Session,
  people: readonly PersonLine[],
  gap: Gap,
): Candidate[] {
  const rotations = view.rotations.filter((rotation) => placeKeysOf(rotation).includes(gap.row.key))
  const possible = people
    .flatMap((line): Candidate[] => {
      const own = rotations.filter(({ programId }) => programId === line.row.programId)
      const [period] = periodsIn(line, gap)
      const days = period && clip(period, line.span)
      if (own.length === 0 || !days || isThere(line, rotations, days)) return []
      const bar = line.bars.find((each) => overlap(each, days))
      const from = bar?.rotation ?? null
      const stretch = { line, ...days }
      const leavesShort = from !== null && isMissed(view, from, days)
      return own.map((rotation) => ({ stretch, rotation, from, leavesShort }))
    })
    .sort((a, b) => rank(a) - rank(b) || a.stretch.line.index - b.stretch.line.index)
  const found = new Map<number, Candidate>()
  for (const candidate of possible) {
    if (found.size >= most) break
    const { index } = candidate.stretch.line
    if (found.has(index)) continue
    const changes = setAll(session, [candidate.stretch], candidate.rotation.rotationId)
    if (judge.allows(session.rows, changes)) found.set(index, candidate)
  }
  return [...found.values()]
}

const rank = ({ from, leavesShort }: Candidate): number => (from === null ? 0 : leavesShort ? 2 : 1)

const isThere = (line: PersonLine, rotations: readonly RotationView[], days: Span): boolean =>
  line.bars.some((bar) => overlap(bar, days) && rotations.some(({ key }) => key === bar.rotation?.key))

/** Whether one person less on these days is too few somewhere the rotation counts. */
function isMissed(view: ScheduleView, rotation: RotationView, days: Span): boolean {
  const keys = placeKeysOf(rotation)
  return view.coverage.some(
    ({ key, min, low }) =>
      min !== null &&
      keys.includes(key) &&
      view.weeks.some((week, index) => overlap(spanOf(week), days) && (low[index] ?? 0) - 1 < min),
  )
}

/** Who is at a place during a gap: where there are too many, one of them could go elsewhere. */
export const presentIn = (view: ScheduleView, people: readonly PersonLine[], gap: Gap): Stretch[] => {
  const keys = new Set(
    view.rotations.filter((rotation) => placeKeysOf(rotation).includes(gap.row.key)).map(({ key }) => key),
  )
  return people.flatMap((line) => {
    const bar = line.bars.find((each) => overlap(each, gap) && keys.has(each.rotation?.key ?? ''))
    const days = bar && clip(bar, line.span)
    return days ? [{ line, ...days }] : []
  })
}
