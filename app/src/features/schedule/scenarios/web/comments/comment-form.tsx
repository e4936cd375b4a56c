import { Button, Group, MultiSelect, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ApiError } from '../../../../../contract/client.ts'
import { useActor } from '../../../../../ui/actor.tsx'
import { ErrorNotice, fieldError } from '../../../../../ui/notices.tsx'
import type { CommentsView } from '../../comments/contract.ts'
import { forgetWords, keepWords, unsentWords, type Words } from './unsent-words.ts'

/** Whoever opens it wants to type. */
const focus = (field: HTMLTextAreaElement | null) => field?.focus()

export type Person = CommentsView['people'][number]

/** Something to say, and to whom. Ctrl+Enter sends it. Closed with Escape, or never sent, it is there when the form is opened again. */
export function CommentForm(props: {
  /** What it is about; names the words that are not sent yet. */
  readonly about: string
  readonly label: string
  readonly people: readonly Person[]
  readonly error: ApiError | null
  readonly isBusy: boolean
  readonly onSay: (said: { text: string; mentions: string[] }) => void
  readonly onClose: () => void
}) {
  const { personId } = useActor()
  const { about } = props
  const [{ text, mentions }, setWords] = useState(() => unsentWords(about))
  const change = (next: Words) => {
    setWords(next)
    keepWords(about, next)
  }
  const say = () => {
    if (text.trim() !== '' && !props.isBusy) props.onSay({ text, mentions: [...mentions] })
  }
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
          onChange={(event) => change({ text: event.currentTarget.value, mentions })}
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
          value={[...mentions]}
          onChange={(next) => change({ text, mentions: next })}
          error={fieldError(props.error, 'mentions')}
          searchable
          comboboxProps={{ withinPortal: true }}
        />
        <ErrorNotice error={props.error} shown={['text', 'mentions']} />
        {props.error === null ? null : (
          <Text size="sm" className="quiet">
            Nothing is lost: what you wrote is kept here until it is sent.
          </Text>
        )}
        <Group gap="xs">
          <Button type="submit" size="sm" loading={props.isBusy} disabled={text.trim() === ''}>
            {props.error === null ? 'Send' : 'Send again'}
          </Button>
          <Button
            size="sm"
            variant="default"
            onClick={() => {
              forgetWords(about)
              props.onClose()
            }}
          >
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
