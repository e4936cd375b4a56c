import { dayOf, isoOf, type DateRange } from '@gradus/rules'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { groupBy } from '../../../platform/group-by.ts'
import { openCallRuns } from '../scenarios/store.ts'
import { rememberingOf } from '../remember.ts'
import { rotationViews } from '../rotations.ts'
import { levelOfSeat, seatOn, standingReason } from './eligible.ts'
import { callFacts, type CallFacts, holidaysOf } from './facts.ts'
import { type CallFinding, callFindings } from './judge.ts'
import { type CallBook, callBook } from './problem-parts.ts'
import { poolViewOf } from './pools.ts'
import { setUpCall } from './policy.ts'
import { runsOn } from './runs-on.ts'
import type { CallRow, CallScheduleView } from './schedules-contract.ts'
import { openSchedule, summaryOf } from './schedules.ts'
import { type Assignment, assignmentsOfSchedule, type Schedule } from './store.ts'

export const rowView = (row: Assignment): CallRow => ({
  id: row.id,
  poolId: row.poolId,
  shiftId: row.shiftId,
  onDay: row.onDay,
  personId: row.personId,
  startAt: row.startAt.toISOString(),
  endAt: row.endAt.toISOString(),
  pinned: row.pinned,
})

export const rangeOf = ({ startOn, endOn }: Pick<Schedule, 'startOn' | 'endOn'>): DateRange => ({
  startOn: dayOf(startOn),
  endOn: dayOf(endOn),
})

/** The schedule with everything that judges it. */
export async function bookOf(platform: Platform, schedule: Schedule): Promise<CallBook> {
  const { institutionId, poolIds } = schedule
  const facts = await callFacts(platform, { institutionId, poolIds, range: rangeOf(schedule) })
  const rows = await assignmentsOfSchedule(platform.database.drizzle, schedule)
  return callBook(facts, { poolIds, rows })
}

export interface Judged {
  readonly findings: readonly CallFinding[]
  readonly shortfalls: readonly { onDay: string; shiftId: string; there: number; wanted: number }[]
}

/** What is wrong with a schedule, and which shifts have too few. */
export function judged(book: CallBook): Judged {
  return { findings: callFindings(book, book.range, null), shortfalls: shortfallsOf(book) }
}

function shortfallsOf({ facts, poolIds, range, rows }: CallBook): Judged['shortfalls'] {
  const there = groupBy(rows, ({ shiftId, onDay }) => `${shiftId} ${onDay}`)
  const found: { onDay: string; shiftId: string; there: number; wanted: number }[] = []
  for (const pool of facts.pools) {
    if (!poolIds.includes(pool.id)) continue
    const holidays = holidaysOf(facts, pool)
    for (const shift of facts.shiftById.values()) {
      if (shift.poolId !== pool.id || shift.archivedAt !== null || shift.minPeople === 0) continue
      for (let on = range.startOn; on <= range.endOn; on++) {
        if (!runsOn(shift, on, holidays)) continue
        const onDay = isoOf(on)
        // A shift that two share in parts is one place.
        const people = there.get(`${shift.id} ${onDay}`) ?? []
        if (people.length < shift.minPeople)
          found.push({ onDay, shiftId: shift.id, there: people.length, wanted: shift.minPeople })
      }
    }
  }
  return found.toSorted((a, b) => a.onDay.localeCompare(b.onDay))
}

export async function scheduleView(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  scheduleId: string,
): Promise<CallScheduleView> {
  const { schedule, pools, mayEdit } = await openSchedule(platform, guard, institutionId, scheduleId)
  const book = await bookOf(platform, schedule)
  const { facts, range, rows } = book
  const runs = await openCallRuns(platform.database.drizzle, institutionId)
  const verdict = mayEdit ? judged(book) : { findings: [], shortfalls: [] }
  const shifts = [...facts.shiftById.values()]
  const working = new Set(rows.map(({ personId }) => personId))
  return {
    ...summaryOf(schedule, pools, runs.get(schedule.id) ?? null, mayEdit),
    today: isoOf(facts.today),
    timeZone: facts.timeZone,
    solved: schedule.solvedVersion !== null,
    pools: facts.pools.map((pool) =>
      poolViewOf(
        pool,
        shifts.filter(({ id, archivedAt }) => archivedAt === null || rows.some(({ shiftId }) => shiftId === id)),
        null,
        guard.may(setUpCall, { programIds: [pool.programId] }),
      ),
    ),
    holidays: facts.holidays
      .filter(({ onDay }) => schedule.startOn <= onDay && onDay <= schedule.endOn)
      .map(({ onDay, name }) => ({ onDay, name })),
    people: peopleOf(facts, range, working).map((one) => (mayEdit ? one : { ...one, wishes: [] })),
    rows: rows.map(rowView),
    beside: facts.record
      .filter((row) => book.standing.includes(row) && schedule.startOn <= row.onDay && row.onDay <= schedule.endOn)
      .map((row) => ({
        ...rowView(row),
        code: facts.shiftById.get(row.shiftId)?.code ?? '',
        poolName: facts.poolById.get(row.poolId)?.name ?? '',
      })),
    findings: [...verdict.findings],
    shortfalls: [...verdict.shortfalls],
  }
}

const known = rememberingOf<CallScheduleView['people']>()

/** Who could be called over the days, and those who are: with what they are on and when they are away. */
function peopleOf(facts: CallFacts, range: DateRange, working: ReadonlySet<string>): CallScheduleView['people'] {
  const all = known(facts, () => everybody(facts, range))
  return all.filter(({ id, eligible }) => eligible || working.has(id))
}

function everybody(facts: CallFacts, range: DateRange): CallScheduleView['people'] {
  const views = new Map(
    rotationViews([
      ...new Map(
        [...facts.people.values()].flatMap(({ seats }) =>
          seats.map(({ followed }) => [followed.id, followed] as const),
        ),
      ).values(),
    ]).map((view) => [view.key, view]),
  )
  const inRange = (one: DateRange): boolean => one.startOn <= range.endOn && range.startOn <= one.endOn
  const shifts = [...facts.shiftById.values()].filter(({ archivedAt }) => archivedAt === null)
  return [...facts.people.values()].map((person) => {
    const middle = Math.floor((range.startOn + range.endOn) / 2)
    const seat =
      facts.pools.map((pool) => seatOn(person, pool, middle)).find((one) => one !== undefined) ?? person.seats[0]!
    const eligible = facts.pools.some((pool) =>
      shifts.some((shift) => {
        if (shift.poolId !== pool.id) return false
        for (let on = range.startOn; on <= range.endOn; on++)
          if (standingReason(facts, person, pool, shift, on) === null) return true
        return false
      }),
    )
    return {
      id: person.id,
      name: person.name,
      level: levelOfSeat(person, seat, middle),
      programId: seat.programId,
      rotations: person.placements.filter(inRange).map((placement) => {
        const view = views.get(`${placement.programId}:${placement.rotationId}`)
        return {
          startOn: isoOf(placement.startOn),
          endOn: isoOf(placement.endOn),
          code: view?.code ?? '?',
          label: view?.name ?? placement.rotationId,
          tint: view?.tint ?? null,
          offSite: view?.offSite ?? false,
        }
      }),
      away: person.leaves
        .filter(inRange)
        .map(({ startOn, endOn }) => ({ startOn: isoOf(startOn), endOn: isoOf(endOn) })),
      wishes: person.requests.map(({ startOn, endOn, poolId, wish, note }) => ({ startOn, endOn, poolId, wish, note })),
      eligible,
    }
  })
}
