import { academicYear, academicYearOf, isoOf, levelOn, overlap, periodsOf, type AcademicYear } from '@gradus/rules'
import { groupBy } from '../../../../platform/group-by.ts'
import type { Guard } from '../../../../platform/http/guard.ts'
import type { Platform } from '../../../../platform/platform.ts'
import { calendarSpec } from '../../../curriculum/index.ts'
import { knownTo } from '../../facts/discretion.ts'
import { keptCareers, keptYear } from '../../facts/kept.ts'
import { institutionOrThrow, isoRange } from '../../facts/load.ts'
import type { Leave, Placement, Seat } from '../../facts/year-facts.ts'
import { pausesByPerson } from '../../grid.ts'
import { rotationKey, rotationViews } from '../../rotations.ts'
import type { YearAsked } from '../service.ts'
import { readRecord } from '../policy.ts'
import type { TrainingView } from './contract.ts'
import { draftedElsewhere } from './drafted.ts'

/** More years than any training has; a wrong date must not ask for a century. */
const mostYears = 9

/**
 * The other academic years of the trainees of one: what was published, and where nothing is, what the newest draft says to those who may
 * read it. Appointments the reader may not see stay out.
 */
export async function trainingOf(platform: Platform, guard: Guard, asked: YearAsked): Promise<TrainingView> {
  const db = platform.database.drizzle
  const { institutionId, startYear } = asked
  const institution = await institutionOrThrow(db, institutionId)
  const here = await keptYear(db, { ...asked, source: { kind: 'record' }, now: platform.now() })
  const personIds = [...new Set(here.seats.map(({ personId }) => personId))].sort()
  const careers = await keptCareers(db, institution, { personIds }, here.today)
  const mayRead = ({ programId, personId }: Seat) => guard.may(readRecord, { programIds: [programId], personId })

  const shown = new Set(here.seats.map(({ id }) => id))
  const elsewhere = groupBy(
    careers.seats.filter((seat) => !shown.has(seat.id) && mayRead(seat)),
    ({ personId }) => personId,
  )
  const lines = here.seats.map((seat) => {
    const before = (elsewhere.get(seat.personId) ?? []).filter((other) => overlap(other, seat) === null)
    return { seat, appointments: [seat, ...before] }
  })
  const years = yearsOf(
    lines.flatMap(({ appointments }) => appointments),
    here.year,
    here.startsOn,
  )
  const rowOf = new Map(
    lines.flatMap(({ seat, appointments }) => appointments.map((each) => [each.id, seat.id] as const)),
  )
  const seats = new Map(lines.flatMap(({ appointments }) => appointments.map((each) => [each.id, each] as const)))
  const published = careers.placements.filter(
    (placement) => rowOf.has(placement.appointmentId) && overlap(placement, here.year) === null,
  )
  const others = years.filter((year) => year.startYear !== startYear)
  const drafts = await draftedElsewhere(db, guard, institutionId, others, [...seats.values()], published)
  const calendars = calendarsOf(here.seats, years, pausesByPerson(careers.leaves))
  return {
    years: years.map((year) => ({
      startYear: year.startYear,
      label: year.label,
      ...isoRange(year),
      weeks: periodsOf({ kind: 'weeks' }, year).map(isoRange),
      isPublished: year.startYear === startYear || published.some((placement) => overlap(placement, year) !== null),
      drafts: drafts
        .filter(({ scenario }) => scenario.startYear === year.startYear)
        .map(({ scenario, programId }) => ({ id: scenario.id, name: scenario.name, programId })),
    })),
    rows: lines.map(({ seat, appointments }) => ({
      appointmentId: seat.id,
      startOn: isoOf(Math.min(...appointments.map(({ startOn }) => startOn))),
      endOn: isoOf(Math.max(...appointments.map(({ endOn }) => endOn))),
      calendar: calendars.indexOf.get(seat.id) ?? 0,
    })),
    calendars: calendars.periods,
    rotations: rotationViews([
      ...new Map([...seats.values()].map((seat) => [seat.followed.id, seat.followed])).values(),
    ]),
    assignments: [
      ...published.map((placement) => assignment(placement, rowOf, null)),
      ...drafts.flatMap(({ scenario, placements }) =>
        placements.map((placement) => assignment(placement, rowOf, scenario.id)),
      ),
    ],
    leaves: knownTo(guard, { ...here, neighbours: [...here.neighbours, ...seats.values()], leaves: careers.leaves })
      .leaves.filter((leave) => overlap(leave, here.year) === null)
      .map(({ id, personId, kind, countsTowardTraining, ...days }) => ({
        id,
        personId,
        kind,
        ...isoRange(days),
        countsTowardTraining: kind === 'away' ? null : countsTowardTraining,
      })),
  }
}

/** The academic years from the first day of training to the last, the asked one among them. */
function yearsOf(seats: readonly Seat[], here: AcademicYear, startsOn: string): AcademicYear[] {
  const at = (day: number) => academicYearOf(day, startsOn).startYear
  const first = Math.min(here.startYear, ...seats.map(({ startOn }) => at(startOn)))
  const last = Math.max(here.startYear, ...seats.map(({ endOn }) => at(endOn)))
  const from = Math.max(first, here.startYear - mostYears + 1)
  return Array.from({ length: Math.min(mostYears, last - from + 1) }, (_, index) =>
    academicYear(from + index, startsOn),
  )
}

/** The periods of the years by each trainee's own calendar, which may change with the level; each distinct one is told once. */
function calendarsOf(
  seats: readonly Seat[],
  years: readonly AcademicYear[],
  pauses: ReadonlyMap<string, readonly Leave[]>,
) {
  const periods: TrainingView['calendars'] = []
  const known = new Map<string, number>()
  const indexOf = new Map<string, number>()
  for (const seat of seats) {
    const { levels } = seat.followed.facts
    const training = {
      levels,
      entryLevel: seat.entryLevel,
      startOn: seat.startOn,
      pauses: pauses.get(seat.personId) ?? [],
    }
    const specs = years.map((year) =>
      calendarSpec(
        seat.followed.definition,
        levelOn(training, Math.min(Math.max(seat.startOn, year.startOn), seat.endOn)) ?? seat.entryLevel,
      ),
    )
    const key = JSON.stringify(specs)
    let index = known.get(key)
    if (index === undefined) {
      index = periods.length
      known.set(key, index)
      periods.push(
        years.flatMap((year, place) => {
          const spec = specs[place]
          return spec === undefined
            ? []
            : periodsOf(spec, year).map((period) => ({ label: period.label, ...isoRange(period) }))
        }),
      )
    }
    indexOf.set(seat.id, index)
  }
  return { periods, indexOf }
}

const assignment = (
  { id, appointmentId, programId, rotationId, startOn, endOn, pinned, amended }: Placement,
  rowOf: ReadonlyMap<string, string>,
  draftId: string | null,
): TrainingView['assignments'][number] => ({
  id,
  appointmentId: rowOf.get(appointmentId) ?? appointmentId,
  rotationKey: rotationKey(programId, rotationId),
  startOn: isoOf(startOn),
  endOn: isoOf(endOn),
  pinned,
  amended,
  draftId,
})
