import { Button, PasswordInput, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { roleNames } from '../../../contract/roles.ts'
import { useActor } from '../../../ui/actor.tsx'
import { useAction } from '../../../ui/api.ts'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { changePassword } from '../contract.ts'

export function AccountPage() {
  const actor = useActor()
  const programName = (programId: string | null) =>
    programId === null
      ? 'the whole institution'
      : (actor.programs.find(({ id }) => id === programId)?.name ?? 'a program')
  return (
    <Page title="Account" answer={`You are signed in as ${actor.name}.`}>
      <Section title="Roles">
        <Stack gap={4}>
          {actor.grants.map((grant) => (
            <Text key={`${grant.role} ${grant.programId}`}>
              <strong>{roleNames[grant.role]}</strong> of {programName(grant.programId)}
            </Text>
          ))}
        </Stack>
      </Section>
      <Section title="Colours">
        <ColourChoice />
      </Section>
      <Section title="Change password">
        <PasswordForm />
      </Section>
    </Page>
  )
}

function ColourChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SegmentedControl
      aria-label="Colours"
      size="md"
      value={colorScheme}
      onChange={(scheme) => setColorScheme(scheme)}
      data={[
        { value: 'auto', label: 'As the device' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
    />
  )
}

function PasswordForm() {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useAction(changePassword, {
    onDone: () => {
      setCurrent('')
      setNext('')
      notifications.show({ message: 'Your password is changed. Other devices are signed out.' })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ body: { current, next } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" maw={400}>
        <ErrorNotice error={change.error} shown={['current', 'next']} />
        <PasswordInput
          label="Present password"
          autoComplete="current-password"
          size="md"
          value={current}
          error={fieldError(change.error, 'current')}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the present password' }}
        />
        <PasswordInput
          label="New password"
          description="At least 12 characters."
          autoComplete="new-password"
          size="md"
          value={next}
          error={fieldError(change.error, 'next')}
          onChange={(event) => setNext(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the new password' }}
        />
        <Button type="submit" size="md" loading={change.isPending}>
          Change password
        </Button>
      </Stack>
    </form>
  )
}
