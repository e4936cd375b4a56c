import { isoOf, subtract, type CurriculumFacts } from '@gradus/rules'
import { groupBy } from '../../../platform/group-by.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { knownTo } from '../facts/discretion.ts'
import { keptYear } from '../facts/kept.ts'
import { isoRange } from '../facts/load.ts'
import { type Seat, shareOf, type YearFacts } from '../facts/year-facts.ts'
import type { DraftFactsView } from './facts-contract.ts'
import { scenarioOrThrow, wantedOf } from './service.ts'

type CurriculumView = DraftFactsView['curricula'][number]
type PersonView = DraftFactsView['people'][number]

/** What a browser needs to judge edits of a draft with the same rules as the server. */
export async function draftFacts(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  scenarioId: string,
): Promise<DraftFactsView> {
  const db = platform.database.drizzle
  const scenario = await scenarioOrThrow(db, institutionId, scenarioId)
  guard.require({ programIds: scenario.programIds })
  const facts = knownTo(guard, await keptYear(db, wantedOf(scenario, null, platform.now())))
  const shown = new Set(facts.seats.map(({ personId }) => personId))
  const own = [...facts.seats, ...facts.neighbours].filter(({ personId }) => shown.has(personId))
  return {
    horizon: isoRange(facts.year),
    asOf: isoOf(facts.today),
    curricula: [...new Map(own.map(({ followed }) => [followed.id, followed.facts])).values()].map(curriculumView),
    people: [...groupBy(own, ({ personId }) => personId)].map(([personId, seats]) =>
      personView(personId, seats, facts),
    ),
    rooms: facts.rooms.map(({ id, label, min, max }) => ({ id, label, min, max })),
    elsewhere: elsewhere(facts, shown),
  }
}

const curriculumView = ({ rotations, calendar, levels, requirements, ...rest }: CurriculumFacts): CurriculumView => ({
  ...rest,
  levels: [...levels],
  calendar: structuredClone(calendar) as CurriculumView['calendar'],
  requirements: requirements.map((each) => ({
    ...each,
    counts: [...each.counts],
    levels: each.levels && [...each.levels],
  })),
  rotations: rotations.map(({ offSite, levels: open, traineesByLevel, prerequisites, ...rotation }) => ({
    ...rotation,
    levels: open && [...open],
    traineesByLevel: traineesByLevel.map((group) => ({ ...group, levels: [...group.levels] })),
    prerequisites: prerequisites.map((each) =>
      each.kind === 'rotation' ? { ...each, rotationIds: [...each.rotationIds] } : each,
    ),
    offSite: offSite && {
      ...offSite,
      agreements: offSite.agreements.map(({ startOn, endOn }) => ({
        startOn: isoOf(startOn),
        endOn: endOn === null ? null : isoOf(endOn),
      })),
    },
  })),
})

function personView(personId: string, seats: readonly Seat[], facts: YearFacts): PersonView {
  const drafted = new Set(facts.seats.map(({ id }) => id))
  const held = new Set(seats.map(({ id }) => id))
  const fixed = [...facts.placements.filter(({ appointmentId }) => !drafted.has(appointmentId)), ...facts.otherYears]
  return {
    id: personId,
    label: seats[0]?.personName ?? '',
    appointments: seats.map((seat) => ({
      id: seat.id,
      curriculumId: seat.followed.id,
      entryLevel: seat.entryLevel,
      sharePercent: seat.ftePercent,
      dayPercent: shareOf(seat),
      ...isoRange(seat),
    })),
    leaves: facts.leaves
      .filter((leave) => leave.personId === personId)
      .map(({ id, label, countsTowardTraining, removesFromSchedule, startOn, endOn }) => ({
        id,
        label,
        countsTowardTraining,
        removesFromSchedule,
        ...isoRange({ startOn, endOn }),
      })),
    fixed: fixed
      .filter(({ appointmentId }) => held.has(appointmentId))
      .map(({ id, appointmentId, rotationId, arrangedOn, startOn, endOn }) => ({
        id,
        appointmentId,
        rotationId,
        arrangedOn: arrangedOn === null ? null : isoOf(arrangedOn),
        ...isoRange({ startOn, endOn }),
      })),
  }
}

/** Days that others spend in the shared rooms; people are told apart by a number. */
function elsewhere(facts: YearFacts, shown: ReadonlySet<string>): DraftFactsView['elsewhere'] {
  const numbers = new Map<string, number>()
  const seats = new Map(facts.neighbours.map((seat) => [seat.id, seat]))
  return facts.placements.flatMap((placement) => {
    const seat = seats.get(placement.appointmentId)
    if (seat === undefined || shown.has(seat.personId)) return []
    const roomId = seat.followed.facts.rotations.find(({ id }) => id === placement.rotationId)?.roomId
    if (roomId === undefined || roomId === null) return []
    if (!numbers.has(seat.personId)) numbers.set(seat.personId, numbers.size)
    const person = numbers.get(seat.personId) ?? 0
    const away = facts.leaves.filter((leave) => leave.personId === seat.personId && leave.removesFromSchedule)
    return subtract(placement, away).map((days) => ({ person, roomId, ...isoRange(days) }))
  })
}
