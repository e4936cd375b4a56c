import { academicYearOf, dayOf, isoOf, overlap, type Day } from '@gradus/rules'
import { notFound } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import type { Reads } from '../../../platform/db/index.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { peopleByIds } from '../../people/index.ts'
import { type Institution, todayAt } from '../../programs/index.ts'
import { mergeTouching } from '../edits.ts'
import { keptCareers, keptYear } from '../facts/kept.ts'
import { institutionOrThrow, isoRange } from '../facts/load.ts'
import type { Placement, Seat, YearFacts } from '../facts/year-facts.ts'
import { rotationKey, rotationViews } from '../rotations.ts'
import type { Careers } from '../standing.ts'
import { callOf, nextCallOf, type PersonCall } from '../calls/person-calls.ts'
import { startOfDayAt } from '../calls/zones.ts'
import type { getPersonSchedule, PublishedCall, Stint } from './contract.ts'

/** A person and their appointments, for those who may see them. */
export async function personAsked(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  personId: string,
): Promise<{ institution: Institution; today: Day; personName: string; careers: Careers }> {
  const db = platform.database.drizzle
  const institution = await institutionOrThrow(db, institutionId)
  const today = dayOf(todayAt(institution, platform.now()))
  const careers = await keptCareers(db, institution, { personIds: [personId] }, today)
  guard.require({ personId, programIds: careers.seats.map(({ programId }) => programId) })
  const person = (await peopleByIds(db, institutionId, [personId])).get(personId)
  if (person === undefined) throw notFound('person')
  return { institution, today, personName: `${person.givenName} ${person.familyName}`, careers }
}

/** Today, next and the whole year of one person, from the schedule of record. */
export async function personSchedule(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  personId: string,
  startYear: number | undefined,
): Promise<RouteAnswer<typeof getPersonSchedule>> {
  const { institution, today, personName, careers } = await personAsked(platform, guard, institutionId, personId)
  const facts = await keptYear(platform.database.drizzle, {
    institutionId,
    startYear: startYear ?? academicYearOf(today, institution.yearStartsOn).startYear,
    programIds: [...new Set(careers.seats.map(({ programId }) => programId))],
    source: { kind: 'record' },
    now: platform.now(),
  })
  const db = platform.database.drizzle
  const startOfDay = (day: Day) => startOfDayAt(institution.timeZone, day)
  const calls = await callOf(
    db,
    institutionId,
    [personId],
    startOfDay(facts.year.startOn),
    startOfDay(facts.year.endOn + 1),
  )
  const upcoming = await nextCallOf(db, institutionId, personId, platform.now())
  const stints = stintsOf(careers, facts)
  const { current, next } = nowAndNext(stints, today)
  return {
    personName,
    today: isoOf(today),
    timeZone: institution.timeZone,
    current,
    next,
    stints: stints.filter(({ startOn, endOn }) =>
      overlap({ startOn: dayOf(startOn), endOn: dayOf(endOn) }, facts.year),
    ),
    leaves: careers.leaves
      .filter((leave) => overlap(leave, facts.year))
      .map((leave) => ({
        id: leave.id,
        personId,
        kind: leave.kind,
        ...isoRange(leave),
        countsTowardTraining: leave.countsTowardTraining,
      })),
    calls: calls.map(callView),
    nextCall: upcoming === null ? null : { ...callView(upcoming.call), isOn: upcoming.isOn },
  }
}

const callView = (call: PersonCall): PublishedCall => ({
  id: call.id,
  onDay: call.onDay,
  startAt: call.startAt.toISOString(),
  endAt: call.endAt.toISOString(),
  timeZone: call.timeZone,
  poolName: call.poolName,
  poolCode: call.poolCode,
  shiftName: call.shiftName,
  tint: call.tint,
})

export function nowAndNext(stints: readonly Stint[], today: Day): { current: Stint | null; next: Stint | null } {
  const on = isoOf(today)
  return {
    current: stints.find(({ startOn, endOn }) => startOn <= on && on <= endOn) ?? null,
    next: stints.find(({ startOn }) => startOn > on) ?? null,
  }
}

/** Assignments in words, touching ones of the same rotation as one; with whom, as far as the year's facts go. */
function stintsOf({ seats, placements }: Careers, facts: YearFacts): Stint[] {
  const seatOf = new Map(seats.map((seat) => [seat.id, seat]))
  const programs = new Map(facts.programs.map(({ id, name }) => [id, name]))
  const views = new Map(rotationViews(seats.map(({ followed }) => followed)).map((view) => [view.key, view]))
  return mergeTouching(placements)
    .sort((a, b) => a.startOn - b.startOn)
    .flatMap((row) => {
      const seat = seatOf.get(row.appointmentId)
      const view = seat && views.get(rotationKey(seat.programId, row.rotationId))
      if (!seat || !view) return []
      return {
        rotationName: view.name,
        code: view.code,
        tint: view.tint,
        programName: programs.get(seat.programId) ?? seat.followed.definition.name,
        siteName: view.siteName,
        offSite: view.offSite,
        ...isoRange(row),
        withPeople: companions(seat, row, facts),
      }
    })
}

/** Who else of the same programs is on the same rotation on one of the days. */
function companions(seat: Seat, row: Pick<Placement, 'rotationId' | 'startOn' | 'endOn'>, facts: YearFacts): string[] {
  const others = new Map(
    facts.seats
      .filter(({ programId, personId }) => programId === seat.programId && personId !== seat.personId)
      .map((other) => [other.id, other.personName]),
  )
  const names = facts.placements
    .filter((placement) => placement.rotationId === row.rotationId && overlap(placement, row))
    .flatMap(({ appointmentId }) => others.get(appointmentId) ?? [])
  return [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en'))
}

/** What a person is on today and what comes next; null for somebody without a published schedule. */
export async function personNow(
  db: Reads,
  institutionId: string,
  personId: string,
  now: Date,
): Promise<{ current: Stint | null; next: Stint | null }> {
  const institution = await institutionOrThrow(db, institutionId)
  const today = dayOf(todayAt(institution, now))
  const careers = await keptCareers(db, institution, { personIds: [personId] }, today)
  const facts = await keptYear(db, {
    institutionId,
    startYear: academicYearOf(today, institution.yearStartsOn).startYear,
    programIds: [...new Set(careers.seats.map(({ programId }) => programId))],
    source: { kind: 'record' },
    now,
  })
  return nowAndNext(stintsOf(careers, facts), today)
}
