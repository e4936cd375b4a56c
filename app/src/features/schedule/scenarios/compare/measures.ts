import { type DateRange, dayOf, daysIn, overlap, plural } from '@gradus/rules'
import { groupBy } from '../../../../platform/group-by.ts'
import type { Followed, Placement, Seat, YearFacts } from '../../facts/year-facts.ts'
import { findingsOf, violationCount, warningCount } from '../../findings.ts'
import { weeklyCoverage } from '../../grid.ts'
import type { Wish } from '../schema.ts'

export interface Figure {
  /** Lower is better. */
  readonly value: number
  readonly words: string
}

/** Person-weeks that rotations and rooms have too few, and too many. */
export function coverageFigure(facts: YearFacts): Figure {
  let short = 0
  let over = 0
  for (const { min, max, low, high } of weeklyCoverage(facts).coverage) {
    if (min !== null) for (const fewest of low) short += Math.max(0, min - fewest)
    if (max !== null) for (const most of high) over += Math.max(0, most - max)
  }
  const words =
    short + over === 0
      ? 'every rotation and room as it should be'
      : [
          ...(short > 0 ? [`${plural(short, 'person-week')} short`] : []),
          ...(over > 0 ? [`${plural(over, 'person-week')} too many`] : []),
        ].join(', ')
  return { value: short + over, words }
}

const violationWeight = 1000

export function rulesFigure(facts: YearFacts): Figure {
  const findings = findingsOf(facts)
  const violations = violationCount(findings)
  const warnings = warningCount(findings)
  return {
    value: violations * violationWeight + warnings,
    words: `${plural(violations, 'violation')}, ${plural(warnings, 'warning')}`,
  }
}

/** What one person gets out of a schedule. */
export interface PersonFigures {
  readonly wishesPercent: number | null
  readonly met: number[]
  readonly unmet: number[]
  readonly hardWeeks: number
  readonly electiveWeeks: number
  readonly siteChanges: number
  readonly atRisk: string[]
}

/** Rank 1 weighs five, rank 5 one, as in the solver. */
const weightOf = ({ rank }: Wish): number => 6 - Math.abs(rank)

export function wishesOf(
  seats: readonly Seat[],
  placements: readonly Placement[],
  wishes: readonly Wish[],
  year: DateRange,
): Pick<PersonFigures, 'wishesPercent' | 'met' | 'unmet'> {
  const programs = new Set(seats.map(({ programId }) => programId))
  const asked = wishes.filter(({ programId, rank }) => rank !== 0 && programs.has(programId))
  const isMet = (wish: Wish): boolean => {
    const window = {
      startOn: wish.startOn === null ? year.startOn : dayOf(wish.startOn),
      endOn: wish.endOn === null ? year.endOn : dayOf(wish.endOn),
    }
    const there = placements.some(
      (placement) =>
        placement.programId === wish.programId &&
        placement.rotationId === wish.rotationId &&
        overlap(placement, window) !== null,
    )
    return wish.rank > 0 ? there : !there
  }
  const all = asked.reduce((sum, wish) => sum + weightOf(wish), 0)
  const met = asked.filter(isMet)
  const got = met.reduce((sum, wish) => sum + weightOf(wish), 0)
  const ranks = (of: readonly Wish[]) => of.map(({ rank }) => rank).toSorted((a, b) => Math.abs(a) - Math.abs(b))
  return {
    wishesPercent: all === 0 ? null : Math.round((100 * got) / all),
    met: ranks(met),
    unmet: ranks(asked.filter((wish) => !met.includes(wish))),
  }
}

const hardCalls: ReadonlySet<string> = new Set(['evening', 'night', 'weekend', 'week-blocks'])

/** Rotations that nobody fights for: call, and those with nights, evenings or weekends. */
export const isHard = ({ definition }: Followed, rotationId: string): boolean => {
  const rotation = definition.rotations.find(({ id }) => id === rotationId)
  return rotation?.kind === 'call' || hardCalls.has(rotation?.call?.kind ?? 'none')
}
export const isElective = ({ definition }: Followed, rotationId: string): boolean =>
  definition.rotations.find(({ id }) => id === rotationId)?.kind === 'elective'

