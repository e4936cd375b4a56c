import { Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput, UnstyledButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { type CallView, listSwaps, myCalls, offerSwap, type Partner, swapPartners } from '../contract.ts'
import classes from './swaps.module.css'
import { Said } from '../../absences/web/said.tsx'
import { callTime, callTitle, instantOf, localOf } from './words.ts'

type Way = 'swap' | 'give-away' | 'open'
const ways: { value: Way; label: string }[] = [
  { value: 'swap', label: 'Swap' },
  { value: 'give-away', label: 'Give' },
  { value: 'open', label: 'Offer to all' },
]

/** How one call could be handed on: only those who may take it are shown. */
export function OfferPanel({ call, onClose }: { readonly call: CallView; readonly onClose: () => void }) {
  const [way, setWay] = useState<Way>('swap')
  const [chosen, setChosen] = useState<Partner | null>(null)
  const [from, setFrom] = useState('')
  const [note, setNote] = useState('')
  const { timeZone } = call
  const fromAt = way === 'swap' || from === '' ? null : instantOf(from, timeZone)
  const part = fromAt === null ? {} : { fromAt }
  const query = useRoute(
    swapPartners,
    { query: { assignmentId: call.assignmentId, kind: way === 'swap' ? 'swap' : 'give-away', ...part } },
    { keepLast: true },
  )
  const offer = useAction(offerSwap, {
    refresh: [myCalls, listSwaps],
    onDone: () => {
      notifications.show({
        message:
          way === 'open' ? 'Your call is on the market.' : `${chosen?.personName ?? 'Your colleague'} is asked now.`,
      })
      onClose()
    },
  })
  const send = () =>
    offer.mutate({
      body: {
        kind: way,
        assignmentId: call.assignmentId,
        note,
        ...part,
        ...(way === 'open' || chosen === null ? {} : { partnerId: chosen.personId }),
        ...(way === 'swap' && chosen?.returned ? { returnAssignmentId: chosen.returned.assignmentId } : {}),
      },
    })
  return (
    <div className={classes.panel}>
      <Stack gap="md">
        <SegmentedControl
          aria-label="How to hand this call on"
          data={ways}
          value={way}
          onChange={(value) => {
            setWay(ways.find((each) => each.value === value)?.value ?? 'swap')
            setChosen(null)
          }}
          fullWidth
        />
        {way === 'swap' ? null : (
          <TextInput
            label="Only from a time on (not required)"
            type="datetime-local"
            min={localOf(call.startAt, timeZone)}
            max={localOf(call.endAt, timeZone)}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
            error={fieldError(query.error ?? offer.error, 'fromAt')}
          />
        )}
        <Loaded query={query} shape="lines">
          {({ partners, sentence }) => (
            <>
              <Text aria-live="polite">{way === 'open' ? openWords(partners.length) : sentence}</Text>
              {way === 'open' ? null : (
                <ul className={classes.list} aria-label="Who may take it">
                  {partners.map((partner) => (
                    <li key={`${partner.personId} ${partner.returned?.assignmentId}`}>
                      <UnstyledButton
                        className={classes.partner}
                        aria-pressed={partner === chosen}
                        onClick={() => setChosen(partner)}
                      >
                        <Text fw={600}>{partner.personName}</Text>
                        {partner.returned === null ? null : (
                          <Text>
                            for {callTitle(partner.returned)}, {callTime(partner.returned)}
                          </Text>
                        )}
                        <Text size="sm" className="quiet">
                          {partner.fairness}
                        </Text>
                        {partner.warnings.slice(0, 2).map((warning) => (
                          <Said key={warning} kind="warning">
                            {warning}
                          </Said>
                        ))}
                      </UnstyledButton>
                    </li>
                  ))}
                </ul>
              )}
            </>
          )}
        </Loaded>
        <Textarea
          label="A word to your colleagues (not required)"
          autosize
          minRows={1}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <ErrorNotice error={offer.error} shown={['fromAt']} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button loading={offer.isPending} disabled={way !== 'open' && chosen === null} onClick={send}>
            {way === 'open' ? 'Offer to all' : chosen === null ? 'Choose somebody' : `Ask ${chosen.personName}`}
          </Button>
        </Group>
      </Stack>
    </div>
  )
}

const openWords = (count: number): string =>
  count === 0
    ? 'Nobody may take it as things are; on the market it waits for somebody who may later.'
    : `The first who takes it has it. ${count === 1 ? 'One colleague may' : `${count} colleagues may`}.`
