import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { institutionRoles, type Role, roleNames, roles } from '../../../contract/roles.ts'
import { useActor } from '../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../ui/api.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { ErrorNotice } from '../../../ui/notices.tsx'
import { Section } from '../../../ui/page.tsx'
import { grantRole, listGrants, revokeRole } from '../../accounts/contract.ts'
import { getDirectory, getPeople, getPerson, type PersonView } from '../contract.ts'
import classes from './person-page.module.css'

const refresh = [listGrants, getPerson, getDirectory, getPeople]

/** The roles of a person, for the administrator who gives and takes them; both hold from the person's next request on. */
export function RoleSection({ person }: { readonly person: PersonView }) {
  const query = useRoute(listGrants, {})
  const revoke = useAction(revokeRole, {
    refresh,
    onDone: () => notifications.show({ message: 'The role is taken back.' }),
  })
  return (
    <Section title="Roles">
      <Stack gap="sm">
        <ErrorNotice error={revoke.error} />
        <Loaded query={query}>
          {({ grants }) => {
            const held = grants.filter(({ personId }) => personId === person.id)
            return held.length === 0 ? (
              <Text className="quiet">No role is held.</Text>
            ) : (
              <ul className={classes.list}>
                {held.map((grant) => {
                  const words = `${roleNames[grant.role]}, ${grant.programName ?? 'whole institution'}`
                  return (
                    <li key={grant.id} className={classes.item}>
                      <div className={classes.itemHead}>
                        <span>{words}</span>
                        <Button
                          size="xs"
                          variant="default"
                          className={classes.itemAction}
                          loading={revoke.isPending}
                          aria-label={`Take back: ${words}`}
                          onClick={() => revoke.mutate({ params: { grantId: grant.id } })}
                        >
                          Take back
                        </Button>
                      </div>
                    </li>
                  )
                })}
              </ul>
            )
          }}
        </Loaded>
        {person.archived ? null : <NewRole person={person} />}
      </Stack>
    </Section>
  )
}

function NewRole({ person }: { readonly person: PersonView }) {
  const { programs } = useActor()
  const [role, setRole] = useState<Role | null>(null)
  const [programId, setProgramId] = useState<string | null>(null)
  const grant = useAction(grantRole, {
    refresh,
    onDone: () => {
      setRole(null)
      notifications.show({ message: 'The role is given.' })
    },
  })
  const wantsProgram = role !== null && !institutionRoles.has(role)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (role !== null) grant.mutate({ body: { personId: person.id, role, programId: wantsProgram ? programId : null } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <ErrorNotice error={grant.error} />
      <Group gap="sm" align="end">
        <Select
          label="Give a role"
          placeholder="Choose"
          data={roles.map((name) => ({ value: name, label: roleNames[name] }))}
          value={role}
          onChange={(value) => setRole(roles.find((name) => name === value) ?? null)}
        />
        {wantsProgram ? (
          <Select
            label="In the program"
            searchable
            data={programs.map(({ id, name }) => ({ value: id, label: name }))}
            value={programId}
            onChange={setProgramId}
            className={classes.grow}
          />
        ) : null}
        <Button
          type="submit"
          variant="default"
          disabled={role === null || (wantsProgram && programId === null)}
          loading={grant.isPending}
        >
          Give
        </Button>
      </Group>
    </form>
  )
}
