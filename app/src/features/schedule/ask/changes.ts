import { dayOf, formatRange, isoOf } from '@gradus/rules'
import type { SlotChange } from '@gradus/solver'
import type { Seat, YearFacts } from '../facts/year-facts.ts'
import { otherProgram } from '../scenarios/solve/activities.ts'
import type { ProposedChange } from './contract.ts'

/**
 * Changed slots as changes of assignments, neighbouring ones of the same rotation as one. `spared`: slots whose emptying is a leave
 * and no change of the schedule.
 */
export function proposedChanges(
  facts: YearFacts,
  changes: readonly SlotChange[],
  spared: (change: SlotChange) => boolean = () => false,
): ProposedChange[] {
  const found: (ProposedChange & { from: string | null })[] = []
  for (const change of changes) {
    if (spared(change)) continue
    const seat = seatOf(facts, change)
    if (seat === undefined) continue
    const to = change.toActivityId === otherProgram ? null : change.toActivityId
    const rotationId = to?.startsWith(`${seat.programId}:`) ? to.slice(seat.programId.length + 1) : null
    const last = found.at(-1)
    const from = change.fromActivityId
    if (
      last &&
      last.appointmentId === seat.id &&
      last.rotationId === rotationId &&
      last.from === from &&
      dayOf(last.endOn) + 1 === change.startOn
    )
      last.endOn = isoOf(change.endOn)
    else
      found.push({
        appointmentId: seat.id,
        personName: seat.personName,
        rotationId,
        startOn: isoOf(change.startOn),
        endOn: isoOf(change.endOn),
        sentence: '',
        from,
      })
  }
  const names = namesOf(facts)
  return found.map(({ from, ...change }) => ({ ...change, sentence: inWords(change, from, facts, names) }))
}

const seatOf = (
  { seats }: YearFacts,
  { personId, toActivityId, fromActivityId, startOn }: SlotChange,
): Seat | undefined => {
  const own = seats.filter((seat) => seat.personId === personId && seat.startOn <= startOn && startOn <= seat.endOn)
  const holds = (activityId: string | null) => own.find(({ programId }) => activityId?.startsWith(`${programId}:`))
  return holds(toActivityId) ?? holds(fromActivityId) ?? own[0]
}

const namesOf = ({ seats }: YearFacts): Map<string, string> =>
  new Map(
    seats.flatMap(({ programId, followed }) =>
      followed.facts.rotations.map(({ id, label }) => [`${programId}:${id}`, label] as const),
    ),
  )

function inWords(
  { appointmentId, personName, rotationId, startOn, endOn }: ProposedChange,
  from: string | null,
  { seats }: YearFacts,
  names: ReadonlyMap<string, string>,
): string {
  const when = formatRange({ startOn: dayOf(startOn), endOn: dayOf(endOn) })
  const programId = seats.find(({ id }) => id === appointmentId)?.programId ?? ''
  const was = from === null || from === otherProgram ? null : (names.get(from) ?? 'what stands there')
  if (rotationId === null) return `${when}: ${personName} is no longer on ${was ?? 'anything'}.`
  const to = names.get(`${programId}:${rotationId}`) ?? rotationId
  return `${when}: ${personName} goes to ${to}${was === null ? ', where nothing is set' : ` instead of ${was}`}.`
}
