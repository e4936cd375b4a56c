import { Button, Group, Select, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlus, IconThermometer } from '@tabler/icons-react'
import { useState } from 'react'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { useActor } from '../../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { TextLink, usePageSearch, usePathParams } from '../../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import { getPersonSchedule } from '../../blocks/contract.ts'
import { type Balance, myAbsences, type RequestView, withdrawAbsence } from '../contract.ts'
import classes from './absences.module.css'
import { AskForm } from './ask-form.tsx'
import { ReportSick } from './report-sick.tsx'
import { RequestCard } from './request-card.tsx'
import { daysWords } from './words.ts'

type Mine = RouteAnswer<typeof myAbsences>

function answerOf({ programs, requests }: Mine): string {
  const main = programs[0]?.balances.find(({ leftDays }) => leftDays !== null)
  const waiting = requests.filter(({ state }) => state === 'pending').length
  const left =
    main === undefined || main.leftDays === null
      ? 'Nothing is counted for you yet.'
      : `${daysWords(Math.max(0, main.leftDays))} of ${main.kindName.toLowerCase()} left this year.`
  if (waiting === 0) return left
  return `${left} ${waiting === 1 ? 'One request waits' : `${waiting} requests wait`} for an answer.`
}

/** How much is left, what I asked for, and asking: in less than half a minute on a phone. */
export function MyAbsencesPage() {
  const { personId } = useActor()
  return <Absences personId={personId} />
}

/** The same of somebody else, for whom the desk asks. */
export function PersonAbsencesPage() {
  const { personId = '' } = usePathParams()
  return <Absences personId={personId} />
}

function Absences({ personId }: { readonly personId: string }) {
  const actor = useActor()
  const isMine = actor.personId === personId
  const [search, change] = usePageSearch()
  const [chosen, setChosen] = useState<string | null>(null)
  const query = useRoute(myAbsences, { params: { personId } })
  const asking = search['ask'] === true
  const sick = search['sick'] === true
  return (
    <Page
      title={isMine ? 'My time away' : query.data === undefined ? 'Time away' : `Time away of ${query.data.personName}`}
      answer={query.data === undefined ? undefined : answerOf(query.data)}
      actions={
        asking ? undefined : (
          <>
            <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => change({ ask: true })}>
              Ask for time away
            </Button>
            <Button
              variant="default"
              leftSection={<IconThermometer size={18} aria-hidden />}
              onClick={() => change({ sick: true })}
            >
              Report sick
            </Button>
          </>
        )
      }
    >
      <Loaded query={query} shape="cards">
        {(mine) => {
          const program = mine.programs.find(({ programId }) => programId === chosen) ?? mine.programs[0]
          if (program === undefined)
            return (
              <EmptyState title="There is no appointment now">
                Time away is asked for in a program, from the first day of an appointment on.
              </EmptyState>
            )
          return (
            <>
              {mine.programs.length > 1 ? (
                <Select
                  label="Program"
                  data={mine.programs.map(({ programId, name }) => ({ value: programId, label: name }))}
                  value={program.programId}
                  onChange={setChosen}
                  allowDeselect={false}
                />
              ) : null}
              {asking ? (
                <AskForm
                  personId={personId}
                  programId={mine.programs.length > 1 ? program.programId : undefined}
                  kinds={program.kinds}
                  hint={program.remarks}
                  onClose={() => change({ ask: undefined })}
                />
              ) : null}
              {sick ? (
                <ReportSick
                  personId={personId}
                  kinds={program.kinds.filter((kind) => kind.callIn)}
                  today={mine.today}
                  onClose={() => change({ sick: undefined })}
                />
              ) : null}
              <Balances balances={program.balances} yearLabel={mine.yearLabel} />
              <Requests requests={mine.requests} />
              <Text size="sm">
                <TextLink to={`/people/${personId}/what-if`}>What a leave would do to the requirements</TextLink>
              </Text>
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function Balances({ balances, yearLabel }: { readonly balances: readonly Balance[]; readonly yearLabel: string }) {
  return (
    <Section title={`What is left in ${yearLabel}`}>
      <div className={classes.balances}>
        {balances.map((balance) => (
          <div key={balance.kindCode} className={classes.balance}>
            <Text fw={600}>{balance.kindName}</Text>
            <div className={classes.figure}>
              {balance.leftDays === null
                ? `${daysWords(balance.approvedDays)} taken`
                : `${daysWords(Math.max(0, balance.leftDays))} left`}
            </div>
            <Text size="sm" className="quiet">
              {balance.sentence}
              {balance.verified
                ? balance.source === ''
                  ? ''
                  : ` Source: ${balance.source}.`
                : ' Not confirmed by your program.'}
            </Text>
          </div>
        ))}
      </div>
    </Section>
  )
}

function Requests({ requests }: { readonly requests: readonly RequestView[] }) {
  const withdraw = useAction(withdrawAbsence, {
    refresh: [myAbsences, getPersonSchedule],
    onDone: ({ state }) =>
      notifications.show({
        message: state === 'cancelled' ? 'The time away is cancelled.' : 'The request is withdrawn.',
      }),
  })
  if (requests.length === 0)
    return <EmptyState title="No time away was asked for yet">Requests and their answers appear here.</EmptyState>
  return (
    <Section title="Requests">
      <ErrorNotice error={withdraw.error} />
      <ul className={classes.list}>
        {requests.map((request) => {
          const { withdraw: mayWithdraw, cancel } = request.abilities
          return (
            <RequestCard
              key={request.id}
              request={request}
              actions={
                mayWithdraw || cancel ? (
                  <Group>
                    <Button
                      size="xs"
                      variant="default"
                      loading={withdraw.isPending}
                      onClick={() =>
                        withdraw.mutate({
                          params: { requestId: request.id },
                          body: { expectedVersion: request.version },
                        })
                      }
                    >
                      {cancel ? 'Cancel this time away' : 'Withdraw'}
                    </Button>
                  </Group>
                ) : undefined
              }
            />
          )
        })}
      </ul>
    </Section>
  )
}
