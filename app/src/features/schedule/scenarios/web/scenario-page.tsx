import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconSparkles, IconUpload } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'
import { refreshAnswers, useRoute } from '../../../../ui/api.ts'
import { dayText } from '../../../../ui/day-number.ts'
import { Loaded, Loading } from '../../../../ui/loaded.tsx'
import { ButtonLink, usePathParams, useScope } from '../../../../ui/navigation.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import { ScheduleBoard } from '../../blocks/web/grid/schedule-board.tsx'
import { ExportMenu, scheduleAnswer } from '../../blocks/web/record-page.tsx'
import { getScenario, type SolvePartView } from '../contract.ts'
import { getGridZoom } from '../views-contract.ts'
import { CommentsButton } from './comments/comments-button.tsx'
import { CommentsPanel } from './comments/comments-panel.tsx'
import { openNotes, useComments } from './comments/use-comments.ts'
import type { DraftView } from './draft-view.ts'
import { DraftBoard } from './editor/draft-board.tsx'
import { PresenceList } from './editor/presence-list.tsx'
import { SaveState } from './editor/save-state.tsx'
import { useDraft } from './editor/use-draft.ts'
import { PublishDialog } from './publish-dialog.tsx'

const SolverPanel = lazy(() => import('./solver-panel.tsx').then((m) => ({ default: m.SolverPanel })))

export function ScenarioPage() {
  const { scenarioId = '' } = usePathParams()
  // Asked for beside the view, so that the grid is drawn at the reader's zoom from the start.
  useRoute(getGridZoom, {})
  const query = useRoute(getScenario, { params: { scenarioId } })
  if (query.data === undefined)
    return (
      <Page wide title="Draft">
        <Loaded query={query} shape="grid">
          {() => null}
        </Loaded>
      </Page>
    )
  return <Draft key={scenarioId} scenarioId={scenarioId} view={query.data} />
}

function Draft({ scenarioId, view: told }: { readonly scenarioId: string; readonly view: DraftView }) {
  const { programId } = useScope()
  const draft = useDraft(scenarioId, told)
  const { view } = draft
  const comments = useComments(scenarioId)
  const notes = useMemo(() => openNotes(comments.threads), [comments.threads])
  const client = useQueryClient()
  const [publishing, publish] = useDisclosure(false)
  const [solving, solver] = useDisclosure(view.runningSolveId !== null)
  const [part, setPart] = useState<SolvePartView | null>(null)
  const isDraft = view.scenario?.status === 'draft'
  const running = view.runningSolveId !== null
  const isUnsaved = draft.session.waiting.length > 0 || draft.session.conflicts.length > 0
  // What is published is looked at as the server has it, findings included.
  const look = async () => {
    await refreshAnswers(client, [getScenario])
    publish.open()
  }
  const label = `Draft ${view.scenario?.name ?? ''}`
  return (
    <Page
      wide
      title={view.scenario?.name ?? 'Draft'}
      answer={
        <>
          {isDraft ? 'A draft' : 'No longer a draft'} of {view.label}. {scheduleAnswer(view)}
          {running ? ' The solver is at work; hand changes wait until it is done.' : ''}
        </>
      }
      actions={
        <>
          <PresenceList others={draft.presence.others} />
          {isDraft && view.abilities.edit ? <SaveState draft={draft} /> : null}
          <ButtonLink to="/schedule/scenarios" variant="default">
            All drafts
          </ButtonLink>
          <ButtonLink to="/schedule/compare" search={{ left: scenarioId }} variant="default">
            Compare
          </ButtonLink>
          <ExportMenu startYear={view.startYear} scenarioId={scenarioId} />
          {isDraft && view.abilities.solve ? (
            <Button
              variant={solving ? 'light' : 'default'}
              aria-expanded={solving}
              leftSection={<IconSparkles size={18} aria-hidden />}
              onClick={solver.toggle}
            >
              Solver
            </Button>
          ) : null}
          {isDraft && view.abilities.publish ? (
            <Button
              leftSection={<IconUpload size={18} aria-hidden />}
              onClick={() => void look()}
              disabled={running || isUnsaved}
            >
              Publish
            </Button>
          ) : null}
        </>
      }
    >
      {solving ? (
        <Section title="Solver">
          <Suspense fallback={<Loading />}>
            <SolverPanel
              scenarioId={scenarioId}
              version={view.version}
              runningId={view.runningSolveId}
              view={view}
              part={part}
              onPart={setPart}
            />
          </Suspense>
        </Section>
      ) : null}
      {isDraft && view.abilities.edit && !running ? (
        <DraftBoard
          draft={draft}
          programId={programId}
          label={label}
          comments={comments}
          onSolve={
            view.abilities.solve
              ? (chosen) => {
                  setPart(chosen)
                  solver.open()
                }
              : undefined
          }
        />
      ) : (
        <ScheduleBoard
          view={view}
          programId={programId}
          label={label}
          tools={<CommentsButton comments={comments} />}
          notes={notes}
          aside={
            comments.isOpen
              ? ({ line, cell, go }) => (
                  <CommentsPanel
                    comments={comments}
                    view={view}
                    here={
                      line && cell
                        ? {
                            appointmentId: line.row.appointmentId,
                            startOn: dayText(cell.startDay),
                            endOn: dayText(cell.endDay),
                          }
                        : null
                    }
                    onGo={go}
                  />
                )
              : undefined
          }
        />
      )}
      {publishing ? <PublishDialog scenarioId={scenarioId} view={view} onClose={publish.close} /> : null}
    </Page>
  )
}
