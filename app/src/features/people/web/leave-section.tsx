import { Button, Checkbox, Group, Modal, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../../ui/api.ts'
import { lengthWords, rangeWords } from '../../../ui/date-words.ts'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { Section } from '../../../ui/page.tsx'
import { addLeave, cancelLeave, getPerson, type PersonView } from '../contract.ts'
import { leaveKinds, leaveNames } from '../leave-kinds.ts'
import classes from './person-page.module.css'

export function LeaveSection({ person }: { readonly person: PersonView }) {
  const [adding, setAdding] = useState(false)
  const cancel = useAction(cancelLeave, {
    refresh: [getPerson],
    onDone: () => notifications.show({ message: 'The leave is cancelled.' }),
  })
  const mayEdit = person.abilities.edit && !person.archived
  const leaves = person.leaves.toReversed()
  return (
    <Section
      title="Leave"
      aside={
        mayEdit ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            Enter leave
          </Button>
        ) : undefined
      }
    >
      <ErrorNotice error={cancel.error} />
      {leaves.length === 0 ? <Text className="quiet">No leave is entered.</Text> : null}
      <ul className={classes.list}>
        {leaves.map((leave) => (
          <li key={leave.id} className={classes.item}>
            <div className={classes.itemHead}>
              <span>
                <strong>{leaveNames[leave.kind]}</strong>, {rangeWords(leave.startOn, leave.endOn)}{' '}
                <span className="quiet">
                  ({lengthWords(leave.startOn, leave.endOn)}
                  {leave.countsTowardTraining ? '' : '; does not count towards training'})
                </span>
              </span>
              {mayEdit && leave.endOn >= person.today ? (
                <Button
                  size="xs"
                  variant="default"
                  className={classes.itemAction}
                  loading={cancel.isPending}
                  aria-label={`Cancel ${leaveNames[leave.kind]}, ${rangeWords(leave.startOn, leave.endOn)}`}
                  onClick={() =>
                    cancel.mutate({ params: { leaveId: leave.id }, body: { expectedVersion: leave.version } })
                  }
                >
                  Cancel leave
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {adding ? <NewLeave person={person} onClose={() => setAdding(false)} /> : null}
    </Section>
  )
}

function NewLeave({ person, onClose }: { readonly person: PersonView; readonly onClose: () => void }) {
  const [kind, setKind] = useState<(typeof leaveKinds)[number]>('vacation')
  const [startOn, setStartOn] = useState('')
  const [endOn, setEndOn] = useState('')
  const [counts, setCounts] = useState(true)
  const add = useAction(addLeave, {
    refresh: [getPerson],
    onDone: () => {
      notifications.show({ message: 'The leave is entered.' })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate({ params: { personId: person.id }, body: { kind, startOn, endOn, countsTowardTraining: counts } })
  }
  return (
    <Modal opened onClose={onClose} title={`Leave of ${person.givenName} ${person.familyName}`}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ErrorNotice error={add.error} shown={['startOn', 'endOn', 'kind']} />
          <Select
            label="Kind"
            data={leaveKinds.map((value) => ({ value, label: leaveNames[value] }))}
            value={kind}
            onChange={(value) => setKind(leaveKinds.find((known) => known === value) ?? kind)}
            allowDeselect={false}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              label="First day"
              type="date"
              required
              value={startOn}
              onChange={(event) => setStartOn(event.currentTarget.value)}
              error={fieldError(add.error, 'startOn')}
            />
            <TextInput
              label="Last day"
              type="date"
              required
              value={endOn}
              onChange={(event) => setEndOn(event.currentTarget.value)}
              error={fieldError(add.error, 'endOn')}
            />
          </SimpleGrid>
          <Checkbox
            label="Counts towards training"
            description="Vacation usually does. Leave that does not count takes the trainee off the schedule and moves the level and the end of training on."
            checked={counts}
            onChange={(event) => setCounts(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={add.isPending}>
              Enter
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
