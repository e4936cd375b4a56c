import { Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { callReasons, type CallReason } from '../../settings.ts'
import classes from './board.module.css'

/** Why, with one tap; a sentence may be added. */
export function ReasonDialog(props: {
  readonly words: string
  readonly onReason: (code: CallReason, reason: string) => void
  readonly onClose: () => void
}) {
  const [reason, setReason] = useState('')
  return (
    <Modal opened onClose={props.onClose} title="Why this change?">
      <Stack gap="md">
        <Text>{props.words}</Text>
        <TextInput
          label="In your own words, if you like"
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={classes.reasons}>
          {Object.entries(callReasons).map(([code, label], index) => (
            <Button
              key={code}
              variant="default"
              {...(index === 0 ? { 'data-autofocus': true } : {})}
              onClick={() => props.onReason(code as CallReason, reason)}
            >
              {label}
            </Button>
          ))}
        </div>
      </Stack>
    </Modal>
  )
}
