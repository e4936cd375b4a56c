import { List, Tabs } from '@mantine/core'
import { useActor } from '../../../ui/actor.tsx'
import { useRoute } from '../../../ui/api.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { TextLink, usePageSearch, useScope } from '../../../ui/navigation.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { listYears } from '../../schedule/blocks/years-contract.ts'
import { getRollover, type RolloverView } from '../contract.ts'
import { rollOver } from '../policy.ts'
import { AppliedRollover } from './applied.tsx'
import { Earlier } from './earlier.tsx'
import { IncomingStep } from './incoming-step.tsx'
import { PeopleStep } from './people-step.tsx'
import { PreviewStep } from './preview-step.tsx'
import { answerOf, needsLook } from './rollover-words.ts'
import { YearStep } from './year-step.tsx'

/** A program's way into the year after the one chosen at the top, in four steps. Nothing is written before the last one. */
export function RolloverPage() {
  const actor = useActor()
  const { programId, startYear } = useScope()
  const years = useRoute(listYears, {})
  const programs = actor.programs.filter(({ id }) => actor.may(rollOver, { programIds: [id] }))
  const chosen = programs.find(({ id }) => id === programId) ?? (programs.length === 1 ? programs[0] : undefined)
  if (years.data === undefined)
    return (
      <Page title="Next year">
        <Loaded query={years} shape="cards">
          {() => null}
        </Loaded>
      </Page>
    )
  if (chosen === undefined)
    return (
      <Page title="Next year" answer="Each program goes into the next academic year on its own.">
        {programs.length === 0 ? (
          <EmptyState title="This program is not yours to roll over">Choose another program at the top.</EmptyState>
        ) : (
          <Section title="Which program?">
            <List spacing="xs">
              {programs.map(({ id, name }) => (
                <List.Item key={id}>
                  <TextLink to="/rollover" search={{ program: id }}>
                    {name}
                  </TextLink>
                </List.Item>
              ))}
            </List>
          </Section>
        )}
      </Page>
    )
  const next = (startYear ?? years.data.current) + 1
  return <RolloverOfYear key={`${chosen.id} ${next}`} programId={chosen.id} startYear={String(next)} />
}

function RolloverOfYear({ programId, startYear }: { readonly programId: string; readonly startYear: string }) {
  const query = useRoute(getRollover, { params: { programId, startYear } })
  const view = query.data
  return (
    <Page
      title={view === undefined ? 'Next year' : `${view.programName}: into ${view.label}`}
      answer={view === undefined ? undefined : answerOf(view)}
    >
      <Loaded query={query} shape="table">
        {(loaded) => (
          <>
            {loaded.applied === null ? (
              <Steps view={loaded} />
            ) : (
              <AppliedRollover applied={loaded.applied} view={loaded} />
            )}
            <Earlier earlier={loaded.earlier} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

const steps = ['people', 'incoming', 'year', 'preview'] as const
type Step = (typeof steps)[number]

function Steps({ view }: { readonly view: RolloverView }) {
  const [search, setSearch] = usePageSearch()
  const step: Step = steps.find((each) => each === search['step']) ?? 'people'
  const go = (next: Step) => {
    setSearch({ step: next })
    window.scrollTo({ top: 0 })
  }
  const open = view.people.filter(needsLook).length
  const problems = view.plan?.problems.length ?? 0
  return (
    <Tabs value={step} onChange={(next) => setSearch({ step: next ?? 'people' })} keepMounted={false}>
      <Tabs.List aria-label="Steps">
        <Tabs.Tab value="people">1. Who is here{open > 0 ? ` (${open} to look at)` : ''}</Tabs.Tab>
        <Tabs.Tab value="incoming">2. Who comes</Tabs.Tab>
        <Tabs.Tab value="year">3. The year</Tabs.Tab>
        <Tabs.Tab value="preview">4. Read and apply{problems > 0 ? ` (${problems} to put right)` : ''}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="people" pt="md">
        <PeopleStep view={view} onNext={() => go('incoming')} />
      </Tabs.Panel>
      <Tabs.Panel value="incoming" pt="md">
        <IncomingStep view={view} onNext={() => go('year')} />
      </Tabs.Panel>
      <Tabs.Panel value="year" pt="md">
        <YearStep key={view.year.version} view={view} onNext={() => go('preview')} />
      </Tabs.Panel>
      <Tabs.Panel value="preview" pt="md">
        <PreviewStep view={view} />
      </Tabs.Panel>
    </Tabs>
  )
}
