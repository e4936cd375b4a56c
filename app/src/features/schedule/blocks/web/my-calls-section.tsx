import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { Code } from '../../../../ui/code.tsx'
import { TextLink } from '../../../../ui/navigation.tsx'
import { Section } from '../../../../ui/page.tsx'
import { spanWords } from '../../calls/web/call-words.ts'
import type { PublishedCall } from '../contract.ts'
import classes from './my-schedule-page.module.css'

const fewCalls = 6

/** "Night, Body call"; the shift alone where the pool is named after it. */
export const callTitle = ({ shiftName, poolName }: PublishedCall): string =>
  poolName.toLowerCase().startsWith(shiftName.toLowerCase()) ? poolName : `${shiftName}, ${poolName}`

/** The call somebody is on, or their next one. */
export function NextCallCard({ call }: { readonly call: (PublishedCall & { readonly isOn: boolean }) | null }) {
  return (
    <Section title={call?.isOn ? 'On call now' : 'Next call'}>
      {call === null ? (
        <Text>No call is published for you in the next half year.</Text>
      ) : (
        <>
          <Group gap="xs" wrap="nowrap" align="baseline">
            <Code tint={call.tint}>{call.poolCode}</Code>
            <Text fw={600} size="lg">
              {callTitle(call)}
            </Text>
          </Group>
          <Text>{spanWords(call, call.timeZone)}</Text>
        </>
      )}
    </Section>
  )
}

/** The calls of the year: those to come first, the others on request. */
export function CallsSection(props: { readonly calls: readonly PublishedCall[]; readonly today: string }) {
  const { calls, today } = props
  const [areAllShown, showAll] = useState(false)
  const coming = calls.filter(({ onDay }) => onDay >= today)
  const shown = areAllShown ? calls : coming.slice(0, fewCalls)
  return (
    <Section title={`Call: ${coming.length} to come, ${calls.length} in the year`}>
      {shown.length === 0 ? <Text>No call to come in this year.</Text> : null}
      <ol className={classes.stints}>
        {shown.map((call) => (
          <li key={call.id}>
            <Code tint={call.tint}>{call.poolCode}</Code>
            <span className={classes.stintName}>{callTitle(call)}</span>
            <span className={classes.stintDates}>{spanWords(call, call.timeZone)}</span>
          </li>
        ))}
      </ol>
      <Group gap="md" mt="xs">
        {calls.length > shown.length || areAllShown ? (
          <Button variant="default" size="sm" aria-expanded={areAllShown} onClick={() => showAll(!areAllShown)}>
            {areAllShown ? 'Show the next ones only' : `Show all ${calls.length}`}
          </Button>
        ) : null}
        <TextLink to="/me/calls">Offer a call, or take one</TextLink>
      </Group>
    </Section>
  )
}
