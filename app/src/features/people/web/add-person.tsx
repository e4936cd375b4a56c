import { Button, Group, Modal, SegmentedControl, Select, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useActor } from '../../../ui/actor.tsx'
import { useAction } from '../../../ui/api.ts'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { createPerson, getDirectory, getPeople } from '../contract.ts'
import { editPeople } from '../policy.ts'
import {
  type AppointmentDraft,
  appointmentFieldNames,
  AppointmentInputs,
  emptyAppointment,
  fieldsOf,
} from './appointment-fields.tsx'
import { emptyPerson, type PersonDraft, personFieldNames, PersonInputs } from './person-fields.tsx'

/** A new person with their place: an appointment for a trainee, a program for faculty. */
export function AddPerson({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const actor = useActor()
  const navigate = useNavigate()
  const programs = actor.programs.filter(({ id }) => actor.may(editPeople, { programIds: [id] }))
  const first = programs.length === 1 ? (programs[0]?.id ?? '') : ''
  const [kind, setKind] = useState<string>('trainee')
  const [person, setPerson] = useState<PersonDraft>(emptyPerson)
  const [appointment, setAppointment] = useState<AppointmentDraft>(emptyAppointment(first))
  const [facultyOf, setFacultyOf] = useState<string | null>(first === '' ? null : first)
  const create = useAction(createPerson, {
    refresh: [getDirectory, getPeople],
    onDone: ({ id }) => {
      notifications.show({ message: `${person.givenName} ${person.familyName} is added.` })
      setPerson(emptyPerson)
      onClose()
      void navigate({ to: `/people/${id}` })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const place = kind === 'trainee' ? { appointment: fieldsOf(appointment) } : facultyOf === null ? {} : { facultyOf }
    create.mutate({ body: { ...person, ...place } })
  }
  const shown = [
    ...personFieldNames,
    'facultyOf',
    ...(kind === 'trainee' ? appointmentFieldNames.flatMap((field) => [field, `appointment.${field}`]) : []),
  ]
  return (
    <Modal opened={opened} onClose={onClose} title="Add a person" size="lg">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ErrorNotice error={create.error} shown={shown} />
          <PersonInputs value={person} onChange={setPerson} error={create.error} />
          <SegmentedControl
            aria-label="What they are"
            value={kind}
            onChange={setKind}
            data={[
              { value: 'trainee', label: 'Trainee' },
              { value: 'faculty', label: 'Faculty' },
            ]}
          />
          {kind === 'trainee' ? (
            <AppointmentInputs
              value={appointment}
              onChange={setAppointment}
              programs={programs}
              error={create.error}
              prefix="appointment."
            />
          ) : (
            <Select
              label="Program"
              required
              searchable
              data={programs.map(({ id, name }) => ({ value: id, label: name }))}
              value={facultyOf}
              onChange={setFacultyOf}
              error={fieldError(create.error, 'facultyOf')}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Add
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
