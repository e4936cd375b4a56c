import { Checkbox, Text } from '@mantine/core'
import { useActor } from '../../../ui/actor.tsx'
import { CsvButton } from '../../../ui/csv-button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { shortDay } from '../../../ui/date-words.ts'
import { TextLink } from '../../../ui/navigation.tsx'
import { Status } from '../../../ui/status.tsx'
import type { Checklist } from '../contract.ts'
import classes from './checklists.module.css'
import { kindNames, ownerNames, progressOf } from './words.ts'

function ListStatus({ list }: { readonly list: Checklist }) {
  const { done, total, late, next } = progressOf(list.items)
  const words = `${done} of ${total}`
  if (next === undefined) return <Status kind="met">{words}, settled</Status>
  return late > 0 ? (
    <Status kind="missed">
      {words}, {late} late
    </Status>
  ) : (
    <Status kind="on-track">{words}</Status>
  )
}

/** One line for each list of each person, the latest first. */
export function PeopleTable(props: {
  readonly lists: readonly Checklist[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (chosen: ReadonlySet<string>) => void
}) {
  const { lists, chosen, onChoose } = props
  const { programs } = useActor()
  const shortName = (programId: string) => programs.find(({ id }) => id === programId)?.shortName ?? ''
  const choose = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen)
    for (const id of ids)
      if (on) next.add(id)
      else next.delete(id)
    onChoose(next)
  }
  const withOpen = [
    ...new Set(lists.filter(({ items }) => progressOf(items).next !== undefined).map(({ personId }) => personId)),
  ]
  const columns: readonly Column<Checklist>[] = [
    {
      key: 'choose',
      header: 'Remind',
      cell: ({ personId, personName, items }) =>
        progressOf(items).next === undefined ? null : (
          <Checkbox
            aria-label={`Choose ${personName}`}
            checked={chosen.has(personId)}
            onChange={(event) => choose([personId], event.currentTarget.checked)}
          />
        ),
    },
    {
      key: 'person',
      header: 'Person',
      sortBy: ({ personName }) => personName,
      cell: ({ personId, personName }) => (
        <span className={classes.name}>
          <TextLink to={`/people/${personId}/checklists`}>{personName}</TextLink>
        </span>
      ),
    },
    { key: 'list', header: 'List', sortBy: ({ name }) => name, cell: ({ name }) => name },
    {
      key: 'program',
      header: 'Program',
      sortBy: ({ programName }) => programName,
      cell: (row) => shortName(row.programId),
    },
    {
      key: 'about',
      header: 'Day',
      sortBy: ({ aboutOn }) => aboutOn,
      cell: ({ aboutOn }) => <span className={classes.name}>{shortDay(aboutOn, true)}</span>,
    },
    {
      key: 'state',
      header: 'State',
      sortBy: ({ items }) => {
        const { late, next } = progressOf(items)
        return next === undefined ? 1 : -late
      },
      cell: (list) => <ListStatus list={list} />,
    },
    {
      key: 'next',
      header: 'Next',
      sortBy: ({ items }) => progressOf(items).next?.dueOn ?? null,
      cell: ({ items }) => {
        const { next } = progressOf(items)
        if (next === undefined) return ''
        return `${next.title}, by ${shortDay(next.dueOn, true)}${next.owner === 'trainee' ? '' : ` (${ownerNames[next.owner].toLowerCase()})`}`
      },
    },
  ]
  return (
    <>
      {withOpen.length > 1 ? (
        <Checkbox
          label={`Choose all ${withOpen.length} with something open`}
          checked={withOpen.every((id) => chosen.has(id))}
          indeterminate={withOpen.some((id) => chosen.has(id)) && !withOpen.every((id) => chosen.has(id))}
          onChange={(event) => choose(withOpen, event.currentTarget.checked)}
        />
      ) : null}
      <DataTable
        caption="Lists by person"
        rows={lists}
        columns={columns}
        rowKey={({ templateId, subjectId }) => `${templateId} ${subjectId}`}
        initialSort={{ key: 'state', order: 'asc' }}
        empty={<Text>Nothing here answers to this.</Text>}
        csv={
          <CsvButton
            fileName="checklists.csv"
            header={['Person', 'Program', 'List', 'Kind', 'Day', 'Settled', 'Items', 'Late', 'Next', 'Due']}
            rows={lists.map(({ personName, programName, name, kind, aboutOn, items }) => {
              const { done, total, late, next } = progressOf(items)
              const due = [next?.title ?? '', next?.dueOn ?? '']
              return [personName, programName, name, kindNames[kind], aboutOn, done, total, late, ...due]
            })}
          />
        }
      />
    </>
  )
}
