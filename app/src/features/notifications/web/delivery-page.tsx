import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconMailFast, IconRefresh } from '@tabler/icons-react'
import type { RouteAnswer } from '../../../contract/route.ts'
import { useSession } from '../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../ui/api.ts'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { instantWords } from '../../../ui/date-words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { EmptyState, ErrorNotice } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { type DeliveryProblem, getDelivery, type messageStates, sendAgain, sendTest } from '../contract.ts'
import { type Channel, channels } from '../kinds.ts'

type View = RouteAnswer<typeof getDelivery>
type State = (typeof messageStates)[number]

const channelNames: Record<Channel, string> = { mail: 'E-mail', push: 'Devices' }
const stateNames: Record<State, string> = {
  waiting: 'Waiting',
  sending: 'Being sent',
  sent: 'Sent',
  skipped: 'Not needed',
  uncertain: 'May have arrived',
  dead: 'Given up',
}
const shownStates: readonly State[] = ['sent', 'waiting', 'uncertain', 'dead', 'skipped']
const purposeNames: Record<DeliveryProblem['purpose'], string> = {
  digest: 'Digest',
  'at-once': 'At once',
  letter: 'Letter',
}

function answerOf({ mail, problems }: View): string {
  const lost = problems.filter(({ state }) => state === 'dead').length
  const open = problems.filter(({ state }) => state !== 'dead').length
  if (!mail.isOn) return 'E-mail is off: people are told in their inbox only.'
  if (lost + open === 0) return 'Every message left as it should.'
  const words = (count: number, text: string) => (count === 0 ? [] : [`${count} ${text}`])
  return `${[...words(lost, 'given up'), ...words(open, 'in doubt or tried again')].join(', ')}: see why.`
}

/** What became of e-mail and push messages, for the administrator. */
export function DeliveryPage() {
  const query = useRoute(getDelivery, {})
  const test = useAction(sendTest, {
    refresh: [getDelivery],
    onDone: ({ address }) => notifications.show({ message: `A test is on its way to ${address}.` }),
  })
  return (
    <Page
      title="Delivery"
      answer={query.data === undefined ? undefined : answerOf(query.data)}
      actions={
        query.data?.mail.isOn === true ? (
          <Button
            variant="default"
            leftSection={<IconMailFast size={18} aria-hidden />}
            loading={test.isPending}
            onClick={() => test.mutate({ body: {} })}
          >
            Send me a test
          </Button>
        ) : undefined
      }
    >
      <ErrorNotice error={test.error} />
      <Loaded query={query} shape="table">
        {(view) => (
          <>
            <Roads view={view} />
            <Section title="The last 30 days">
              <Counts view={view} />
            </Section>
            <Section title="Messages that need somebody">
              <Problems view={view} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Roads({ view: { mail, push, address, lastSentAt } }: { readonly view: View }) {
  const { institution } = useSession()
  return (
    <Section title="How messages leave">
      <Text>
        {mail.isOn
          ? `E-mail leaves through ${mail.server} as ${mail.from}.`
          : 'E-mail is off. Set SMTP_URL and MAIL_FROM, then start the server again.'}
      </Text>
      <Text>
        {push.isOn
          ? `Messages to devices may go to ${push.services.join(', ')}.`
          : 'Messages to devices are off: PUSH_SERVICES is empty.'}
      </Text>
      {mail.isOn || push.isOn ? (
        <Text>
          Links in messages begin with {address}
          {address.startsWith('https:') ? '.' : '. Set PUBLIC_URL to the https address that people use.'}
        </Text>
      ) : null}
      <Text className="quiet">
        {lastSentAt === null
          ? 'Nothing was sent yet.'
          : `Last sent ${instantWords(lastSentAt, institution?.timeZone)}.`}
      </Text>
    </Section>
  )
}

function Counts({ view }: { readonly view: View }) {
  const countOf = (channel: Channel, state: State): number =>
    view.counts.find((row) => row.channel === channel && row.state === state)?.count ?? 0
  const columns: readonly Column<Channel>[] = [
    { key: 'channel', header: 'Channel', cell: (channel) => channelNames[channel] },
    ...shownStates.map((state) => ({
      key: state,
      header: stateNames[state],
      align: 'right' as const,
      cell: (channel: Channel) => countOf(channel, state),
    })),
  ]
  return <DataTable caption="Messages by channel and state" rows={channels} columns={columns} rowKey={(row) => row} />
}

function Problems({ view }: { readonly view: View }) {
  const { institution } = useSession()
  const again = useAction(sendAgain, {
    refresh: [getDelivery],
    onDone: () => notifications.show({ message: 'It is sent again in a moment.' }),
  })
  const when = (at: string) => instantWords(at, institution?.timeZone)
  const columns: readonly Column<DeliveryProblem>[] = [
    { key: 'person', header: 'To', sortBy: (row) => row.personName, cell: (row) => row.personName },
    {
      key: 'what',
      header: 'What',
      cell: (row) => `${purposeNames[row.purpose]}, ${channelNames[row.channel].toLowerCase()}`,
    },
    { key: 'made', header: 'Made', sortBy: (row) => row.createdAt, cell: (row) => when(row.createdAt) },
    {
      key: 'state',
      header: 'State',
      sortBy: (row) => row.state,
      cell: (row) =>
        row.nextAt === null ? stateNames[row.state] : `Tried ${row.attempts}×, again ${when(row.nextAt)}`,
    },
    { key: 'why', header: 'Why', cell: (row) => row.outcome ?? '' },
    {
      key: 'actions',
      header: 'Actions',
      cell: (row) => (
        <Group gap="xs" wrap="nowrap">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            aria-label={`Send again to ${row.personName}`}
            loading={again.isPending && again.variables.params.messageId === row.id}
            onClick={() => again.mutate({ params: { messageId: row.id } })}
          >
            Send again
          </Button>
        </Group>
      ),
    },
  ]
  return (
    <>
      <ErrorNotice error={again.error} />
      <DataTable
        caption={`${view.problems.length} messages`}
        rows={view.problems}
        columns={columns}
        rowKey={(row) => row.id}
        empty={<EmptyState title="None">Messages that cannot be delivered are listed here with the reason.</EmptyState>}
      />
    </>
  )
}
