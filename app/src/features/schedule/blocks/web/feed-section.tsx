import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconCalendarPlus, IconCheck, IconCopy } from '@tabler/icons-react'
import { useActor } from '../../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { instantWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import { Section } from '../../../../ui/page.tsx'
import { createFeed, listFeeds, revokeFeed } from '../contract.ts'
import { manageFeeds } from '../policy.ts'

/** Makes and revokes the secret addresses with which calendars follow a schedule. */
export function FeedSection({ personId }: { readonly personId: string }) {
  const actor = useActor()
  const mayManage = actor.may(manageFeeds, { personId })
  const feeds = useRoute(listFeeds, {}, { enabled: mayManage })
  const create = useAction(createFeed, { refresh: [listFeeds] })
  const revoke = useAction(revokeFeed, { refresh: [listFeeds] })
  if (!mayManage) return null
  return (
    <Section title="Calendar">
      <Stack gap="sm">
        <Text>
          Subscribe from your own calendar; changes arrive by themselves. Whoever has the address can read it, so keep
          it secret.
        </Text>
        <ErrorNotice error={create.error ?? revoke.error} />
        {create.data === undefined ? (
          <Group>
            <Button
              variant="default"
              leftSection={<IconCalendarPlus size={18} aria-hidden />}
              loading={create.isPending}
              onClick={() => create.mutate({ body: { kind: 'person', personId } })}
            >
              Make a calendar address
            </Button>
          </Group>
        ) : (
          <NewAddress url={create.data.url} />
        )}
        <Loaded query={feeds}>
          {(answer) =>
            answer.feeds.map((feed) => (
              <Group key={feed.id} justify="space-between" gap="xs">
                <Text size="sm">
                  {feed.label} <span className="quiet">made {instantWords(feed.createdAt)}</span>
                </Text>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={`Revoke ${feed.label}`}
                  loading={revoke.isPending && revoke.variables.params.feedId === feed.id}
                  onClick={() => {
                    revoke.mutate({ params: { feedId: feed.id } })
                    if (create.data?.id === feed.id) create.reset()
                  }}
                >
                  Revoke
                </Button>
              </Group>
            ))
          }
        </Loaded>
      </Stack>
    </Section>
  )
}

function NewAddress({ url }: { readonly url: string }) {
  return (
    <Group align="end" gap="xs">
      <TextInput
        label="Your calendar address"
        description="It is shown only now. Paste it where your calendar says “subscribe” or “from URL”."
        readOnly
        value={url}
        flex={1}
        miw={240}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={url}>
        {({ copied, copy }) => (
          <Button
            onClick={copy}
            leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}
