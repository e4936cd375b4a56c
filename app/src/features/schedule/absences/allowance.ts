import { type DateRange, daysIn, listOf, overlap, plural } from '@gradus/rules'
import type { Balance } from './contract.ts'
import type { AbsenceKind } from './settings.ts'
import { type Away, takesDays } from './takes.ts'

/** Time away with the kind it is counted as. */
export interface Counted extends Away {
  readonly kindCode: string
  readonly state: 'pending' | 'approved'
}

/** An appointment, as far as it earns allowance; `levels` by date, where they are known. */
export interface Earns extends DateRange {
  readonly sharePercent: number
  readonly levels?: readonly (DateRange & { readonly level: string })[]
}

type Allowance = Pick<AbsenceKind, 'allowanceDays' | 'byLevel'>

/** What each part of a year is allowed at, with its level; the level that has no figure of its own has that of the kind. */
function partsOf({ allowanceDays, byLevel }: Allowance, appointment: Earns, year: DateRange) {
  const days = overlap(appointment, year)
  if (days === null || allowanceDays === null) return []
  const own = (appointment.levels ?? []).flatMap(({ level, ...range }) => {
    const part = overlap(range, days)
    const figure = byLevel.find((row) => row.level === level)?.allowanceDays
    return part === null
      ? []
      : [{ level, isOwn: figure !== undefined, days: daysIn(part), allowance: figure ?? allowanceDays }]
  })
  return own.length === 0 ? [{ level: null, isOwn: false, days: daysIn(days), allowance: allowanceDays }] : own
}

/** The part of an allowance that an appointment gives in a year, by its days, levels and share of full time; up to whole half days. */
export function earned(kind: Allowance, appointment: Earns, year: DateRange): number {
  const parts = partsOf(kind, appointment, year)
  if (parts.length === 0) return 0
  const days = parts.reduce((sum, part) => sum + part.allowance * part.days, 0)
  const part = (days * appointment.sharePercent) / (daysIn(year) * 100)
  return Math.ceil(part * 2 - 1e-9) / 2
}

const taken = (
  kind: AbsenceKind,
  away: readonly Counted[],
  state: Counted['state'],
  year: DateRange,
  holidays: ReadonlySet<number>,
): number =>
  away
    .filter((each) => each.kindCode === kind.code && each.state === state)
    .reduce((sum, each) => sum + takesDays(each, year, holidays), 0)

interface Years {
  readonly year: DateRange
  readonly before: DateRange
}

/** How a kind stands in an academic year: what is allowed, carried over, taken, asked for and left. */
export function balanceOf(
  kind: AbsenceKind,
  away: readonly Counted[],
  appointment: Earns,
  { year, before }: Years,
  holidays: ReadonlySet<number>,
): Balance {
  const approvedDays = taken(kind, away, 'approved', year, holidays)
  const pendingDays = taken(kind, away, 'pending', year, holidays)
  const { source, verified } = kind
  const about = { kindCode: kind.code, kindName: kind.name, approvedDays, pendingDays, source, verified }
  if (kind.allowanceDays === null) {
    const sentence = 'There is no allowance.'
    return { ...about, allowanceDays: null, carriedDays: 0, leftDays: null, sentence }
  }
  const allowanceDays = earned(kind, appointment, year)
  const unusedDays = Math.max(0, earned(kind, appointment, before) - taken(kind, away, 'approved', before, holidays))
  const carriedDays = Math.min(kind.carryDays, unusedDays)
  const leftDays = allowanceDays + carriedDays - approvedDays - pendingDays
  const figures = { allowanceDays, carriedDays, unusedDays, approvedDays, pendingDays, leftDays }
  return { ...about, allowanceDays, carriedDays, leftDays, sentence: balanceWords(kind, figures, appointment, year) }
}

const days = (count: number): string => plural(Math.round(count * 100) / 100, 'day')

/** "20 days this year at PGY-3, and 5 of the 8 days unused last year, the most that carries over; 5 days taken, 2 days asked for." */
function balanceWords(
  kind: AbsenceKind,
  figures: Readonly<
    Record<'allowanceDays' | 'carriedDays' | 'unusedDays' | 'approvedDays' | 'pendingDays' | 'leftDays', number>
  >,
  appointment: Earns,
  year: DateRange,
): string {
  const { allowanceDays, carriedDays, unusedDays, approvedDays, pendingDays, leftDays } = figures
  const levels = partsOf(kind, appointment, year).flatMap(({ level, isOwn }) =>
    isOwn && level !== null ? [level] : [],
  )
  const at = levels.length === 0 ? '' : ` at ${listOf([...new Set(levels)])}`
  const carried =
    unusedDays === 0 || kind.carryDays === 0
      ? ''
      : carriedDays === unusedDays
        ? `, and ${days(carriedDays)} carried over from last year`
        : `, and ${carriedDays} of the ${days(unusedDays)} unused last year, the most that carries over`
  const used = [
    ...(approvedDays > 0 ? [`${days(approvedDays)} taken`] : []),
    ...(pendingDays > 0 ? [`${days(pendingDays)} asked for`] : []),
    ...(leftDays < 0 ? [`${days(-leftDays)} more than there are`] : []),
  ]
  return `${days(allowanceDays)} this year${at}${carried}${used.length === 0 ? '' : `; ${used.join(', ')}`}.`
}

/** The level on a day, where it is known. */
export const levelAt = ({ levels = [] }: Pick<Earns, 'levels'>, day: number): string | null =>
  levels.find(({ startOn, endOn }) => startOn <= day && day <= endOn)?.level ?? null
