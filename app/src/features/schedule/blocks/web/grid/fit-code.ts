const regular = 13
const smallest = 9
/** Width of a bold capital as a share of the font size, measured on common system fonts and rounded up. */
const glyph = 0.72
const padding = 12
const narrowPadding = 3
const shapeWidth = 15

/** How a code stands in a bar so many pixels wide: at which size, and with room for how many shapes after it. */
export function fitCode(code: string, width: number): { fontSize: number; room: number } {
  const wanted = code.length * glyph * regular
  if (wanted + padding <= width) return { fontSize: regular, room: Math.floor((width - padding - wanted) / shapeWidth) }
  const fontSize = Math.max(smallest, Math.min(regular, (width - narrowPadding) / (code.length * glyph)))
  return { fontSize: Math.floor(fontSize * 2) / 2, room: 0 }
}

/** The narrowest week in which every bar can still show its code, at the smallest size, inside sensible limits. */
export function narrowestWeek(bars: readonly { readonly code: string; readonly days: number }[]): number {
  const wanted = bars.map(({ code, days }) => ((code.length * glyph * smallest + narrowPadding) / days) * 7)
  return Math.ceil(
    Math.min(
      40,
      wanted.reduce((widest, width) => Math.max(widest, width), 18),
    ),
  )
}
