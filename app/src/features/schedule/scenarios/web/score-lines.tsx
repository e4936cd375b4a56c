import type { SolveRunView } from '../contract.ts'
import { boundPath, endPath, seriesOf, stepPath } from './score-series.ts'
import classes from './solver-panel.module.css'

const figures = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** The best scores so far over time, one line each; dashed: the least that any schedule can score. */
export function ScoreLines({ run }: { readonly run: SolveRunView }) {
  const elapsed = run.latest?.elapsedSeconds ?? run.history.at(-1)?.elapsedSeconds ?? 0
  // A run that has ended fills the width with the time it took.
  const whole = run.finishedAt === null ? Math.max(elapsed, run.seconds) : elapsed
  if (run.history.length === 0) return null
  return (
    <figure className={classes.lines} aria-label="Best scores so far">
      {seriesOf(run).map((series) => {
        const first = series.points[0]?.value ?? 0
        const last = series.points.at(-1)?.value ?? 0
        return (
          <div key={series.label} className={classes.series}>
            <span>{series.label}</span>
            <svg
              viewBox="0 0 100 100"
              preserveAspectRatio="none"
              role="img"
              aria-label={`${series.label}: from ${figures.format(first)} to ${figures.format(last)}`}
            >
              <path className={classes.bound} d={boundPath(series, whole)} />
              <path className={classes.best} data-hard={series.hard} d={stepPath(series, elapsed, whole)} />
              <path className={classes.end} d={endPath(series, elapsed, whole)} />
            </svg>
            <span className={classes.value}>{figures.format(last)}</span>
          </div>
        )
      })}
      <figcaption className="quiet dense">
        {elapsed.toFixed(0)} of {run.seconds} seconds, {figures.format(run.latest?.iterations ?? 0)} tries. Less is
        better.
      </figcaption>
    </figure>
  )
}
