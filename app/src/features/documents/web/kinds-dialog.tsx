import { Button, Checkbox, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useActor } from '../../../ui/actor.tsx'
import { useAction } from '../../../ui/api.ts'
import { useScope } from '../../../ui/navigation.tsx'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { archiveKind, deskDocuments, type DocumentKindView, personDocuments, saveKind } from '../contract.ts'
import { defineDocuments } from '../policy.ts'

const refresh = [deskDocuments, personDocuments]

/** "90, 30, 7" as numbers; what is none is left out. */
const daysIn = (text: string): number[] => text.split(/\D+/).flatMap((part) => (part === '' ? [] : [Number(part)]))

const remindWords = (kind: DocumentKindView): string =>
  kind.expires && kind.remindDays.length > 0 ? `; reminds ${kind.remindDays.join(', ')} days before its end` : ''

/** Which documents the programs ask for, and a form for one more or a change. */
export function KindsDialog({
  kinds,
  onClose,
}: {
  readonly kinds: readonly DocumentKindView[]
  readonly onClose: () => void
}) {
  const [editing, setEditing] = useState<DocumentKindView | 'new' | null>(kinds.length === 0 ? 'new' : null)
  const archive = useAction(archiveKind, { refresh })
  const programs = useActor().programs
  return (
    <Modal opened onClose={onClose} title="What is asked for" size="lg">
      <Stack gap="md">
        <ErrorNotice error={archive.error} />
        {kinds.map((kind) => (
          <Group key={kind.id} justify="space-between" gap="sm">
            <Text>
              <strong>{kind.name}</strong>,{' '}
              {programs.find(({ id }) => id === kind.programId)?.shortName ?? 'another program'}
              <Text span className="quiet">
                {kind.isRequired ? '' : '; not required'}
                {remindWords(kind)}
              </Text>
            </Text>
            <Group gap="xs">
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={`Change ${kind.name}`}
                onClick={() => setEditing(kind)}
              >
                Change
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={`Ask for ${kind.name} no longer`}
                loading={archive.isPending && archive.variables.params.kindId === kind.id}
                onClick={() => archive.mutate({ params: { kindId: kind.id }, body: { expectedVersion: kind.version } })}
              >
                Ask no longer
              </Button>
            </Group>
          </Group>
        ))}
        {editing === null ? (
          <Group justify="end">
            <Button onClick={() => setEditing('new')}>Ask for another one</Button>
          </Group>
        ) : (
          <KindForm
            key={editing === 'new' ? 'new' : editing.id}
            kind={editing === 'new' ? null : editing}
            onDone={() => setEditing(null)}
          />
        )}
      </Stack>
    </Modal>
  )
}

function KindForm({ kind, onDone }: { readonly kind: DocumentKindView | null; readonly onDone: () => void }) {
  const actor = useActor()
  const scope = useScope()
  const programs = actor.programs.filter(({ id }) => actor.may(defineDocuments, { programIds: [id] }))
  const [programId, setProgramId] = useState(kind?.programId ?? scope.programId ?? programs[0]?.id ?? '')
  const [name, setName] = useState(kind?.name ?? '')
  const [isRequired, setIsRequired] = useState(kind?.isRequired ?? true)
  const [expires, setExpires] = useState(kind?.expires ?? true)
  const [days, setDays] = useState((kind?.remindDays ?? [90, 30, 7]).join(', '))
  const save = useAction(saveKind, { refresh, onDone })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const known = kind === null ? {} : { id: kind.id }
    const remindDays = expires ? daysIn(days) : []
    const body = { ...known, expectedVersion: kind?.version ?? 0, programId, name, isRequired, expires, remindDays }
    save.mutate({ body })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <ErrorNotice error={save.error} shown={['name', 'remindDays']} />
        <TextInput
          label="Document"
          placeholder="Medical licence"
          value={name}
          error={fieldError(save.error, 'name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {kind === null ? (
          <NativeSelect
            label="Program"
            data={programs.map((program) => ({ value: program.id, label: program.name }))}
            value={programId}
            onChange={(event) => setProgramId(event.currentTarget.value)}
          />
        ) : null}
        <Checkbox
          label="Every trainee must have it"
          checked={isRequired}
          onChange={(event) => setIsRequired(event.currentTarget.checked)}
        />
        <Checkbox
          label="It is valid until a day"
          checked={expires}
          onChange={(event) => setExpires(event.currentTarget.checked)}
        />
        {expires ? (
          <TextInput
            label="Remind the trainee, days before the end"
            value={days}
            error={fieldError(save.error, 'remindDays')}
            onChange={(event) => setDays(event.currentTarget.value)}
          />
        ) : null}
        <Group justify="end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            {kind === null ? 'Ask for it' : 'Change it'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
