import { Button, Group, Modal, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../../ui/api.ts'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { type EntryView, getRollover, putIncoming, type RolloverView } from '../contract.ts'

const field = (name: string) => `entries.0.entry.${name}`
const fields = ['givenName', 'familyName', 'email', 'level', 'startOn', 'endOn', 'ftePercent'] as const

/** Adds somebody who comes, or changes what was said of them. */
export function EntryForm(props: {
  readonly view: RolloverView
  readonly entry: EntryView | null
  readonly onClose: () => void
}) {
  const { view, entry } = props
  const { newcomer } = view
  const [written, setWritten] = useState({
    givenName: entry?.givenName ?? '',
    familyName: entry?.familyName ?? '',
    email: entry?.email ?? '',
    level: entry?.level ?? newcomer.level,
    startOn: entry?.startOn ?? newcomer.startOn,
    endOn: entry?.endOn ?? newcomer.endOn,
  })
  const [ftePercent, setFtePercent] = useState<number | string>(entry?.ftePercent ?? 100)
  const save = useAction(putIncoming, { refresh: [getRollover], onDone: props.onClose })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const known = entry === null ? {} : { id: entry.id }
    const person = { ...written, email: written.email || null, ftePercent: Number(ftePercent) }
    save.mutate({
      params: { programId: view.programId, startYear: String(view.startYear) },
      body: { entries: [{ ...known, expectedVersion: entry?.version ?? 0, entry: person }] },
    })
  }
  const text = (name: keyof typeof written, label: string, type: 'text' | 'email' | 'date' = 'text') => (
    <TextInput
      label={label}
      type={type}
      value={written[name]}
      error={fieldError(save.error, field(name))}
      onChange={(event) => setWritten({ ...written, [name]: event.currentTarget.value })}
    />
  )
  const title = entry === null ? `Who comes in ${view.label}` : `${entry.givenName} ${entry.familyName}`
  return (
    <Modal opened onClose={props.onClose} title={title}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <ErrorNotice error={save.error} shown={fields.map(field)} />
          {text('givenName', 'Given name')}
          {text('familyName', 'Family name')}
          {text('email', 'E-mail, if it is known', 'email')}
          <NativeSelect
            label="Level at the start"
            data={newcomer.levels.includes(written.level) ? newcomer.levels : [...newcomer.levels, written.level]}
            value={written.level}
            error={fieldError(save.error, field('level'))}
            onChange={(event) => setWritten({ ...written, level: event.currentTarget.value })}
          />
          {text('startOn', 'First day', 'date')}
          {text('endOn', 'Last day', 'date')}
          <NumberInput
            label="Share of full time, in percent"
            min={1}
            max={100}
            value={ftePercent}
            error={fieldError(save.error, field('ftePercent'))}
            onChange={setFtePercent}
          />
          <Group justify="end">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              {entry === null ? 'Add' : 'Keep'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
