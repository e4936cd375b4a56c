import type { Seat } from '../../facts/year-facts.ts'
import type { WeekWish, Wish } from '../schema.ts'

/** How strongly a week off is kept free of rotations that allow none, among the wishes of a person. */
const weekOffRank = -2

/**
 * What people would like, as the solver weighs it. A week off asks for a rotation on which vacation may be taken then; weeks somebody
 * would rather work concern call, not rotations.
 */
export function wishesForSolver(
  answers: readonly {
    readonly personId: string
    readonly wishes: readonly Wish[]
    readonly weeks: readonly WeekWish[]
  }[],
  seats: readonly Pick<Seat, 'personId' | 'programId' | 'followed'>[],
): Map<string, Wish[]> {
  return new Map(
    answers.map(({ personId, wishes, weeks }) => {
      const without = seats
        .filter((seat) => seat.personId === personId)
        .flatMap(({ programId, followed }) =>
          followed.definition.rotations
            .filter(({ noLeave }) => noLeave === true)
            .map(({ id }) => ({ programId, rotationId: id })),
        )
      const off = weeks
        .filter(({ kind }) => kind === 'off')
        .flatMap(({ startOn, endOn }) => without.map((place) => ({ ...place, startOn, endOn, rank: weekOffRank })))
      return [personId, [...wishes, ...off]]
    }),
  )
}
