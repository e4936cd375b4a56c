import { ActionIcon, NumberInput, Select, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { isJsonNode, type Path, pathText, valueAt } from '../../../curriculum/contract.ts'
import { useEditing } from './editing.ts'
import { levelIds } from './level-amounts.tsx'
import { choicesFor } from './references.ts'
import classes from './editor.module.css'

interface Row {
  readonly rotation: string
  readonly byLevel: Readonly<Record<string, unknown>>
}

/** The plan of the years as it is thought of: rotations down, levels across, what each year comes to below. */
export function PlanTable({ path }: { readonly path: Path }) {
  const { data, problems, locked, edit } = useEditing()
  const value = valueAt(data, path)
  const entries: readonly unknown[] = Array.isArray(value) ? value : []
  const rows = entries.map((entry): Row => {
    const byLevel = isJsonNode(entry) ? entry['byLevel'] : undefined
    const rotation = isJsonNode(entry) && typeof entry['rotation'] === 'string' ? entry['rotation'] : ''
    return { rotation, byLevel: isJsonNode(byLevel) ? byLevel : {} }
  })
  const levels = [...new Set([...levelIds(data), ...rows.flatMap(({ byLevel }) => Object.keys(byLevel))])]
  const choices = choicesFor(
    data,
    ['rotations'],
    rows.map(({ rotation }) => rotation),
  ) as { value: string; label: string }[]
  const names = new Map(choices.map((choice) => [choice.value, choice.label]))
  const unit = valueAt(data, [...path.slice(0, -1), 'unit'])
  const totalOf = (level: string) =>
    rows.reduce((sum, { byLevel }) => sum + (typeof byLevel[level] === 'number' ? byLevel[level] : 0), 0)
  const free = choices.filter(({ value: id }) => !rows.some(({ rotation }) => rotation === id))
  return (
    <div className={classes.planFrame} id={`field-${pathText(path)}`} tabIndex={-1}>
      {problems.get(pathText(path))?.map((problem) => (
        <Text key={problem.sentence} size="sm" c="red" role="alert">
          {problem.sentence}
        </Text>
      ))}
      <table className={classes.plan}>
        <caption>{`What a trainee is given in a year of each level${typeof unit === 'string' ? `, in ${unit}` : ''}`}</caption>
        <thead>
          <tr>
            <th scope="col">Rotation</th>
            {levels.map((level) => (
              <th key={level} scope="col">
                {level}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">Take away</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ rotation, byLevel }, index) => {
            const name = names.get(rotation) ?? rotation
            return (
              <tr key={rotation}>
                <th scope="row">{name}</th>
                {levels.map((level) => {
                  const at = [...path, index, 'byLevel', level]
                  const amount = byLevel[level]
                  return (
                    <td key={level}>
                      <NumberInput
                        id={`field-${pathText(at)}`}
                        aria-label={`${name} at ${level}`}
                        size="sm"
                        hideControls
                        min={0}
                        step={0.5}
                        disabled={locked}
                        value={typeof amount === 'number' ? amount : ''}
                        error={problems.get(pathText(at))?.[0]?.sentence}
                        onChange={(next) =>
                          edit([
                            next === '' ? { kind: 'remove', path: at } : { kind: 'set', path: at, value: Number(next) },
                          ])
                        }
                      />
                    </td>
                  )
                })}
                <td>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-label={`Take away: ${name}`}
                    disabled={locked}
                    onClick={() => edit([{ kind: 'remove', path: [...path, index] }])}
                  >
                    <IconTrash size={18} aria-hidden />
                  </ActionIcon>
                </td>
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Together</th>
            {levels.map((level) => (
              <td key={level}>{totalOf(level)}</td>
            ))}
          </tr>
        </tfoot>
      </table>
      <Select
        label="Add a rotation to the plan"
        placeholder="Choose a rotation"
        searchable
        maw={320}
        disabled={locked || free.length === 0}
        value={null}
        data={free}
        onChange={(next) =>
          next !== null &&
          edit([
            {
              kind: 'set',
              path: [...path, rows.length],
              value: { rotation: next, byLevel: { [levels[0] ?? 'PGY-1']: 0 } },
            },
          ])
        }
      />
    </div>
  )
}
