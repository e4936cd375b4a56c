import { useRoute } from '../../../../ui/api.ts'
import { type Column, DataTable } from '../../../../ui/data-table.tsx'
import { instantWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { TextLink } from '../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../ui/notices.tsx'
import { Page } from '../../../../ui/page.tsx'
import { type BatchSummary, listBatches } from '../../bulk/contract.ts'

const stateOf = ({ reverses, takenBackBy }: BatchSummary): string =>
  takenBackBy !== null ? 'Taken back' : reverses !== null ? 'Takes one back' : ''

const columns: readonly Column<BatchSummary>[] = [
  {
    key: 'what',
    header: 'What',
    cell: (row) => <TextLink to={`/people/changes/${row.id}`}>{row.sentence}</TextLink>,
  },
  { key: 'people', header: 'People', align: 'right', sortBy: (row) => row.people, cell: (row) => row.people },
  { key: 'by', header: 'By', sortBy: (row) => row.madeBy, cell: (row) => row.madeBy },
  { key: 'at', header: 'When', sortBy: (row) => row.madeAt, cell: (row) => instantWords(row.madeAt) },
  { key: 'reason', header: 'Reason', cell: (row) => row.reason ?? '' },
  { key: 'state', header: 'State', cell: stateOf },
]

/** What was changed for many people at once, newest first. */
export function ChangesPage() {
  const query = useRoute(listBatches, {})
  const count = query.data?.batches.length
  return (
    <Page
      title="Changes of many people"
      answer={
        count === undefined
          ? undefined
          : count === 0
            ? 'Nobody changed many people at once yet.'
            : `${count === 1 ? '1 change' : `${count} changes`}, newest first. Each can be taken back.`
      }
    >
      <Loaded query={query} shape="table">
        {({ batches }) => (
          <DataTable
            caption="Changes made together"
            rows={batches}
            columns={columns}
            rowKey={(row) => row.id}
            empty={
              <EmptyState title="Nothing here yet" action={<TextLink to="/people">People</TextLink>}>
                Choose people in the list and change them together; what you did stands here, with the way back.
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  )
}
