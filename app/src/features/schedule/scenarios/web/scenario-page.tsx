import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconSparkles, IconUpload } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useRoute } from '../../../../ui/api.ts'
import { Loaded, Loading } from '../../../../ui/loaded.tsx'
import { ButtonLink, usePathParams, useScope } from '../../../../ui/navigation.tsx'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import { ScheduleBoard } from '../../blocks/web/grid/schedule-board.tsx'
import { ExportButtons, scheduleAnswer } from '../../blocks/web/record-page.tsx'
import { getScenario } from '../contract.ts'
import { cellEditor, type DraftView, useDraftEditor } from './draft-editor.tsx'
import { PublishDialog } from './publish-dialog.tsx'

const SolverPanel = lazy(() => import('./solver-panel.tsx').then((m) => ({ default: m.SolverPanel })))

export function ScenarioPage() {
  const { scenarioId = '' } = usePathParams()
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

function Draft({ scenarioId, view }: { readonly scenarioId: string; readonly view: DraftView }) {
  const { programId } = useScope()
  const editor = useDraftEditor(scenarioId)
  const [publishing, publish] = useDisclosure(false)
  const [solving, solver] = useDisclosure(view.runningSolveId !== null)
  const isDraft = view.scenario?.status === 'draft'
  const running = view.runningSolveId !== null
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
          <ButtonLink to="/schedule/scenarios" variant="default">
            All drafts
          </ButtonLink>
          <ExportButtons startYear={view.startYear} scenarioId={scenarioId} />
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
            <Button leftSection={<IconUpload size={18} aria-hidden />} onClick={publish.open} disabled={running}>
              Publish
            </Button>
          ) : null}
        </>
      }
    >
      <ErrorNotice error={editor.error} onRetry={editor.reset} retryLabel="I have seen it" />
      {solving ? (
        <Section title="Solver">
          <Suspense fallback={<Loading />}>
            <SolverPanel scenarioId={scenarioId} version={view.version} runningId={view.runningSolveId} />
          </Suspense>
        </Section>
      ) : null}
      <ScheduleBoard
        view={view}
        programId={programId}
        label={`Draft ${view.scenario?.name ?? ''}`}
        editor={isDraft && view.abilities.edit && !running ? cellEditor(view, editor) : undefined}
      />
      {publishing ? <PublishDialog scenarioId={scenarioId} view={view} onClose={publish.close} /> : null}
    </Page>
  )
}
