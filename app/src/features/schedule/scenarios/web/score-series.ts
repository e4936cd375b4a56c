import type { SolveRunView } from '../contract.ts'

export interface Series {
  readonly label: string
  readonly hard: boolean
  readonly points: readonly { readonly seconds: number; readonly value: number }[]
  /** No schedule can score less; null where nothing is proven. */
  readonly bound: number | null
}

/** One series for the hard rules and one for each soft score, the most important first. */
export function seriesOf(run: SolveRunView): Series[] {
  const { history } = run
  const count = Math.max(0, ...history.map((point) => point.soft.length))
  const hard: Series = {
    label: 'Hard conflicts',
    hard: true,
    points: history.map((point) => ({ seconds: point.elapsedSeconds, value: point.hard })),
    bound: null,
  }
  const soft = Array.from({ length: count }, (_, tier): Series => {
    const bound = run.bound?.[tier] ?? 0
    return {
      label: run.softNames[tier] ?? `Score ${tier + 1}`,
      hard: false,
      points: history.map((point) => ({ seconds: point.elapsedSeconds, value: point.soft[tier] ?? 0 })),
      bound: bound > 0 ? bound : null,
    }
  })
  return [hard, ...soft]
}

/** How seconds and scores become places in a box of 100 by 100: the whole time across, the highest score at the top. */
function scales(series: Series, wholeSeconds: number) {
  const highest = Math.max(1, ...series.points.map((point) => point.value))
  return {
    x: (seconds: number) => ((Math.min(seconds, wholeSeconds) / Math.max(wholeSeconds, 0.001)) * 100).toFixed(2),
    y: (value: number) => (100 - (value / highest) * 100).toFixed(2),
  }
}

/** An SVG path: flat until the next point, for a best score holds until it is beaten, and on until now. */
export function stepPath(series: Series, nowSeconds: number, wholeSeconds: number): string {
  const { x, y } = scales(series, wholeSeconds)
  const [first, ...others] = series.points
  if (first === undefined) return ''
  const steps = others.map((point) => `H${x(point.seconds)}V${y(point.value)}`).join('')
  return `M${x(first.seconds)} ${y(first.value)}${steps}H${x(nowSeconds)}`
}

/** A path without length at the last point; round line ends make it a dot. */
export function endPath(series: Series, nowSeconds: number, wholeSeconds: number): string {
  const { x, y } = scales(series, wholeSeconds)
  const last = series.points.at(-1)
  return last === undefined ? '' : `M${x(nowSeconds)} ${y(last.value)}h0`
}

/** The proven limit straight across. */
export function boundPath(series: Series, wholeSeconds: number): string {
  return series.bound === null ? '' : `M0 ${scales(series, wholeSeconds).y(series.bound)}H100`
}
