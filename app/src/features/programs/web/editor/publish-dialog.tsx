import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../../../ui/api.ts'
import { dayWords } from '../../../../ui/date-words.ts'
import { ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import type { DefinitionChange } from '../../../curriculum/contract.ts'
import { getProgram, listPrograms, listRooms } from '../../contract.ts'
import { listDrafts, publishDraft } from '../../drafts/contract.ts'
import { ChangeList } from '../change-list.tsx'

/** Makes the draft a version. What trainees of today follow changes only with a reason, which the server asks for. */
export function PublishDialog(props: {
  readonly opened: boolean
  readonly onClose: () => void
  readonly onDone: (programId: string) => void
  readonly draftId: string
  readonly version: number
  readonly effectiveOn: string
  /** A version of the same day: the draft becomes its next revision. */
  readonly isRevision: boolean
  readonly changes: readonly DefinitionChange[]
}) {
  const [reason, setReason] = useState('')
  const publish = useAction(publishDraft, {
    refresh: [listPrograms, getProgram, listRooms, listDrafts],
    onDone: (outcome) => {
      notifications.show({ message: outcome.sentence })
      if (outcome.programId !== null) props.onDone(outcome.programId)
    },
  })
  const asksReason = fieldError(publish.error, 'reason') !== undefined || reason !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    publish.mutate({
      params: { draftId: props.draftId },
      body: { expectedVersion: props.version, ...(reason.trim() === '' ? {} : { reason }) },
    })
  }
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Make this a version" size="lg">
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text>{`It takes effect on ${dayWords(props.effectiveOn)}: those who start from that day on follow it. Earlier versions stay as they are.`}</Text>
          {props.isRevision ? (
            <Alert color="accent" variant="light">
              There is a version of this day already. This one becomes its next revision, and those who follow it follow
              the new text.
            </Alert>
          ) : null}
          {props.changes.length === 0 ? (
            <Text>It says the same as the version it started from.</Text>
          ) : (
            <ChangeList changes={props.changes} />
          )}
          {props.isRevision || asksReason ? (
            <Textarea
              label="Reason"
              description="Stands in the record with your name."
              autosize
              minRows={2}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              error={fieldError(publish.error, 'reason')}
            />
          ) : null}
          <ErrorNotice error={publish.error} shown={['reason']} />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={publish.isPending}>
              Make it a version
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
