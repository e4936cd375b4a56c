import { Badge, Button, Group, Loader } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArchive, IconArrowsDiff, IconCopy, IconPlus } from '@tabler/icons-react'
import { useActor } from '../../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { type Column, DataTable } from '../../../../ui/data-table.tsx'
import { instantWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { ButtonLink, TextLink, usePageSearch } from '../../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../../ui/notices.tsx'
import { Page } from '../../../../ui/page.tsx'
import { listYears } from '../../blocks/contract.ts'
import { archiveScenario, listScenarios, type ScenarioView } from '../contract.ts'
import { editScenarios } from '../policy.ts'
import { NewScenario } from './new-scenario.tsx'

const statusWords: Record<ScenarioView['status'], string> = {
  draft: 'Draft',
  published: 'Published',
  archived: 'Put away',
}

function answerOf(scenarios: readonly ScenarioView[]): string {
  const drafts = scenarios.filter(({ status }) => status === 'draft').length
  const running = scenarios.filter(({ runningSolveId }) => runningSolveId !== null).length
  const first = drafts === 0 ? 'No draft is open.' : `${drafts} ${drafts === 1 ? 'draft is' : 'drafts are'} open.`
  return running === 0 ? first : `${first} The solver works on ${running}.`
}

/** 2026 is 2026-27. */
const yearWords = (startYear: number): string => `${startYear}-${String((startYear + 1) % 100).padStart(2, '0')}`

export function ScenariosPage() {
  const actor = useActor()
  const [search, change] = usePageSearch()
  const years = useRoute(listYears, {})
  // Next year's draft is wanted most while this year runs, so every year is shown until one is chosen.
  const query = useRoute(listScenarios, {
    query: { startYear: search.year === undefined ? undefined : String(search.year) },
  })
  const archive = useAction(archiveScenario, {
    refresh: [listScenarios],
    onDone: () => notifications.show({ message: 'The draft is put away. It can still be read and copied.' }),
  })
  const mayEdit = actor.may(editScenarios)
  const programName = (id: string) =>
    actor.programs.find((program) => program.id === id)?.shortName ?? 'another program'

  const columns: readonly Column<ScenarioView>[] = [
    {
      key: 'name',
      header: 'Draft',
      sortBy: (row) => row.name,
      cell: (row) => (
        <TextLink to={`/schedule/scenarios/${row.id}`} search={{ year: row.startYear }}>
          {row.name}
        </TextLink>
      ),
    },
    {
      key: 'year',
      header: 'Year',
      sortBy: (row) => row.startYear,
      cell: (row) => yearWords(row.startYear),
    },
    {
      key: 'programs',
      header: 'Programs',
      cell: (row) =>
        row.programIds.length > 4 ? `${row.programIds.length} programs` : row.programIds.map(programName).join(', '),
    },
    {
      key: 'status',
      header: 'State',
      sortBy: (row) => row.status,
      cell: (row) => (
        <Group gap={6}>
          <Badge variant={row.status === 'published' ? 'filled' : 'outline'} tt="none">
            {statusWords[row.status]}
          </Badge>
          {row.runningSolveId === null ? null : (
            <>
              <Loader size={14} /> solving
            </>
          )}
        </Group>
      ),
    },
    {
      key: 'assignments',
      header: 'Assignments',
      align: 'right',
      sortBy: (row) => row.assignmentCount,
      cell: (row) => row.assignmentCount,
    },
    {
      key: 'made',
      header: 'Made',
      sortBy: (row) => row.createdAt,
      cell: (row) => `${instantWords(row.createdAt)} by ${row.createdBy}`,
    },
    {
      key: 'actions',
      header: 'Actions',
      cell: (row) =>
        mayEdit ? (
          <Group gap={4}>
            <ButtonLink
              to="/schedule/compare"
              search={{ left: row.id }}
              variant="subtle"
              size="compact-sm"
              leftSection={<IconArrowsDiff size={16} aria-hidden />}
              aria-label={`Compare ${row.name}`}
            >
              Compare
            </ButtonLink>
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconCopy size={16} aria-hidden />}
              aria-label={`Copy ${row.name}`}
              onClick={() => change({ new: row.id })}
            >
              Copy
            </Button>
            {row.status === 'draft' ? (
              <Button
                variant="subtle"
                size="compact-sm"
                leftSection={<IconArchive size={16} aria-hidden />}
                aria-label={`Put away ${row.name}`}
                loading={archive.isPending && archive.variables.params.scenarioId === row.id}
                onClick={() =>
                  archive.mutate({ params: { scenarioId: row.id }, body: { expectedVersion: row.version } })
                }
              >
                Put away
              </Button>
            ) : null}
          </Group>
        ) : null,
    },
  ]
  const startButton = mayEdit ? (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => change({ new: true })}>
      Start a draft
    </Button>
  ) : undefined
  return (
    <Page
      title="Draft schedules"
      answer={query.data === undefined ? undefined : answerOf(query.data.scenarios)}
      actions={
        query.data?.scenarios.length === 0 ? undefined : (
          <>
            {mayEdit ? (
              <ButtonLink to="/schedule/workbooks" variant="default">
                Import a spreadsheet
              </ButtonLink>
            ) : null}
            {startButton}
          </>
        )
      }
    >
      <ErrorNotice
        error={archive.error}
        onRetry={() => void query.refetch().then(() => archive.reset())}
        retryLabel="Load the list again"
      />
      <Loaded query={query} shape="table">
        {({ scenarios }) => (
          <DataTable
            caption={search.year === undefined ? 'Drafts of all years' : `Drafts of ${yearWords(search.year)}`}
            rows={scenarios}
            columns={columns}
            rowKey={(row) => row.id}
            initialSort={{ key: 'made', order: 'desc' }}
            empty={
              <EmptyState title="No draft yet" action={startButton}>
                A draft is where a year is built: by the solver, by hand, or by both. Nothing is seen by trainees until
                it is published.
              </EmptyState>
            }
          />
        )}
      </Loaded>
      {mayEdit && years.data !== undefined && query.data !== undefined && search['new'] !== undefined ? (
        <NewScenario
          years={years.data}
          chosenYear={search.year}
          source={query.data.scenarios.find(({ id }) => id === search['new'])}
          onClose={() => change({ new: undefined })}
        />
      ) : null}
    </Page>
  )
}
