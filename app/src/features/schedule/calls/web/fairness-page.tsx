import { MultiSelect, SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import { useActor } from '../../../../ui/actor.tsx'
import { useRoute } from '../../../../ui/api.ts'
import { CsvButton } from '../../../../ui/csv-button.tsx'
import { type Column, DataTable } from '../../../../ui/data-table.tsx'
import { rangeWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { usePageSearch } from '../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import { listPools } from '../contract.ts'
import { type CallFairness, callFairness } from '../schedules-contract.ts'
import { CallLinks } from './call-links.tsx'
import { FairnessPlot, type Measure } from './fairness-plot.tsx'

export const measureNames: Record<Measure, string> = {
  points: 'Points',
  nights: 'Nights',
  weekends: 'Weekends',
  holidays: 'Holidays',
}
export const measures = Object.keys(measureNames) as Measure[]

export function FairnessPage() {
  const [search, change] = usePageSearch()
  const chosen = typeof search['pools'] === 'string' ? search['pools'] : undefined
  const query = useRoute(callFairness, { query: chosen === undefined ? {} : { poolIds: chosen } }, { keepLast: true })
  const pools = useRoute(listPools, {})
  return (
    <Page title="Fairness of call" answer={query.data?.sentence}>
      <CallLinks here="/call/fairness" />
      <MultiSelect
        label="Pools"
        placeholder="All I may see"
        maw={520}
        mb="md"
        data={pools.data?.pools.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        value={chosen?.split(',') ?? []}
        onChange={(ids) => change({ pools: ids.length === 0 ? undefined : ids.join(',') })}
        clearable
      />
      <Loaded query={query} shape="grid">
        {(fairness) => <FairnessView fairness={fairness} />}
      </Loaded>
    </Page>
  )
}

/** Picture, table and file of the same figures. */
export function FairnessView({ fairness }: { readonly fairness: CallFairness }) {
  const { personId } = useActor()
  const [measure, setMeasure] = useState<Measure>('points')
  const thin = fairness.people.filter(({ fair }) => fair === null)
  if (fairness.people.length === 0)
    return (
      <EmptyState title="Nothing to share out yet">
        As soon as call is published, everybody it concerns sees here how it is shared out.
      </EmptyState>
    )
  return (
    <>
      <Section
        title={`${fairness.label}: ${rangeWords(fairness.startOn, fairness.endOn)}`}
        aside={
          <SegmentedControl
            size="sm"
            aria-label="What is compared"
            value={measure}
            onChange={(value) => setMeasure(value)}
            data={measures.map((each) => ({ value: each, label: measureNames[each] }))}
          />
        }
      >
        <Text size="sm" className="quiet" mb="xs">
          The upright mark is the fair share: in proportion to the days on which somebody could be called, with leave
          and rotations elsewhere taken out. The dot is what they have.
        </Text>
        <FairnessPlot people={fairness.people} measure={measure} />
        {thin.length === 0 ? null : (
          <Text size="sm" mt="xs">
            Not compared, because they could be called on too few days: {thin.map(({ name }) => name).join(', ')}.
          </Text>
        )}
      </Section>
      <Section title="Figures">
        <DataTable
          caption="What everybody has, and their fair share"
          rows={fairness.people}
          columns={columnsFor(personId)}
          rowKey={(row) => row.personId}
          initialSort={{ key: 'points', order: 'desc' }}
          csv={
            <CsvButton
              fileName={`call-fairness-${fairness.label}.csv`}
              header={[
                'Name',
                'Level',
                'Open days',
                ...measures.flatMap((each) => [measureNames[each], `Fair ${each}`, `Carried ${each}`]),
              ]}
              rows={fairness.people.map((one) => [
                one.name,
                one.level,
                one.openDays,
                ...measures.flatMap((each) => [one.held[each], one.fair?.[each] ?? '', one.carried[each]]),
              ])}
            />
          }
        />
      </Section>
    </>
  )
}

type Row = CallFairness['people'][number]

const columnsFor = (me: string): readonly Column<Row>[] => [
  {
    key: 'name',
    header: 'Name',
    sortBy: (row) => row.name,
    cell: (row) => (row.personId === me ? <strong>{row.name} (you)</strong> : row.name),
  },
  { key: 'level', header: 'Level', sortBy: (row) => row.level, cell: (row) => row.level },
  {
    key: 'open',
    header: 'Days open to call',
    align: 'right',
    sortBy: (row) => row.openDays,
    cell: (row) => row.openDays,
  },
  ...measures.map(
    (each): Column<Row> => ({
      key: each,
      header: measureNames[each],
      align: 'right',
      sortBy: (row) => row.held[each] - (row.fair?.[each] ?? row.held[each]),
      cell: (row) => (
        <>
          {row.held[each]}{' '}
          <span className="quiet">{row.fair === null ? '(too few days)' : `of ${row.fair[each]}`}</span>
        </>
      ),
    }),
  ),
  {
    key: 'carried',
    header: 'Points carried over',
    align: 'right',
    sortBy: (row) => row.carried.points,
    cell: (row) => (row.carried.points > 0 ? `+${row.carried.points}` : row.carried.points),
  },
]
