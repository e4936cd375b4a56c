import { NumberInput } from '@mantine/core'
import { isJsonNode, type Path, pathText, valueAt } from '../../../curriculum/contract.ts'
import { useEditing } from './editing.ts'
import { labelOf } from './field-words.ts'
import classes from './editor.module.css'

export function levelIds(data: { readonly [key: string]: unknown }): string[] {
  const levels = data['levels']
  return Array.isArray(levels)
    ? levels.flatMap((level: unknown) => (isJsonNode(level) && typeof level['id'] === 'string' ? [level['id']] : []))
    : []
}

/** An amount for each level; an empty one is not asked for. */
export function LevelAmounts({ path, bare = false }: { readonly path: Path; readonly bare?: boolean }) {
  const { data, problems, locked, edit } = useEditing()
  const value = valueAt(data, path)
  const stored = isJsonNode(value) ? value : {}
  // A level that is no longer defined keeps its amount until somebody takes it away.
  const levels = [...new Set([...levelIds(data), ...Object.keys(stored)])]
  const set = (level: string, next: string | number) =>
    edit([
      next === ''
        ? { kind: 'remove', path: [...path, level] }
        : { kind: 'set', path: [...path, level], value: Number(next) },
    ])
  return (
    <fieldset className={classes.record} data-bare={bare} id={`field-${pathText(path)}`} tabIndex={-1}>
      {bare ? null : <legend className={classes.legend}>{labelOf(path)}</legend>}
      <div className={classes.levels}>
        {levels.map((level) => {
          const at = pathText([...path, level])
          const amount = stored[level]
          return (
            <NumberInput
              key={level}
              id={`field-${at}`}
              label={level}
              size="sm"
              step={0.5}
              min={0}
              hideControls
              disabled={locked}
              value={typeof amount === 'number' ? amount : ''}
              onChange={(next) => set(level, next)}
              error={problems.get(at)?.[0]?.sentence}
            />
          )
        })}
      </div>
    </fieldset>
  )
}
