import { Badge, Button, Group, Loader } from '@mantine/core'
import { IconArchive, IconPlus } from '@tabler/icons-react'
import { useActor } from '../../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { type Column, DataTable } from '../../../../ui/data-table.tsx'
import { rangeWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { TextLink, usePageSearch } from '../../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../../ui/notices.tsx'
import { Page } from '../../../../ui/page.tsx'
import { listPools } from '../contract.ts'
import { makeCall } from '../policy.ts'
import { archiveCallSchedule, listCallSchedules, type ScheduleSummary } from '../schedules-contract.ts'
import { CallLinks } from './call-links.tsx'
import { NewSchedule } from './new-schedule.tsx'

function answerOf(schedules: readonly ScheduleSummary[], today: string): string {
  const published = schedules.filter(({ state }) => state === 'published')
  const until = published
    .map(({ endOn }) => endOn)
    .sort()
    .at(-1)
  const drafts = schedules.filter(({ state }) => state === 'draft').length
  const first =
    until === undefined || until < today
      ? 'No call is published ahead.'
      : `Call is published until ${rangeWords(until, until)}.`
  return drafts === 0 ? first : `${first} ${drafts === 1 ? 'One draft is' : `${drafts} drafts are`} open.`
}

export function CallSchedulesPage() {
  const actor = useActor()
  const [search, change] = usePageSearch()
  const query = useRoute(listCallSchedules, {})
  const pools = useRoute(listPools, {})
  const archive = useAction(archiveCallSchedule, { refresh: [listCallSchedules] })
  const mayMake = actor.may(makeCall)
  const names = new Map(pools.data?.pools.map(({ id, name }) => [id, name]))
  const columns: readonly Column<ScheduleSummary>[] = [
    {
      key: 'name',
      header: 'Schedule',
      sortBy: (row) => row.name,
      cell: (row) => <TextLink to={`/call/schedules/${row.id}`}>{row.name}</TextLink>,
    },
    { key: 'days', header: 'Days', sortBy: (row) => row.startOn, cell: (row) => rangeWords(row.startOn, row.endOn) },
    {
      key: 'pools',
      header: 'Pools',
      cell: (row) => row.poolIds.map((id) => names.get(id) ?? 'another pool').join(', '),
    },
    {
      key: 'state',
      header: 'State',
      sortBy: (row) => row.state,
      cell: (row) => (
        <Group gap={6}>
          <Badge variant={row.state === 'published' ? 'filled' : 'outline'} tt="none">
            {row.state === 'published' ? 'Published' : 'Draft'}
          </Badge>
          {row.runId === null ? null : (
            <>
              <Loader size={14} /> solving
            </>
          )}
        </Group>
      ),
    },
    ...(mayMake
      ? [
          {
            key: 'actions',
            header: 'Actions',
            cell: (row: ScheduleSummary) =>
              row.state === 'draft' && row.mayEdit ? (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  leftSection={<IconArchive size={16} aria-hidden />}
                  aria-label={`Put away ${row.name}`}
                  onClick={() =>
                    archive.mutate({ params: { scheduleId: row.id }, body: { expectedVersion: row.version } })
                  }
                >
                  Put away
                </Button>
              ) : null,
          },
        ]
      : []),
  ]
  const start = mayMake ? (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => change({ new: true })}>
      Start a call schedule
    </Button>
  ) : undefined
  return (
    <Page
      title="Call schedules"
      answer={query.data && answerOf(query.data.schedules, query.data.today)}
      actions={start}
    >
      <CallLinks here="/call/schedules" />
      <ErrorNotice error={archive.error} onRetry={() => void query.refetch().then(() => archive.reset())} />
      <Loaded query={query} shape="table">
        {({ schedules }) => (
          <DataTable
            caption="Call schedules"
            rows={schedules}
            columns={columns}
            rowKey={(row) => row.id}
            initialSort={{ key: 'days', order: 'desc' }}
            empty={
              <EmptyState title="No call schedule yet">
                A call schedule fills the shifts of some pools for a month, a block or a year. Nobody sees it before it
                is published.
              </EmptyState>
            }
          />
        )}
      </Loaded>
      {mayMake && pools.data !== undefined && query.data !== undefined && search['new'] !== undefined ? (
        <NewSchedule
          pools={pools.data.pools.filter(({ mayEdit }) => mayEdit)}
          schedules={query.data.schedules}
          today={query.data.today}
          onClose={() => change({ new: undefined })}
        />
      ) : null}
    </Page>
  )
}
