import { type DateRange, isoOf, levelOn, overlap, periodsOf } from '@gradus/rules'
import { calendarSpec, calendarWords } from '../curriculum/index.ts'
import type { GridRow, RotationView, ScheduleView } from './blocks/contract.ts'
import { type Coverage, coverageOf, type Place, placeKeysOf, sitesOf, type Stay } from './coverage.ts'
import { isoRange } from './facts/load.ts'
import type { Followed, Leave, Seat, YearFacts } from './facts/year-facts.ts'
import { findingView } from './finding-view.ts'
import { findingsOf } from './findings.ts'
import { groupBy } from '../../platform/group-by.ts'
import { rememberingOf } from './remember.ts'
import { rotationKey, rotationViews, versionsShown } from './rotations.ts'

type Parts = Pick<ScheduleView, 'scenario' | 'version' | 'abilities'>

/** The year as the grid shows it, findings included. */
export const scheduleView = (facts: YearFacts, parts: Parts): ScheduleView => ({
  ...parts,
  ...sharedPart(facts, () => viewOf(facts)),
})

const sharedPart = rememberingOf<Omit<ScheduleView, keyof Parts>>()

function viewOf(facts: YearFacts): Omit<ScheduleView, keyof Parts> {
  const { year } = facts
  const weeks = periodsOf({ kind: 'weeks' }, year)
  const shown = new Set(facts.seats.map(({ id }) => id))
  const people = new Set(facts.seats.map(({ personId }) => personId))
  return {
    startYear: year.startYear,
    label: year.label,
    ...isoRange(year),
    today: isoOf(facts.today),
    programs: facts.programs.map((program) => ({ ...program, calendar: calendarOf(program.id, facts) })),
    weeks: weeks.map(isoRange),
    rows: gridRows(facts),
    rotations: rotationViews(versionsShown(facts)),
    assignments: facts.placements
      .filter(({ appointmentId }) => shown.has(appointmentId))
      .map(({ id, appointmentId, programId, rotationId, startOn, endOn, pinned, amended }) => ({
        id,
        appointmentId,
        rotationKey: rotationKey(programId, rotationId),
        startOn: isoOf(startOn),
        endOn: isoOf(endOn),
        pinned,
        amended,
      })),
    leaves: facts.leaves
      .filter((leave) => people.has(leave.personId) && overlap(leave, year))
      .map(({ id, personId, kind, startOn, endOn, countsTowardTraining }) => ({
        id,
        personId,
        kind,
        startOn: isoOf(startOn),
        endOn: isoOf(endOn),
        countsTowardTraining: kind === 'away' ? null : countsTowardTraining,
      })),
    ...coverage(facts, weeks),
    findings: findingsOf(facts).map(findingView),
  }
}

const newest = (versions: readonly Followed[]): Followed | undefined =>
  versions.reduce<Followed | undefined>(
    (best, each) => (best && best.effectiveOn >= each.effectiveOn ? best : each),
    undefined,
  )

function calendarOf(programId: string, facts: YearFacts): string {
  const version = newest(versionsShown(facts).filter((each) => each.programId === programId))
  return version ? calendarWords(version.definition.calendar) : ''
}

/** One row for each appointment, by program, level and name. */
export function gridRows(facts: YearFacts): GridRow[] {
  const pauses = pausesByPerson(facts.leaves)
  const programOrder = new Map(facts.programs.map(({ id }, index) => [id, index]))
  const rows = facts.seats.map((seat) => {
    const level = levelInYear(seat, facts, pauses.get(seat.personId) ?? [])
    const spec = calendarSpec(seat.followed.definition, level)
    return {
      order: [programOrder.get(seat.programId) ?? 0, seat.followed.facts.levels.indexOf(level)] as const,
      row: {
        appointmentId: seat.id,
        personId: seat.personId,
        personName: seat.personName,
        programId: seat.programId,
        level,
        ...isoRange(seat),
        combined: seat.combined,
        periods: periodsOf(spec, facts.year).map((period) => ({ label: period.label, ...isoRange(period) })),
      },
    }
  })
  // Seats come by name, and the sort keeps that order within a level.
  rows.sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1])
  return rows.map(({ row }) => row)
}

