import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { roleNames } from '../../../contract/roles.ts'
import { useAction } from '../../../ui/api.ts'
import { instantWords } from '../../../ui/date-words.ts'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { invite } from '../../accounts/contract.ts'
import { getPerson, type PersonView } from '../contract.ts'
import { accountWords } from './person-words.ts'
import classes from './person-page.module.css'

/** Who this is, what they may do here, and the one-time link with which they set a password. */
export function AccountSection({ person }: { readonly person: PersonView }) {
  const facts = [
    { label: 'E-mail', value: person.email ?? 'none' },
    { label: 'Staff number', value: person.staffNumber ?? 'none' },
    { label: 'Account', value: accountWords[person.account] },
    {
      label: 'Roles',
      value: person.programs.map(({ role, programName }) => `${roleNames[role]} (${programName})`).join(', ') || 'none',
    },
  ]
  return (
    <Stack gap="md">
      <dl className={classes.facts}>
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {person.abilities.invite && !person.archived ? <Invitation person={person} /> : null}
    </Stack>
  )
}

function Invitation({ person }: { readonly person: PersonView }) {
  const [email, setEmail] = useState(person.email ?? '')
  const make = useAction(invite, { refresh: [getPerson] })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate({ params: { personId: person.id }, body: { email } })
  }
  const link = make.data
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm" maw={560}>
        <ErrorNotice error={make.error} shown={['email']} />
        <Group gap="sm" align="end">
          <TextInput
            label={person.account === 'none' ? 'Invite to sign in with' : 'Sign-in address for a new password'}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={fieldError(make.error, 'email')}
            className={classes.grow}
          />
          <Button type="submit" variant="default" loading={make.isPending}>
            Make a one-time link
          </Button>
        </Group>
        {link === undefined ? null : (
          <Stack gap={6} role="status">
            <Text size="sm">
              Give this link to {person.givenName} yourself. It works once, until {instantWords(link.expiresAt)}, and is
              not shown again.
            </Text>
            <Group gap="sm" align="end">
              <TextInput aria-label="One-time link" readOnly value={link.url} className={classes.grow} />
              <CopyButton value={link.url}>
                {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>}
              </CopyButton>
            </Group>
          </Stack>
        )}
      </Stack>
    </form>
  )
}
