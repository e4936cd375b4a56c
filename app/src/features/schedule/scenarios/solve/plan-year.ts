import { type DateRange, overlap, subtract } from '@gradus/rules'
import type { Placement, Seat, YearFacts } from '../../facts/year-facts.ts'
import { groupBy } from '../../../../platform/group-by.ts'
import type { Wish } from '../schema.ts'
import type { Plan, PlanPerson, RoomLoad } from './plan.ts'

/** What a plan leaves alone besides what is pinned or has begun. */
export interface Staying {
  /** The parts of an assignment that stay as they are, as assignments; none where all of it is open. */
  readonly keep: (seat: Seat, placement: Placement) => readonly Placement[]
  /** Days of an appointment that nothing may be put on. */
  readonly closed: (seat: Seat, placements: readonly Placement[]) => readonly DateRange[]
  /** Cuts time where assignments begin and end. */
  readonly cuts: boolean
}

const nothingMore: Staying = { keep: () => [], closed: () => [], cuts: false }

/**
 * The plan of a draft. Pinned assignments stay, and so does what the draft says about days that have begun: nobody is sent somewhere
 * else in the past. Everything else of the draft is up to the solver.
 */
export function planOfYear(
  facts: YearFacts,
  wishes: ReadonlyMap<string, readonly Wish[]>,
  staying: Staying = nothingMore,
): Plan {
  const placementsOf = groupBy(facts.placements, ({ appointmentId }) => appointmentId)
  const otherYears = groupBy(facts.otherYears, ({ appointmentId }) => appointmentId)
  const elsewhere = groupBy(facts.neighbours, ({ personId }) => personId)
  const leaves = groupBy(facts.leaves, ({ personId }) => personId)
  const isFixed = ({ pinned, startOn }: Placement): boolean => pinned || startOn <= facts.today
  const isKnown = ({ followed }: Seat, { rotationId }: Placement): boolean =>
    followed.facts.rotations.some(({ id }) => id === rotationId)
  const people = [...groupBy(facts.seats, ({ personId }) => personId)].map(([id, seats]): PlanPerson => {
    const others = elsewhere.get(id) ?? []
    const fixed = seats.flatMap((seat) =>
      (placementsOf.get(seat.id) ?? [])
        .flatMap((placement) => (isFixed(placement) ? [placement] : staying.keep(seat, placement)))
        .map((placement) => ({ placement, known: isKnown(seat, placement) })),
    )
    return {
      id,
      name: seats[0]?.personName ?? '',
      seats,
      leaves: leaves.get(id) ?? [],
      fixed: fixed.filter(({ known }) => known).map(({ placement }) => placement),
      history: seats.flatMap((seat) => otherYears.get(seat.id) ?? []),
      taken: [
        ...others.flatMap((seat) => placementsOf.get(seat.id) ?? []),
        // A rotation that the curriculum no longer has keeps its days, and the rules say so.
        ...fixed.filter(({ known }) => !known).map(({ placement }) => placement),
        ...seats.flatMap((seat) => staying.closed(seat, placementsOf.get(seat.id) ?? [])),
      ],
      sharesTime: others.some((other) => seats.some((seat) => overlap(seat, other))),
      wishes: wishes.get(id) ?? [],
      ...(staying.cuts ? { cuts: seats.flatMap((seat) => placementsOf.get(seat.id) ?? []) } : {}),
    }
  })
  return {
    year: { startOn: facts.year.startOn, endOn: facts.year.endOn },
    startsOn: facts.startsOn,
    today: facts.today,
    people,
    rooms: facts.rooms,
    loads: roomLoads(facts),
  }
}

/** Days that trainees outside the draft spend in rooms it shares with them. */
function roomLoads(facts: YearFacts): RoomLoad[] {
  const neighbours = new Map(facts.neighbours.map((seat) => [seat.id, seat]))
  const away = groupBy(
    facts.leaves.filter(({ removesFromSchedule }) => removesFromSchedule),
    ({ personId }) => personId,
  )
  return facts.placements.flatMap((placement) => {
    const seat = neighbours.get(placement.appointmentId)
    const roomId = seat?.followed.facts.rotations.find(({ id }) => id === placement.rotationId)?.roomId
    if (!seat || !roomId) return []
    return subtract(placement, away.get(seat.personId) ?? []).map((days) => ({ roomId, ...days }))
  })
}
