import { Button, Group, Select, TextInput } from '@mantine/core'
import { IconKey, IconSearch, IconUserShield } from '@tabler/icons-react'
import { useState } from 'react'
import { type Role, roleNames, roles } from '../../../contract/roles.ts'
import { useRoute } from '../../../ui/api.ts'
import { CsvButton } from '../../../ui/csv-button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { TextLink, usePageSearch, useScope } from '../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../ui/notices.tsx'
import { Page } from '../../../ui/page.tsx'
import { type GrantView, listGrants } from '../contract.ts'
import { GiveRole } from './give-role.tsx'
import { OneTimeLink } from './one-time-link.tsx'
import { type Filters, matching, placeOf, rolesAnswer } from './role-list.ts'
import { TakeBack, useTakeBack } from './take-back.tsx'

const accountWords: Record<GrantView['account'], string> = {
  none: 'Cannot sign in yet',
  active: 'Can sign in',
  disabled: 'Closed',
}

/** Who holds which role; given, taken back, and the link with which somebody first signs in. */
export function RolesPage() {
  const { programId } = useScope()
  const [search, change] = usePageSearch()
  const query = useRoute(listGrants, {})
  const [text, setText] = useState('')
  const [role, setRole] = useState<Role | null>(null)
  const [linkFor, setLinkFor] = useState<GrantView | null>(null)
  const takeBack = useTakeBack()
  const filters: Filters = { text, role, programId }
  const columns: readonly Column<GrantView>[] = [
    {
      key: 'name',
      header: 'Name',
      sortBy: (row) => row.personName,
      cell: (row) => <TextLink to={`/people/${row.personId}`}>{row.personName}</TextLink>,
    },
    { key: 'role', header: 'Role', sortBy: (row) => roles.indexOf(row.role), cell: (row) => roleNames[row.role] },
    { key: 'place', header: 'For', sortBy: placeOf, cell: placeOf },
    {
      key: 'account',
      header: 'Account',
      sortBy: (row) => accountWords[row.account],
      cell: (row) => accountWords[row.account],
    },
    {
      key: 'actions',
      header: 'Actions',
      cell: (row) => (
        <Group gap="xs" wrap="nowrap">
          <TakeBack grant={row} by={takeBack} />
          <Button
            size="xs"
            variant="default"
            leftSection={<IconKey size={16} aria-hidden />}
            aria-label={`One-time link for ${row.personName}`}
            onClick={() => setLinkFor(row)}
          >
            Link
          </Button>
        </Group>
      ),
    },
  ]
  return (
    <Page
      title="Roles"
      answer={query.data === undefined ? undefined : rolesAnswer(query.data.grants)}
      actions={
        <Button leftSection={<IconUserShield size={18} aria-hidden />} onClick={() => change({ give: true })}>
          Give a role
        </Button>
      }
    >
      <Group gap="md" align="end">
        <TextInput
          label="Search"
          placeholder="Name or e-mail"
          type="search"
          leftSection={<IconSearch size={18} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          w={320}
          maw="100%"
        />
        <Select
          label="Role"
          placeholder="Every role"
          clearable
          clearButtonProps={{ 'aria-label': 'Every role' }}
          data={roles.map((name) => ({ value: name, label: roleNames[name] }))}
          value={role}
          onChange={(value) => setRole(roles.find((name) => name === value) ?? null)}
          w={220}
        />
      </Group>
      <ErrorNotice error={takeBack.error} />
      <Loaded query={query} shape="table">
        {({ grants }) => {
          const { rows, heldBack } = matching(grants, filters)
          return (
            <DataTable
              caption={captionOf(rows.length, grants.length, heldBack)}
              rows={rows}
              columns={columns}
              rowKey={(row) => row.id}
              csv={
                <CsvButton
                  fileName="roles.csv"
                  header={['Name', 'E-mail', 'Role', 'For', 'Account']}
                  rows={rows.map((row) => [
                    row.personName,
                    row.email ?? '',
                    roleNames[row.role],
                    placeOf(row),
                    accountWords[row.account],
                  ])}
                />
              }
              empty={<EmptyState title="Nobody matches">Take a filter away, or search for fewer letters.</EmptyState>}
            />
          )
        }}
      </Loaded>
      <GiveRole opened={search['give'] === true} onClose={() => change({ give: undefined })} />
      {linkFor === null ? null : <OneTimeLink person={linkFor} onClose={() => setLinkFor(null)} />}
    </Page>
  )
}

function captionOf(shown: number, all: number, heldBack: number): string {
  if (heldBack > 0) return `${shown} of ${all} roles; search, or choose a role, to see trainees and faculty`
  return shown === all ? `${all} roles` : `${shown} of ${all} roles`
}
