import { groupBy } from '../../../../platform/group-by.ts'
import type { Seat, YearFacts } from '../../facts/year-facts.ts'
import { gridRows } from '../../grid.ts'
import { type Careers, standingsOf } from '../../standing.ts'
import { withYear } from '../../what-if/with-year.ts'
import type { Wish } from '../schema.ts'
import type { Comparison } from './contract.ts'
import { isElective, isHard, type PersonFigures, siteChangesOf, weeksOn, wishesOf } from './measures.ts'

export type PersonLine = Comparison['people'][number]

/** What each person gets out of both years, in the order of the grid. */
export function peopleOf(
  sides: readonly [YearFacts, YearFacts],
  careers: Careers,
  wishes: ReadonlyMap<string, Wish[]>,
): PersonLine[] {
  const [left, right] = sides.map((facts) => figuresOf(facts, careers, wishes)) as [
    Map<string, PersonFigures>,
    Map<string, PersonFigures>,
  ]
  const told = new Set<string>()
  return gridRows(sides[0]).flatMap(({ personId, personName, programId, level }) => {
    const figures = [left.get(personId), right.get(personId)] as const
    if (told.has(personId) || !figures[0] || !figures[1]) return []
    told.add(personId)
    return [{ personId, personName, programId, level, left: figures[0], right: figures[1] }]
  })
}

function figuresOf(
  facts: YearFacts,
  careers: Careers,
  wishes: ReadonlyMap<string, Wish[]>,
): Map<string, PersonFigures> {
  const placements = groupBy(facts.placements, ({ appointmentId }) => appointmentId)
  const risks = groupBy(
    standingsOf(withYear(careers, facts), facts.today).filter(({ seat }) =>
      facts.seats.some(({ id }) => id === seat.id),
    ),
    ({ seat }) => seat.personId,
  )
  return new Map(
    [...groupBy(facts.seats, ({ personId }) => personId)].map(([personId, seats]: [string, Seat[]]) => {
      const own = seats.flatMap(({ id }) => placements.get(id) ?? [])
      return [
        personId,
        {
          ...wishesOf(seats, own, wishes.get(personId) ?? [], facts.year),
          hardWeeks: weeksOn(seats, own, isHard),
          electiveWeeks: weeksOn(seats, own, isElective),
          siteChanges: siteChangesOf(seats, own),
          atRisk: (risks.get(personId) ?? []).flatMap(({ seat, results }) =>
            results
              .filter(({ status }) => status === 'at-risk' || status === 'missed')
              .map(
                ({ requirementId }) =>
                  seat.followed.facts.requirements.find(({ id }) => id === requirementId)?.title ?? requirementId,
              ),
          ),
        },
      ]
    }),
  )
}
