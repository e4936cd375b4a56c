import { Button, Group } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useActor } from '../../../ui/actor.tsx'
import { useRoute } from '../../../ui/api.ts'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { shortDay } from '../../../ui/date-words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { TextLink, usePageSearch } from '../../../ui/navigation.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { Page } from '../../../ui/page.tsx'
import { listPrograms, type ProgramSummary } from '../contract.ts'
import { importPrograms, readGoals } from '../policy.ts'
import { ImportDialog } from './import-dialog.tsx'
import { PublicLink } from './public-link.tsx'

const kindWords = { residency: 'Residency', fellowship: 'Fellowship' } as const

function answerOf(programs: readonly ProgramSummary[]): string {
  const trainees = programs.reduce((sum, program) => sum + program.traineesNow, 0)
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`
  return programs.length === 0
    ? 'No program is here yet.'
    : `${count(programs.length, 'program')} with ${count(trainees, 'trainee')} today.`
}

const columns: readonly Column<ProgramSummary>[] = [
  {
    key: 'name',
    header: 'Program',
    sortBy: (row) => row.name,
    cell: (row) => <TextLink to={`/curriculum/${row.id}`}>{row.name}</TextLink>,
  },
  { key: 'kind', header: 'Kind', sortBy: (row) => row.kind, cell: (row) => kindWords[row.kind] },
  { key: 'length', header: 'Length', cell: (row) => row.length },
  { key: 'calendar', header: 'Calendar', sortBy: (row) => row.calendar, cell: (row) => row.calendar },
  {
    key: 'positions',
    header: 'A year',
    sortBy: (row) => row.positionsPerYear,
    align: 'right',
    cell: (row) => row.positionsPerYear ?? 'not stated',
  },
  {
    key: 'trainees',
    header: 'Trainees now',
    sortBy: (row) => row.traineesNow,
    align: 'right',
    cell: (row) => row.traineesNow,
  },
  {
    key: 'version',
    header: 'Version in force',
    sortBy: (row) => row.effectiveOn,
    cell: (row) => `${row.versionLabel}, from ${shortDay(row.effectiveOn, true)}`,
  },
  { key: 'public', header: 'Public page', cell: (row) => <PublicLink href={row.publicUrl} name={row.name} /> },
]

export function ProgramsPage() {
  const actor = useActor()
  const query = useRoute(listPrograms, {})
  const [search, change] = usePageSearch()
  const mayImport = actor.may(importPrograms)
  const open = () => change({ import: true })
  const importButton = (
    <Button leftSection={<IconFileImport size={18} aria-hidden />} onClick={open}>
      Import a definition
    </Button>
  )
  return (
    <Page
      title="Programs"
      answer={query.data === undefined ? undefined : answerOf(query.data.programs)}
      actions={
        mayImport ? (
          <Group gap="xs">
            {actor.may(readGoals) ? <TextLink to="/goals">Goals read</TextLink> : null}
            <Button component="a" variant="default" href="/api/program-schema" download>
              JSON Schema
            </Button>
            {importButton}
          </Group>
        ) : undefined
      }
    >
      <Loaded query={query} shape="table">
        {({ programs }) => (
          <DataTable
            caption="Programs, with the version of the curriculum in force today"
            rows={programs}
            columns={columns}
            rowKey={(row) => row.id}
            empty={
              <EmptyState title="No program yet" {...(mayImport ? { action: importButton } : {})}>
                {mayImport
                  ? 'A program is one YAML file: rotations, requirements, calendar and the words of its public page. Import the first one.'
                  : 'Programs appear here once you belong to one. Ask your coordinator.'}
              </EmptyState>
            }
          />
        )}
      </Loaded>
      <ImportDialog opened={search['import'] === true && mayImport} onClose={() => change({ import: undefined })} />
    </Page>
  )
}
