import { contains, dayOf, formatRange } from '@gradus/rules'
import { AppError, notFound, type Problem } from '../../../contract/app-error.ts'
import type { Edit } from '../edits.ts'
import type { Seat, YearFacts } from '../facts/year-facts.ts'

interface Asked {
  readonly appointmentId: string
  readonly rotationId: string | null
  readonly startOn: string
  readonly endOn: string
}

export interface CheckedEdits {
  readonly edits: readonly Edit[]
  /** The appointments that are edited. */
  readonly seats: readonly Seat[]
}

/**
 * Edits with their days as numbers. Refuses what cannot be stored at all: an unknown appointment, a rotation the trainee's curriculum
 * does not have, days outside the appointment or the year. What can be stored and is unwise is a finding instead.
 */
export function checkEdits(
  facts: YearFacts,
  asked: readonly Asked[],
  pathOf = (index: number): string => `changes.${index}`,
): CheckedEdits {
  const seats = new Map(facts.seats.map((seat) => [seat.id, seat]))
  const problems: Problem[] = []
  const edits = asked.map((each, index): Edit => {
    const edit = { ...each, startOn: dayOf(each.startOn), endOn: dayOf(each.endOn) }
    const seat = seats.get(each.appointmentId)
    if (seat === undefined) throw notFound('appointment in this schedule')
    const sentence = problemWith(edit, seat, facts)
    if (sentence !== null) problems.push({ path: pathOf(index), sentence })
    return edit
  })
  const [first] = problems
  if (first !== undefined) throw new AppError('invalid', first.sentence, { problems })
  return { edits, seats: [...new Set(edits.map(({ appointmentId }) => seats.get(appointmentId)!))] }
}

function problemWith(edit: Edit, seat: Seat, { year }: YearFacts): string | null {
  const { rotations, programLabel } = seat.followed.facts
  if (edit.rotationId !== null && !rotations.some(({ id }) => id === edit.rotationId))
    return `${seat.personName} follows a version of ${programLabel} that has no rotation “${edit.rotationId}”.`
  if (!contains(year, edit)) return `${formatRange(edit)} is not inside the academic year ${year.label}.`
  if (!contains(seat, edit))
    return `${seat.personName} is appointed ${formatRange(seat)}; ${formatRange(edit)} lies outside.`
  return null
}
