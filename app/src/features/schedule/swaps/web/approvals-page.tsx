import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { EmptyState, ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { Page } from '../../../../ui/page.tsx'
import { decideSwap, type OfferView, swapApprovals } from '../contract.ts'
import { OfferCard } from './offer-card.tsx'
import classes from './swaps.module.css'

/** Swaps that both sides agreed to and that wait for the program. */
export function ApprovalsPage() {
  const query = useRoute(swapApprovals, {})
  const count = query.data?.waiting.filter(({ abilities }) => abilities.decide).length ?? 0
  return (
    <Page
      title="Swaps to approve"
      answer={
        query.data === undefined
          ? undefined
          : count === 0
            ? 'No swap waits for you.'
            : `${count === 1 ? 'One swap waits' : `${count} swaps wait`} for you. Every rule holds for each.`
      }
    >
      <Loaded query={query} shape="cards">
        {({ waiting }) =>
          waiting.length === 0 ? (
            <EmptyState title="Nothing to approve">
              Where a pool’s settings ask for it, agreed swaps are approved here.
            </EmptyState>
          ) : (
            <ul className={classes.list}>
              {waiting.map((offer) => (
                <Approval key={`${offer.id} ${offer.version}`} offer={offer} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

function Approval({ offer }: { readonly offer: OfferView }) {
  const [sentence, setSentence] = useState('')
  const decide = useAction(decideSwap, {
    refresh: [swapApprovals],
    onDone: (done) => notifications.show({ message: done.sentence }),
  })
  const press = (approve: boolean) =>
    decide.mutate({ params: { offerId: offer.id }, body: { expectedVersion: offer.version, approve, sentence } })
  return (
    <OfferCard offer={offer}>
      {offer.abilities.decide ? (
        <>
          <TextInput
            label="A sentence to both (needed to decline)"
            value={sentence}
            onChange={(event) => setSentence(event.currentTarget.value)}
            error={fieldError(decide.error, 'sentence')}
          />
          <ErrorNotice error={decide.error} shown={['sentence']} />
          <div className={classes.actions}>
            <Button loading={decide.isPending} onClick={() => press(true)}>
              Approve
            </Button>
            <Button variant="default" loading={decide.isPending} onClick={() => press(false)}>
              Decline
            </Button>
          </div>
        </>
      ) : null}
    </OfferCard>
  )
}
