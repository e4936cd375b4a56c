import { Button, PasswordInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { RouteAnswer } from '../../../contract/route.ts'
import { useAction, useRoute } from '../../../ui/api.ts'
import { viewerZone } from '../../../ui/date-words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { usePathParams } from '../../../ui/navigation.tsx'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { acceptInvitation, getInvitation, getSession } from '../contract.ts'
import { Doorway } from './doorway.tsx'

/** The viewer's own zone may be one that the list leaves out, such as UTC. */
const zones = [...new Set([viewerZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])]

const setupFields = [
  ['institutionName', 'Institution', 'organization'],
  ['givenName', 'Your given name', 'given-name'],
  ['familyName', 'Your family name', 'family-name'],
  ['email', 'Your e-mail', 'username'],
] as const

export function WelcomePage() {
  const { token = '' } = usePathParams()
  const query = useRoute(getInvitation, { params: { token } })
  if (query.data === undefined)
    return (
      <Doorway title="Welcome">
        <Loaded query={query}>{() => null}</Loaded>
      </Doorway>
    )
  const answer =
    query.data.kind === 'setup'
      ? 'Name your institution and make the first account. You will be its administrator.'
      : `Set the password of ${query.data.email ?? 'your account'}.`
  return (
    <Doorway title={query.data.name === null ? 'Welcome to Gradus' : `Welcome, ${query.data.name}`} answer={answer}>
      <WelcomeForm token={token} invitation={query.data} />
    </Doorway>
  )
}

function WelcomeForm(props: { readonly token: string; readonly invitation: RouteAnswer<typeof getInvitation> }) {
  const router = useRouter()
  const accept = useAction(acceptInvitation, { refresh: [getSession], onDone: () => router.history.replace('/') })
  const [password, setPassword] = useState('')
  const [timeZone, setTimeZone] = useState(viewerZone)
  const [setup, setSetup] = useState({ institutionName: '', givenName: '', familyName: '', email: '' })
  const setsUp = props.invitation.kind === 'setup'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    accept.mutate({
      params: { token: props.token },
      body: setsUp ? { password, setup: { ...setup, timeZone } } : { password },
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <ErrorNotice
          error={accept.error}
          shown={['password', 'setup.timeZone', ...setupFields.map(([field]) => `setup.${field}`)]}
        />
        {setsUp ? (
          <>
            {setupFields.map(([field, label, autoComplete]) => (
              <TextInput
                key={field}
                label={label}
                autoComplete={autoComplete}
                type={field === 'email' ? 'email' : 'text'}
                size="md"
                value={setup[field]}
                error={fieldError(accept.error, `setup.${field}`)}
                onChange={(event) => setSetup({ ...setup, [field]: event.currentTarget.value })}
              />
            ))}
            <Select
              label="Time zone"
              description="Days and shifts are counted in this zone."
              size="md"
              searchable
              allowDeselect={false}
              data={zones}
              limit={60}
              value={timeZone}
              error={fieldError(accept.error, 'setup.timeZone')}
              onChange={(zone) => setTimeZone(zone ?? timeZone)}
            />
          </>
        ) : (
          <input type="email" autoComplete="username" value={props.invitation.email ?? ''} readOnly hidden />
        )}
        <PasswordInput
          label="New password"
          description="At least 12 characters. A short sentence is easy to remember."
          autoComplete="new-password"
          size="md"
          value={password}
          error={fieldError(accept.error, 'password')}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
        />
        <Button type="submit" size="md" loading={accept.isPending}>
          {setsUp ? 'Set up Gradus' : 'Set password and sign in'}
        </Button>
        <Text size="sm" className="quiet">
          This link works once.
        </Text>
      </Stack>
    </form>
  )
}
