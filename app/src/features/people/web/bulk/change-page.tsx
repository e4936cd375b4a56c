import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { type Column, DataTable } from '../../../../ui/data-table.tsx'
import { instantWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { TextLink, usePathParams } from '../../../../ui/navigation.tsx'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import { Page } from '../../../../ui/page.tsx'
import { getBatch, takeBackBatch } from '../../bulk/contract.ts'
import { refreshed } from './batch-notice.tsx'
import { FieldChanges } from './field-changes.tsx'

type Batch = RouteAnswer<typeof getBatch>
type Item = Batch['items'][number]

const columns: readonly Column<Item>[] = [
  {
    key: 'name',
    header: 'Name',
    sortBy: (row) => row.personName,
    cell: (row) => <TextLink to={`/people/${row.personId}`}>{row.personName}</TextLink>,
  },
  { key: 'program', header: 'Program', cell: (row) => row.programName ?? '' },
  { key: 'what', header: 'What was changed', cell: (row) => <FieldChanges changes={row.changes} /> },
  {
    key: 'since',
    header: 'Now',
    sortBy: (row) => (row.canTakeBack ? 1 : 0),
    cell: (row) => (row.canTakeBack ? 'Can be taken back' : row.sentence),
  },
]

/** One change of many people: what it changed, what was changed since, and the way back for the rest. */
export function ChangePage() {
  const { batchId = '' } = usePathParams()
  const query = useRoute(getBatch, { params: { batchId } })
  const back = useAction(takeBackBatch, { refresh: refreshed })
  const batch = query.data
  const able = new Set(batch?.items.filter(({ canTakeBack }) => canTakeBack).map(({ personId }) => personId)).size
  return (
    <Page
      title={batch?.sentence ?? 'Change of many people'}
      answer={batch === undefined ? undefined : answerOf(batch, able)}
      actions={
        able === 0 ? undefined : (
          <Button
            leftSection={<IconArrowBackUp size={18} aria-hidden />}
            loading={back.isPending}
            onClick={() => back.mutate({ params: { batchId }, body: {} })}
          >
            {able === 1 ? 'Take back for 1 person' : `Take back for ${able} people`}
          </Button>
        )
      }
    >
      <ErrorNotice error={back.error} />
      <Loaded query={query} shape="table">
        {({ items, reverses, takenBackBy }) => (
          <>
            {reverses === null ? null : (
              <TextLink to={`/people/changes/${reverses}`}>The change it takes back</TextLink>
            )}
            {takenBackBy === null ? null : (
              <TextLink to={`/people/changes/${takenBackBy}`}>The change that took this back</TextLink>
            )}
            <DataTable caption="Person by person" rows={items} columns={columns} rowKey={(row) => row.id} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function answerOf({ people, madeBy, madeAt, reason, items }: Batch, able: number): string {
  const left = items.length - items.filter(({ canTakeBack }) => canTakeBack).length
  const whom = people === 1 ? '1 person' : `${people} people`
  const why = reason === null || reason === '' ? '' : ` “${reason}”.`
  const rest = left === 0 || able === 0 ? '' : ` ${left} were changed since and would be left as they are.`
  return `${whom}, by ${madeBy} on ${instantWords(madeAt)}.${why}${rest}`
}
