import { Checkbox, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './settings.module.css'

interface Marked {
  readonly source: string
  readonly verified: boolean
}

/** A choice with who says so, and whether somebody has read it there. */
export function MarkedField<M extends Marked>(props: {
  readonly name: string
  readonly marked: M
  readonly disabled: boolean
  readonly onMark: (marked: M) => void
  readonly children: ReactNode
}) {
  const { marked, disabled } = props
  return (
    <div className={classes.marked}>
      <div>{props.children}</div>
      <Stack gap={6}>
        <TextInput
          label="Who says so"
          aria-label={`Who says so: ${props.name}`}
          size="sm"
          value={marked.source}
          disabled={disabled}
          onChange={(event) => props.onMark({ ...marked, source: event.currentTarget.value })}
        />
        <Checkbox
          label="I have read it there"
          aria-label={`I have read it there: ${props.name}`}
          checked={marked.verified}
          disabled={disabled}
          onChange={(event) => props.onMark({ ...marked, verified: event.currentTarget.checked })}
        />
      </Stack>
    </div>
  )
}
