import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { instantWords } from '../../../../ui/date-words.ts'
import { Loaded, Loading } from '../../../../ui/loaded.tsx'
import { usePageSearch } from '../../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import { Status } from '../../../../ui/status.tsx'
import { applyRepair, proposeRepairs, repairPeople, type RepairView } from '../contract.ts'
import { CallLine } from './call-line.tsx'
import classes from './swaps.module.css'
import { Said } from '../../absences/web/said.tsx'
import { instantOf, localOf } from './words.ts'

type Out = RouteAnswer<typeof repairPeople>

/** Somebody is out: who takes their call. */
export function RepairPage() {
  const query = useRoute(repairPeople, {})
  const away = query.data?.people.filter(({ awayOn }) => awayOn !== null).length ?? 0
  const answer =
    away === 0
      ? 'Nobody who is away has a call to come.'
      : `${away === 1 ? 'One trainee is' : `${away} trainees are`} away while on call: their calls need somebody.`
  return (
    <Page title="Somebody is out" answer={query.data === undefined ? undefined : answer}>
      <Loaded query={query} shape="cards">
        {(out) =>
          out.people.length === 0 ? (
            <EmptyState title="No call is published for your trainees">
              When somebody on a published call falls ill, you find who takes over here.
            </EmptyState>
          ) : (
            <Repair out={out} />
          )
        }
      </Loaded>
    </Page>
  )
}

function Repair({ out }: { readonly out: Out }) {
  const [search, change] = usePageSearch()
  const { timeZone, now } = out
  const person = out.people.find(({ personId }) => personId === search['person'])
  const from = typeof search['from'] === 'string' ? search['from'] : localOf(person?.awayOn?.fromAt ?? now, timeZone)
  const until =
    typeof search['until'] === 'string'
      ? search['until']
      : localOf(person?.awayOn?.untilAt ?? person?.nextEndAt ?? now, timeZone)
  const [fromAt, untilAt] = [instantOf(from, timeZone), instantOf(until, timeZone)]
  const asked = person !== undefined && fromAt !== null && untilAt !== null && fromAt < untilAt
  const query = useRoute(
    proposeRepairs,
    { body: { personId: person?.personId ?? '', fromAt: fromAt ?? now, untilAt: untilAt ?? now } },
    { enabled: asked },
  )
  return (
    <Stack gap="md">
      <Section>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <Select
            label="Who is out"
            placeholder="Choose somebody"
            searchable
            data={out.people.map(({ personId, personName, awayOn }) => ({
              value: personId,
              label: awayOn === null ? personName : `${personName} (away, on call)`,
            }))}
            value={person?.personId ?? null}
            onChange={(value) => change({ person: value ?? undefined, from: undefined, until: undefined })}
          />
          <TextInput
            label="From"
            type="datetime-local"
            value={from}
            onChange={(event) => change({ from: event.currentTarget.value })}
          />
          <TextInput
            label="Until"
            type="datetime-local"
            value={until}
            onChange={(event) => change({ until: event.currentTarget.value })}
            error={fieldError(query.error, 'untilAt')}
          />
        </SimpleGrid>
        <Text size="sm" className="quiet" mt="xs">
          {person === undefined
            ? 'Choose who is out; times are those of the hospital.'
            : `Next call of ${person.personName}: ${instantWords(person.nextAt, timeZone)}.`}
        </Text>
      </Section>
      {!asked ? null : query.isPending ? (
        <>
          <Text aria-live="polite">Looking for who could take over…</Text>
          <Loading shape="cards" />
        </>
      ) : (
        <Loaded query={query} shape="cards">
          {(found) => <Proposals personId={person.personId} found={found} />}
        </Loaded>
      )}
    </Stack>
  )
}

function Proposals(props: { readonly personId: string; readonly found: RouteAnswer<typeof proposeRepairs> }) {
  const { personId, found } = props
  if (found.calls.length === 0)
    return <EmptyState title="No call in this time">{found.personName} has no published call then.</EmptyState>
  return (
    <>
      <Section title={`What ${found.personName} leaves`}>
        <div className={classes.list}>
          {found.calls.map((call) => (
            <CallLine key={call.assignmentId} call={call} />
          ))}
        </div>
      </Section>
      <Section title="Ways to cover it, the best first">
        <ul className={classes.list}>
          {found.repairs.map((repair, at) => (
            <Proposal key={JSON.stringify(repair.parts)} repair={repair} personId={personId} at={at} />
          ))}
        </ul>
      </Section>
    </>
  )
}

const titleOf = ({ called, unfilled }: RepairView): string => {
  if (called.length === 0) return 'Leave it open'
  const names = called.map(({ personName }) => personName)
  return `Call ${names.join(' and ')}${unfilled.length > 0 ? ', the rest stays open' : ''}`
}

function Proposal(props: { readonly repair: RepairView; readonly personId: string; readonly at: number }) {
  const { repair, personId } = props
  const [reason, setReason] = useState('')
  const apply = useAction(applyRepair, {
    refresh: [repairPeople, proposeRepairs],
    onDone: ({ notified }) =>
      notifications.show({
        message: `The call is changed; ${notified === 1 ? 'one person is' : `${notified} people are`} told.`,
      }),
  })
  const isLegal = repair.violations.length === 0
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <Text fw={600}>{titleOf(repair)}</Text>
        <Status kind={isLegal ? (repair.unfilled.length === 0 ? 'met' : 'warning') : 'violation'}>
          {isLegal
            ? repair.unfilled.length === 0
              ? 'Every rule holds'
              : 'A call stays open'
            : `Breaks ${repair.violations.length === 1 ? 'a rule' : `${repair.violations.length} rules`}`}
        </Status>
      </div>
      <ul className={classes.plain}>
        {[...repair.sentences, ...repair.unfilled].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {repair.called.map(({ personId: id, personName, fairness }) => (
          <li key={id} className="quiet">
            {personName}: {fairness}
          </li>
        ))}
      </ul>
      {repair.violations.map((sentence) => (
        <Said key={sentence} kind="violation">
          {sentence}
        </Said>
      ))}
      {repair.warnings.slice(0, 3).map((sentence) => (
        <Said key={sentence} kind="warning">
          {sentence}
        </Said>
      ))}
      {isLegal ? null : (
        <TextInput
          label="Why it is done all the same"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={fieldError(apply.error, 'reason')}
        />
      )}
      <ErrorNotice error={apply.error} shown={['reason']} />
      <Group>
        <Button
          variant={props.at === 0 ? 'filled' : 'default'}
          loading={apply.isPending}
          aria-label={`${titleOf(repair)}, and tell everybody`}
          onClick={() => apply.mutate({ body: { personId, parts: repair.parts, reason } })}
        >
          Do this and tell everybody
        </Button>
      </Group>
    </li>
  )
}
