import { type Day, dayOf, type DateRange, type Minute, type PartLeave, WORKDAY_MINUTES } from '@gradus/rules'
import type { Reads } from '../../platform/db/index.ts'
import { groupBy } from '../../platform/group-by.ts'
import { partsOfDays, type RequestRow } from '../schedule/absences/store.ts'
import { takesDays } from '../schedule/absences/takes.ts'
import type { Span } from './store.ts'
import { atLocal, localClock, minuteOf } from './times.ts'

/** Approved time away of half a day or of hours, as the draft of the day and the averages take it. */
export interface PartAway extends PartLeave {
  readonly on: Day
  readonly label: string
  /** What the usual day loses: all before noon with a morning, all after it with an afternoon. */
  readonly cutFromAt: Minute
  readonly cutUntilAt: Minute
}

/** What takes no working time, such as hours of a weekend, is left out. */
function partOf(row: RequestRow, timeZone: string, holidays: ReadonlySet<Day>): PartAway[] {
  const on = dayOf(row.startOn)
  const workdayMinutes = Math.round(takesDays(row, { startOn: on, endOn: on }, holidays) * WORKDAY_MINUTES)
  if (workdayMinutes === 0) return []
  const [startAt, endAt] = [minuteOf(row.startAt), minuteOf(row.endAt)]
  const when =
    row.part === 'hours' ? `${localClock(timeZone, startAt)} to ${localClock(timeZone, endAt)}` : `the ${row.part}`
  return [
    {
      on,
      label: `${row.kindName}, ${when}`,
      startAt,
      endAt,
      workdayMinutes,
      cutFromAt: row.part === 'morning' ? atLocal(timeZone, row.startOn, 0) : startAt,
      cutUntilAt: row.part === 'afternoon' ? Infinity : endAt,
    },
  ]
}

/** Parts of days away by person, in one query. */
export async function partsAway(
  db: Reads,
  institution: { readonly institutionId: string; readonly timeZone: string },
  personIds: readonly string[],
  span: Span,
): Promise<(personId: string, holidays: ReadonlySet<Day>) => PartAway[]> {
  const rows = groupBy(
    await partsOfDays(db, institution.institutionId, personIds, span.startAt, span.endAt),
    ({ personId }) => personId,
  )
  return (personId, holidays) =>
    (rows.get(personId) ?? []).flatMap((row) => partOf(row, institution.timeZone, holidays))
}

/** Why somebody is away on a day: leave, or parts of it. */
export function awayOn(
  day: Day,
  {
    leaves,
    parts,
  }: { readonly leaves: readonly (DateRange & { readonly label: string })[]; readonly parts: readonly PartAway[] },
): string | null {
  const leave = leaves.find(({ startOn, endOn }) => startOn <= day && day <= endOn)
  if (leave !== undefined) return leave.label
  const labels = parts.filter(({ on }) => on === day).map(({ label }) => label)
  return labels.length === 0 ? null : labels.join('; ')
}
