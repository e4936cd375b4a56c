import { Button, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useState } from 'react'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { ButtonLink } from '../../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../../ui/notices.tsx'
import { Page } from '../../../../ui/page.tsx'
import { Status } from '../../../../ui/status.tsx'
import { cancelSwap, listSwaps, myCalls } from '../contract.ts'
import { CallLine } from './call-line.tsx'
import { OfferPanel } from './offer-panel.tsx'
import classes from './swaps.module.css'
import { callTime, callTitle } from './words.ts'

type Mine = RouteAnswer<typeof myCalls>['calls'][number]

const answerOf = (calls: readonly Mine[]): string => {
  const [next] = calls
  return next === undefined ? 'No call of yours is published.' : `Next: ${callTitle(next)}, ${callTime(next)}.`
}

/** My calls to come, each with what may be done with it. */
export function MyCallsPage() {
  const query = useRoute(myCalls, {})
  const offers = useRoute(listSwaps, {})
  const waiting =
    (offers.data?.toMe.filter(({ abilities }) => abilities.accept).length ?? 0) +
    (offers.data?.market.filter(({ abilities }) => abilities.accept).length ?? 0)
  return (
    <Page
      title="My calls"
      answer={query.data === undefined ? undefined : answerOf(query.data.calls)}
      actions={
        <ButtonLink to="/swaps" variant="default" leftSection={<IconArrowsExchange size={18} aria-hidden />}>
          {waiting === 0 ? 'Offers' : `Offers (${waiting})`}
        </ButtonLink>
      }
    >
      <Loaded query={query} shape="cards">
        {({ calls }) =>
          calls.length === 0 ? (
            <EmptyState title="No call is published for you">
              When a call schedule is published, your calls appear here and can be swapped.
            </EmptyState>
          ) : (
            <ul className={classes.list}>
              {calls.map((call) => (
                <CallItem key={call.assignmentId} call={call} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

function CallItem({ call }: { readonly call: Mine }) {
  const [open, setOpen] = useState(false)
  const cancel = useAction(cancelSwap, {
    refresh: [myCalls, listSwaps],
    onDone: () => notifications.show({ message: 'The offer is taken back.' }),
  })
  const { offer } = call
  const name = `${callTitle(call)}, ${callTime(call)}`
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <CallLine call={call} />
        {offer !== null ? (
          <Button
            size="xs"
            variant="default"
            loading={cancel.isPending}
            aria-label={`Take back the offer of ${name}`}
            onClick={() => cancel.mutate({ params: { offerId: offer.id }, body: { expectedVersion: offer.version } })}
          >
            Take back
          </Button>
        ) : call.closed === null && !open ? (
          <Button size="xs" onClick={() => setOpen(true)} aria-label={`Swap or give away ${name}`}>
            Swap or give away
          </Button>
        ) : null}
      </div>
      {offer === null ? null : (
        <Status kind="note">
          {offer.state === 'accepted'
            ? `${offer.acceptedByName ?? 'A colleague'} takes it; an approval is waited for.`
            : offer.kind === 'open'
              ? 'On the market for whoever may take it first.'
              : `${offer.partnerName ?? 'A colleague'} is asked${offer.kind === 'swap' ? ' to swap' : ''}.`}
        </Status>
      )}
      {call.closed === null ? null : (
        <Text size="sm" className="quiet">
          {call.closed}
        </Text>
      )}
      {call.needsApproval && open ? (
        <Text size="sm" className="quiet">
          A swap here is approved by your program before it counts.
        </Text>
      ) : null}
      <ErrorNotice error={cancel.error} />
      {open ? <OfferPanel call={call} onClose={() => setOpen(false)} /> : null}
    </li>
  )
}