/** The level on the first day of the appointment in the year. */
function levelInYear(seat: Seat, facts: Pick<YearFacts, 'year'>, pauses: readonly Leave[]): string {
  const training = {
    levels: seat.followed.facts.levels,
    entryLevel: seat.entryLevel,
    startOn: seat.startOn,
    pauses,
  }
  return levelOn(training, Math.max(seat.startOn, facts.year.startOn)) ?? seat.entryLevel
}

export const pausesByPerson = (leaves: readonly Leave[]): Map<string, Leave[]> =>
  groupBy(
    leaves.filter(({ countsTowardTraining }) => !countsTowardTraining),
    ({ personId }) => personId,
  )

const roomKey = (roomId: string): string => `room:${roomId}`

/** How many people are at each rotation and room of the year, week by week, and the weeks. */
export function weeklyCoverage(facts: YearFacts): { coverage: Coverage[]; weeks: readonly DateRange[] } {
  const weeks = periodsOf({ kind: 'weeks' }, facts.year)
  return { coverage: coverage(facts, weeks).coverage, weeks }
}

function coverage(
  facts: YearFacts,
  weeks: readonly { startOn: number; endOn: number }[],
): { coverage: Coverage[]; siteCoverage: Coverage[] } {
  const versions = versionsShown(facts)
  const limits = new Map<string, { min: number | null; max: number | null }>()
  for (const version of [...versions].sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1)))
    for (const { id, trainees } of version.facts.rotations) limits.set(rotationKey(version.programId, id), trainees)
  const rotations = rotationViews(versions)
  const used = new Set(rotations.map(({ roomId }) => roomId))
  const places: Place[] = [
    ...facts.rooms
      .filter(({ id }) => used.has(id))
      .map(({ id, label, min, max }) => ({ key: roomKey(id), label, kind: 'room' as const, min, max })),
    ...rotations.map(({ key, name }) => ({
      key,
      label: name,
      kind: 'rotation' as const,
      min: limits.get(key)?.min ?? null,
      max: limits.get(key)?.max ?? null,
    })),
  ]
  const away = groupBy(
    facts.leaves.filter(({ removesFromSchedule }) => removesFromSchedule),
    ({ personId }) => personId,
  )
  const limitsOf = new Map(places.map((place) => [place.key, place]))
  const sites = sitesOf(rotations, (key) => limitsOf.get(key))
  const counted = coverageOf([...places, ...sites], staysOf(facts, rotations), away, weeks)
  return { coverage: counted.slice(0, places.length), siteCoverage: counted.slice(places.length) }
}

function staysOf(facts: YearFacts, rotations: readonly RotationView[]): Stay[] {
  const siteOf = new Map(rotations.map(({ key, siteName }) => [key, siteName]))
  const seats = new Map([...facts.seats, ...facts.neighbours].map((seat) => [seat.id, seat]))
  const roomsOf = new Map<string, Map<string, string | null>>()
  return facts.placements.flatMap(({ appointmentId, programId, rotationId, startOn, endOn }) => {
    const seat = seats.get(appointmentId)
    if (seat === undefined) return []
    const { followed, personId } = seat
    let rooms = roomsOf.get(followed.id)
    if (rooms === undefined)
      roomsOf.set(followed.id, (rooms = new Map(followed.facts.rotations.map(({ id, roomId }) => [id, roomId]))))
    const key = rotationKey(programId, rotationId)
    const place = { key, roomId: rooms.get(rotationId) ?? null, siteName: siteOf.get(key) ?? null }
    return placeKeysOf(place).map((placeKey) => ({ placeKey, personId, startOn, endOn }))
  })
}
