import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowLeft } from '@tabler/icons-react'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { ButtonLink } from '../../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import { acceptSwap, cancelSwap, declineSwap, listSwaps, myCalls, type OfferView } from '../contract.ts'
import { OfferCard } from './offer-card.tsx'
import classes from './swaps.module.css'

/** What is offered to me, what anybody may take, and what I offered. */
export function OffersPage() {
  const query = useRoute(listSwaps, {})
  const mayTake = [...(query.data?.toMe ?? []), ...(query.data?.market ?? [])].filter(
    ({ abilities }) => abilities.accept,
  ).length
  const answer =
    mayTake === 0
      ? 'There is no call that you may take now.'
      : `${mayTake === 1 ? 'One call is' : `${mayTake} calls are`} offered that you may take.`
  return (
    <Page
      title="Offers of call"
      answer={query.data === undefined ? undefined : answer}
      actions={
        <ButtonLink to="/me/calls" variant="default" leftSection={<IconArrowLeft size={18} aria-hidden />}>
          My calls
        </ButtonLink>
      }
    >
      <Loaded query={query} shape="cards">
        {({ toMe, market, mine }) => (
          <>
            {toMe.length + market.length + mine.length === 0 ? (
              <EmptyState title="Nobody offers a call">
                Offer one of yours from “My calls”: only colleagues who may take it are asked.
              </EmptyState>
            ) : null}
            <Offers title="Offered to me" offers={toMe} />
            <Offers title="For whoever takes it first" offers={market} />
            <Offers title="My offers" offers={mine} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Offers({ title, offers }: { readonly title: string; readonly offers: readonly OfferView[] }) {
  if (offers.length === 0) return null
  return (
    <Section title={title}>
      <ul className={classes.list}>
        {offers.map((offer) => (
          <Offer key={`${offer.id} ${offer.version}`} offer={offer} />
        ))}
      </ul>
    </Section>
  )
}

function Offer({ offer }: { readonly offer: OfferView }) {
  const refresh = [listSwaps, myCalls]
  const onDone = ({ sentence }: { readonly sentence: string }) => notifications.show({ message: sentence })
  const accept = useAction(acceptSwap, { refresh, onDone })
  const decline = useAction(declineSwap, { refresh, onDone })
  const cancel = useAction(cancelSwap, { refresh, onDone })
  const params = { offerId: offer.id }
  const body = { expectedVersion: offer.version }
  const { abilities } = offer
  return (
    <OfferCard offer={offer}>
      <ErrorNotice error={accept.error ?? decline.error ?? cancel.error} />
      {abilities.accept || abilities.decline || abilities.cancel ? (
        <div className={classes.actions}>
          {abilities.accept ? (
            <Button loading={accept.isPending} onClick={() => accept.mutate({ params, body })}>
              {offer.returned === null ? 'Take it' : 'Swap'}
            </Button>
          ) : null}
          {abilities.decline ? (
            <Button variant="default" loading={decline.isPending} onClick={() => decline.mutate({ params, body })}>
              No, thank you
            </Button>
          ) : null}
          {abilities.cancel ? (
            <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ params, body })}>
              Take back
            </Button>
          ) : null}
        </div>
      ) : null}
    </OfferCard>
  )
}
