import { type DateRange, type Day, formatRange, isoOf, isWorkday, overlap, plural } from '@gradus/rules'
import { groupBy } from '../../../platform/group-by.ts'
import type { Placement, YearFacts } from '../facts/year-facts.ts'
import type { AbsenceEffect } from './contract.ts'

type Effect = AbsenceEffect['coverage'][number]

/** A place the person would be missed at: a rotation of a program, or a room that rotations share. */
interface Missed {
  readonly label: string
  readonly days: DateRange
  readonly min: number | null
  /** Who else is there, by placement. */
  readonly beside: readonly (Placement & { readonly personId: string })[]
}

/** Who would be left at the rotations and rooms where the person works on those days, on the working day with the fewest. */
export function coverageEffect(
  facts: YearFacts,
  personId: string,
  range: DateRange,
  holidays: ReadonlySet<Day>,
): Effect[] {
  const seats = new Map([...facts.seats, ...facts.neighbours].map((seat) => [seat.id, seat]))
  const placed = facts.placements.flatMap((placement) => {
    const seat = seats.get(placement.appointmentId)
    const rotation = seat?.followed.facts.rotations.find(({ id }) => id === placement.rotationId)
    return seat && rotation && overlap(placement, range)
      ? [{ ...placement, personId: seat.personId, rotation, programId: seat.programId }]
      : []
  })
  const rooms = new Map(facts.rooms.map((room) => [room.id, room]))
  const missed = placed
    .filter((placement) => placement.personId === personId)
    .flatMap((own): Missed[] => {
      const days = overlap(own, range)
      if (days === null) return []
      const others = placed.filter((other) => other.personId !== personId)
      const room = own.rotation.roomId === null ? undefined : rooms.get(own.rotation.roomId)
      const there = others.filter((other) => other.programId === own.programId && other.rotationId === own.rotationId)
      const places: Missed[] = [{ label: own.rotation.label, days, min: own.rotation.trainees.min, beside: there }]
      if (room !== undefined && room.min !== null) {
        const beside = others.filter(({ rotation }) => rotation.roomId === room.id)
        places.push({ label: room.label, days, min: room.min, beside })
      }
      return places
    })
  const awayOf = groupBy(facts.leaves, (leave) => leave.personId)
  const isAway = (id: string, day: Day) =>
    (awayOf.get(id) ?? []).some(({ startOn, endOn }) => startOn <= day && day <= endOn)
  return missed.flatMap((place) => effectAt(place, isAway, holidays))
}

function effectAt(
  { label, days, min, beside }: Missed,
  isAway: (personId: string, day: Day) => boolean,
  holidays: ReadonlySet<Day>,
): Effect[] {
  let left = Infinity
  for (let day = days.startOn; day <= days.endOn; day += 1) {
    if (!isWorkday(day, holidays)) continue
    const there = beside.filter(
      ({ startOn, endOn, personId }) => startOn <= day && day <= endOn && !isAway(personId, day),
    )
    left = Math.min(left, new Set(there.map(({ personId }) => personId)).size)
  }
  if (left === Infinity) return []
  const short = min !== null && left < min
  const when = formatRange(days)
  const rest = left === 0 ? 'nobody else is there' : `${plural(left, 'other trainee')} would be there`
  const need = min === null ? '' : short ? `; it needs ${min}` : `, enough for the ${min} it needs`
  return [
    {
      label,
      startOn: isoOf(days.startOn),
      endOn: isoOf(days.endOn),
      present: left + 1,
      left,
      min,
      short,
      sentence: `${label}, ${when}: ${rest}${need}.`,
    },
  ]
}
