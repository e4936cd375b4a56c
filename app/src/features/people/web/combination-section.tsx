import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCircleCheck, IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../../ui/api.ts'
import { instantWords, rangeWords } from '../../../ui/date-words.ts'
import { ErrorNotice } from '../../../ui/notices.tsx'
import { Section } from '../../../ui/page.tsx'
import { getHome } from '../../home/contract.ts'
import {
  agreeCombination,
  type CombinationView,
  getPerson,
  type PersonView,
  proposeCombination,
  withdrawCombination,
} from '../contract.ts'
import classes from './person-page.module.css'

const refresh = [getPerson, getHome]

/** Combined fellowships: who has agreed, and the agreement of the viewer's own program. */
export function CombinationSection({ person }: { readonly person: PersonView }) {
  const [proposing, setProposing] = useState(false)
  const free = person.appointments.filter(({ combinationId, endOn }) => combinationId === null && endOn >= person.today)
  const mayPropose =
    person.abilities.propose && !person.archived && new Set(free.map(({ programId }) => programId)).size > 1
  if (person.combinations.length === 0 && !mayPropose) return null
  return (
    <Section
      title="Combined fellowship"
      aside={
        mayPropose ? (
          <Button size="xs" variant="default" onClick={() => setProposing(true)}>
            Propose
          </Button>
        ) : undefined
      }
    >
      {person.combinations.length === 0 ? (
        <Text className="quiet">
          This trainee is appointed to several programs. Combine them when both programs agree to train one person
          together.
        </Text>
      ) : (
        person.combinations.map((combination) => <Combination key={combination.id} combination={combination} />)
      )}
      {proposing ? <Proposal person={person} onClose={() => setProposing(false)} /> : null}
    </Section>
  )
}

function Combination({ combination }: { readonly combination: CombinationView }) {
  const agree = useAction(agreeCombination, {
    refresh,
    onDone: ({ active }) =>
      notifications.show({
        message: active
          ? 'Every program has agreed. The fellowship counts from now on.'
          : 'Your agreement is recorded.',
      }),
  })
  const withdraw = useAction(withdrawCombination, {
    refresh,
    onDone: () => notifications.show({ message: 'Withdrawn. Each appointment stands alone again.' }),
  })
  const params = { combinationId: combination.id }
  const { version } = combination
  return (
    <Stack gap="sm">
      <ErrorNotice error={agree.error ?? withdraw.error} />
      <Text>
        Proposed by {combination.proposedBy} on {instantWords(combination.proposedAt)}.{' '}
        {combination.active
          ? 'Every program has agreed.'
          : 'Until every program has agreed, these appointments are in no schedule.'}
      </Text>
      <ul className={classes.list}>
        {combination.programs.map((side) => (
          <li key={side.programId} className={classes.item}>
            <div className={classes.itemHead}>
              <span className={classes.side}>
                {side.agreedAt === null ? (
                  <IconClock size={18} aria-hidden className={classes.pending} />
                ) : (
                  <IconCircleCheck size={18} aria-hidden className={classes.given} />
                )}
                <span>
                  <strong>{side.programName}</strong>, {side.ftePercent} %, {rangeWords(side.startOn, side.endOn)}
                  <br />
                  <span className="quiet">
                    {side.agreedAt === null
                      ? "Waits for the program director's agreement"
                      : `Agreed by ${side.agreedBy} on ${instantWords(side.agreedAt)}`}
                  </span>
                </span>
              </span>
              {side.mayAgree ? (
                <Button
                  className={classes.itemAction}
                  loading={agree.isPending}
                  onClick={() =>
                    agree.mutate({ params, body: { programId: side.programId, expectedVersion: version } })
                  }
                >
                  Agree for {side.programName}
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {combination.mayWithdraw ? (
        <Group justify="flex-end">
          <Button
            size="xs"
            variant="subtle"
            color="red"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ params, body: { expectedVersion: version } })}
          >
            Withdraw the combination
          </Button>
        </Group>
      ) : null}
    </Stack>
  )
}

function Proposal({ person, onClose }: { readonly person: PersonView; readonly onClose: () => void }) {
  const free = person.appointments.filter(({ combinationId, endOn }) => combinationId === null && endOn >= person.today)
  const [chosen, setChosen] = useState<string[]>(free.map(({ id }) => id))
  const propose = useAction(proposeCombination, {
    refresh,
    onDone: () => {
      notifications.show({ message: 'Proposed. The directors of the programs are told.' })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title="Propose a combined fellowship">
      <Stack gap="md">
        <ErrorNotice error={propose.error} />
        <Text>
          One trainee in two programs. Each program&rsquo;s director agrees here; each program&rsquo;s requirements are
          counted on their own.
        </Text>
        <Checkbox.Group label="Appointments" value={chosen} onChange={setChosen}>
          <Stack gap={6} mt={6}>
            {free.map((appointment) => (
              <Checkbox
                key={appointment.id}
                value={appointment.id}
                label={`${appointment.programName}, ${appointment.ftePercent} %, ${rangeWords(appointment.startOn, appointment.endOn)}`}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={propose.isPending}
            disabled={chosen.length < 2}
            onClick={() => propose.mutate({ params: { personId: person.id }, body: { appointmentIds: chosen } })}
          >
            Propose
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
