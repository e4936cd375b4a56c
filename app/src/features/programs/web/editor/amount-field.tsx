import { SegmentedControl, Stack, Text } from '@mantine/core'
import { isJsonNode, type JsonNode, type Path, pathText, valueAt } from '../../../curriculum/contract.ts'
import { useEditing } from './editing.ts'
import { ChoiceField, NumberField } from './leaf-fields.tsx'
import { levelIds, LevelAmounts } from './level-amounts.tsx'
import { unitOf } from './new-entry.ts'
import { shapeOf } from './schema-node.ts'
import classes from './editor.module.css'

const forms = [
  { value: 'exactly', label: 'Exactly' },
  { value: 'range', label: 'Range' },
  { value: 'byLevel', label: 'By level' },
]

const number = { kind: 'number', whole: false, min: 0, max: 4000 } as const

/** How much a requirement asks for, in one of its three forms; changing the form carries the figure over. */
export function AmountField({ path, schema }: { readonly path: Path; readonly schema: JsonNode }) {
  const { data, problems, locked, edit } = useEditing()
  const value = valueAt(data, path)
  const amount = isJsonNode(value) ? value : {}
  const form = 'byLevel' in amount ? 'byLevel' : 'exactly' in amount ? 'exactly' : 'range'
  const figure = [amount['exactly'], amount['atLeast'], amount['atMost']].find((each) => typeof each === 'number') ?? 1
  const unit = amount['unit'] ?? unitOf(data)
  const change = (next: string) => {
    const [first = 'PGY-1'] = levelIds(data)
    const made =
      next === 'exactly'
        ? { exactly: figure }
        : next === 'range'
          ? { atLeast: figure }
          : { byLevel: { [first]: figure } }
    edit([{ kind: 'set', path, value: { ...made, unit } }])
  }
  const properties = schema['properties'] as { readonly [key: string]: JsonNode }
  const units = shapeOf(properties['unit'] ?? {})
  return (
    <fieldset className={classes.record} id={`field-${pathText(path)}`} tabIndex={-1}>
      <legend className={classes.legend}>How much</legend>
      <Stack gap="xs">
        {problems.get(pathText(path))?.map((problem) => (
          <Text key={problem.sentence} size="sm" c="red" role="alert">
            {problem.sentence}
          </Text>
        ))}
        <SegmentedControl
          aria-label="Form of the amount"
          data={forms}
          value={form}
          disabled={locked}
          onChange={change}
          className={classes.forms ?? ''}
        />
        <div className={classes.fields}>
          {form === 'exactly' ? <NumberField path={[...path, 'exactly']} required shape={number} /> : null}
          {form === 'range' ? <NumberField path={[...path, 'atLeast']} required={false} shape={number} /> : null}
          {form === 'range' ? <NumberField path={[...path, 'atMost']} required={false} shape={number} /> : null}
          <ChoiceField path={[...path, 'unit']} required values={units.kind === 'choice' ? units.values : []} />
          {form === 'byLevel' ? (
            <div className={classes.wide}>
              <LevelAmounts path={[...path, 'byLevel']} bare />
            </div>
          ) : null}
        </div>
      </Stack>
    </fieldset>
  )
}
