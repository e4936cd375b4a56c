import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { type Path, pathText, readYaml, valueAt, writeYaml } from '../../../curriculum/contract.ts'
import { useEditing } from './editing.ts'
import { labelOf } from './field-words.ts'
import { useTyped } from './use-typed.ts'

/** Structured facts without a form of their own, as they stand in the file. */
export function FreeField({ path }: { readonly path: Path }) {
  const { data, problems, locked, edit } = useEditing()
  const [unreadable, setUnreadable] = useState<string | null>(null)
  const value = valueAt(data, path)
  const stored = value === undefined ? '' : writeYaml(value)
  const typed = useTyped(unreadable ?? stored, (text) => {
    const read = readYaml(text)
    setUnreadable(read.ok ? null : text)
    if (read.ok) edit([read.value === null ? { kind: 'remove', path } : { kind: 'set', path, value: read.value }])
  })
  const at = pathText(path)
  return (
    <Textarea
      {...typed}
      id={`field-${at}`}
      label={labelOf(path)}
      description="As in the file: one “key: value” to a line."
      disabled={locked}
      autosize
      minRows={2}
      maxRows={14}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      error={
        unreadable === null
          ? problems.get(at)?.[0]?.sentence
          : 'This cannot be read. Write “key: value”, one to a line.'
      }
    />
  )
}
