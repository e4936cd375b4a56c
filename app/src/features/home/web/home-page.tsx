import { lazy, Suspense } from 'react'
import { useActor } from '../../../ui/actor.tsx'
import { useRoute } from '../../../ui/api.ts'
import { dayWords } from '../../../ui/date-words.ts'
import { Loaded, Loading } from '../../../ui/loaded.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { getHome } from '../contract.ts'
import { TaskList } from './task-list.tsx'
import { TraineeHome } from './trainee-home.tsx'

// A trainee on a phone loads neither the tables of the desk nor those of the office.
const FacultyHome = lazy(() => import('./faculty-home.tsx').then((m) => ({ default: m.FacultyHome })))
const DeskHome = lazy(() => import('./desk-home.tsx').then((m) => ({ default: m.DeskHome })))
const OversightHome = lazy(() => import('./oversight-home.tsx').then((m) => ({ default: m.OversightHome })))

/** The first page: what today asks of the viewer, by their roles. */
export function HomePage() {
  const actor = useActor()
  const query = useRoute(getHome, {})
  const home = query.data
  // The coordinator's question is what the desk needs; everybody else who sees it asks about risk first.
  const runsTheDesk = actor.grants.some(({ role }) => role === 'coordinator')
  return (
    <Page
      title={home === undefined ? `Good day, ${actor.name.split(' ', 1)[0] ?? ''}` : dayWords(home.today)}
      answer={home?.answer}
    >
      <Loaded query={query} shape="cards">
        {({ tasks, trainee, faculty, desk, oversight, today }) => (
          <>
            {trainee === null ? null : <TraineeHome home={trainee} today={today} />}
            {tasks.length === 0 ? null : (
              <Section title="Waiting for you">
                <TaskList tasks={tasks} />
              </Section>
            )}
            <Suspense fallback={<Loading shape="cards" />}>
              {runsTheDesk && desk !== null ? <DeskHome home={desk} /> : null}
              {oversight === null ? null : <OversightHome home={oversight} />}
              {!runsTheDesk && desk !== null ? <DeskHome home={desk} /> : null}
              {faculty === null ? null : <FacultyHome home={faculty} />}
            </Suspense>
          </>
        )}
      </Loaded>
    </Page>
  )
}
