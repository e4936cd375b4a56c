import { type DateRange, overlap, subtract } from '@gradus/rules'
import { isoRange } from '../facts/load.ts'
import { groupBy } from '../../../platform/group-by.ts'
import type { Followed, Leave, YearFacts } from '../facts/year-facts.ts'
import { rotationKey } from '../rotations.ts'
import type { LeaveWhatIf } from './leave.ts'

type Place = LeaveWhatIf['coverage'][number]

/**
 * Who is left where the trainee would have been: on each of their rotations and in its room, the fewest people present on a day of that
 * stretch. Everybody on any leave counts as away here, vacation too.
 */
export function presenceWithout(facts: YearFacts, personId: string, leave: Leave): Place[] {
  const seats = new Map([...facts.seats, ...facts.neighbours].map((seat) => [seat.id, seat]))
  const leaves = groupBy(facts.leaves, (each) => each.personId)
  const stays = facts.placements.flatMap((placement) => {
    const seat = seats.get(placement.appointmentId)
    if (seat === undefined) return []
    const rotation = seat.followed.facts.rotations.find(({ id }) => id === placement.rotationId)
    return subtract(placement, leaves.get(seat.personId) ?? []).map((days) => ({
      personId: seat.personId,
      followed: seat.followed,
      rotation,
      key: rotationKey(placement.programId, placement.rotationId),
      ...days,
    }))
  })
  const room = new Map(facts.rooms.map((each) => [each.id, each]))
  return stays
    .filter((stay) => stay.personId === personId)
    .flatMap((stay): Place[] => {
      const days = overlap(stay, leave)
      if (days === null || stay.rotation === undefined) return []
      const { id, label, roomId } = stay.rotation
      const shared = roomId === null ? undefined : room.get(roomId)
      return [
        place(
          { key: stay.key, label, kind: 'rotation', min: leastOf(stay.followed, id) },
          days,
          stays.filter(({ key }) => key === stay.key),
        ),
        ...(shared === undefined
          ? []
          : [
              place(
                { key: `room:${shared.id}`, label: shared.label, kind: 'room', min: shared.min },
                days,
                stays.filter(({ rotation }) => rotation?.roomId === shared.id),
              ),
            ]),
      ]
    })
    .sort((a, b) => (a.startOn < b.startOn ? -1 : 1))
}

const leastOf = ({ facts }: Followed, rotationId: string): number | null =>
  facts.rotations.find(({ id }) => id === rotationId)?.trainees.min ?? null

function place(
  of: Pick<Place, 'key' | 'label' | 'kind' | 'min'>,
  days: DateRange,
  there: readonly (DateRange & { readonly personId: string })[],
): Place {
  let present = Infinity
  for (let day = days.startOn; day <= days.endOn; day += 1) {
    const people = there.filter((stay) => stay.startOn <= day && day <= stay.endOn).map((stay) => stay.personId)
    present = Math.min(present, new Set(people).size)
  }
  const without = present - 1
  return { ...of, ...isoRange(days), present, without, short: of.min !== null && without < of.min }
}
