import { Button } from '@mantine/core'
import { useState } from 'react'
import { rangeWords } from '../../../../../ui/date-words.ts'
import { dayText } from '../../../../../ui/day-number.ts'
import type { ScheduleView } from '../../contract.ts'
import { YearRibbon } from '../year-ribbon.tsx'
import { barWords } from './grid-row.tsx'
import classes from './person-ribbons.module.css'
import type { GridRows, PersonLine } from './rows.ts'
import { type Span, spanOf } from './timeline.ts'

const step = 40

/** The year on a phone: one ribbon per trainee that scrolls sideways, in the order of the grid. */
export function PersonRibbons(props: { readonly rows: GridRows; readonly view: ScheduleView; readonly today: number }) {
  const { rows, view } = props
  const [limit, setLimit] = useState(step)
  const year = spanOf(view)
  return (
    <div className={classes.people}>
      {rows.lines.slice(0, limit).map((line) =>
        line.kind === 'group' ? (
          <h2 key={line.key} className={classes.group}>
            {line.label} ({line.count})
          </h2>
        ) : (
          <PersonRibbon key={line.row.appointmentId} line={line} year={year} today={props.today} />
        ),
      )}
      {rows.lines.length > limit ? (
        <Button variant="default" onClick={() => setLimit(limit + step)}>
          Show more
        </Button>
      ) : null}
    </div>
  )
}

function PersonRibbon(props: { readonly line: PersonLine; readonly year: Span; readonly today: number }) {
  const { line } = props
  return (
    <section aria-label={line.row.personName} className={classes.person}>
      <h3 className={classes.name}>{line.row.personName}</h3>
      <YearRibbon
        label={`Year of ${line.row.personName}`}
        year={props.year}
        today={props.today}
        pieces={line.bars.map((bar) => ({
          ...bar,
          code: bar.rotation?.code ?? '?',
          tint: bar.rotation?.tint ?? 0,
          words: barWords(bar),
        }))}
      />
      {line.leaves.length === 0 ? null : (
        <p className={classes.leaves}>
          Leave: {line.leaves.map((leave) => rangeWords(dayText(leave.startDay), dayText(leave.endDay))).join('; ')}
        </p>
      )}
    </section>
  )
}