const weeks = (placements: readonly Placement[]): number =>
  Math.round((placements.reduce((sum, placement) => sum + daysIn(placement), 0) / 7) * 10) / 10

export const weeksOn = (
  seats: readonly Seat[],
  placements: readonly Placement[],
  is: (followed: Followed, rotationId: string) => boolean,
): number =>
  weeks(
    placements.filter(({ appointmentId, rotationId }) => {
      const seat = seats.find(({ id }) => id === appointmentId)
      return seat !== undefined && is(seat.followed, rotationId)
    }),
  )

/** How often somebody moves between sites from one assignment to the next. */
export function siteChangesOf(seats: readonly Seat[], placements: readonly Placement[]): number {
  const siteOf = ({ appointmentId, rotationId }: Placement): string | undefined => {
    const definition = seats.find(({ id }) => id === appointmentId)?.followed.definition
    return definition?.rotations.find(({ id }) => id === rotationId)?.site ?? definition?.sites[0]?.id
  }
  const sites = placements.toSorted((a, b) => a.startOn - b.startOn).map(siteOf)
  return sites.filter((site, index) => index > 0 && site !== sites[index - 1]).length
}

interface Told extends PersonFigures {
  readonly programId: string
  readonly level: string
}

export function wishesFigure(people: readonly (Told & { readonly personName: string })[]): Figure {
  const asked = people.flatMap(({ wishesPercent, personName }) =>
    wishesPercent === null ? [] : [{ wishesPercent, personName }],
  )
  if (asked.length === 0) return { value: 0, words: 'nobody has told wishes' }
  const mean = Math.round(asked.reduce((sum, { wishesPercent }) => sum + wishesPercent, 0) / asked.length)
  const lowest = asked.reduce((worst, each) => (each.wishesPercent < worst.wishesPercent ? each : worst))
  return {
    value: 100 - mean,
    words: `${mean} % on average; the least is ${lowest.wishesPercent} % (${lowest.personName})`,
  }
}

/** How far weeks on call rotations and electives lie apart among those of one program and level. */
export function fairnessFigure(people: readonly Told[]): Figure {
  const groups = [...groupBy(people, ({ programId, level }) => `${programId} ${level}`).values()].filter(
    (group) => group.length > 1,
  )
  const spread = (of: (person: Told) => number): number =>
    Math.max(0, ...groups.map((group) => Math.max(...group.map(of)) - Math.min(...group.map(of))))
  const apart = (of: (person: Told) => number): number =>
    groups.reduce((sum, group) => {
      const mean = group.reduce((total, person) => total + of(person), 0) / group.length
      return sum + group.reduce((total, person) => total + Math.abs(of(person) - mean), 0)
    }, 0)
  const hard = spread(({ hardWeeks }) => hardWeeks)
  const electives = spread(({ electiveWeeks }) => electiveWeeks)
  return {
    value: Math.round(10 * (apart(({ hardWeeks }) => hardWeeks) + apart(({ electiveWeeks }) => electiveWeeks))) / 10,
    words: `call rotations up to ${hard} weeks apart within a level, electives up to ${electives}`,
  }
}

export function requirementsFigure(people: readonly PersonFigures[]): Figure {
  const value = people.reduce((sum, { atRisk }) => sum + atRisk.length, 0)
  const concerned = people.filter(({ atRisk }) => atRisk.length > 0).length
  return {
    value,
    words:
      value === 0
        ? 'none at risk'
        : `${plural(value, 'requirement')} at risk or missed, of ${plural(concerned, 'trainee')}`,
  }
}

export function continuityFigure(people: readonly PersonFigures[]): Figure {
  const value = people.reduce((sum, { siteChanges }) => sum + siteChanges, 0)
  const most = Math.max(0, ...people.map(({ siteChanges }) => siteChanges))
  return { value, words: `${plural(value, 'change')} of site, at most ${most} for one trainee` }
}
