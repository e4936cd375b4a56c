import { type Zoom, zooms } from '../../../scenarios/views-contract.ts'

/** How many weeks stand on the screen at once; a week never gets narrower than the codes need, but for whole years side by side. */
const weeksOnScreen: Readonly<Record<Zoom, number>> = {
  day: 2,
  month: 5,
  quarter: 13,
  half: 26,
  year: 52,
  years: 156,
  training: Number.POSITIVE_INFINITY,
}

export const zoomNames: Readonly<Record<Zoom, string>> = {
  day: 'Days',
  month: 'Month',
  quarter: 'Quarter',
  half: 'Half a year',
  year: 'Year',
  years: 'Three years',
  training: 'Whole training',
}

/** Years side by side: other academic years stand beside the one that is looked at. */
export const isFar = (zoom: Zoom): boolean => zoom === 'years' || zoom === 'training'

/** What the header counts in. */
export const scaleOf = (zoom: Zoom): 'days' | 'weeks' | 'months' =>
  zoom === 'day' ? 'days' : isFar(zoom) ? 'months' : 'weeks'

/** One step closer (1) or farther away (-1); null at the end. */
export const zoomStep = (zoom: Zoom, step: 1 | -1): Zoom | null => zooms[zooms.indexOf(zoom) - step] ?? null

/** How wide a week is with so many pixels for all of them. */
export function weekWidthOf(zoom: Zoom, room: number, weekCount: number, narrowest: number): number {
  const width = Math.max(0, room) / Math.min(weeksOnScreen[zoom], Math.max(1, weekCount))
  return isFar(zoom) ? Math.max(1, width) : Math.max(narrowest, Math.floor(width))
}

/** The weeks that a zoom shows from one of them on; never beyond the end of the year. */
export function weeksShown(zoom: Zoom, week: number, count: number): { firstWeek: number; lastWeek: number } {
  const many = weeksOnScreen[zoom]
  const firstWeek = many >= 52 ? 0 : Math.max(0, Math.min(week, count - many))
  return { firstWeek, lastWeek: many >= 52 ? count - 1 : firstWeek + many - 1 }
}

/** Alt with plus or minus: Ctrl with them is the browser's own zoom. */
export function zoomKey(event: {
  readonly code: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}): 1 | -1 | null {
  if (!event.altKey || event.ctrlKey || event.metaKey) return null
  if (event.code === 'Equal' || event.code === 'NumpadAdd') return 1
  return event.code === 'Minus' || event.code === 'NumpadSubtract' ? -1 : null
}
