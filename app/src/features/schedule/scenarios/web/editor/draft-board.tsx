import { ErrorNotice } from '../../../../../ui/notices.tsx'
import { ScheduleBoard } from '../../../blocks/web/grid/schedule-board.tsx'
import { legendKeys } from './commands.ts'
import { Conflicts } from './conflicts.tsx'
import { DraftGrid } from './draft-grid.tsx'
import classes from './editor.module.css'
import { useEditing } from './editing.ts'
import type { Draft } from './use-draft.ts'

/** The board of a draft that can be edited. */
export function DraftBoard(props: {
  readonly draft: Draft
  readonly programId: string | undefined
  readonly label: string
}) {
  const { draft } = props
  const work = useEditing(draft)
  return (
    <>
      <ErrorNotice
        error={draft.saving.state === 'refused' ? draft.saving.error : null}
        onRetry={() => draft.store.report({ state: 'idle' })}
        retryLabel="I have seen it"
      />
      <Conflicts draft={draft} />
      <ScheduleBoard
        view={draft.view}
        programId={props.programId}
        label={props.label}
        keys={legendKeys}
        grid={(grid) => (
          <div className={classes.frame}>
            <DraftGrid {...grid} draft={draft} work={work} />
          </div>
        )}
      />
    </>
  )
}
