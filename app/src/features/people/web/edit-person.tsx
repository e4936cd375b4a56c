import { Button, Group, Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../../ui/api.ts'
import { ErrorNotice } from '../../../ui/notices.tsx'
import { archivePerson, editPerson, getDirectory, getPeople, getPerson, type PersonView } from '../contract.ts'
import { type PersonDraft, personFieldNames, PersonInputs } from './person-fields.tsx'

/** Name, e-mail and staff number; putting the person away can be undone, so it is not asked about twice. */
export function EditPerson({ person, onClose }: { readonly person: PersonView; readonly onClose: () => void }) {
  const [draft, setDraft] = useState<PersonDraft>({
    givenName: person.givenName,
    familyName: person.familyName,
    email: person.email ?? '',
    staffNumber: person.staffNumber ?? '',
  })
  const refresh = [getPerson, getDirectory, getPeople]
  const save = useAction(editPerson, {
    refresh,
    onDone: () => {
      notifications.show({ message: 'Saved.' })
      onClose()
    },
  })
  const archive = useAction(archivePerson, { refresh, onDone: onClose })
  const key = { params: { personId: person.id } }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ ...key, body: { ...draft, expectedVersion: person.version } })
  }
  return (
    <Modal opened onClose={onClose} title="Edit" size="lg">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ErrorNotice error={save.error ?? archive.error} shown={personFieldNames} />
          <PersonInputs value={draft} onChange={setDraft} error={save.error} />
          <Group justify="space-between">
            <Button
              variant="subtle"
              color="red"
              loading={archive.isPending}
              onClick={() => archive.mutate({ ...key, body: { expectedVersion: person.version, archived: true } })}
            >
              Put away
            </Button>
            <Group gap="sm">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={save.isPending}>
                Save
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
