import type { RotationView } from '../../../blocks/contract.ts'
import { type Cell, cellsOf, type PersonLine } from '../../../blocks/web/grid/rows.ts'
import { clip, type Span } from '../../../blocks/web/grid/timeline.ts'
import { contentOf, type CellChange, type Piece, settingOf } from '../../../cells.ts'
import { type Row, rowOf, type Session } from './session.ts'
import { periodsIn, type Stretch } from './selection.ts'

const lengthOf = ({ startDay, endDay }: Span): number => endDay - startDay + 1
const range = ({ startDay, endDay }: Span) => ({ startOn: startDay, endOn: endDay })

/** What stands longest in these days; null when nothing does for most of them. */
export function mainOf(row: Row, days: Span): string | null {
  const shares = new Map<string | null, number>([[null, lengthOf(days)]])
  for (const piece of contentOf(row, range(days))) {
    const share = piece.endOn - piece.startOn + 1
    shares.set(piece.rotationId, (shares.get(piece.rotationId) ?? 0) + share)
    shares.set(null, (shares.get(null) ?? 0) - share)
  }
  return [...shares].reduce((best, each) => (each[1] > best[1] ? each : best))[0]
}

/** The codes of a stretch, one for each period of the line's calendar: what goes to a spreadsheet. */
export function codesOf(row: Row, { line, ...days }: Stretch, rotations: readonly RotationView[]): string[] {
  const codes = new Map(
    rotations
      .filter(({ programId }) => programId === line.row.programId)
      .map(({ rotationId, code }) => [rotationId, code]),
  )
  return periodsIn(line, days).map((period) => codes.get(mainOf(row, clip(period, days) ?? period) ?? '') ?? '')
}

/** Sets one rotation on every stretch; null clears. */
export const setAll = (session: Session, stretches: readonly Stretch[], rotationId: string | null): CellChange[] =>
  stretches.map(({ line, ...days }) =>
    settingOf(rowOf(session, line.row.appointmentId), {
      appointmentId: line.row.appointmentId,
      rotationId,
      pinned: rotationId !== null,
      ...range(days),
    }),
  )

/** A change that puts pieces into days of a row, pinned as what is set by hand. */
function placing(row: Row, line: PersonLine, days: Span, pieces: readonly Piece[]): CellChange {
  return {
    appointmentId: line.row.appointmentId,
    ...range(days),
    was: contentOf(row, range(days)),
    now: pieces.map((piece) => ({ ...piece, pinned: true })),
    joinsBefore: true,
    joinsAfter: true,
  }
}

/**
 * Brings what stands in one stretch to another. Where both are as long in days, every piece keeps its days; else period goes to period, and
 * what is longer than the other starts again from the beginning.
 */
export function carry(session: Session, from: Stretch, to: Stretch): CellChange {
  const source = rowOf(session, from.line.row.appointmentId)
  const target = rowOf(session, to.line.row.appointmentId)
  if (lengthOf(from) === lengthOf(to)) {
    const shift = to.startDay - from.startDay
    const pieces = contentOf(source, range(from)).map((piece) => ({
      ...piece,
      startOn: piece.startOn + shift,
      endOn: piece.endOn + shift,
    }))
    return placing(target, to.line, to, pieces)
  }
  const codes = periodsIn(from.line, from).map((period) => mainOf(source, clip(period, from) ?? period))
  return placing(target, to.line, to, filled(to, codes))
}

/** Pieces for the periods of a stretch, from a list that is begun again when it ends; equal neighbours are one. */
function filled(to: Stretch, rotationIds: readonly (string | null)[]): Piece[] {
  const pieces: Piece[] = []
  periodsIn(to.line, to).forEach((period, index) => {
    const rotationId = rotationIds[index % rotationIds.length] ?? null
    const days = clip(period, to)
    if (rotationId === null || days === null) return
    const last = pieces.at(-1)
    if (last?.rotationId === rotationId && last.endOn + 1 === days.startDay)
      pieces[pieces.length - 1] = { ...last, endOn: days.endDay }
    else pieces.push({ rotationId, pinned: true, startOn: days.startDay, endOn: days.endDay })
  })
  return pieces
}

