import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { useState } from 'react'
import { CsvButton } from '../../../ui/csv-button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { shortDay } from '../../../ui/date-words.ts'
import { TextLink } from '../../../ui/navigation.tsx'
import { ErrorNotice } from '../../../ui/notices.tsx'
import type { Checklist, ItemOwner, ListedItem } from '../contract.ts'
import classes from './checklists.module.css'
import { ItemStatus } from './item-line.tsx'
import { MarkDialog } from './mark-dialog.tsx'
import { useListMarking } from './use-marking.ts'
import { isOpen, ownerNames, statusNames } from './words.ts'

interface Thing {
  readonly list: Checklist
  readonly item: ListedItem
}

/** One line for each open thing of each person, the next due first, with its tick in place. */
export function ThingsTable(props: {
  readonly lists: readonly Checklist[]
  readonly lateOnly: boolean
  readonly initialOwner: ItemOwner | null
}) {
  const [owner, setOwner] = useState<string>(props.initialOwner ?? '')
  const rows = props.lists.flatMap((list) =>
    list.items
      .filter((item) => isOpen(item) && (!props.lateOnly || item.isLate) && (owner === '' || item.owner === owner))
      .map((item): Thing => ({ list, item })),
  )
  const columns: readonly Column<Thing>[] = [
    { key: 'thing', header: 'Thing', sortBy: ({ item }) => item.title, cell: ({ item }) => item.title },
    {
      key: 'person',
      header: 'Person',
      sortBy: ({ list }) => list.personName,
      cell: ({ list }) => (
        <span className={classes.name}>
          <TextLink to={`/people/${list.personId}/checklists`}>{list.personName}</TextLink>
        </span>
      ),
    },
    { key: 'list', header: 'List', sortBy: ({ list }) => list.name, cell: ({ list }) => list.name },
    {
      key: 'due',
      header: 'Due',
      sortBy: ({ item }) => item.dueOn,
      cell: ({ item }) => <span className={classes.name}>{shortDay(item.dueOn, true)}</span>,
    },
    {
      key: 'owner',
      header: 'Whose',
      sortBy: ({ item }) => item.owner,
      cell: ({ item }) => ownerNames[item.owner],
    },
    {
      key: 'state',
      header: 'State',
      sortBy: ({ item }) => item.status,
      cell: ({ item }) => <ItemStatus item={item} />,
    },
    { key: 'mark', header: 'Mark', cell: (thing) => <Marks {...thing} /> },
  ]
  return (
    <>
      <Group>
        <NativeSelect
          aria-label="Whose"
          value={owner}
          onChange={(event) => setOwner(event.currentTarget.value)}
          data={[
            { value: '', label: 'Everybody’s' },
            ...(['trainee', 'coordinator', 'director'] as const).map((value) => ({ value, label: ownerNames[value] })),
          ]}
        />
      </Group>
      <DataTable
        caption={`${rows.length} open`}
        rows={rows}
        columns={columns}
        rowKey={({ list, item }) => `${list.subjectId} ${item.id}`}
        initialSort={{ key: 'due', order: 'asc' }}
        empty={<Text>Nothing is open here.</Text>}
        csv={
          <CsvButton
            fileName="checklist-items.csv"
            header={['Thing', 'Person', 'Program', 'List', 'Due', 'Whose', 'State', 'Note']}
            rows={rows.map(({ list, item }) => [
              item.title,
              list.personName,
              list.programName,
              list.name,
              item.dueOn,
              ownerNames[item.owner],
              item.isLate ? 'Late' : statusNames[item.status],
              item.note ?? '',
            ])}
          />
        }
      />
    </>
  )
}

function Marks({ list, item }: Thing) {
  const marking = useListMarking(list)
  const [asking, setAsking] = useState(false)
  const whose = `${item.title}, ${list.personName}`
  return (
    <>
      <Group gap={4} wrap="nowrap">
        {item.document === null ? (
          <Button
            size="compact-sm"
            variant="default"
            loading={marking.pendingId === item.id}
            aria-label={`Done: ${whose}`}
            onClick={() => marking.mark(item, 'done', item.note)}
          >
            Done
          </Button>
        ) : null}
        <Button size="compact-sm" variant="subtle" aria-label={`More about ${whose}`} onClick={() => setAsking(true)}>
          More
        </Button>
      </Group>
      {asking ? null : <ErrorNotice error={marking.error} />}
      {asking ? <MarkDialog item={item} marking={marking} onClose={() => setAsking(false)} /> : null}
    </>
  )
}
