import { ActionIcon, Group, Text, TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Cursor } from '../../../blocks/web/grid/cursor.ts'
import type { PersonLine } from '../../../blocks/web/grid/rows.ts'
import classes from './editor.module.css'
import { findPlaces } from './find.ts'

/** Whoever opens it wants to type. */
const focus = (input: HTMLInputElement | null) => input?.focus()

/** Find in the grid: a person, a code or a rotation; Enter goes to the next place, Shift+Enter back, Escape closes. */
export function FindBar(props: {
  readonly people: readonly PersonLine[]
  readonly onFound: (text: string, places: readonly Cursor[], place: Cursor | null) => void
  readonly onClose: () => void
}) {
  const [text, setText] = useState('')
  const [index, setIndex] = useState(0)
  const places = findPlaces(props.people, text)
  const go = (to: number) => {
    const next = places.length === 0 ? 0 : (to + places.length) % places.length
    setIndex(next)
    props.onFound(text, places, places[next] ?? null)
  }
  return (
    <Group gap={4} className={classes.find ?? ''} role="search" aria-label="Find in the grid">
      <TextInput
        size="sm"
        aria-label="Find a person, a code or a rotation"
        placeholder="Person, code or rotation"
        ref={focus}
        value={text}
        onChange={(event) => {
          const typed = event.currentTarget.value
          const found = findPlaces(props.people, typed)
          setText(typed)
          setIndex(0)
          props.onFound(typed, found, null)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go(event.shiftKey ? index - 1 : index + (places.length > 0 && index === 0 ? 0 : 1))
          else if (event.key === 'Escape') props.onClose()
          else return
          event.preventDefault()
        }}
      />
      <Text size="sm" aria-live="polite" className={classes.count ?? ''}>
        {text === ''
          ? ''
          : places.length === 0
            ? 'Nothing found'
            : `${Math.min(index + 1, places.length)} of ${places.length}`}
      </Text>
      <ActionIcon variant="default" size="lg" aria-label="The one before" onClick={() => go(index - 1)}>
        <IconChevronUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="default" size="lg" aria-label="The next" onClick={() => go(index + 1)}>
        <IconChevronDown size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" size="lg" aria-label="Close find" onClick={props.onClose}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
