import { Autocomplete, Button, Group, Select, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { AnyRoute } from '../../../../contract/route.ts'
import { useAction } from '../../../../ui/api.ts'
import { dayWords } from '../../../../ui/date-words.ts'
import { ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { Section } from '../../../../ui/page.tsx'
import { grantPrivilege, listPools, revokePrivilege } from '../contract.ts'
import classes from './call.module.css'
import type { PoolPage } from './pools-page.tsx'

const refresh: readonly AnyRoute[] = [listPools]

/** Who may do what alone, since when and by whom; with a form to say so of others. */
export function Privileges({ page }: { readonly page: PoolPage }) {
  const take = useAction(revokePrivilege, { refresh })
  if (page.trainees.length === 0) return null
  const poolsWith = (name: string): string[] =>
    page.pools.flatMap((pool) => (pool.settings.privileges.includes(name) ? [pool.name] : []))
  return (
    <Section title="Privileges">
      <ErrorNotice error={take.error} />
      <ul className={classes.shifts}>
        {page.privileges.map((held) => {
          const opens = poolsWith(held.name)
          return (
            <li key={held.id}>
              <span>
                {held.personName}: {held.name}{' '}
                <span className="quiet">
                  from {dayWords(held.startOn)}
                  {held.endOn === null ? '' : ` to ${dayWords(held.endOn)}`}, by {held.grantedBy}
                  {opens.length === 0 ? '; no pool asks for it' : `; for ${opens.join(', ')}`}
                </span>
              </span>
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={`Take ${held.name} back from ${held.personName}`}
                onClick={() => take.mutate({ params: { privilegeId: held.id } })}
              >
                Take back
              </Button>
            </li>
          )
        })}
      </ul>
      {page.privileges.length === 0 ? (
        <Text className="quiet">Nobody holds one. Pools can ask for privileges, such as reading alone at night.</Text>
      ) : null}
      <PrivilegeForm page={page} />
    </Section>
  )
}

function PrivilegeForm({ page }: { readonly page: PoolPage }) {
  const asked = [...new Set(page.pools.flatMap(({ settings }) => settings.privileges))].toSorted()
  const [personId, setPersonId] = useState<string | null>(null)
  const [name, setName] = useState(asked[0] ?? '')
  const [startOn, setStartOn] = useState(page.today)
  const [endOn, setEndOn] = useState('')
  const grant = useAction(grantPrivilege, { refresh, onDone: () => setPersonId(null) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (personId === null) return
    grant.mutate({ body: { personId, name, startOn, endOn: endOn === '' ? null : endOn } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <ErrorNotice error={grant.error} shown={['name', 'startOn', 'endOn']} />
      <Group align="end" mt="sm">
        <Select
          label="Trainee"
          placeholder="Choose a trainee"
          searchable
          data={page.trainees.map((one) => ({ value: one.id, label: one.name }))}
          value={personId}
          onChange={setPersonId}
        />
        <Autocomplete
          label="Privilege"
          data={asked}
          value={name}
          error={fieldError(grant.error, 'name')}
          onChange={setName}
        />
        <TextInput
          type="date"
          label="From"
          value={startOn}
          error={fieldError(grant.error, 'startOn')}
          onChange={(event) => setStartOn(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="To, if it ends"
          value={endOn}
          error={fieldError(grant.error, 'endOn')}
          onChange={(event) => setEndOn(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={personId === null} loading={grant.isPending}>
          Give the privilege
        </Button>
      </Group>
    </form>
  )
}
