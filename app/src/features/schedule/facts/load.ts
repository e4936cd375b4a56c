import { academicYear, dayOf, isoOf, type AcademicYear, type Day } from '@gradus/rules'
import { notFound } from '../../../contract/app-error.ts'
import type { Reads } from '../../../platform/db/index.ts'
import {
  activeAppointments,
  type HeldAppointment,
  leaveNames,
  type LeaveRow,
  leavesBetween,
} from '../../people/index.ts'
import {
  curriculaFor,
  curriculaInForce,
  type Curriculum,
  type Institution,
  institutionById,
  programsOf,
  roomsOf,
  todayAt,
} from '../../programs/index.ts'
import { publishedOf, recordHead, recordOfYear, type RecordRow } from '../blocks/store.ts'
import { draftRows } from '../scenarios/store.ts'
import { followedOf } from './followed.ts'
import type { Leave, Placement, Seat, Source, YearFacts } from './year-facts.ts'

export interface Wanted {
  readonly institutionId: string
  readonly startYear: number
  /** Null is every program of the institution. */
  readonly programIds: readonly string[] | null
  readonly source: Source
  readonly now: Date
}

export async function institutionOrThrow(db: Reads, institutionId: string): Promise<Institution> {
  const institution = await institutionById(db, institutionId)
  if (institution === undefined) throw notFound('institution')
  return institution
}

/** Loads a year in a fixed number of queries, whatever the number of trainees. */
export async function loadYear(db: Reads, wanted: Wanted): Promise<YearFacts> {
  const { institutionId, startYear, source } = wanted
  const institution = await institutionOrThrow(db, institutionId)
  const year = academicYear(startYear, institution.yearStartsOn)
  const days = isoRange(year)
  const held = await activeAppointments(db, institutionId, days)
  const curricula = await curriculaFor(db, institutionId, held)
  const programs = await programsOf(db, institutionId, wanted.programIds)
  const inForce = await curriculaInForce(
    db,
    institutionId,
    programs.map(({ id }) => id),
    days.startOn,
  )
  const all = held.flatMap((row) => seatOf(row, curricula.get(row.id), institution.yearStartsOn))
  const shownIds = new Set(programs.map(({ id }) => id))
  const seats = all.filter(({ programId }) => shownIds.has(programId))
  const neighbours = neighboursOf(seats, all)
  const people = [...new Set([...seats, ...neighbours].map(({ personId }) => personId))]
  const leaves = await leavesBetween(db, institutionId, people, lifeOf(seats, days))
  const record = await recordOfYear(db, institutionId, startYear)
  const otherRows = await publishedOf(
    db,
    institutionId,
    seats.filter((seat) => seat.startOn < year.startOn || seat.endOn > year.endOn).map(({ id }) => id),
    startYear,
  )
  const today = dayOf(todayAt(institution, wanted.now))
  const placed = (row: RecordRow): Placement => publishedPlacement(row, institution, today)
  const drafted = source.kind === 'scenario' ? new Set(source.programIds) : new Set<string>()
  const draft = source.kind === 'scenario' ? await draftRows(db, institutionId, source.id) : []
  const known = new Set([...seats, ...neighbours].map(({ id }) => id))
  const placements = [
    ...record.filter(({ programId }) => !drafted.has(programId)).map(placed),
    ...draft.map((row) => placementOf(row, row.pinned)),
  ].filter(({ appointmentId }) => known.has(appointmentId))
  return {
    institutionId,
    year,
    startsOn: institution.yearStartsOn,
    timeZone: institution.timeZone,
    today,
    recordVersion: (await recordHead(db, institutionId, startYear)) ?? 0,
    programs: programs.map(({ id, name, shortName }) => ({ id, name, shortName })),
    seats,
    neighbours,
    inForce: [...inForce.values()].map((curriculum) => followedOf(curriculum, institution.yearStartsOn)),
    rooms: (await roomsOf(db, institutionId)).map(({ id, name, minTrainees, maxTrainees }) => ({
      id,
      label: name,
      min: minTrainees,
      max: maxTrainees,
    })),
    leaves: leaves.map(leaveOf),
    placements,
    otherYears: otherRows.map(placed),
  }
}

