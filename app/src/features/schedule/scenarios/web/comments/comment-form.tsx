import { Button, Group, MultiSelect, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ApiError } from '../../../../../contract/client.ts'
import { useActor } from '../../../../../ui/actor.tsx'
import { ErrorNotice, fieldError } from '../../../../../ui/notices.tsx'
import type { CommentsView } from '../../comments/contract.ts'

/** Whoever opens it wants to type. */
const focus = (field: HTMLTextAreaElement | null) => field?.focus()

export type Person = CommentsView['people'][number]

/** Something to say, and to whom. Ctrl+Enter sends it. */
export function CommentForm(props: {
  readonly label: string
  readonly people: readonly Person[]
  readonly error: ApiError | null
  readonly isBusy: boolean
  readonly onSay: (said: { text: string; mentions: string[] }) => void
  readonly onClose: () => void
}) {
  const { personId } = useActor()
  const [text, setText] = useState('')
  const [mentions, setMentions] = useState<string[]>([])
  const say = () => props.onSay({ text, mentions })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        say()
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={props.label}
          autosize
          minRows={2}
          maxRows={8}
          value={text}
          error={fieldError(props.error, 'text')}
          ref={focus}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) say()
            else if (event.key === 'Escape') props.onClose()
            else return
            event.preventDefault()
          }}
        />
        <MultiSelect
          label="Tell"
          placeholder={mentions.length === 0 ? 'Nobody in particular' : ''}
          data={props.people
            .filter((each) => each.personId !== personId)
            .map(({ personId: value, name }) => ({ value, label: name }))}
          value={mentions}
          onChange={setMentions}
          error={fieldError(props.error, 'mentions')}
          searchable
          comboboxProps={{ withinPortal: true }}
        />
        <ErrorNotice error={props.error} shown={['text', 'mentions']} />
        <Group gap="xs">
          <Button type="submit" size="sm" loading={props.isBusy} disabled={text.trim() === ''}>
            Send
          </Button>
          <Button size="sm" variant="default" onClick={props.onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
