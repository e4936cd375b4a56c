import { Button, Group, Menu, Select, Switch, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconDownload, IconFileImport, IconSearch, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { addressOf } from '../../../contract/client.ts'
import { roleNames, roles } from '../../../contract/roles.ts'
import { useActor } from '../../../ui/actor.tsx'
import { useRoute } from '../../../ui/api.ts'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { ButtonLink, TextLink, usePageSearch, useScope } from '../../../ui/navigation.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { Page } from '../../../ui/page.tsx'
import { getPeople, type PersonSummary } from '../contract.ts'
import { editPeople, exportPeople, importPeople, readPerson } from '../policy.ts'
import { exportPeopleFile } from '../transfer/contract.ts'
import { AddPerson } from './add-person.tsx'
import classes from './people-page.module.css'
import { accountWords, placeWords } from './person-words.ts'

const pageSize = 50

/** What the list is narrowed by; the program comes from the top bar. */
interface Filters {
  readonly search: string
  readonly role: string | null
  readonly archived: boolean
  readonly withoutAccount: boolean
}

export function PeoplePage() {
  const actor = useActor()
  const { programId } = useScope()
  const [search, change] = usePageSearch()
  const [filters, setFilters] = useState<Filters>({
    search: '',
    role: null,
    archived: false,
    withoutAccount: search['account'] === 'none',
  })
  // The cursors of the pages that were passed; the last one is the page on screen.
  const [cursors, setCursors] = useState<readonly string[]>([])
  const [typed] = useDebouncedValue(filters.search, 200)
  const narrow = (next: Partial<Filters>) => {
    setFilters({ ...filters, ...next })
    setCursors([])
  }
  const role = roles.find((name) => name === filters.role)
  const query = useRoute(
    getPeople,
    {
      query: {
        search: typed,
        role,
        programId,
        limit: String(pageSize),
        cursor: cursors.at(-1),
        archived: filters.archived ? 'true' : 'false',
        account: filters.withoutAccount ? 'none' : undefined,
      },
    },
    { keepLast: true },
  )
  const today = query.data?.today ?? ''
  const mayAdd = actor.may(editPeople)
  const open = () => change({ add: true })
  const columns: readonly Column<PersonSummary>[] = [
    {
      key: 'name',
      header: 'Name',
      cell: (row) => {
        const name = `${row.familyName}, ${row.givenName}`
        const programIds = row.programs.flatMap((place) => place.programId ?? [])
        return actor.may(readPerson, { programIds, personId: row.id }) ? (
          <TextLink to={`/people/${row.id}`}>{name}</TextLink>
        ) : (
          name
        )
      },
    },
    {
      key: 'place',
      header: 'Role and program',
      cell: (row) =>
        row.programs.map((place) => <div key={`${place.role} ${place.programId}`}>{placeWords(place, today)}</div>),
    },
    { key: 'email', header: 'E-mail', cell: (row) => <span className={classes.breaking}>{row.email}</span> },
    { key: 'staff', header: 'Staff number', cell: (row) => row.staffNumber ?? '' },
    { key: 'account', header: 'Account', cell: (row) => accountWords[row.account] },
  ]
  return (
    <Page
      title="People"
      answer={query.data === undefined ? undefined : answerOf(query.data.total, filters)}
      actions={
        <Group gap="xs">
          {actor.may(exportPeople) ? <ExportMenu programId={programId} /> : null}
          {actor.may(importPeople) ? (
            <ButtonLink to="/people/import" variant="default" leftSection={<IconFileImport size={18} aria-hidden />}>
              Import
            </ButtonLink>
          ) : null}
          {mayAdd ? (
            <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={open}>
              Add a person
            </Button>
          ) : null}
        </Group>
      }
    >
      <Group gap="md" align="end">
        <TextInput
          label="Search"
          placeholder="Name, e-mail or staff number"
          type="search"
          leftSection={<IconSearch size={18} aria-hidden />}
          value={filters.search}
          onChange={(event) => narrow({ search: event.currentTarget.value })}
          w={320}
          maw="100%"
        />
        <Select
          label="Role"
          placeholder="Every role"
          clearable
          clearButtonProps={{ 'aria-label': 'Every role' }}
          data={roles.map((name) => ({ value: name, label: roleNames[name] }))}
          value={filters.role}
          onChange={(value) => narrow({ role: value })}
          w={220}
        />
        <Switch
          label="Without an account"
          checked={filters.withoutAccount}
          onChange={(event) => narrow({ withoutAccount: event.currentTarget.checked })}
          mb={8}
        />
        {mayAdd ? (
          <Switch
            label="Put away"
            checked={filters.archived}
            onChange={(event) => narrow({ archived: event.currentTarget.checked })}
            mb={8}
          />
        ) : null}
      </Group>
      <Loaded query={query} shape="table">
        {({ items, nextCursor, total }) => (
          <>
            <DataTable
              caption={`${Math.min(total, cursors.length * pageSize + items.length)} of ${total}, by family name`}
              rows={items}
              columns={columns}
              rowKey={(row) => row.id}
              empty={<NobodyHere filters={filters} mayAdd={mayAdd} onAdd={open} />}
            />
            {cursors.length === 0 && nextCursor === null ? null : (
              <Group gap="sm">
                <Button
                  variant="default"
                  disabled={cursors.length === 0}
                  onClick={() => setCursors(cursors.slice(0, -1))}
                >
                  Previous page
                </Button>
                <Button
                  variant="default"
                  disabled={nextCursor === null}
                  onClick={() => nextCursor !== null && setCursors([...cursors, nextCursor])}
                >
                  Next page
                </Button>
              </Group>
            )}
          </>
        )}
      </Loaded>
      {mayAdd ? <AddPerson opened={search['add'] === true} onClose={() => change({ add: undefined })} /> : null}
    </Page>
  )
}

function answerOf(total: number, filters: Filters): string {
  const people = total === 1 ? '1 person' : `${total.toLocaleString('en')} people`
  if (filters.withoutAccount) return `${people} cannot sign in yet.`
  if (filters.archived) return `${people} put away.`
  return filters.search === '' && filters.role === null ? `${people}.` : `${people} found.`
}

function NobodyHere(props: { readonly filters: Filters; readonly mayAdd: boolean; readonly onAdd: () => void }) {
  const { search, role, archived, withoutAccount } = props.filters
  if (search !== '' || role !== null || archived || withoutAccount)
    return <EmptyState title="Nobody matches">Take a filter away, or search for fewer words.</EmptyState>
  return (
    <EmptyState
      title="Nobody is here yet"
      {...(props.mayAdd ? { action: <Button onClick={props.onAdd}>Add a person</Button> } : {})}
    >
      Import your people from a spreadsheet, or add them one by one.
    </EmptyState>
  )
}

function ExportMenu({ programId }: { readonly programId: string | undefined }) {
  const href = (format: 'csv' | 'xlsx') => addressOf(exportPeopleFile, { query: { format, programId } })
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={href('xlsx')} download>
          Excel workbook (XLSX)
        </Menu.Item>
        <Menu.Item component="a" href={href('csv')} download>
          CSV
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
