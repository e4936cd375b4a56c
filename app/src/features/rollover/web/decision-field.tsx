import { Button, Group, Loader, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { PersonDecision, PlaceView } from '../contract.ts'
import { choicesFor } from './rollover-words.ts'

/** What is to become of one appointment; kept as soon as it is chosen. */
export function DecisionField(props: {
  readonly place: PlaceView
  readonly isSaving: boolean
  readonly onDecide: (decision: PersonDecision) => void
}) {
  const { place, onDecide } = props
  const { decision, personName, decidedBy } = place
  const [choice, setChoice] = useState(decision.choice)
  const [endOn, setEndOn] = useState(decision.choice === 'end' ? decision.endOn : place.endOn)
  if (place.where === 'finished') return <Text size="sm">Nothing to decide</Text>
  const choose = (next: PersonDecision['choice']) => {
    setChoice(next)
    if (next !== 'end') onDecide({ choice: next })
  }
  const isSaved = decision.choice === 'end' && decision.endOn === endOn
  const options = choicesFor(place)
  return (
    <Stack gap={4}>
      <NativeSelect
        aria-label={`Decision about ${personName}`}
        data={options}
        value={choice}
        onChange={(event) => {
          const { value } = event.currentTarget
          const next = options.find((option) => option.value === value)
          if (next !== undefined) choose(next.value)
        }}
        rightSection={props.isSaving ? <Loader size="xs" /> : undefined}
      />
      {choice === 'end' ? (
        <Group gap="xs" wrap="nowrap">
          <TextInput
            type="date"
            aria-label={`Last day of ${personName}`}
            value={endOn}
            onChange={(event) => setEndOn(event.currentTarget.value)}
          />
          <Button
            variant="default"
            disabled={isSaved || endOn === ''}
            aria-label={`Keep the last day of ${personName}`}
            onClick={() => onDecide({ choice: 'end', endOn })}
          >
            Keep
          </Button>
        </Group>
      ) : null}
      {decidedBy === null ? null : (
        <Text size="xs" className="quiet">
          {decidedBy}
        </Text>
      )}
    </Stack>
  )
}
