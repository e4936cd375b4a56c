import { academicYear, dayOf, overlap } from '@gradus/rules'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { dayWords } from '../../../../platform/day-words.ts'
import type { Guard } from '../../../../platform/http/guard.ts'
import type { Platform } from '../../../../platform/platform.ts'
import { institutionOrThrow } from '../../facts/load.ts'
import type { Placement, YearFacts } from '../../facts/year-facts.ts'
import { gridRows } from '../../grid.ts'
import { rotationKey, rotationViews, versionsShown } from '../../rotations.ts'
import { listPreferences } from '../policy.ts'
import type { Wish } from '../schema.ts'
import type { getSatisfaction, Satisfaction } from './contract.ts'
import { yearOfRecord } from './desk.ts'
import { answersOf } from './store.ts'

/** Fewer answers than this could be told apart even without names. */
const unnamedFrom = 5
/** A wish is met from this share of its days on. */
const metFrom = 0.75

export type Outcome = 'met' | 'partly' | 'not-met'

/**
 * Whether a wish came true. Wanted at any time: met by any stay there. Wanted in a period: met by most of its days, partly by some.
 * Unwanted: met when none of its days is spent there.
 */
export function outcomeOf(
  wish: Wish,
  placements: readonly Placement[],
  year: { startOn: number; endOn: number },
): Outcome {
  const window = {
    startOn: wish.startOn === null ? year.startOn : dayOf(wish.startOn),
    endOn: wish.endOn === null ? year.endOn : dayOf(wish.endOn),
  }
  const days = placements
    .filter(({ programId, rotationId }) => programId === wish.programId && rotationId === wish.rotationId)
    .reduce((sum, placement) => {
      const both = overlap(placement, window)
      return both ? sum + both.endOn - both.startOn + 1 : sum
    }, 0)
  if (wish.rank < 0)
    return days === 0 ? 'met' : days / (window.endOn - window.startOn + 1) < 0.25 ? 'partly' : 'not-met'
  if (days === 0) return 'not-met'
  return wish.startOn === null || days / (window.endOn - window.startOn + 1) >= metFrom ? 'met' : 'partly'
}

const worth: Record<Outcome, number> = { met: 1, partly: 0.5, 'not-met': 0 }

/** Of 100, the first wish counting most; null for somebody who wished nothing. */
export function scoreOf(results: readonly { readonly rank: number; readonly outcome: Outcome }[]): number | null {
  const weights = results.map(({ rank, outcome }) => ({
    weight: 6 - Math.min(5, Math.abs(rank)),
    value: worth[outcome],
  }))
  const whole = weights.reduce((sum, { weight }) => sum + weight, 0)
  return whole === 0
    ? null
    : Math.round((100 * weights.reduce((sum, { weight, value }) => sum + weight * value, 0)) / whole)
}

/** How many wishes came true in a published year. Names go to the desk; a trainee sees their own and the numbers. */
export async function satisfaction(
  platform: Platform,
  guard: Guard,
  viewer: { readonly institutionId: string; readonly personId: string },
  startYear: number,
  programIds: readonly string[] | null,
): Promise<RouteAnswer<typeof getSatisfaction>> {
  const db = platform.database.drizzle
  const { institutionId } = viewer
  const institution = await institutionOrThrow(db, institutionId)
  const facts = await yearOfRecord(platform, institutionId, startYear, programIds)
  const people = [...new Set(facts.seats.map(({ personId }) => personId))]
  const answers = new Map(
    (await answersOf(db, institutionId, people, startYear)).map((row) => [row.personId, row.wishes]),
  )
  return {
    label: academicYear(startYear, institution.yearStartsOn).label,
    programs: facts.programs.map(({ id, name }) => {
      const names = guard.may(listPreferences, { programIds: [id] })
      const rows = peopleOf(facts, id, answers)
      const shown = rows.filter(({ personId }) => names || personId === viewer.personId)
      return {
        programId: id,
        programName: name,
        published: facts.placements.some(({ programId }) => programId === id),
        answered: rows.length,
        ranks: names || rows.length >= unnamedFrom ? ranksOf(rows) : null,
        people: shown.toSorted((a, b) => (a.score ?? 101) - (b.score ?? 101)),
        names,
      }
    }),
  }
}

type Person = Satisfaction['programs'][number]['people'][number]

function peopleOf(facts: YearFacts, programId: string, answers: ReadonlyMap<string, readonly Wish[]>): Person[] {
  const views = new Map(rotationViews(versionsShown(facts)).map((view) => [view.key, view.name]))
  const levels = new Map(gridRows(facts).map((row) => [row.appointmentId, row.level]))
  return facts.seats.flatMap((seat) => {
    const wishes = answers.get(seat.personId)?.filter((wish) => wish.programId === programId)
    const placements = facts.placements.filter(({ appointmentId }) => appointmentId === seat.id)
    if (seat.programId !== programId || wishes === undefined || placements.length === 0) return []
    const results = wishes
      .toSorted((a, b) => Number(a.rank < 0) - Number(b.rank < 0) || Math.abs(a.rank) - Math.abs(b.rank))
      .map((wish) => ({
        rank: wish.rank,
        rotationName: views.get(rotationKey(programId, wish.rotationId)) ?? wish.rotationId,
        when:
          wish.startOn === null || wish.endOn === null
            ? 'any time'
            : `${dayWords(wish.startOn)} to ${dayWords(wish.endOn)}`,
        outcome: outcomeOf(wish, placements, facts.year),
      }))
    return [
      {
        personId: seat.personId,
        personName: seat.personName,
        level: levels.get(seat.id) ?? seat.entryLevel,
        score: scoreOf(results),
        wishes: results,
      },
    ]
  })
}

function ranksOf(people: readonly Person[]) {
  const ranks = new Map<number, { rank: number; met: number; partly: number; notMet: number }>()
  for (const { rank, outcome } of people.flatMap(({ wishes }) => wishes)) {
    const row = ranks.get(rank) ?? { rank, met: 0, partly: 0, notMet: 0 }
    if (outcome === 'met') row.met += 1
    else if (outcome === 'partly') row.partly += 1
    else row.notMet += 1
    ranks.set(rank, row)
  }
  return [...ranks.values()].sort(
    (a, b) => Number(a.rank < 0) - Number(b.rank < 0) || Math.abs(a.rank) - Math.abs(b.rank),
  )
}