/** Down: the first line of the selection goes to the others, day by day. */
export const fillDown = (session: Session, stretches: readonly Stretch[]): CellChange[] => {
  const [from, ...others] = stretches
  return from === undefined ? [] : others.map((to) => carry(session, clippedTo(from, to), to))
}

const clippedTo = (from: Stretch, to: Span): Stretch => ({ ...from, ...(clip(from, to) ?? from) })

/** Right: the first period of each line goes to all the days. */
export const fillRight = (session: Session, stretches: readonly Stretch[]): CellChange[] =>
  stretches.flatMap((to) => {
    const [first] = periodsIn(to.line, to)
    if (first === undefined) return []
    const rotationId = mainOf(rowOf(session, to.line.row.appointmentId), clip(first, to) ?? first)
    return setAll(session, [to], rotationId)
  })

/** As many periods of the line, from the one that holds `day`, as the stretch has: where it would go if it were dropped there. */
export function landing(from: Stretch, line: PersonLine, day: number): Stretch | null {
  const cells: readonly Cell[] = cellsOf(line)
  const start = (cells.find((cell) => cell.startDay <= day && day <= cell.endDay) ?? cells[0])?.startDay
  if (start === undefined) return null
  const wanted = periodsIn(from.line, from)
  const wholePeriods = wanted[0]?.startDay === from.startDay && wanted.at(-1)?.endDay === from.endDay
  const periods = periodsIn(line, { startDay: start, endDay: line.span.endDay }).slice(0, wanted.length)
  const [first, last] = [periods[0], periods.at(-1)]
  if (wholePeriods && first?.startDay === start && last !== undefined)
    return { line, startDay: first.startDay, endDay: last.endDay }
  const days = clip({ startDay: start, endDay: start + lengthOf(from) - 1 }, line.span)
  return days === null ? null : { line, ...days }
}

/** Takes stretches to other places; unless it is a copy, they are empty afterwards. */
export function moveAll(
  session: Session,
  moves: readonly { from: Stretch; to: Stretch }[],
  isCopy: boolean,
): CellChange[] {
  const cleared = isCopy
    ? []
    : setAll(
        session,
        moves.map(({ from }) => from),
        null,
      )
  const after = new Map(session.rows)
  for (const { appointmentId, startOn, endOn } of cleared)
    after.set(
      appointmentId,
      (after.get(appointmentId) ?? []).flatMap((piece) => without(piece, startOn, endOn)),
    )
  const placed = moves.map(({ from, to }) => {
    const { now, ...change } = carry(session, from, to)
    return { ...change, now, was: contentOf(after.get(change.appointmentId) ?? [], change) }
  })
  return [...cleared, ...placed]
}

const without = (piece: Piece, startOn: number, endOn: number): Piece[] =>
  [
    { ...piece, endOn: Math.min(piece.endOn, startOn - 1) },
    { ...piece, startOn: Math.max(piece.startOn, endOn + 1) },
  ].filter((part) => part.startOn <= part.endOn)

/**
 * The fill handle: what stands in `from` goes on into the rest of the selection it was drawn out to, along the lines and then over further
 * lines, from the beginning again where it ends.
 */
export function fillFrom(session: Session, from: readonly Stretch[], to: readonly Stretch[]): CellChange[] {
  const [first] = from
  if (first === undefined) return []
  return to.flatMap((target) => {
    const place = target.line.index - first.line.index
    const own = from.find(({ line }) => line === target.line)
    const source = own ?? from[((place % from.length) + from.length) % from.length] ?? first
    if (own === undefined) return [carry(session, source, target)]
    const rest = [
      { ...target, endDay: own.startDay - 1 },
      { ...target, startDay: own.endDay + 1 },
    ].filter(({ startDay, endDay }) => startDay <= endDay)
    return rest.map((part) => carry(session, own, part))
  })
}
