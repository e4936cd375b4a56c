const regular = 13
const smallest = 9
/** Widths of bold capitals as shares of the font size, on common system fonts and rounded up. */
const glyphs: Readonly<Record<string, number>> = { I: 0.42, J: 0.5, L: 0.66, M: 1, W: 1.1 }
/** Width of a code as a multiple of its font size. */
export const codeWidth = (code: string): number =>
  code.split('').reduce((sum, letter) => sum + (glyphs[letter] ?? 0.75), 0)
const padding = 12
const narrowPadding = 3
const shapeWidth = 15

/** How a code stands in a bar so many pixels wide: at which size, and with room for how many shapes after it. */
export function fitCode(code: string, width: number): { fontSize: number; room: number } {
  const wanted = codeWidth(code) * regular
  if (wanted + padding <= width) return { fontSize: regular, room: Math.floor((width - padding - wanted) / shapeWidth) }
  const fontSize = Math.max(smallest, Math.min(regular, (width - narrowPadding) / codeWidth(code)))
  return { fontSize: Math.floor(fontSize * 2) / 2, room: 0 }
}

/** Whether a bar so many pixels wide has room for its code at all. */
export const codeFits = (code: string, width: number): boolean => codeWidth(code) * smallest + narrowPadding <= width

/** The narrowest week in which every bar can still show its code, at the smallest size, inside sensible limits. */
export function narrowestWeek(bars: readonly { readonly code: string; readonly days: number }[]): number {
  const wanted = bars.map(({ code, days }) => ((codeWidth(code) * smallest + narrowPadding) / days) * 7)
  return Math.ceil(
    Math.min(
      46,
      wanted.reduce((widest, width) => Math.max(widest, width), 18),
    ),
  )
}

interface Drawn {
  readonly startDay: number
  readonly endDay: number
  readonly rotation?: { readonly code: string } | undefined
}

/** The codes that stand in lines, each with the days it has room for. */
export const drawnCodes = (people: readonly { readonly bars: readonly Drawn[] }[]) =>
  people.flatMap(({ bars }) =>
    bars.map(({ rotation, startDay, endDay }) => ({ code: rotation?.code ?? '?', days: endDay - startDay + 1 })),
  )

/** All codes that may come to stand in the shortest periods of the lines: what is edited must not change its width with every code. */
export function allCodes(
  rotations: readonly { readonly code: string }[],
  people: readonly { readonly row: { readonly periods: readonly unknown[] } }[],
) {
  const most = people.reduce((sum, { row }) => Math.max(sum, row.periods.length), 1)
  return rotations.map(({ code }) => ({ code, days: Math.floor(364 / most) }))
}
