import { Button, Checkbox, Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import type { RouteAnswer } from '../../../contract/route.ts'
import { useAction, useRoute } from '../../../ui/api.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { TextLink } from '../../../ui/navigation.tsx'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { getChoices, putChoices } from '../contract.ts'
import { type Channel, groupsInOrder, noticeGroups, optionalGroups, requiredGroups } from '../kinds.ts'
import { type NoticePreference, usualPreference } from '../preferences.ts'
import classes from './choices-page.module.css'
import { clockOf, minuteOf } from './clock.ts'
import { Devices } from './devices.tsx'

type View = RouteAnswer<typeof getChoices>

function answerOf({ choices, mail, devices }: View): string {
  const { digestMinute, quietFromMinute, quietToMinute } = choices
  const told = [...(mail.isOn ? ['by e-mail'] : []), ...(devices.length > 0 ? ['on your devices'] : [])]
  if (told.length === 0) return 'You are told in your inbox only.'
  const quiet =
    quietFromMinute === null || quietToMinute === null
      ? 'no quiet hours'
      : `quiet from ${clockOf(quietFromMinute)} to ${clockOf(quietToMinute)}`
  return `One digest a day at ${clockOf(digestMinute)}, ${told.join(' and ')}; ${quiet}.`
}

/** How a person is told, and when. */
export function ChoicesPage() {
  const query = useRoute(getChoices, {})
  return (
    <Page
      title="How you are told"
      answer={query.data === undefined ? undefined : answerOf(query.data)}
      actions={<TextLink to="/inbox">Inbox</TextLink>}
    >
      <Loaded query={query} shape="cards">
        {(view) => (
          <>
            <ChoicesForm view={view} onReload={() => void query.refetch()} />
            <Section title="Your devices">
              <Devices view={view} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function ChoicesForm({ view, onReload }: { readonly view: View; readonly onReload: () => void }) {
  const [changed, setChanged] = useState<NoticePreference | null>(null)
  const chosen = changed ?? view.choices
  const save = useAction(putChoices, {
    refresh: [getChoices],
    onDone: () => {
      setChanged(null)
      notifications.show({ message: 'Saved. It holds from the next message on.' })
    },
  })
  const change = (next: Partial<NoticePreference>) => {
    save.reset()
    setChanged({ ...chosen, ...next })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ body: { version: view.version, choices: chosen } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Section title="When">
          <When
            view={view}
            chosen={chosen}
            onChange={change}
            errorOf={(field) => fieldError(save.error, `choices.${field}`)}
          />
        </Section>
        <Section title="What">
          <What view={view} chosen={chosen} onChange={change} />
        </Section>
        <ErrorNotice
          error={save.error}
          shown={['choices.digestMinute', 'choices.quietToMinute', 'choices.timeZone']}
          {...(save.error?.status === 409 ? { onRetry: onReload, retryLabel: 'Look at the newer choices' } : {})}
        />
        {changed === null ? null : (
          <Group gap="sm" className={classes.save}>
            <Button type="submit" size="md" loading={save.isPending}>
              Save
            </Button>
            <Button variant="default" size="md" onClick={() => setChanged(null)}>
              Discard
            </Button>
            <span className="quiet" role="status">
              Not saved yet.
            </span>
          </Group>
        )}
      </Stack>
    </form>
  )
}

interface PartProps {
  readonly view: View
  readonly chosen: NoticePreference
  readonly onChange: (next: Partial<NoticePreference>) => void
}

function When({
  view,
  chosen,
  onChange,
  errorOf,
}: PartProps & { readonly errorOf: (field: string) => string | undefined }) {
  const { quietFromMinute, quietToMinute, digestMinute, timeZone } = chosen
  const hasQuiet = quietFromMinute !== null && quietToMinute !== null
  return (
    <Stack gap="md" maw={420}>
      <Text>
        What is about the next 48 hours comes at once, at most {view.requestsPerDay} questions a day. Everything else
        waits for one digest a day.
      </Text>
      <TextInput
        type="time"
        size="md"
        label="Daily digest at"
        value={clockOf(digestMinute)}
        error={errorOf('digestMinute')}
        onChange={(event) => onChange({ digestMinute: minuteOf(event.currentTarget.value) ?? digestMinute })}
      />
      <Switch
        size="md"
        label="Quiet hours"
        description="Nothing reaches you then, nor on leave, unless you are needed in the next hours."
        checked={hasQuiet}
        onChange={(event) => {
          const { quietFromMinute: from, quietToMinute: to } = usualPreference
          onChange(
            event.currentTarget.checked
              ? { quietFromMinute: from, quietToMinute: to }
              : { quietFromMinute: null, quietToMinute: null },
          )
        }}
      />
      {hasQuiet ? (
        <Group gap="md" grow>
          <TextInput
            type="time"
            size="md"
            label="Quiet from"
            value={clockOf(quietFromMinute)}
            onChange={(event) => onChange({ quietFromMinute: minuteOf(event.currentTarget.value) ?? quietFromMinute })}
          />
          <TextInput
            type="time"
            size="md"
            label="Quiet until"
            value={clockOf(quietToMinute)}
            error={errorOf('quietToMinute')}
            onChange={(event) => onChange({ quietToMinute: minuteOf(event.currentTarget.value) ?? quietToMinute })}
          />
        </Group>
      ) : null}
      <Select
        size="md"
        label="Time zone"
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'As the institution' }}
        placeholder={`As the institution (${view.institutionZone})`}
        data={Intl.supportedValuesOf('timeZone')}
        limit={50}
        value={timeZone}
        error={errorOf('timeZone')}
        onChange={(zone) => onChange({ timeZone: zone })}
      />
    </Stack>
  )
}

function What({ view, chosen, onChange }: PartProps) {
  const { choices } = chosen
  const put = (group: keyof typeof noticeGroups, channel: Channel, isOn: boolean) =>
    onChange({ choices: { ...choices, [group]: { ...choices[group], [channel]: isOn } } })
  return (
    <>
      {view.mail.isOn ? (
        <Text mb="sm">
          E-mail goes to {view.mail.address ?? 'no address yet: your coordinator can add one'}. Everything always stands
          in your inbox.
        </Text>
      ) : (
        <Text mb="sm">
          E-mail is not set up on this server, so nothing leaves by e-mail; your choices are kept for the day it is.
        </Text>
      )}
      <ul className={classes.groups}>
        {groupsInOrder.map((group) => {
          const isOptional = optionalGroups.includes(group)
          const name = noticeGroups[group]
          return (
            <li key={group}>
              <span className={classes.name}>{name}</span>
              <span className={classes.choice}>
                <Checkbox
                  size="md"
                  label="E-mail"
                  aria-label={`${name} by e-mail`}
                  disabled={!isOptional}
                  checked={!isOptional || choices[group]?.mail !== false}
                  onChange={(event) => put(group, 'mail', event.currentTarget.checked)}
                />
              </span>
              <span className={classes.choice}>
                <Checkbox
                  size="md"
                  label="Devices"
                  aria-label={`${name} on my devices`}
                  checked={choices[group]?.push !== false}
                  onChange={(event) => put(group, 'push', event.currentTarget.checked)}
                />
              </span>
              {isOptional ? null : <span className={classes.note}>What you must know always comes by e-mail.</span>}
              {isOptional && requiredGroups.includes(group) && choices[group]?.mail === false ? (
                <span className={classes.note}>What you must know still comes by e-mail.</span>
              ) : null}
            </li>
          )
        })}
      </ul>
    </>
  )
}
