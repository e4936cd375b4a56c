import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { instantWords } from '../../../../ui/date-words.ts'
import { Status, type StatusKind } from '../../../../ui/status.tsx'
import type { OfferView } from '../contract.ts'
import { CallLine } from './call-line.tsx'
import classes from './swaps.module.css'
import { Said } from '../../absences/web/said.tsx'
import { callTime, callTitle, fromWords } from './words.ts'

const states: Record<OfferView['state'], readonly [StatusKind, string]> = {
  open: ['note', 'Waiting for an answer'],
  accepted: ['note', 'Waiting for an approval'],
  done: ['met', 'Done'],
  declined: ['missed', 'Declined'],
  cancelled: ['note', 'Taken back'],
  expired: ['note', 'Expired'],
  overtaken: ['note', 'Overtaken by another change'],
}

/** One offer: which call, from whom, for what. */
export function OfferCard({ offer, children }: { readonly offer: OfferView; readonly children?: ReactNode }) {
  const [kind, word] = states[offer.state]
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <CallLine call={offer.call} more={offer.fromAt === null ? undefined : fromWords(offer.fromAt, offer.call)} />
        <Status kind={kind}>{word}</Status>
      </div>
      <Text>
        {offer.ownerName}
        {offer.returned === null
          ? ' gives it away'
          : ` would take ${callTitle(offer.returned)}, ${callTime(offer.returned)} in return`}
        {offer.partnerName === null ? '' : `; offered to ${offer.partnerName}`}
        {offer.acceptedByName === null ? '' : `; ${offer.acceptedByName} takes it`}.
      </Text>
      {offer.note === '' ? null : <Text>“{offer.note}”</Text>}
      {offer.sentence === null ? null : <Text className="quiet">{offer.sentence}</Text>}
      {offer.state === 'open' ? (
        <Text size="sm" className="quiet">
          Until {instantWords(offer.expiresAt, offer.call.timeZone)}.
        </Text>
      ) : null}
      {offer.barred === null ? null : <Said kind="warning">{offer.barred}</Said>}
      {children}
    </li>
  )
}
