import { academicYear, type Day, type Finding } from '@gradus/rules'
import type { Reads } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Curriculum, type Institution, institutionById } from '../programs/index.ts'
import { followedOf } from './facts/followed.ts'
import { keptCareers, keptYear } from './facts/kept.ts'
import type { Seat, YearFacts } from './facts/year-facts.ts'
import { findingsOf } from './findings.ts'
import { wantedOf } from './scenarios/service.ts'
import { type Scenario, scenarioById, scenariosOf } from './scenarios/store.ts'
import { type Careers, type Standing, standingsOf } from './standing.ts'

export type { Scenario } from './scenarios/store.ts'

/** Draft schedules of a program, by which something may be judged. */
export async function draftSchedules(platform: Platform, institutionId: string, programId: string) {
  const db = platform.database.drizzle
  const yearStartsOn = (await institutionById(db, institutionId))?.yearStartsOn
  return (await scenariosOf(db, institutionId, null))
    .filter(({ status, programIds }) => status === 'draft' && programIds.includes(programId))
    .map(({ id, name, startYear }) => ({ id, name, yearLabel: academicYear(startYear, yearStartsOn).label }))
}

export const scheduleDraft = async (db: Reads, institutionId: string, id: string): Promise<Scenario | null> =>
  (await scenarioById(db, institutionId, id)) ?? null

/** When and by which schedule something is judged; without a scenario by the schedule of record. */
interface Asked {
  readonly institution: Institution
  readonly today: Day
  readonly now: Date
  readonly scenario: Scenario | null
}

/** A seat under another curriculum; none where that one does not know the level the trainee entered at. */
function moveSeat(seat: Seat, curriculum: Curriculum, startsOn: string): Seat[] {
  const followed = followedOf(curriculum, startsOn)
  return followed.facts.levels.includes(seat.entryLevel) ? [{ ...seat, followed }] : []
}

/**
 * How people stand, by appointment, and how they would if some of their appointments followed another curriculum. An appointment that
 * the other curriculum cannot judge is missing after.
 */
export async function judgedCareers(
  db: Reads,
  { institution, today, now, scenario }: Asked,
  personIds: readonly string[],
  moved: ReadonlySet<string>,
  curriculum: Curriculum,
): Promise<{ before: Map<string, Standing>; after: Map<string, Standing> }> {
  if (personIds.length === 0) return { before: new Map(), after: new Map() }
  const recorded = await keptCareers(db, institution, { personIds: [...personIds].sort() }, today)
  const careers = scenario === null ? recorded : withDraft(recorded, await keptYear(db, wantedOf(scenario, null, now)))
  const seats = careers.seats.flatMap((seat) =>
    moved.has(seat.id) ? moveSeat(seat, curriculum, institution.yearStartsOn) : [seat],
  )
  const byAppointment = (of: Careers) =>
    new Map(standingsOf(of, today).map((standing) => [standing.seat.id, standing] as const))
  return { before: byAppointment(careers), after: byAppointment({ ...careers, seats }) }
}

/** Careers as they would be once a draft schedule is published: its year, and everything else as it stands. */
function withDraft(careers: Careers, { year, placements }: YearFacts): Careers {
  const own = new Set(careers.seats.map(({ id }) => id))
  const elsewhere = careers.placements.filter(({ startOn, endOn }) => endOn < year.startOn || startOn > year.endOn)
  return { ...careers, placements: [...elsewhere, ...placements.filter(({ appointmentId }) => own.has(appointmentId))] }
}

export interface Findings {
  readonly before: readonly Finding[]
  readonly after: readonly Finding[]
}

/** What the rules say of a program's year, and what they would if some appointments followed another curriculum. */
export async function yearFindings(
  db: Reads,
  asked: Asked & { readonly startYear: number; readonly programId: string },
  moved: ReadonlySet<string>,
  curriculum: Curriculum,
): Promise<Findings> {
  const { institution, now, scenario, startYear, programId } = asked
  const facts = await keptYear(
    db,
    scenario === null
      ? {
          institutionId: institution.institutionId,
          startYear,
          programIds: [programId],
          source: { kind: 'record' },
          now,
        }
      : wantedOf(scenario, [programId], now),
  )
  if (!facts.seats.some(({ id }) => moved.has(id))) return { before: [], after: [] }
  const seats = facts.seats.flatMap((seat) =>
    moved.has(seat.id) ? moveSeat(seat, curriculum, institution.yearStartsOn) : [seat],
  )
  return { before: findingsOf(facts), after: findingsOf({ ...facts, seats }) }
}
