import { Checkbox, Group, Textarea } from '@mantine/core'
import { useId } from 'react'
import { type Path, pathText, valueAt } from '../../../curriculum/contract.ts'
import { useEditing } from './editing.ts'
import { labelOf } from './field-words.ts'
import { useTyped } from './use-typed.ts'
import classes from './editor.module.css'

/** Whether the program's source states this; what it does not state is told to the reader with its reason. */
export function Marks({ path }: { readonly path: Path }) {
  const { data, problems, locked, edit } = useEditing()
  const help = useId()
  const isUnverified = valueAt(data, [...path, 'verified']) === false
  const reason = valueAt(data, [...path, 'reason'])
  const typed = useTyped(typeof reason === 'string' ? reason : '', (text) =>
    edit([
      text.trim() === ''
        ? { kind: 'remove', path: [...path, 'reason'] }
        : { kind: 'set', path: [...path, 'reason'], value: text },
    ]),
  )
  const at = pathText([...path, 'reason'])
  return (
    <div className={classes.marks}>
      <Group gap="sm" align="start" wrap="nowrap">
        <Checkbox
          label="Not verified"
          size="sm"
          checked={isUnverified}
          disabled={locked}
          aria-describedby={isUnverified ? help : undefined}
          onChange={(event) =>
            edit(
              event.currentTarget.checked
                ? [
                    { kind: 'set', path: [...path, 'verified'], value: false },
                    ...(typeof reason === 'string'
                      ? []
                      : [
                          { kind: 'set' as const, path: [...path, 'reason'], value: 'The source does not state this.' },
                        ]),
                  ]
                : [
                    { kind: 'remove', path: [...path, 'verified'] },
                    ...(reason === undefined ? [] : [{ kind: 'remove' as const, path: [...path, 'reason'] }]),
                  ],
            )
          }
        />
        {isUnverified ? (
          <Textarea
            {...typed}
            id={`field-${at}`}
            aria-label={`Why is it not verified: ${labelOf(path)}`}
            size="sm"
            autosize
            className={classes.reason ?? ''}
            disabled={locked}
            error={problems.get(at)?.[0]?.sentence}
          />
        ) : null}
      </Group>
      {isUnverified ? (
        <span id={help} className="visually-hidden">
          The reason is shown to everybody who reads this fact.
        </span>
      ) : null}
    </div>
  )
}
