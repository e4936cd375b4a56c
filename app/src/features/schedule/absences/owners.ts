import { type DateRange, dayOf, type Day, isoOf, overlap } from '@gradus/rules'
import type { Reads } from '../../../platform/db/index.ts'
import { activeAppointments } from '../../people/index.ts'
import { publishedOf } from '../blocks/store.ts'
import type { PersonContext } from './context.ts'
import type { WantedAbsence } from './contract.ts'

/**
 * Time away as the programs of a combined fellow decide about it: each program the days that the fellow spends in it by the published
 * schedule. Days that nothing is published for go with those before or after them, or with the program that was named.
 */
export async function piecesOf<T extends WantedAbsence>(db: Reads, context: PersonContext, wanted: T): Promise<T[]> {
  const range = { startOn: dayOf(wanted.startOn), endOn: dayOf(wanted.endOn) }
  const seats = context.careers.seats.filter((seat) => seat.combined && overlap(seat, range) !== null)
  if (new Set(seats.map(({ programId }) => programId)).size < 2) return [wanted]
  const { institutionId } = context.institution
  const placed = await publishedOf(
    db,
    institutionId,
    seats.map(({ id }) => id),
    null,
  )
  const owner = (day: Day): string | undefined => {
    const on = isoOf(day)
    return placed.find(({ startOn, endOn }) => startOn <= on && on <= endOn)?.programId
  }
  const days = Array.from({ length: range.endOn - range.startOn + 1 }, (_, index) => range.startOn + index)
  const first = days.map(owner).find((programId) => programId !== undefined)
  if (first === undefined) return [wanted]
  const pieces: (DateRange & { readonly programId: string })[] = []
  for (const day of days) {
    const last = pieces.at(-1)
    const programId = owner(day) ?? last?.programId ?? first
    if (last?.programId === programId) pieces[pieces.length - 1] = { ...last, endOn: day }
    else pieces.push({ programId, startOn: day, endOn: day })
  }
  return pieces.map(({ programId, startOn, endOn }) => ({
    ...wanted,
    programId,
    startOn: isoOf(startOn),
    endOn: isoOf(endOn),
  }))
}

const anyTime = { startOn: '1900-01-01', endOn: '2400-12-31' }

/** Combined fellows of programs. */
export async function combinedPeople(
  db: Reads,
  institutionId: string,
  programIds: readonly string[],
): Promise<string[]> {
  const held = await activeAppointments(db, institutionId, { ...anyTime, programIds })
  return [...new Set(held.flatMap(({ personId, combinationId }) => (combinationId === null ? [] : [personId])))]
}

/** Programs of a combined fellow that do not decide about a request, and are told of it: they may object. */
export type Beside = (row: {
  readonly personId: string
  readonly programId: string
  readonly startOn: string
  readonly endOn: string
}) => string[]

export async function besideOf(db: Reads, institutionId: string, personIds: readonly string[]): Promise<Beside> {
  const held = await activeAppointments(db, institutionId, { ...anyTime, personIds })
  const seats = held.filter(({ combinationId }) => combinationId !== null)
  return ({ personId, programId, startOn, endOn }) => [
    ...new Set(
      seats
        .filter((seat) => seat.personId === personId && seat.programId !== programId)
        .filter((seat) => seat.startOn <= endOn && startOn <= seat.endOn)
        .map((seat) => seat.programId),
    ),
  ]
}
