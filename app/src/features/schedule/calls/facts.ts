import { dayOf, isoOf, type DateRange, type Day } from '@gradus/rules'
import { AppError } from '../../../contract/app-error.ts'
import { groupBy } from '../../../platform/group-by.ts'
import type { Platform } from '../../../platform/platform.ts'
import { academicYearsOver } from './years.ts'
import { keeping, keptYear } from '../facts/kept.ts'
import { institutionOrThrow } from '../facts/load.ts'
import type { Leave, Placement, Seat } from '../facts/year-facts.ts'
import { sitesOf, todayAt } from '../../programs/index.ts'
import { hourSettingsOf, type HourSettings } from '../../work-hours/index.ts'
import {
  type Assignment,
  type CallEvent,
  type CallRequest,
  currentBetween,
  eventsBetween,
  type Holiday,
  holidaysBetween,
  type Pool,
  poolsOf,
  type Privilege,
  privilegesOf,
  requestsBetween,
  type Shift,
  shiftsOf,
} from './store.ts'
import { startOfDayAt } from './zones.ts'

/** Somebody who may be called, with everything that decides whether. */
export interface CallPerson {
  readonly id: string
  readonly name: string
  /** Appointments in programs of the pools, in order of time. */
  readonly seats: readonly Seat[]
  /** What the schedule of record says for those appointments. */
  readonly placements: readonly Placement[]
  readonly leaves: readonly Leave[]
  readonly privileges: readonly Privilege[]
  readonly requests: readonly CallRequest[]
}

/** Everything about the call of some pools over some days: loaded in a fixed number of queries, judged without another. */
export interface CallFacts {
  readonly institutionId: string
  readonly timeZone: string
  readonly today: Day
  readonly range: DateRange
  /** The pools asked for. */
  readonly pools: readonly Pool[]
  /** All pools that the people have calls in, the asked ones included. */
  readonly poolById: ReadonlyMap<string, Pool>
  readonly shiftById: ReadonlyMap<string, Shift>
  readonly holidays: readonly Holiday[]
  readonly events: readonly CallEvent[]
  readonly people: ReadonlyMap<string, CallPerson>
  /** In force for these people in any pool, also some weeks before and after the range. */
  readonly record: readonly Assignment[]
  /** How a program keeps hours: the usual days of its rotations, and its choices on the rules. */
  readonly hourSettings: (programId: string) => HourSettings
  /** The clocks of a site, by its id in definitions; the institution's own where it has none. */
  readonly zoneAt: (siteId: string | null) => string
}

/** Rules look so far over the edges: a rotation of four weeks and its averages before, rest and runs after. */
export const daysBefore = 35
export const daysAfter = 14

export interface CallFactsWanted {
  readonly institutionId: string
  readonly poolIds: readonly string[]
  readonly range: DateRange
}

const kept = keeping<CallFacts>(40, true)

/** For reading and judging; loaded again only when something changed. Not for use inside a write. */
export function callFacts(platform: Platform, wanted: CallFactsWanted): Promise<CallFacts> {
  const { institutionId, range } = wanted
  const poolIds = [...new Set(wanted.poolIds)].toSorted()
  // Which day is today may change with the hour.
  const asked = ['call', poolIds, range.startOn, range.endOn, platform.now().toISOString().slice(0, 13)]
  const db = platform.database.drizzle
  return kept(db, { institutionId, draftId: null, asked }, () => load(platform, { institutionId, poolIds, range }))
}

async function load(platform: Platform, { institutionId, poolIds, range }: CallFactsWanted): Promise<CallFacts> {
  const db = platform.database.drizzle
  const now = platform.now()
  const institution = await institutionOrThrow(db, institutionId)
  const pools = await poolsOf(db, institutionId, poolIds)
  if (pools.length !== poolIds.length) throw new AppError('not-found', 'This call pool does not exist (any more).')
  const around: DateRange = { startOn: range.startOn - daysBefore, endOn: range.endOn + daysAfter }
  const days = { startOn: isoOf(around.startOn), endOn: isoOf(around.endOn) }
  const programIds = [...new Set(pools.flatMap((pool) => pool.programIds))].toSorted()
  const seats = new Map<string, Seat>()
  const placements = new Map<string, Placement>()
  const leaves = new Map<string, Leave>()
  for (const startYear of academicYearsOver(around, institution.yearStartsOn)) {
    const year = await keptYear(db, { institutionId, startYear, programIds, source: { kind: 'record' }, now })
    for (const seat of year.seats) seats.set(seat.id, seat)
    for (const placement of [...year.placements, ...year.otherYears]) placements.set(placement.id, placement)
    for (const leave of year.leaves) leaves.set(leave.id, leave)
  }
  const seatsOf = groupBy(
    [...seats.values()].filter(({ startOn, endOn }) => startOn <= around.endOn && around.startOn <= endOn),
    ({ personId }) => personId,
  )
  const personIds = [...seatsOf.keys()]
  const record = await currentBetween(db, institutionId, {
    personIds,
    fromAt: startOfDayAt(institution.timeZone, around.startOn),
    untilAt: startOfDayAt(institution.timeZone, around.endOn + 1),
  })
  const others = [...new Set(record.map(({ poolId }) => poolId))].filter((id) => !poolIds.includes(id))
  const allPools = [...pools, ...(await poolsOf(db, institutionId, others))]
  const shifts = await shiftsOf(
    db,
    institutionId,
    allPools.map(({ id }) => id),
  )
  const privileges = groupBy(await privilegesOf(db, institutionId), ({ personId }) => personId)
  const requests = groupBy(await requestsBetween(db, institutionId, days, personIds), ({ personId }) => personId)
  const placementsOf = groupBy(placements.values(), ({ appointmentId }) => appointmentId)
  const leavesOf = groupBy(leaves.values(), ({ personId }) => personId)
  const settings = await hourSettingsOf(db, institutionId, null)
  const sites = new Map((await sitesOf(db, institutionId)).map(({ id, timeZone }) => [id, timeZone]))
  const people = [...seatsOf].map(
    ([id, own]): CallPerson => ({
      id,
      name: own[0]!.personName,
      seats: own.toSorted((a, b) => a.startOn - b.startOn),
      placements: own.flatMap((seat) => placementsOf.get(seat.id) ?? []),
      leaves: leavesOf.get(id) ?? [],
      privileges: privileges.get(id) ?? [],
      requests: requests.get(id) ?? [],
    }),
  )
  return {
    institutionId,
    timeZone: institution.timeZone,
    today: dayOf(todayAt(institution, now)),
    range,
    pools,
    poolById: new Map(allPools.map((pool) => [pool.id, pool])),
    shiftById: new Map(shifts.map((shift) => [shift.id, shift])),
    holidays: await holidaysBetween(db, institutionId, days),
    events: await eventsBetween(db, institutionId, days),
    people: new Map(people.toSorted((a, b) => a.name.localeCompare(b.name)).map((one) => [one.id, one])),
    record,
    hourSettings: (programId) => settings(programId).settings,
    zoneAt: (siteId) => (siteId === null ? undefined : sites.get(siteId)) ?? institution.timeZone,
  }
}

/** Holidays that count in a pool: the institution's, and those of its programs. By day. */
export function holidaysOf({ holidays }: CallFacts, pool: Pool): ReadonlyMap<Day, Holiday> {
  return new Map(
    holidays.flatMap((holiday) =>
      holiday.programId === null || pool.programIds.includes(holiday.programId)
        ? [[dayOf(holiday.onDay), holiday] as const]
        : [],
    ),
  )
}
