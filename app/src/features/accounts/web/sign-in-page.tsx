import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { Navigate, useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useSession } from '../../../ui/actor.tsx'
import { useAction } from '../../../ui/api.ts'
import { usePageSearch } from '../../../ui/navigation.tsx'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { getSession, signIn } from '../contract.ts'
import { Doorway } from './doorway.tsx'

/** Only addresses inside the application are followed; `//host` would leave it. */
const inside = (address: unknown): string =>
  typeof address === 'string' && /^\/(?![/\\])/.test(address) && !address.startsWith('/sign-in') ? address : '/'

export function SignInPage() {
  const { actor, institution } = useSession()
  const [search] = usePageSearch()
  const router = useRouter()
  const next = inside(search['next'])
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const enter = useAction(signIn, { refresh: [getSession], onDone: () => router.history.replace(next) })

  if (actor !== null && !enter.isPending) return <Navigate to={next} replace />
  if (institution === null)
    return (
      <Doorway title="Not set up yet" answer="This Gradus holds no institution so far.">
        <Text>
          A one-time link was printed where the server was started. Open it to name your institution and make the first
          account.
        </Text>
      </Doorway>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    enter.mutate({ body: { email, password } })
  }
  return (
    <Doorway title="Sign in" answer={institution.name}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ErrorNotice error={enter.error} shown={['email', 'password']} />
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            size="md"
            required
            withAsterisk={false}
            data-autofocus
            value={email}
            error={fieldError(enter.error, 'email')}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            size="md"
            required
            withAsterisk={false}
            value={password}
            error={fieldError(enter.error, 'password')}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
          />
          <Button type="submit" size="md" loading={enter.isPending}>
            Sign in
          </Button>
          <Text size="sm" className="quiet">
            {institution.demo
              ? 'This is a demonstration with fictional people. Its logins were printed where the server was started.'
              : 'No password yet, or forgotten? Ask your program coordinator for a one-time link.'}
          </Text>
        </Stack>
      </form>
    </Doorway>
  )
}
