import { evaluateRequirements, levelOn, type Day, type RequirementResult, type RequirementStatus } from '@gradus/rules'
import type { Reads } from '../../platform/db/index.ts'
import { activeAppointments, leavesBetween } from '../people/index.ts'
import { curriculaFor, type Institution } from '../programs/index.ts'
import { publishedOf } from './blocks/store.ts'
import { leaveOf, publishedPlacement, seatOf } from './facts/load.ts'
import { personFacts, situationOf } from './facts/rules-facts.ts'
import type { Leave, Placement, Seat } from './facts/year-facts.ts'
import { remembering, rememberingOf } from './remember.ts'

/** Appointments with all that was ever published for them: what requirements are judged by. */
export interface Careers {
  readonly seats: readonly Seat[]
  readonly leaves: readonly Leave[]
  readonly placements: readonly Placement[]
}

/** Of people, or of those who hold an appointment on a day in some programs. */
export type CareersWanted =
  | { readonly personIds: readonly string[] }
  | { readonly programIds: readonly string[] | null; readonly on: string }

const anyTime = { startOn: '1900-01-01', endOn: '2400-12-31' }

/** Loads careers in a fixed number of queries. */
export async function loadCareers(
  db: Reads,
  institution: Institution,
  wanted: CareersWanted,
  today: Day,
): Promise<Careers> {
  const { institutionId, yearStartsOn } = institution
  const held = await activeAppointments(
    db,
    institutionId,
    'personIds' in wanted
      ? { ...anyTime, personIds: wanted.personIds }
      : { startOn: wanted.on, endOn: wanted.on, programIds: wanted.programIds },
  )
  const curricula = await curriculaFor(db, institutionId, held)
  const seats = held.flatMap((row) => seatOf(row, curricula.get(row.id), yearStartsOn))
  const people = [...new Set(seats.map(({ personId }) => personId))]
  const leaves = (await leavesBetween(db, institutionId, people, anyTime)).map(leaveOf)
  const rows = await publishedOf(
    db,
    institutionId,
    seats.map(({ id }) => id),
    null,
  )
  return { seats, leaves, placements: rows.map((row) => publishedPlacement(row, institution, today)) }
}

/** How an appointment stands: its requirements, and the worst of them. */
export interface Standing {
  readonly seat: Seat
  readonly level: string
  readonly status: RequirementStatus
  readonly results: readonly RequirementResult[]
}

const byConcern: readonly RequirementStatus[] = ['missed', 'at-risk', 'on-track', 'met']
export const concern = (status: RequirementStatus): number => byConcern.indexOf(status)

/** What requirements came to: a stored version never changes, so its id stands for it. */
const remember = remembering<readonly RequirementResult[]>(4000)

const judged = rememberingOf<Map<Day, readonly Standing[]>>()

/** How everybody stands on a day. The same careers are judged once. */
export function standingsOf(careers: Careers, asOf: Day): readonly Standing[] {
  const byDay = judged(careers, () => new Map<Day, readonly Standing[]>())
  const standings = byDay.get(asOf) ?? judge(careers, asOf)
  byDay.set(asOf, standings)
  return standings
}

function judge({ seats, leaves, placements }: Careers, asOf: Day): Standing[] {
  const people = personFacts(seats, leaves, placements)
  return seats.flatMap((seat) => {
    const person = people.get(seat.personId)
    const situation = person && situationOf(seat, person)
    if (!person || !situation) return []
    const { facts } = seat.followed
    const key = JSON.stringify([seat.id, seat.followed.id, facts.startsOn, asOf, person])
    const results = remember(key, () => evaluateRequirements(facts.requirements, situation, asOf))
    const worst = Math.min(concern('met'), ...results.map(({ status }) => concern(status)))
    const training = {
      levels: facts.levels,
      entryLevel: seat.entryLevel,
      startOn: seat.startOn,
      pauses: person.leaves.filter(({ countsTowardTraining }) => !countsTowardTraining),
    }
    const level = levelOn(training, Math.min(Math.max(asOf, seat.startOn), seat.endOn)) ?? seat.entryLevel
    return [{ seat, level, status: byConcern[worst] ?? 'met', results }]
  })
}
