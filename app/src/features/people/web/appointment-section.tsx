import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useActor } from '../../../ui/actor.tsx'
import { useAction } from '../../../ui/api.ts'
import { rangeWords, shortDay } from '../../../ui/date-words.ts'
import { TextLink } from '../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../ui/notices.tsx'
import { Section } from '../../../ui/page.tsx'
import {
  type AppointmentView,
  archiveAppointment,
  createAppointment,
  editAppointment,
  getDirectory,
  getPeople,
  getPerson,
  type PersonView,
} from '../contract.ts'
import { appointmentFieldNames, AppointmentInputs, draftOf, emptyAppointment, fieldsOf } from './appointment-fields.tsx'
import { phaseOf } from './person-words.ts'
import classes from './person-page.module.css'

const phaseWords = { now: 'Now', coming: 'Coming', past: 'Past' } as const
const refresh = [getPerson, getDirectory, getPeople]

export function AppointmentSection({ person }: { readonly person: PersonView }) {
  const [adding, setAdding] = useState(false)
  const [edited, setEdited] = useState<AppointmentView | null>(null)
  const mayAppoint = person.abilities.appointTo.length > 0 && !person.archived
  if (person.appointments.length === 0 && !mayAppoint) return null
  return (
    <Section
      title="Appointments"
      aside={
        mayAppoint ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            Appoint
          </Button>
        ) : undefined
      }
    >
      {person.appointments.length === 0 ? (
        <EmptyState title="No appointment">A trainee holds at least one. Faculty and staff need none.</EmptyState>
      ) : (
        <ul className={classes.list}>
          {person.appointments.map((appointment) => (
            <AppointmentItem
              key={appointment.id}
              appointment={appointment}
              today={person.today}
              onEdit={() => setEdited(appointment)}
            />
          ))}
        </ul>
      )}
      {adding ? <NewAppointment person={person} onClose={() => setAdding(false)} /> : null}
      {edited === null ? null : <ChangedAppointment appointment={edited} onClose={() => setEdited(null)} />}
    </Section>
  )
}

function AppointmentItem(props: {
  readonly appointment: AppointmentView
  readonly today: string
  readonly onEdit: () => void
}) {
  const { appointment, today } = props
  const { curriculum } = appointment
  const facts = [
    { label: phaseWords[phaseOf(appointment, today)], value: rangeWords(appointment.startOn, appointment.endOn) },
    { label: 'Level', value: appointment.levelToday ?? `starts at ${appointment.entryLevel}` },
    { label: 'Class', value: String(appointment.classYear) },
    { label: 'Share', value: `${appointment.ftePercent} % of full time` },
    {
      label: 'Curriculum',
      value: curriculum === null ? 'none yet' : `${curriculum.label}, from ${shortDay(curriculum.effectiveOn, true)}`,
    },
    ...(appointment.priorTraining.length === 0
      ? []
      : [{ label: 'Before it', value: appointment.priorTraining.map(({ title }) => title).join(', ') }]),
  ]
  return (
    <li className={classes.item}>
      <div className={classes.itemHead}>
        <TextLink to={`/curriculum/${appointment.programId}`}>{appointment.programName}</TextLink>
        {appointment.active ? null : <span className={classes.waiting}>waits for an agreement, not scheduled</span>}
        {appointment.mayEdit ? (
          <Button
            size="xs"
            variant="default"
            className={classes.itemAction}
            onClick={props.onEdit}
            aria-label={`Change the appointment to ${appointment.programName}`}
          >
            Change
          </Button>
        ) : null}
      </div>
      <dl className={classes.facts}>
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}

function NewAppointment({ person, onClose }: { readonly person: PersonView; readonly onClose: () => void }) {
  const actor = useActor()
  const programs = actor.programs.filter(({ id }) => person.abilities.appointTo.includes(id))
  const [draft, setDraft] = useState(emptyAppointment(programs.length === 1 ? (programs[0]?.id ?? '') : ''))
  const create = useAction(createAppointment, {
    refresh,
    onDone: () => {
      notifications.show({ message: 'The appointment is entered.' })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ params: { personId: person.id }, body: fieldsOf(draft) })
  }
  return (
    <Modal opened onClose={onClose} title={`Appoint ${person.givenName} ${person.familyName}`} size="lg">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ErrorNotice error={create.error} shown={appointmentFieldNames} />
          <AppointmentInputs value={draft} onChange={setDraft} programs={programs} error={create.error} />
          <Buttons onClose={onClose} label="Appoint" busy={create.isPending} />
        </Stack>
      </form>
    </Modal>
  )
}

function ChangedAppointment(props: { readonly appointment: AppointmentView; readonly onClose: () => void }) {
  const { appointment, onClose } = props
  const [draft, setDraft] = useState(draftOf(appointment))
  const [reason, setReason] = useState('')
  const params = { appointmentId: appointment.id }
  const save = useAction(editAppointment, {
    refresh,
    onDone: () => {
      notifications.show({ message: 'The appointment is changed.' })
      onClose()
    },
  })
  const archive = useAction(archiveAppointment, { refresh, onDone: onClose })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { programId: _program, ...fields } = fieldsOf(draft)
    save.mutate({ params, body: { ...fields, expectedVersion: appointment.version, reason } })
  }
  return (
    <Modal opened onClose={onClose} title={`Appointment to ${appointment.programName}`} size="lg">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ErrorNotice error={save.error ?? archive.error} shown={appointmentFieldNames} />
          <AppointmentInputs
            value={draft}
            onChange={setDraft}
            programs={[{ id: appointment.programId, name: appointment.programName }]}
            error={save.error}
            fixedProgram
          />
          <Textarea
            label="Reason"
            description="Kept in the log; may be left empty"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            autosize
            minRows={2}
          />
          <Group justify="space-between">
            <Button
              variant="subtle"
              color="red"
              loading={archive.isPending}
              onClick={() =>
                archive.mutate({ params, body: { expectedVersion: appointment.version, archived: true, reason } })
              }
            >
              Entered by mistake: put away
            </Button>
            <Buttons onClose={onClose} label="Save" busy={save.isPending} />
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Buttons(props: { readonly onClose: () => void; readonly label: string; readonly busy: boolean }) {
  return (
    <Group gap="sm" justify="flex-end">
      <Button variant="default" onClick={props.onClose}>
        Cancel
      </Button>
      <Button type="submit" loading={props.busy}>
        {props.label}
      </Button>
    </Group>
  )
}
