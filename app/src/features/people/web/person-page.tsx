import { Alert, Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChartBar, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useActor } from '../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../ui/api.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { ButtonLink, usePathParams } from '../../../ui/navigation.tsx'
import { ErrorNotice } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { manageRoles } from '../../accounts/policy.ts'
import { readPersonSchedule } from '../../schedule/blocks/policy.ts'
import { archivePerson, getDirectory, getPeople, getPerson, type PersonView } from '../contract.ts'
import { AccountSection } from './account-section.tsx'
import { AppointmentSection } from './appointment-section.tsx'
import { CombinationSection } from './combination-section.tsx'
import { DueSection } from './due-section.tsx'
import { EditPerson } from './edit-person.tsx'
import { LeaveSection } from './leave-section.tsx'
import { personAnswer } from './person-words.ts'
import { RoleSection } from './role-section.tsx'
import { Timeline } from './timeline/timeline.tsx'

export function PersonPage() {
  const actor = useActor()
  const { personId = '' } = usePathParams()
  const query = useRoute(getPerson, { params: { personId } })
  const person = query.data
  return (
    <Page
      title={person === undefined ? 'Person' : `${person.givenName} ${person.familyName}`}
      answer={person === undefined ? undefined : personAnswer(person)}
      actions={person === undefined ? undefined : <Actions person={person} />}
    >
      <Loaded query={query} shape="cards">
        {(loaded) => (
          <>
            {loaded.archived ? <PutAway person={loaded} /> : null}
            <DueSection person={loaded} />
            {loaded.appointments.length === 0 ? null : <Timeline person={loaded} />}
            <CombinationSection person={loaded} />
            <AppointmentSection person={loaded} />
            {loaded.appointments.length === 0 && loaded.leaves.length === 0 ? null : <LeaveSection person={loaded} />}
            <Section title="Identity and account">
              <AccountSection person={loaded} />
            </Section>
            {actor.may(manageRoles, {}) ? <RoleSection person={loaded} /> : null}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Actions({ person }: { readonly person: PersonView }) {
  const actor = useActor()
  const [editing, setEditing] = useState(false)
  const programIds = person.appointments.map(({ programId }) => programId)
  return (
    <Group gap="xs">
      {person.appointments.length > 0 && actor.may(readPersonSchedule, { programIds, personId: person.id }) ? (
        <ButtonLink
          to={person.id === actor.personId ? '/me/progress' : `/people/${person.id}/progress`}
          variant="default"
          leftSection={<IconChartBar size={18} aria-hidden />}
        >
          Progress
        </ButtonLink>
      ) : null}
      {person.abilities.edit && !person.archived ? (
        <Button leftSection={<IconPencil size={18} aria-hidden />} onClick={() => setEditing(true)}>
          Edit
        </Button>
      ) : null}
      {editing ? <EditPerson person={person} onClose={() => setEditing(false)} /> : null}
    </Group>
  )
}

function PutAway({ person }: { readonly person: PersonView }) {
  const restore = useAction(archivePerson, {
    refresh: [getPerson, getDirectory, getPeople],
    onDone: () => notifications.show({ message: `${person.givenName} ${person.familyName} is back.` }),
  })
  return (
    <>
      <ErrorNotice error={restore.error} />
      <Alert color="accent" variant="light" title="Put away">
        Everything about this person is kept and can be read. Their account is closed and they are in no schedule.
        {person.abilities.edit ? (
          <Group mt="sm">
            <Button
              size="sm"
              variant="default"
              loading={restore.isPending}
              onClick={() =>
                restore.mutate({
                  params: { personId: person.id },
                  body: { expectedVersion: person.version, archived: false },
                })
              }
            >
              Bring back
            </Button>
          </Group>
        ) : null}
      </Alert>
    </>
  )
}
