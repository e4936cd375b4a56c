import type { ScheduleView } from '../../contract.ts'

type CoverageRow = ScheduleView['coverage'][number]
export type CoverageState = 'under' | 'over' | 'right'

export const coverageAt = (row: CoverageRow, week: number): CoverageState => {
  if (row.min !== null && (row.low[week] ?? 0) < row.min) return 'under'
  if (row.max !== null && (row.high[week] ?? 0) > row.max) return 'over'
  return 'right'
}

/** The figure of a week: the one that breaks the limit, else one number, or "1-2" when it changes inside the week. */
export const coverageFigure = (row: CoverageRow, week: number): string => {
  const [low, high] = [row.low[week] ?? 0, row.high[week] ?? 0]
  const state = coverageAt(row, week)
  if (state !== 'right') return String(state === 'under' ? low : high)
  return low === high ? String(low) : `${low}-${high}`
}

export const hasTrouble = (row: CoverageRow): boolean => row.low.some((_, week) => coverageAt(row, week) !== 'right')

/** "at least 1, at most 3" */
export function limitWords(row: CoverageRow): string {
  const words = [row.min === null ? '' : `at least ${row.min}`, row.max === null ? '' : `at most ${row.max}`]
  return words.filter((text) => text !== '').join(', ') || 'no limit'
}

const troubledWeeks = (row: CoverageRow): number =>
  row.low.filter((_, week) => coverageAt(row, week) !== 'right').length

/** At most so many rows: those with the most troubled weeks, in the order they had. */
export function worstFirst(rows: readonly CoverageRow[], most: number): readonly CoverageRow[] {
  if (rows.length <= most) return rows
  const worst = new Set([...rows].sort((a, b) => troubledWeeks(b) - troubledWeeks(a)).slice(0, most))
  return rows.filter((row) => worst.has(row))
}

export type CoverageKind = CoverageRow['kind']

/** All rooms, rotations or sites together. */
export interface CoverageGroup {
  readonly line: 'group'
  readonly kind: CoverageKind
  readonly label: string
  readonly rows: readonly CoverageRow[]
  readonly isFolded: boolean
}
export type CoverageLine = CoverageGroup | { readonly line: 'place'; readonly row: CoverageRow }

const kinds: readonly (readonly [CoverageKind, string])[] = [
  ['room', 'Rooms'],
  ['rotation', 'Rotations'],
  ['site', 'Sites'],
]

/**
 * The lines of the coverage strip: for each kind of place the sum, and under it, unless folded, the places: all of them, or what is in
 * trouble alone.
 * Never more than `most` lines: then those in the worst trouble stay. Places without a limit have no sum.
 */
export function coverageLines(
  view: Pick<ScheduleView, 'coverage' | 'siteCoverage'>,
  shown: { readonly coverage: 'trouble' | 'all' | 'none'; readonly folded: readonly CoverageKind[] },
  programId: string | undefined,
  most: number,
): { readonly lines: readonly CoverageLine[]; readonly left: number } {
  if (shown.coverage === 'none') return { lines: [], left: 0 }
  const all = [...view.coverage, ...view.siteCoverage].filter(
    ({ kind, key }) => kind !== 'rotation' || programId === undefined || key.startsWith(`${programId}:`),
  )
  const groups = kinds.flatMap(([kind, label]): CoverageGroup[] => {
    const rows = all.filter((row) => row.kind === kind && (shown.coverage === 'all' || hasLimit(row)))
    const isShown = rows.some(shown.coverage === 'all' ? hasLimit : hasTrouble)
    return isShown ? [{ line: 'group', kind, label, rows, isFolded: shown.folded.includes(kind) }] : []
  })
  const wanted = groups.flatMap(({ rows, isFolded }) =>
    isFolded ? [] : rows.filter((row) => shown.coverage === 'all' || hasTrouble(row)),
  )
  const kept = new Set(worstFirst(wanted, Math.max(1, most - groups.length)))
  const lines = groups.flatMap((group): CoverageLine[] => [
    group,
    ...group.rows.filter((row) => kept.has(row) && !group.isFolded).map((row) => ({ line: 'place' as const, row })),
  ])
  return { lines, left: wanted.length - kept.size }
}

const hasLimit = ({ min, max }: CoverageRow): boolean => min !== null || max !== null

/** Which places of a group are in trouble in a week. */
export const troubleIn = ({ rows }: CoverageGroup, week: number): { under: string[]; over: string[] } => ({
  under: rows.filter((row) => coverageAt(row, week) === 'under').map(({ label }) => label),
  over: rows.filter((row) => coverageAt(row, week) === 'over').map(({ label }) => label),
})

/** How a group stands over the year, in a word: the worse first. */
export function groupStanding({ rows }: CoverageGroup): { readonly state: CoverageState; readonly words: string } {
  const count = (state: CoverageState) =>
    rows.filter((row) => row.low.some((_, week) => coverageAt(row, week) === state)).length
  const [under, over] = [count('under'), count('over')]
  if (under > 0) return { state: 'under', words: `${under} short` }
  return over > 0 ? { state: 'over', words: `${over} over` } : { state: 'right', words: 'right' }
}
