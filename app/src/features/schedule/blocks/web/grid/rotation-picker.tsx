import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useState } from 'react'
import { Code } from '../../../../../ui/code.tsx'
import type { RotationView } from '../../contract.ts'
import { matchRotations } from './match-rotations.ts'
import classes from './rotation-picker.module.css'

/** A list of rotations that narrows as one types a code or a name; Enter takes the marked one. */
export function RotationPicker(props: {
  readonly rotations: readonly RotationView[]
  readonly initialText: string
  readonly onPick: (rotation: RotationView) => void
  /** The rotation that Enter would take. */
  readonly onMark?: (rotation: RotationView | null) => void
}) {
  const listId = useId()
  const [text, setText] = useState(props.initialText)
  const [marked, setMarked] = useState(0)
  const found = matchRotations(props.rotations, text)
  const chosen = found[Math.min(marked, found.length - 1)]
  const tell = useEffectEvent((rotation: RotationView | null) => props.onMark?.(rotation))
  const isAsked = text !== '' || marked > 0
  useEffect(() => tell(isAsked ? (chosen ?? null) : null), [chosen, isAsked])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setMarked((marked + 1) % Math.max(1, found.length))
    else if (event.key === 'ArrowUp') setMarked((marked + found.length - 1) % Math.max(1, found.length))
    else if (event.key === 'Enter' && chosen !== undefined) props.onPick(chosen)
    else return
    event.preventDefault()
  }
  return (
    <div>
      <TextInput
        size="sm"
        label="Set a rotation"
        placeholder="Code or name"
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={chosen === undefined ? undefined : `${listId} ${chosen.key}`}
        aria-autocomplete="list"
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setMarked(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={listId} aria-label="Rotations" className={classes.list}>
        {found.map((rotation) => (
          <div
            key={rotation.key}
            id={`${listId} ${rotation.key}`}
            role="option"
            aria-selected={rotation === chosen}
            tabIndex={-1}
            className={classes.option}
            onMouseDown={(event) => {
              event.preventDefault()
              props.onPick(rotation)
            }}
          >
            <Code tint={rotation.tint}>{rotation.code}</Code>
            <span>{rotation.name}</span>
          </div>
        ))}
      </div>
      {found.length === 0 ? <div className={classes.none}>No rotation of this program is called so.</div> : null}
    </div>
  )
}
