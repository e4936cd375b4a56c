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
      label: run.softNames?.[tier] ?? (count === 1 ? 'Wishes' : `Wishes, rank ${tier + 1}`),
      hard: false,
      points: history.map((point) => ({ seconds: point.elapsedSeconds, value: point.soft[tier] ?? 0 })),
      bound: bound > 0 ? bound : null,
    }
  })
  return [hard, ...soft]
}

/** An SVG path in a box of 100 by 100: flat until the next point, for a best score holds until it is beaten. */
export function stepPath(series: Series, untilSeconds: number): string {
  const highest = Math.max(1, ...series.points.map((point) => point.value))
  const x = (seconds: number) => ((Math.min(seconds, untilSeconds) / Math.max(untilSeconds, 0.001)) * 100).toFixed(2)
  const y = (value: number) => (100 - (value / highest) * 100).toFixed(2)
  const [first, ...others] = series.points
  if (first === undefined) return ''
  return `M${x(first.seconds)} ${y(first.value)}${others.map((point) => `H${x(point.seconds)}V${y(point.value)}`).join('')}H100`
}
