import { Status } from '../../../../../ui/status.tsx'
import type { PersonLine } from '../../../blocks/web/grid/rows.ts'
import classes from './editor.module.css'
import type { Editing } from './editing.ts'
import type { Stretch } from './selection.ts'
import type { Draft } from './use-draft.ts'
import { WhyMenu } from './why-menu.tsx'
import { stretchWords } from './words.ts'

const units = { days: 'd', weeks: 'wk', months: 'mo', blocks: 'bl' } as const
const figure = (amount: number): string => String(Math.round(amount * 10) / 10)

/** Under the grid: what is selected, what was done last, and how the requirements of the row stand with all that. */
export function StatusLine(props: {
  readonly draft: Draft
  readonly work: Editing
  readonly line: PersonLine | undefined
  readonly stretches: readonly Stretch[]
  readonly said: string
}) {
  const { draft, line, work } = props
  const { unexplained } = work
  return (
    <div className={classes.status}>
      <div className={classes.said}>
        <span className={classes.selected}>{stretchWords(props.stretches)}</span>
        <span role="status" className={classes.words} title={props.said}>
          {props.said}
        </span>
        {unexplained === null ? null : <WhyMenu onReason={(kind) => work.explain(unexplained, kind)} />}
      </div>
      {line === undefined || draft.judge === null ? null : <RowProgress draft={draft} line={line} />}
    </div>
  )
}

function RowProgress({ draft, line }: { readonly draft: Draft; readonly line: PersonLine }) {
  const { judge, session } = draft
  const { appointmentId } = line.row
  const results = judge?.progress(session.rows, appointmentId) ?? []
  if (results.length === 0) return null
  const titles = new Map(judge?.facts.curriculumOf.get(appointmentId)?.requirements.map(({ id, title }) => [id, title]))
  return (
    // What scrolls can be reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ul className={classes.progress} aria-label={`Requirements of ${line.row.personName}`} tabIndex={0}>
      {results.map(({ requirementId, status, done, planned, needed, unit, sentence }) => (
        <li key={requirementId} title={sentence}>
          <Status kind={status}>
            {titles.get(requirementId) ?? requirementId} {figure(done + planned)}
            {needed > 0 ? `/${figure(needed)}` : ''} {units[unit]}
          </Status>
        </li>
      ))}
    </ul>
  )
}
