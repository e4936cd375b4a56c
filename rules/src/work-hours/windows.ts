import { addDays, civilOf, dayOfCivil, daysInMonth, type DateRange } from '../dates.ts'
import { daysIn, overlap, subtract } from '../ranges.ts'
import type { RotationStint } from './trainee-hours.ts'

/**
 * Days that are averaged together. `isReading` marks those whose cut is our reading where the requirements are silent: what
 * is left of a long rotation after its whole periods, and days without a rotation. They warn, and never are a violation.
 */
export type AveragingWindow = DateRange & { readonly stint: RotationStint | null; readonly isReading: boolean }

const FOUR_WEEKS = 28
const LONGEST_MONTH = 31

/**
 * The windows that share a day with `horizon`, in order. Averaging is by rotation, never rolling: four weeks, a month, or the
 * rotation where it is shorter. A rotation of up to 31 days is one window. A longer one is cut into four weeks (the last takes
 * up to three more days) or calendar months. Assignments to one rotation that touch are one stay.
 */
export function averagingWindows(
  stints: readonly RotationStint[],
  averaging: 'four-weeks' | 'months',
  horizon: DateRange,
): AveragingWindow[] {
  const within: AveragingWindow[] = staysOf(stints).flatMap((stint) =>
    cut(stint, averaging).map((piece) => ({ ...piece, stint })),
  )
  const without: AveragingWindow[] = subtract(horizon, stints).flatMap((range) =>
    cut(range, 'four-weeks').map((piece) => ({ ...piece, stint: null, isReading: true })),
  )
  return [...within, ...without]
    .filter((window) => overlap(window, horizon))
    .sort((a, b) => a.startOn - b.startOn || a.endOn - b.endOn)
}

function staysOf(stints: readonly RotationStint[]): RotationStint[] {
  const stays: RotationStint[] = []
  const last = new Map<string, number>()
  const sorted = stints.filter((stint) => daysIn(stint) > 0).sort((a, b) => a.startOn - b.startOn)
  for (const stint of sorted) {
    const index = last.get(stint.rotationId)
    const stay = index === undefined ? undefined : stays[index]
    if (index !== undefined && stay && stint.startOn <= stay.endOn + 1) {
      stays[index] = { ...stay, endOn: Math.max(stay.endOn, stint.endOn) }
    } else {
      last.set(stint.rotationId, stays.length)
      stays.push(stint)
    }
  }
  return stays
}

type Piece = DateRange & { readonly isReading: boolean }

function cut(range: DateRange, averaging: 'four-weeks' | 'months'): Piece[] {
  const { startOn, endOn } = range
  if (daysIn(range) <= LONGEST_MONTH) return [{ startOn, endOn, isReading: false }]
  return averaging === 'months' ? cutByMonth(range) : cutByFourWeeks(range)
}

function cutByFourWeeks({ startOn, endOn }: DateRange): Piece[] {
  const pieces: Piece[] = []
  for (let from = startOn; from <= endOn; ) {
    const left = endOn - from + 1
    const days = left <= LONGEST_MONTH ? left : FOUR_WEEKS
    pieces.push({ startOn: from, endOn: addDays(from, days - 1), isReading: days < FOUR_WEEKS })
    from = addDays(from, days)
  }
  return pieces
}

function cutByMonth({ startOn, endOn }: DateRange): Piece[] {
  const pieces: Piece[] = []
  for (let from = startOn; from <= endOn; ) {
    const { year, month, date } = civilOf(from)
    const monthEndsOn = dayOfCivil({ year, month, date: daysInMonth(year, month) })
    const until = Math.min(monthEndsOn, endOn)
    pieces.push({ startOn: from, endOn: until, isReading: date !== 1 || until !== monthEndsOn })
    from = until + 1
  }
  return pieces
}
