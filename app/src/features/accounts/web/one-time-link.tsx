import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../../ui/api.ts'
import { instantWords } from '../../../ui/date-words.ts'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { type GrantView, invite } from '../contract.ts'

type Invited = Pick<GrantView, 'personId' | 'personName' | 'email' | 'account'>

/** Makes the link with which a person sets a first or a new password, to be handed over by the administrator. */
export function OneTimeLink({ person, onClose }: { readonly person: Invited; readonly onClose: () => void }) {
  const [email, setEmail] = useState(person.email ?? '')
  const make = useAction(invite)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate({ params: { personId: person.personId }, body: { email } })
  }
  return (
    <Modal opened onClose={onClose} title={`One-time link for ${person.personName}`}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text>
            {person.account === 'none'
              ? 'With it they choose a password and sign in for the first time.'
              : 'With it they choose a new password. Until then the old one works.'}
          </Text>
          <ErrorNotice error={make.error} shown={['email']} />
          <TextInput
            label="E-mail to sign in with"
            type="email"
            data-autofocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={fieldError(make.error, 'email')}
          />
          {make.data === undefined ? null : (
            <Stack gap={6} role="status">
              <Text size="sm">
                {make.data.isMailed
                  ? 'It is on its way by e-mail; you can also hand it over yourself.'
                  : 'Hand this link over yourself.'}{' '}
                It works once, until {instantWords(make.data.expiresAt)}, and is not shown again.
              </Text>
              <Group gap="sm" align="end">
                <TextInput
                  aria-label="One-time link"
                  readOnly
                  value={make.data.url}
                  flex={1}
                  onFocus={(event) => event.currentTarget.select()}
                />
                <CopyButton value={make.data.url}>
                  {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>}
                </CopyButton>
              </Group>
            </Stack>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
            <Button type="submit" variant={make.data === undefined ? 'filled' : 'default'} loading={make.isPending}>
              {make.data === undefined ? 'Make a one-time link' : 'Make another'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
