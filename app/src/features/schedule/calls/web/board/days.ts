import { dayNumber, dayText } from '../../../../../ui/day-number.ts'
import type { CallRow, CallScheduleView } from '../../schedules-contract.ts'
import type { ShiftView } from '../../contract.ts'

export interface BoardDay {
  readonly on: string
  readonly date: number
  /** Monday 0 … Sunday 6. */
  readonly weekday: number
  readonly letter: string
  readonly rest: boolean
  readonly holiday: string | null
}

/** The days of a range, as columns. */
export function boardDays(named: CallScheduleView['holidays'], from: string, until: string): BoardDay[] {
  const holidays = new Map(named.map(({ onDay, name }) => [onDay, name]))
  const [first, last] = [dayNumber(from), dayNumber(until)]
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const on = dayText(first + index)
    const weekday = (first + index + 3) % 7
    const holiday = holidays.get(on) ?? null
    return {
      on,
      date: Number(on.slice(8)),
      weekday,
      letter: 'MTWTFSS'[weekday] ?? '',
      rest: weekday >= 5 || holiday !== null,
      holiday,
    }
  })
}

/** The months of a schedule, each cut to its days. */
export function monthsOf(view: CallScheduleView): { from: string; until: string }[] {
  const months: { from: string; until: string }[] = []
  for (let from = view.startOn; from <= view.endOn; ) {
    const [year = 2000, month = 1] = from.split('-').map(Number)
    const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
    const until = last < view.endOn ? last : view.endOn
    months.push({ from, until })
    from = dayText(dayNumber(until) + 1)
  }
  return months
}

export interface Placed {
  readonly shift: ShiftView
  readonly poolId: string
  readonly poolName: string
  readonly tint: number
}

export const shiftsById = (pools: CallScheduleView['pools']): ReadonlyMap<string, Placed> =>
  new Map(
    pools.flatMap((pool) =>
      pool.shifts.map((shift) => [shift.id, { shift, poolId: pool.id, poolName: pool.name, tint: pool.tint }] as const),
    ),
  )

/** Whether shifts of two pools may be held on one day: one of the two says so. */
export function shareDay(pools: CallScheduleView['pools'], one: string, other: string): boolean {
  const says = (poolId: string, named: string): boolean =>
    pools.find(({ id }) => id === poolId)?.settings.togetherWith.includes(named) ?? false
  return one !== other && (says(one, other) || says(other, one))
}

/** Whether a shift runs on a day, as the server reckons it. */
export function runsOn({ weekdays, onHolidays, archived }: ShiftView, day: BoardDay): boolean {
  if (archived) return false
  const usual = weekdays.includes(day.weekday)
  if (day.holiday === null) return usual && onHolidays !== 'only'
  return onHolidays === 'as-weekday' ? usual : onHolidays !== 'not'
}

export const cellKey = (personId: string, on: string): string => `${personId} ${on}`

/** Rows by person and day. */
export function rowsByCell<Row extends CallRow>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const cells = new Map<string, Row[]>()
  for (const row of rows) {
    const key = cellKey(row.personId, row.onDay)
    const known = cells.get(key)
    if (known === undefined) cells.set(key, [row])
    else known.push(row)
  }
  return cells
}

/** "Granite" of "Mina Granite"; both where two share it. */
export function shortNames(people: CallScheduleView['people']): ReadonlyMap<string, string> {
  const families = people.map(({ name }) => name.split(' ').at(-1) ?? name)
  return new Map(
    people.map(({ id, name }, index) => {
      const family = families[index] ?? name
      const shared = families.filter((each) => each === family).length > 1
      return [id, shared ? `${name.charAt(0)}. ${family}` : family]
    }),
  )
}
