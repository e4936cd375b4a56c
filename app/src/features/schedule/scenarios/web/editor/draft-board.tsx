import { useMemo, useState } from 'react'
import { dayText } from '../../../../../ui/day-number.ts'
import { ErrorNotice } from '../../../../../ui/notices.tsx'
import { ScheduleBoard } from '../../../blocks/web/grid/schedule-board.tsx'
import { CommentsButton } from '../comments/comments-button.tsx'
import { CommentsPanel } from '../comments/comments-panel.tsx'
import { type Comments, type CommentTarget, openNotes } from '../comments/use-comments.ts'
import { legendKeys } from './commands.ts'
import { Conflicts } from './conflicts.tsx'
import { DraftGrid } from './draft-grid.tsx'
import classes from './editor.module.css'
import { useEditing } from './editing.ts'
import type { Stretch } from './selection.ts'
import type { Draft } from './use-draft.ts'

const targetOf = (stretch: Stretch | undefined): CommentTarget | null =>
  stretch === undefined
    ? null
    : {
        appointmentId: stretch.line.row.appointmentId,
        startOn: dayText(stretch.startDay),
        endOn: dayText(stretch.endDay),
      }

/** The board of a draft that can be edited. */
export function DraftBoard(props: {
  readonly draft: Draft
  readonly programId: string | undefined
  readonly label: string
  readonly comments: Comments
}) {
  const { draft, comments } = props
  const work = useEditing(draft)
  const notes = useMemo(() => openNotes(comments.threads), [comments.threads])
  const [selected, setSelected] = useState<Stretch | undefined>(undefined)
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
        tools={<CommentsButton comments={comments} />}
        notes={notes}
        aside={
          comments.isOpen
            ? ({ go }) => <CommentsPanel comments={comments} view={draft.view} here={targetOf(selected)} onGo={go} />
            : undefined
        }
        grid={(grid) => (
          <div className={classes.frame}>
            <DraftGrid
              {...grid}
              draft={draft}
              work={work}
              onSelect={comments.isOpen ? setSelected : undefined}
              onComment={(stretch) => comments.write(targetOf(stretch))}
            />
          </div>
        )}
      />
    </>
  )
}
