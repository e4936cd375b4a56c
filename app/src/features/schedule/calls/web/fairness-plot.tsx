import { ScrollFrame } from '../../../../ui/scroll-frame.tsx'
import type { CallFairness } from '../schedules-contract.ts'
import classes from './call.module.css'

export type Measure = 'nights' | 'weekends' | 'holidays' | 'points'
type PersonShare = CallFairness['people'][number]

const rowHeight = 22
const left = 190
const width = 760
const right = 60

/** Each person's share as a dot against the mark of what would be fair; the distance is what is unfair. */
export function FairnessPlot(props: { readonly people: readonly PersonShare[]; readonly measure: Measure }) {
  const { measure } = props
  const rows = props.people
    .flatMap((one) => (one.fair === null ? [] : [{ ...one, has: one.held[measure], fair: one.fair[measure] }]))
    .toSorted((a, b) => b.has - b.fair - (a.has - a.fair))
  const most = Math.max(1, ...rows.flatMap(({ has, fair }) => [has, fair]))
  const x = (value: number): number => left + (value / most) * (width - left - right)
  const height = rows.length * rowHeight + 28
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(most * share))
  return (
    <ScrollFrame className={classes.plotFrame} label="Picture of the shares">
      <svg
        className={classes.plot}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${measure} of ${rows.length} people against their fair share; the table below has the figures`}
      >
        {[...new Set(ticks)].map((tick) => (
          <g key={tick}>
            <line className={classes.rule} x1={x(tick)} x2={x(tick)} y1={20} y2={height} />
            <text className={classes.axis} x={x(tick)} y={13} textAnchor="middle">
              {tick}
            </text>
          </g>
        ))}
        {rows.map(({ personId, name, has, fair }, index) => {
          const y = 28 + index * rowHeight + rowHeight / 2
          const off = has - fair
          const tone = Math.abs(off) <= Math.max(1, fair / 4) ? 'fair' : off > 0 ? 'over' : 'under'
          return (
            <g key={personId}>
              <text x={left - 10} y={y + 4} textAnchor="end">
                {name}
              </text>
              <line className={classes.stem} x1={x(has)} x2={x(fair)} y1={y} y2={y} />
              <line className={classes.fair} x1={x(fair)} x2={x(fair)} y1={y - 7} y2={y + 7} />
              <circle className={classes.dot} data-tone={tone} cx={x(has)} cy={y} r={5} />
              <text x={width - right + 10} y={y + 4}>
                {off > 0 ? '+' : ''}
                {Math.round(off * 10) / 10}
              </text>
            </g>
          )
        })}
      </svg>
    </ScrollFrame>
  )
}
