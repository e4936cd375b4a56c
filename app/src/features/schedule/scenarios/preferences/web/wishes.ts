import { shortDay } from '../../../../../ui/date-words.ts'
import type { PreferencesView, WishView } from '../contract.ts'

export const wishesAtMost = 5

/** One line of a list: its place says how much it matters. `key` tells lines apart while they move. */
export interface Line {
  readonly key: string
  readonly programId: string
  readonly rotationId: string
  readonly startOn: string | null
  readonly endOn: string | null
}

export interface Lists {
  readonly wanted: readonly Line[]
  readonly unwanted: readonly Line[]
}

/** Stored wishes as two lists, what matters most first. */
export function listsOf(wishes: readonly WishView[]): Lists {
  const byWeight = wishes.toSorted((a, b) => Math.abs(a.rank) - Math.abs(b.rank))
  const lines = (kept: readonly WishView[]): Line[] =>
    kept.map(({ programId, rotationId, startOn, endOn }, place) => ({
      key: `stored ${place}`,
      programId,
      rotationId,
      startOn,
      endOn,
    }))
  return {
    wanted: lines(byWeight.filter(({ rank }) => rank > 0)),
    unwanted: lines(byWeight.filter(({ rank }) => rank < 0)),
  }
}

/** The lists as they are stored, the wanted first: ranks follow from places. */
export function wishesOf({ wanted, unwanted }: Lists): WishView[] {
  const ranked = (lines: readonly Line[], sign: 1 | -1): WishView[] =>
    lines.map(({ programId, rotationId, startOn, endOn }, place) => ({
      programId,
      rotationId,
      startOn,
      endOn,
      rank: sign * Math.min(place + 1, wishesAtMost),
    }))
  return [...ranked(wanted, 1), ...ranked(unwanted, -1)]
}

export const sameWishes = (a: Lists, b: Lists): boolean => JSON.stringify(wishesOf(a)) === JSON.stringify(wishesOf(b))

/** The lines with one of them a place up (-1) or down (1). */
export function moved(lines: readonly Line[], place: number, by: -1 | 1): readonly Line[] {
  const line = lines[place]
  const other = lines[place + by]
  if (line === undefined || other === undefined) return lines
  return lines.with(place, other).with(place + by, line)
}

type Program = PreferencesView['programs'][number]
export type Choice = Program['rotations'][number] & Pick<Program, 'programId' | 'programName'>

export const choicesOf = ({ programs }: PreferencesView): Choice[] =>
  programs.flatMap(({ programId, programName, rotations }) =>
    rotations.map((rotation) => ({ ...rotation, programId, programName })),
  )

export interface When {
  readonly value: string
  readonly label: string
}

const anyTime: When = { value: '', label: 'Any time' }
export const whenValue = ({ startOn, endOn }: Pick<Line, 'startOn' | 'endOn'>): string =>
  startOn === null || endOn === null ? '' : `${startOn} ${endOn}`

/** When a wish may be for: any time, a period of the program's year, or the days that were stored. */
export function whensOf(line: Line, programs: readonly Program[]): When[] {
  const periods = programs.find(({ programId }) => programId === line.programId)?.periods ?? []
  const named = periods.map(({ label, startOn, endOn }) => ({
    value: `${startOn} ${endOn}`,
    label: isMonth(startOn, endOn) ? label : `${label} (${shortDay(startOn)} to ${shortDay(endOn, true)})`,
  }))
  const current = whenValue(line)
  const other =
    current === '' || named.some(({ value }) => value === current) ? [] : [{ value: current, label: daysOf(line) }]
  return [anyTime, ...named, ...other]
}

/** The name of a month says its days. */
const isMonth = (startOn: string, endOn: string): boolean =>
  startOn.endsWith('-01') && startOn.slice(0, 7) === endOn.slice(0, 7)

const daysOf = ({ startOn, endOn }: Line): string =>
  startOn === null || endOn === null ? anyTime.label : `${shortDay(startOn)} to ${shortDay(endOn, true)}`

export function datesOf(value: string): Pick<Line, 'startOn' | 'endOn'> {
  const [startOn, endOn] = value.split(' ')
  return startOn === undefined || endOn === undefined ? { startOn: null, endOn: null } : { startOn, endOn }
}
