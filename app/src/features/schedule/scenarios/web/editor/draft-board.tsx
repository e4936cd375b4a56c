import { Button } from '@mantine/core'
import { IconUsersMinus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { dayText } from '../../../../../ui/day-number.ts'
import { ErrorNotice } from '../../../../../ui/notices.tsx'
import type { SolvePartView } from '../../contract.ts'
import { AskPlace } from '../../../ask/web/ask-place.tsx'
import { ScheduleBoard } from '../../../blocks/web/grid/schedule-board.tsx'
import { CommentsButton } from '../comments/comments-button.tsx'
import { CommentsPanel } from '../comments/comments-panel.tsx'
import { type Comments, type CommentTarget, openNotes } from '../comments/use-comments.ts'
import { legendKeys } from './commands.ts'
import { proposedCells } from './proposed-cells.ts'
import { Conflicts } from './conflicts.tsx'
import { DraftGrid } from './draft-grid.tsx'
import classes from './editor.module.css'
import { useEditing } from './editing.ts'
import { gapKey, gapsOf, gapWords } from './gaps.ts'
import { GapsPanel } from './gaps-panel.tsx'
import { partOf, type Stretch } from './selection.ts'
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
  /** Opens the solver for the selection. */
  readonly onSolve?: ((part: SolvePartView) => void) | undefined
}) {
  const { draft, comments } = props
  const work = useEditing(draft)
  const notes = useMemo(() => openNotes(comments.threads), [comments.threads])
  const { view } = draft
  const gaps = useMemo(() => gapsOf(view, props.programId), [view, props.programId])
  const [isGaps, setGaps] = useState(false)
  const [gap, setGap] = useState<string | null>(null)
  const gapsShown = isGaps && !comments.isOpen
  const showGaps = (isShown: boolean) => {
    setGaps(isShown)
    if (isShown && comments.isOpen) comments.toggle()
  }
  const [selected, setSelected] = useState<Stretch | undefined>(undefined)
  return (
    <>
      <ErrorNotice
        error={draft.saving.state === 'refused' ? draft.saving.error : null}
        onRetry={() => draft.store.report({ state: 'idle' })}
        retryLabel="I have seen it"
      />
      <Conflicts draft={draft} />
      <AskPlace
        view={draft.view}
        onApply={(words, changes) => work.apply(words, proposedCells(draft.session, changes))}
      >
        <ScheduleBoard
          view={draft.view}
          programId={props.programId}
          label={props.label}
          keys={legendKeys}
          tools={
            <>
              <Button
                variant={gapsShown ? 'light' : 'default'}
                size="sm"
                aria-expanded={gapsShown}
                leftSection={<IconUsersMinus size={18} aria-hidden />}
                onClick={() => showGaps(!gapsShown)}
              >
                {gapWords(gaps)}
              </Button>
              <CommentsButton comments={comments} />
            </>
          }
          onGap={(row, week) => {
            const gap = gaps.find((each) => each.row.key === row.key && each.firstWeek <= week && week <= each.lastWeek)
            if (gap === undefined) return
            setGap(gapKey(gap))
            showGaps(true)
          }}
          notes={notes}
          aside={
            comments.isOpen
              ? ({ go }) => <CommentsPanel comments={comments} view={draft.view} here={targetOf(selected)} onGo={go} />
              : gapsShown
                ? ({ people, go }) => (
                    <GapsPanel
                      draft={draft}
                      work={work}
                      people={people}
                      gaps={gaps}
                      chosen={gap}
                      onChoose={setGap}
                      onGo={(line, day) => go(line.row.appointmentId, dayText(day))}
                    />
                  )
                : undefined
          }
          grid={(grid) => (
            <div className={classes.frame}>
              <DraftGrid
                {...grid}
                draft={draft}
                work={work}
                onSelect={comments.isOpen ? setSelected : undefined}
                onGaps={() => showGaps(true)}
                onSolve={props.onSolve && ((stretches) => props.onSolve?.(partOf(stretches)))}
                onComment={(stretch) => comments.write(targetOf(stretch))}
              />
            </div>
          )}
        />
      </AskPlace>
    </>
  )
}
