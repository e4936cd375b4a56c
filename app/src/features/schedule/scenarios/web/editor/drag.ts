import type { Cursor } from '../../../blocks/web/grid/cursor.ts'
import { cellAt } from '../../../blocks/web/grid/cursor.ts'
import type { PersonLine } from '../../../blocks/web/grid/rows.ts'
import { landing, moveAll, setAll } from './block.ts'
import type { Judge, Verdict } from './judge.ts'
import { periodsFrom, type Stretch } from './selection.ts'
import type { Session } from './session.ts'

/** Something picked up: the stretches, and the cell where it was taken hold of. */
export interface Carried {
  readonly from: readonly Stretch[]
  readonly grip: Cursor
}

export interface Landing {
  readonly moves: readonly { readonly from: Stretch; readonly to: Stretch }[]
  readonly verdict: Verdict | null
}

/** Where everything that is carried would come to lie with the pointer on this place; null when a part of it has no place. */
export function landingOf(people: readonly PersonLine[], { from, grip }: Carried, at: Cursor): Landing['moves'] | null {
  const gripLine = people[grip.person]
  const atLine = people[at.person]
  if (gripLine === undefined || atLine === undefined) return null
  const down = at.person - grip.person
  const along = cellAt(atLine, at.day).startDay - cellAt(gripLine, grip.day).startDay
  const moves = from.flatMap((stretch) => {
    const line = people[stretch.line.index + down]
    const to = line === undefined ? null : landing(stretch, line, stretch.startDay + along)
    return to === null ? [] : [{ from: stretch, to }]
  })
  return moves.length === from.length ? moves : null
}

export const judgeLanding = (
  judge: Judge | null,
  session: Session,
  moves: Landing['moves'],
  isCopy: boolean,
): Verdict | null => judge?.trial(session.rows, moveAll(session, moves, isCopy)) ?? null

/** One cell of a line with whether the rules allow something there. */
export interface Light {
  readonly person: number
  readonly startDay: number
  readonly endDay: number
  readonly isLegal: boolean
}

/**
 * Judges where one thing could go: the periods of the lines, those nearest to the first line before. Gives an answer at a time, so that the
 * caller can stop for a frame.
 */
export function* lightsFor(
  judge: Judge,
  session: Session,
  lines: readonly PersonLine[],
  thing: { readonly from: Stretch; readonly isCopy: boolean } | { readonly rotationId: string },
): Generator<Light> {
  for (const line of lines)
    for (const period of periodsFrom(line, line.span.startDay)) {
      if ('rotationId' in thing) {
        const changes = setAll(session, [{ line, ...period }], thing.rotationId)
        yield { person: line.index, ...period, isLegal: judge.allows(session.rows, changes) }
        continue
      }
      const to = landing(thing.from, line, period.startDay)
      if (to === null) continue
      const changes = moveAll(session, [{ from: thing.from, to }], thing.isCopy)
      yield { person: line.index, ...period, isLegal: judge.allows(session.rows, changes) }
    }
}
