import { Badge, Button, Group, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useActor } from '../../../../ui/actor.tsx'
import { useRoute } from '../../../../ui/api.ts'
import { viewerZone } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { ButtonLink } from '../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import { callNow, type OnCall, type PoolNow } from '../now-contract.ts'
import { giveCallKeys, setUpCall } from '../policy.ts'
import { CallKeys } from './call-keys.tsx'
import { CallLinks } from './call-links.tsx'
import classes from './call.module.css'
import { spanWords, timeWords } from './call-words.ts'

function answerOf(pools: readonly PoolNow[]): string {
  if (pools.length === 0) return 'No call pool is set up yet.'
  const covered = pools.filter(({ now }) => now.length > 0).length
  return covered === 0
    ? 'Nobody is on call at this moment.'
    : `${covered} of ${pools.length} pools are covered at this moment.`
}

/** Asks again at the very moment at which somebody takes over. */
function useSwitchOver(pools: readonly PoolNow[] | undefined, again: () => void): void {
  const askAgain = useEffectEvent(again)
  const changes = (pools ?? []).flatMap(({ at, changesAt }) =>
    changesAt === null ? [] : [Date.parse(changesAt) - Date.parse(at)],
  )
  const wait = changes.length === 0 ? null : Math.min(...changes)
  useEffect(() => {
    if (wait === null || wait > 6 * 3_600_000) return undefined
    const timer = setTimeout(askAgain, wait + 300)
    return () => clearTimeout(timer)
  }, [wait])
}

export function NowPage() {
  const actor = useActor()
  const query = useRoute(callNow, {}, { everySeconds: 60 })
  useSwitchOver(query.data?.pools, () => void query.refetch())
  const [keysOf, setKeysOf] = useState<PoolNow | null>(null)
  return (
    <Page title="On call now" answer={query.data && answerOf(query.data.pools)}>
      <CallLinks here="/call" />
      <Loaded query={query} shape="cards">
        {({ pools }) =>
          pools.length === 0 ? (
            <EmptyState
              title="No call pool yet"
              action={
                actor.may(setUpCall) ? <ButtonLink to="/call/pools">Set up the first pool</ButtonLink> : undefined
              }
            >
              A pool is one kind of call: its shifts, who may take them, and how it is shared out.
            </EmptyState>
          ) : (
            <div className={classes.pools}>
              {pools.map((pool) => (
                <PoolCard
                  key={pool.poolId}
                  pool={pool}
                  onKeys={actor.may(giveCallKeys) ? () => setKeysOf(pool) : undefined}
                />
              ))}
            </div>
          )
        }
      </Loaded>
      {keysOf === null ? null : <CallKeys pool={keysOf} onClose={() => setKeysOf(null)} />}
    </Page>
  )
}

function PoolCard({ pool, onKeys }: { readonly pool: PoolNow; readonly onKeys: (() => void) | undefined }) {
  const { timeZone } = pool
  return (
    <Section
      title={pool.name}
      aside={
        <Badge variant="outline" tt="none">
          {pool.code}
        </Badge>
      }
    >
      {pool.siteName === null && timeZone === viewerZone() ? null : (
        <Text size="sm" className="quiet">
          {[pool.siteName ?? '', timeZone === viewerZone() ? '' : `Times of ${timeZone}`].filter(Boolean).join(' · ')}
        </Text>
      )}
      {pool.now.length === 0 ? <Text>Nobody at this moment.</Text> : null}
      {pool.now.map((one) => (
        <div key={`${one.personName}${one.startAt}`}>
          <div className={classes.name}>{one.personName}</div>
          <Text size="sm" className="quiet">
            {one.shiftName}, until {timeWords(one.endAt, timeZone)}
          </Text>
        </div>
      ))}
      {pool.next.length === 0 ? null : (
        <Text size="sm" mt="xs">
          Next: <strong>{pool.next.map(({ personName }) => personName).join(', ')}</strong>,{' '}
          {pool.next.slice(0, 1).map((one) => spanWords(one, timeZone))}
        </Text>
      )}
      <Week title="The next week" calls={pool.coming} timeZone={timeZone} />
      <Week title="The past week" calls={pool.past} timeZone={timeZone} />
      {onKeys === undefined ? null : (
        <Group mt="xs">
          <Button size="compact-sm" variant="subtle" leftSection={<IconKey size={16} aria-hidden />} onClick={onKeys}>
            Addresses of {pool.name}
          </Button>
        </Group>
      )}
    </Section>
  )
}

function Week(props: { readonly title: string; readonly calls: readonly OnCall[]; readonly timeZone: string }) {
  if (props.calls.length === 0) return null
  return (
    <details className={`dense ${classes.more}`}>
      <summary>{props.title}</summary>
      <ul className={classes.shifts}>
        {props.calls.map((call) => (
          <li key={`${call.startAt}${call.personName}`}>
            <span>{call.personName}</span>
            <time dateTime={call.startAt}>{spanWords(call, props.timeZone)}</time>
          </li>
        ))}
      </ul>
    </details>
  )
}
