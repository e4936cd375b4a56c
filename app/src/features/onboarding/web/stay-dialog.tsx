import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useAction, useRoute } from '../../../ui/api.ts'
import { dayWords, instantWords, rangeWords } from '../../../ui/date-words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { TextLink } from '../../../ui/navigation.tsx'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { changeStay, deskStays, personStays, stayHistory, type StayView } from '../../off-site/contract.ts'
import { ItemList } from './item-list.tsx'
import { StayState } from './stay-section.tsx'
import { AgreementStatus } from './stays-table.tsx'
import { useStayMarking } from './use-marking.ts'
import { placeWords } from './words.ts'

/** Everything about one stay: its steps, its agreement, who arranges it, and what was done. */
export function StayDialog(props: {
  readonly stay: StayView
  readonly owners: readonly { readonly personId: string; readonly name: string }[]
  readonly onClose: () => void
}) {
  const { stay } = props
  const marking = useStayMarking(stay)
  const [ownerId, setOwnerId] = useState(stay.owner?.personId ?? '')
  const [note, setNote] = useState(stay.note)
  const save = useAction(changeStay, {
    refresh: [deskStays, personStays, stayHistory],
    onDone: () => notifications.show({ message: 'Kept.' }),
  })
  const { personId, appointmentId, rotationId, startOn, version } = stay
  const change = (acceptDays: boolean) =>
    save.mutate({
      params: { personId },
      body: {
        stay: { appointmentId, rotationId, startOn },
        expectedVersion: version,
        ownerId: ownerId === '' ? null : ownerId,
        note,
        acceptDays,
      },
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change(false)
  }
  const people = new Map(props.owners.map((owner) => [owner.personId, owner.name]))
  if (stay.owner !== null) people.set(stay.owner.personId, stay.owner.name)
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="lg"
      title={`${stay.personName}: ${placeWords(stay.rotationName, stay.siteName)}`}
    >
      <Stack gap="md">
        <div>
          <Text>{rangeWords(stay.startOn, stay.endOn)}</Text>
          {stay.arrangeBy === null ? null : (
            <Text size="sm">
              To be arranged {stay.leadTimeDays} days ahead, by {dayWords(stay.arrangeBy)}.
            </Text>
          )}
          <Group gap="sm">
            <StayState stay={stay} />
            {stay.state === 'moved' ? (
              <Button size="compact-sm" variant="default" loading={save.isPending} onClick={() => change(true)}>
                Noted, these days hold
              </Button>
            ) : null}
          </Group>
        </div>
        <Group gap="sm">
          <AgreementStatus agreement={stay.agreement} />
          <Text size="sm">{stay.agreement.sentence}</Text>
          <TextLink to={`/curriculum/${stay.programId}`}>The program’s definition</TextLink>
        </Group>
        {stay.steps.length === 0 ? (
          <Text size="sm">
            No steps are written for this site. <TextLink to="/checklists/templates">Write them</TextLink>
          </Text>
        ) : (
          <ItemList
            items={stay.steps}
            marking={marking}
            mayMark={() => true}
            showOwner
            documentsTo={`/people/${personId}/documents`}
            stay
          />
        )}
        <form onSubmit={submit} noValidate>
          <Stack gap="sm">
            <ErrorNotice error={save.error} shown={['ownerId', 'note']} />
            <NativeSelect
              label="Arranged by"
              value={ownerId}
              error={fieldError(save.error, 'ownerId')}
              onChange={(event) => setOwnerId(event.currentTarget.value)}
              data={[
                { value: '', label: 'Whoever coordinates the program' },
                ...[...people].map(([value, label]) => ({ value, label })),
              ]}
            />
            <Textarea
              label="Note"
              description="Contacts there, what was agreed. The trainee does not see it."
              autosize
              minRows={2}
              value={note}
              error={fieldError(save.error, 'note')}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <Group justify="end">
              <Button type="submit" variant="default" loading={save.isPending}>
                Keep it
              </Button>
            </Group>
          </Stack>
        </form>
        {stay.stayId === null ? null : <History stayId={stay.stayId} />}
      </Stack>
    </Modal>
  )
}

function History({ stayId }: { readonly stayId: string }) {
  const query = useRoute(stayHistory, { params: { stayId } })
  return (
    <div>
      <Text fw={600} size="sm" component="h3">
        What was done
      </Text>
      <Loaded query={query}>
        {({ events }) => (
          <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {events.length === 0 ? (
              <li>
                <Text size="sm">Nothing was recorded so far.</Text>
              </li>
            ) : null}
            {events.map(({ at, by, sentence, reason }) => (
              <li key={`${at} ${sentence}`}>
                <Text size="sm">
                  {sentence}
                  {reason === null ? '' : ` (${reason})`}
                  <span className="quiet">
                    {' '}
                    {by}, {instantWords(at)}
                  </span>
                </Text>
              </li>
            ))}
          </Stack>
        )}
      </Loaded>
    </div>
  )
}
