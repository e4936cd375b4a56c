import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { institutionRoles, type Role, roleNames, roles } from '../../../contract/roles.ts'
import { useActor } from '../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../ui/api.ts'
import { ErrorNotice } from '../../../ui/notices.tsx'
import { getDirectory, getPeople } from '../../people/contract.ts'
import { grantRole, listGrants } from '../contract.ts'
import { OneTimeLink } from './one-time-link.tsx'

interface Chosen {
  readonly personId: string
  readonly personName: string
  readonly email: string | null
  readonly account: 'none' | 'active' | 'disabled'
}

/** Gives a person a role, and then, if they cannot sign in yet, offers the link for it. */
export function GiveRole({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const [linkFor, setLinkFor] = useState<Chosen | null>(null)
  const onGiven = (person: Chosen) => {
    onClose()
    if (person.account === 'none') setLinkFor(person)
  }
  return (
    <>
      <Modal opened={opened} onClose={onClose} title="Give a role">
        <RoleForm onGiven={onGiven} />
      </Modal>
      {linkFor === null ? null : <OneTimeLink person={linkFor} onClose={() => setLinkFor(null)} />}
    </>
  )
}

function RoleForm({ onGiven }: { readonly onGiven: (person: Chosen) => void }) {
  const { programs } = useActor()
  const [person, setPerson] = useState<Chosen | null>(null)
  const [role, setRole] = useState<Role | null>(null)
  const [programId, setProgramId] = useState<string | null>(null)
  const give = useAction(grantRole, {
    refresh: [listGrants, getDirectory, getPeople],
    onDone: () => {
      if (person === null || role === null) return
      notifications.show({ message: `${person.personName} is now ${roleNames[role]}.` })
      onGiven(person)
    },
  })
  const wantsProgram = role !== null && !institutionRoles.has(role)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (person !== null && role !== null)
      give.mutate({ body: { personId: person.personId, role, programId: wantsProgram ? programId : null } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <ErrorNotice error={give.error} />
        <PersonSelect value={person} onChange={setPerson} />
        <Select
          label="Role"
          placeholder="Choose"
          data={roles.map((name) => ({ value: name, label: roleNames[name] }))}
          value={role}
          onChange={(value) => setRole(roles.find((name) => name === value) ?? null)}
        />
        {wantsProgram ? (
          <Select
            label="In the program"
            placeholder="Choose"
            searchable
            data={programs.map(({ id, name }) => ({ value: id, label: name }))}
            value={programId}
            onChange={setProgramId}
          />
        ) : null}
        {role !== null && !wantsProgram ? <Text size="sm">This role is for the whole institution.</Text> : null}
        {role === 'trainee' ? (
          <Text size="sm">An appointment gives this role by itself; enter the appointment on the person’s page.</Text>
        ) : null}
        <Group justify="flex-end">
          <Button
            type="submit"
            disabled={person === null || role === null || (wantsProgram && programId === null)}
            loading={give.isPending}
          >
            Give the role
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Finds a person by name, e-mail or staff number; the server searches. */
function PersonSelect(props: { readonly value: Chosen | null; readonly onChange: (person: Chosen | null) => void }) {
  const { value } = props
  const [text, setText] = useState('')
  const [typed] = useDebouncedValue(text, 200)
  // Once somebody is chosen the box shows their name, which is no search.
  const search = typed === value?.personName ? '' : typed
  const query = useRoute(getPeople, { query: { search, limit: '20' } }, { keepLast: true })
  const found = (query.data?.items ?? []).map((item): Chosen & { hint: string } => ({
    personId: item.id,
    personName: `${item.givenName} ${item.familyName}`,
    email: item.email,
    account: item.account,
    hint: item.email ?? item.staffNumber ?? '',
  }))
  const kept =
    value === null || found.some(({ personId }) => personId === value.personId) ? [] : [{ ...value, hint: '' }]
  const people = [...found, ...kept]
  return (
    <>
      <Select
        label="Person"
        placeholder="Name, e-mail or staff number"
        data-autofocus
        searchable
        searchValue={text}
        onSearchChange={setText}
        data={people.map(({ personId, personName, hint }) => ({ value: personId, label: personName, hint }))}
        filter={({ options }) => options}
        nothingFoundMessage="Nobody is called so."
        value={value?.personId ?? null}
        onChange={(id) => props.onChange(people.find(({ personId }) => personId === id) ?? null)}
      />
      <ErrorNotice error={query.error} />
      {value === null ? null : (
        <Text size="sm" className="quiet">
          {value.email ?? 'No e-mail is known'}
          {value.account === 'none' ? '; cannot sign in yet' : ''}
        </Text>
      )}
    </>
  )
}
