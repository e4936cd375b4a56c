import { Button, Group, Stack, Text } from '@mantine/core'
import { ApiError } from '../../../../contract/client.ts'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { type Column, DataTable } from '../../../../ui/data-table.tsx'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import { Status } from '../../../../ui/status.tsx'
import type { previewBulk, PreviewRow } from '../../bulk/contract.ts'
import { FieldChanges } from './field-changes.tsx'

const programColumn: Column<PreviewRow> = {
  key: 'program',
  header: 'Program',
  sortBy: (row) => row.programName,
  cell: (row) => row.programName ?? '',
}

const stateOrder = { barred: 0, change: 1, same: 2 } as const

/** Exactly what would be old and new for each person, and what cannot be and why; those are left out. */
export function Preview(props: {
  readonly answer: RouteAnswer<typeof previewBulk>
  readonly error: Error | null
  readonly isBusy: boolean
  readonly onBack: () => void
  readonly onAgain: () => void
  readonly onApply: (rows: readonly Pick<PreviewRow, 'personId' | 'appointmentId' | 'expectedVersion'>[]) => void
}) {
  const { answer, error } = props
  const able = answer.rows.filter(({ state }) => state === 'change')
  const barred = answer.rows.filter(({ state }) => state === 'barred').length
  const same = answer.rows.length - able.length - barred
  const people = new Set(able.map(({ personId }) => personId)).size
  const isStale = error instanceof ApiError && (error.status === 409 || error.status === 422)
  const columns: readonly Column<PreviewRow>[] = [
    { key: 'name', header: 'Name', sortBy: (row) => row.personName, cell: (row) => row.personName },
    ...(answer.rows.some(({ programName }) => programName !== null) ? [programColumn] : []),
    { key: 'what', header: 'What changes', sortBy: (row) => stateOrder[row.state], cell: (row) => <What row={row} /> },
  ]
  return (
    <Stack gap="md">
      <Text>
        <b>{answer.sentence}.</b> {people === 1 ? '1 person changes' : `${people} people change`}
        {barred === 0 ? '' : `, ${barred} cannot`}
        {same === 0 ? '' : `, ${same === 1 ? '1 is' : `${same} are`} so already`}.
      </Text>
      <ErrorNotice error={error} {...(isStale ? { onRetry: props.onAgain, retryLabel: 'Look again' } : {})} />
      <DataTable
        caption="Old and new, person by person"
        rows={answer.rows}
        columns={columns}
        rowKey={(row) => `${row.personId} ${row.appointmentId}`}
        initialSort={{ key: 'what', order: 'asc' }}
      />
      <Group gap="sm" justify="flex-end">
        <Button variant="default" onClick={props.onBack}>
          Back
        </Button>
        <Button
          loading={props.isBusy}
          disabled={people === 0 || isStale}
          onClick={() =>
            props.onApply(
              able.map(({ personId, appointmentId, expectedVersion }) => ({
                personId,
                appointmentId,
                expectedVersion,
              })),
            )
          }
        >
          {people === 1 ? 'Change 1 person' : `Change ${people} people`}
        </Button>
      </Group>
    </Stack>
  )
}

function What({ row }: { readonly row: PreviewRow }) {
  if (row.state === 'barred')
    return (
      <Stack gap={2} align="start">
        <Status kind="missed">Not possible</Status>
        <span>{row.sentence}</span>
      </Stack>
    )
  if (row.state === 'same') return <span className="quiet">{row.sentence}</span>
  return (
    <Stack gap={2} align="start">
      <FieldChanges changes={row.changes} />
      {row.notes.map((note) => (
        <div key={note}>
          <Status kind="warning" /> {note}
        </div>
      ))}
    </Stack>
  )
}
