import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import type { ListedItem, MarkStatus } from '../contract.ts'
import type { Marking } from './use-marking.ts'
import { statusNames } from './words.ts'

const explained: Record<MarkStatus, string> = {
  open: 'It is still to be done.',
  sent: 'It is on its way, and somebody else has to answer.',
  done: '',
  'not-needed': 'Nobody asks for it any more. Say why.',
}

/** All answers to an item, with a note. */
export function MarkDialog(props: {
  readonly item: ListedItem
  readonly marking: Marking
  readonly stay?: boolean
  readonly onClose: () => void
}) {
  const { item, marking } = props
  const [status, setStatus] = useState<MarkStatus>(item.status)
  const [note, setNote] = useState(item.note ?? '')
  const [missing, setMissing] = useState(false)
  const choices: readonly MarkStatus[] =
    item.document === null ? ['open', 'sent', 'done', 'not-needed'] : ['open', 'not-needed']
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (status === 'not-needed' && note.trim() === '') return setMissing(true)
    marking.mark(item, status, note.trim() === '' ? null : note.trim())
    props.onClose()
  }
  return (
    <Modal opened onClose={props.onClose} title={item.title}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {item.guidance === '' ? null : <Text>{item.guidance}</Text>}
          <ErrorNotice error={marking.error} shown={['note']} />
          <Radio.Group
            label="How does it stand?"
            value={status}
            onChange={(value) => {
              const chosen = choices.find((each) => each === value)
              if (chosen !== undefined) setStatus(chosen)
            }}
          >
            <Stack gap="xs" mt={4}>
              {choices.map((each) => (
                <Radio
                  key={each}
                  value={each}
                  label={props.stay && each === 'done' ? 'Confirmed' : statusNames[each]}
                  description={explained[each] === '' ? undefined : explained[each]}
                />
              ))}
            </Stack>
          </Radio.Group>
          {item.document === null ? null : (
            <Text size="sm">It is done by itself once the document is here and the desk has seen it.</Text>
          )}
          <Textarea
            label={status === 'not-needed' ? 'Why it does not apply' : 'Note'}
            description="Read by the person and by those who run the program."
            required={status === 'not-needed'}
            autosize
            minRows={2}
            value={note}
            error={missing ? 'Say why this does not apply.' : fieldError(marking.error, 'note')}
            onChange={(event) => {
              setMissing(false)
              setNote(event.currentTarget.value)
            }}
          />
          <Group justify="end">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit">Save</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