export const isoRange = (range: Pick<AcademicYear, 'startOn' | 'endOn'>): { startOn: string; endOn: string } => ({
  startOn: isoOf(range.startOn),
  endOn: isoOf(range.endOn),
})

const personName = ({ givenName, familyName }: Pick<HeldAppointment, 'givenName' | 'familyName'>): string =>
  `${givenName} ${familyName}`

/** None for an appointment whose program has no definition or whose entry level its definition does not know: nothing can be said of it. */
export function seatOf(row: HeldAppointment, curriculum: Curriculum | undefined, startsOn: string): Seat[] {
  if (curriculum === undefined) return []
  const followed = followedOf(curriculum, startsOn)
  if (!followed.facts.levels.includes(row.entryLevel)) return []
  return [
    {
      id: row.id,
      personId: row.personId,
      personName: personName(row),
      programId: row.programId,
      startOn: dayOf(row.startOn),
      endOn: dayOf(row.endOn),
      entryLevel: row.entryLevel,
      ftePercent: row.ftePercent,
      combined: row.combinationId !== null,
      followed,
    },
  ]
}

/** Whoever shares a room with the shown, or is one of them in another program. */
function neighboursOf(seats: readonly Seat[], all: readonly Seat[]): Seat[] {
  const shown = new Set(seats)
  const people = new Set(seats.map(({ personId }) => personId))
  const rooms = new Set(seats.flatMap(roomsUsed))
  return all.filter(
    (seat) => !shown.has(seat) && (people.has(seat.personId) || roomsUsed(seat).some((room) => rooms.has(room))),
  )
}

const roomsUsed = ({ followed }: Seat): string[] =>
  followed.facts.rotations.flatMap(({ roomId }) => (roomId === null ? [] : [roomId]))

/** Leaves are needed for the whole of an appointment: they move its levels. */
function lifeOf(seats: readonly Seat[], days: { startOn: string; endOn: string }): { startOn: string; endOn: string } {
  const starts = seats.map(({ startOn }) => isoOf(startOn))
  const ends = seats.map(({ endOn }) => isoOf(endOn))
  return {
    startOn: starts.reduce((first, each) => (each < first ? each : first), days.startOn),
    endOn: ends.reduce((last, each) => (each > last ? each : last), days.endOn),
  }
}

/** Leave that does not count towards training takes the person off the schedule; any other leave is taken from within a rotation. */
export const leaveOf = (row: LeaveRow): Leave => ({
  id: row.id,
  personId: row.personId,
  kind: row.kind,
  label: leaveNames[row.kind],
  startOn: dayOf(row.startOn),
  endOn: dayOf(row.endOn),
  countsTowardTraining: row.countsTowardTraining,
  removesFromSchedule: !row.countsTowardTraining,
})

/** What stands in the record, agreed on the day it was published; for an institution that stands still in time not after its today. */
export const publishedPlacement = (row: RecordRow, institution: Institution, today: Day): Placement => ({
  ...placementOf(row, false),
  amended: row.kind === 'amendment',
  arrangedOn: Math.min(today, dayOf(todayAt({ timeZone: institution.timeZone, fixedToday: null }, row.at))),
})

/** The same year with other rows for the programs of a draft, which were read a moment later. */
export function withDraftRows(
  year: YearFacts,
  programIds: readonly string[],
  rows: readonly (Parameters<typeof placementOf>[0] & { readonly pinned: boolean })[],
): YearFacts {
  const known = new Set([...year.seats, ...year.neighbours].map(({ id }) => id))
  const drafted = new Set(programIds)
  return {
    ...year,
    placements: [
      ...year.placements.filter(({ programId }) => !drafted.has(programId)),
      ...rows.filter(({ appointmentId }) => known.has(appointmentId)).map((row) => placementOf(row, row.pinned)),
    ],
  }
}

export const placementOf = (
  row: Pick<RecordRow, 'id' | 'appointmentId' | 'programId' | 'rotationId' | 'startOn' | 'endOn'>,
  pinned: boolean,
): Placement => ({
  id: row.id,
  appointmentId: row.appointmentId,
  programId: row.programId,
  rotationId: row.rotationId,
  startOn: dayOf(row.startOn),
  endOn: dayOf(row.endOn),
  pinned,
  amended: false,
  arrangedOn: null,
})
