import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconSettings } from '@tabler/icons-react'
import { useState } from 'react'
import type { RouteAnswer } from '../../../contract/route.ts'
import { useActor } from '../../../ui/actor.tsx'
import { useRoute } from '../../../ui/api.ts'
import { CsvButton } from '../../../ui/csv-button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { dayWords } from '../../../ui/date-words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { TextLink, useScope } from '../../../ui/navigation.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { Page } from '../../../ui/page.tsx'
import { deskDocuments, documentStates } from '../contract.ts'
import { DocumentStatus } from './document-status.tsx'
import { KindsDialog } from './kinds-dialog.tsx'

type Row = RouteAnswer<typeof deskDocuments>['rows'][number]

const pressing = new Set(['expired', 'missing', 'expiring'])

const answerOf = (rows: readonly Row[]): string => {
  const late = rows.filter(({ state }) => pressing.has(state)).length
  const unseen = rows.filter(({ state }) => state === 'unverified').length
  if (rows.length === 0) return 'No document is asked for yet.'
  if (late + unseen === 0) return 'Everybody’s documents are in order.'
  return `${late} of ${rows.length} documents are missing or end soon; ${unseen} wait to be seen.`
}

/** Who must bring what: the desk's list of documents that are missing, end soon or wait to be seen. */
export function DocumentsPage() {
  const { programId } = useScope()
  const actor = useActor()
  const query = useRoute(deskDocuments, { query: { programId } })
  const [shown, setShown] = useState<string>('due')
  const [defining, setDefining] = useState(false)
  const programName = (id: string) => actor.programs.find((program) => program.id === id)?.shortName ?? ''
  const columns: readonly Column<Row>[] = [
    {
      key: 'person',
      header: 'Trainee',
      sortBy: (row) => row.personName,
      cell: (row) => <TextLink to={`/people/${row.personId}/documents`}>{row.personName}</TextLink>,
    },
    { key: 'program', header: 'Program', cell: (row) => programName(row.programId) },
    { key: 'kind', header: 'Document', sortBy: (row) => row.kindName, cell: (row) => row.kindName },
    {
      key: 'state',
      header: 'State',
      sortBy: (row) => documentStates.indexOf(row.state),
      cell: (row) => <DocumentStatus state={row.state} />,
    },
    {
      key: 'until',
      header: 'Valid until',
      sortBy: (row) => row.expiresOn,
      cell: (row) => (row.expiresOn === null ? '' : dayWords(row.expiresOn)),
    },
  ]
  const settings = (
    <Button variant="default" leftSection={<IconSettings size={18} aria-hidden />} onClick={() => setDefining(true)}>
      What is asked for
    </Button>
  )
  return (
    <Page
      title="Documents"
      answer={query.data === undefined ? undefined : answerOf(query.data.rows)}
      actions={settings}
    >
      <Loaded query={query} shape="table">
        {({ rows, kinds }) =>
          kinds.length === 0 ? (
            <EmptyState title="Nothing is asked for yet" action={settings}>
              Say which licences and certificates your trainees bring, and how long before their end they are reminded.
            </EmptyState>
          ) : (
            <>
              <Group justify="space-between">
                <SegmentedControl
                  aria-label="Which documents"
                  value={shown}
                  onChange={setShown}
                  data={[
                    { value: 'due', label: 'To be done' },
                    { value: 'all', label: `All ${rows.length}` },
                  ]}
                />
                <CsvButton
                  fileName="documents.csv"
                  header={['Trainee', 'Program', 'Document', 'State', 'Valid until']}
                  rows={rows.map((row) => [
                    row.personName,
                    programName(row.programId),
                    row.kindName,
                    row.sentence,
                    row.expiresOn ?? '',
                  ])}
                />
              </Group>
              <DataTable
                caption={shown === 'due' ? 'Missing, ending soon or to be seen' : 'Every document that is asked for'}
                rows={rows.filter(({ state }) => shown === 'all' || pressing.has(state) || state === 'unverified')}
                columns={columns}
                rowKey={(row) => `${row.personId} ${row.kindId}`}
                initialSort={{ key: 'state', order: 'asc' }}
                empty={<Text>Everything is in order.</Text>}
              />
            </>
          )
        }
      </Loaded>
      {defining && query.data !== undefined ? (
        <KindsDialog kinds={query.data.kinds} onClose={() => setDefining(false)} />
      ) : null}
    </Page>
  )
}
