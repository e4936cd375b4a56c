import { Button, Select, Stack, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { isJsonNode, type JsonNode, type Path, pathText, valueAt } from '../../../curriculum/contract.ts'
import { AmountField } from './amount-field.tsx'
import { useEditing } from './editing.ts'
import { EntryList } from './entry-list.tsx'
import { labelOf, valueLabel } from './field-words.ts'
import { FreeField } from './free-field.tsx'
import * as leaf from './leaf-fields.tsx'
import { LevelAmounts } from './level-amounts.tsx'
import { Marks } from './marks.tsx'
import { unitOf } from './new-entry.ts'
import { PlanTable } from './plan-table.tsx'
import { referredBy } from './references.ts'
import { fieldsOf, hasMarks, kindsOf, optionOf, shapeOf } from './schema-node.ts'
import classes from './editor.module.css'

interface NodeProps {
  readonly path: Path
  readonly schema: JsonNode
  readonly required: boolean
}

const words = (schema: JsonNode): string | undefined =>
  typeof schema['description'] === 'string' ? sentence(schema['description']) : undefined
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

/** One part of the format, whatever it is. Drawn from the format's schema, so that every fact has its field. */
export function NodeField({ path, schema, required }: NodeProps) {
  const { fixedIds, data } = useEditing()
  const shape = shapeOf(schema)
  const at = { path, required, description: words(schema) }
  const key = path.at(-1)
  if (key === 'amount' && shape.kind === 'record' && 'byLevel' in (schema['properties'] as object))
    return <AmountField path={path} schema={schema} />
  switch (shape.kind) {
    case 'fixed':
      return null
    case 'text': {
      const lists = referredBy(path)
      if (lists.length > 0) return <leaf.ReferenceField {...at} lists={lists} />
      const [list] = path
      const isOwnId = key === 'id' && path.length === 3 && typeof list === 'string'
      if (isOwnId && list in fixedIds)
        return <leaf.IdField {...at} fixed={fixedIds[list as keyof typeof fixedIds].has(String(valueAt(data, path)))} />
      return key === 'id' && path.length === 1 ? (
        <leaf.IdField {...at} fixed />
      ) : (
        <leaf.TextField {...at} long={shape.long} />
      )
    }
    case 'text-or-none':
      return <leaf.TextField {...at} description={undefined} long={false} orNone />
    case 'day':
      return <leaf.DayField {...at} />
    case 'number':
      return <leaf.NumberField {...at} shape={shape} />
    case 'yes-no':
      return <leaf.YesNoField {...at} />
    case 'choice':
      return <leaf.ChoiceField {...at} values={shape.values} />
    case 'words':
      return <leaf.WordsField {...at} />
    case 'any-or-words':
      return <leaf.WordsField {...at} anyToo />
    case 'by-level':
      return <LevelAmounts path={path} />
    case 'entries':
      if (path.join('.') === 'plan.rows') return <PlanTable path={path} />
      return (
        <EntryList
          path={path}
          item={shape.item}
          required={required}
          draw={(at) =>
            shapeOf(shape.item).kind === 'record' ? (
              <Fields path={at} schema={shape.item} />
            ) : (
              <NodeField path={at} schema={shape.item} required />
            )
          }
        />
      )
    case 'kinds':
      return <KindsField path={path} options={shape.options} required={required} />
    case 'record':
      return <RecordField path={path} schema={schema} required={required} />
    case 'free':
      return <FreeField path={path} />
  }
}

/** Whether a field takes the whole width. */
const isWide = (schema: JsonNode): boolean => {
  const shape = shapeOf(schema)
  return (
    !['text', 'text-or-none', 'day', 'number', 'yes-no', 'choice', 'fixed'].includes(shape.kind) ||
    (shape.kind === 'text' && shape.long)
  )
}

/** The fields of a record, side by side where there is room. */
export function Fields({
  path,
  schema,
  without = [],
}: {
  readonly path: Path
  readonly schema: JsonNode
  readonly without?: readonly string[]
}) {
  return (
    <div className={classes.fields}>
      {fieldsOf(schema)
        .filter(({ key }) => !without.includes(key))
        .map((field) => (
          <div key={field.key} className={isWide(field.schema) ? classes.wide : undefined}>
            <NodeField path={[...path, field.key]} schema={field.schema} required={field.required} />
          </div>
        ))}
      {hasMarks(schema) ? <Marks path={path} /> : null}
    </div>
  )
}

/** A record with its name; one that may be left out is there only when it is asked for. */
function RecordField({ path, schema, required }: NodeProps) {
  const { data, problems, locked, edit } = useEditing()
  const [asked, setAsked] = useState(false)
  const there = valueAt(data, path) !== undefined
  const own = problems.get(pathText(path))
  const label = labelOf(path)
  if (!there && !asked && !required)
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={16} aria-hidden />}
        disabled={locked}
        onClick={() => {
          setAsked(true)
          const start = startOf(schema, data)
          if (Object.keys(start).length > 0) edit([{ kind: 'set', path, value: start }])
        }}
      >
        {label}
      </Button>
    )
  return (
    <fieldset className={classes.record} id={`field-${pathText(path)}`} tabIndex={-1}>
      <legend className={classes.legend}>{label}</legend>
      {own?.map((problem) => (
        <Text key={problem.sentence} size="sm" c="red" role="alert">
          {problem.sentence}
        </Text>
      ))}
      <Fields path={path} schema={schema} />
      {required ? null : (
        <Button
          mt="xs"
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconTrash size={16} aria-hidden />}
          disabled={locked}
          onClick={() => {
            setAsked(false)
            if (there) edit([{ kind: 'remove', path }])
          }}
        >
          {`Leave out: ${label.toLowerCase()}`}
        </Button>
      )}
    </fieldset>
  )
}

/** What a record needs and has one evident answer to. */
function startOf(schema: JsonNode, data: { readonly [key: string]: unknown }): Record<string, unknown> {
  return Object.fromEntries(
    fieldsOf(schema).flatMap(({ key, schema: node, required }): [string, unknown][] => {
      if (!required) return []
      const shape = shapeOf(node)
      if (key === 'unit') return [[key, unitOf(data)]]
      if (shape.kind === 'choice') return [[key, shape.values[0]]]
      if (shape.kind === 'yes-no') return [[key, false]]
      return shape.kind === 'text-or-none' ? [[key, null]] : []
    }),
  )
}

/** Records told apart by their kind: choosing another keeps what both have. */
function KindsField({
  path,
  options,
  required,
}: {
  readonly path: Path
  readonly options: readonly JsonNode[]
  readonly required: boolean
}) {
  const { data, problems, locked, edit } = useEditing()
  const value = valueAt(data, path)
  const kind = isJsonNode(value) ? value['kind'] : undefined
  const option = optionOf(options, kind)
  const change = (next: string | null) => {
    const target = optionOf(options, next)
    if (next === null || target === undefined) return
    if (target === option) return edit([{ kind: 'set', path: [...path, 'kind'], value: next }])
    const keys = new Set([...fieldsOf(target).map((field) => field.key), 'verified', 'reason'])
    const kept = Object.entries(isJsonNode(value) ? value : {}).filter(([key]) => keys.has(key))
    edit([{ kind: 'set', path, value: { ...Object.fromEntries(kept), ...extra(target, data), kind: next } }])
  }
  const at = [...path, 'kind']
  return (
    <fieldset
      className={classes.record}
      id={`field-${pathText(path)}`}
      tabIndex={-1}
      data-bare={typeof path.at(-1) === 'number'}
    >
      {typeof path.at(-1) === 'number' ? null : <legend className={classes.legend}>{labelOf(path)}</legend>}
      {problems.get(pathText(path))?.map((problem) => (
        <Text key={problem.sentence} size="sm" c="red" role="alert">
          {problem.sentence}
        </Text>
      ))}
      <Stack gap="xs">
        <Select
          id={`field-${pathText(at)}`}
          label="Kind"
          withAsterisk={required}
          disabled={locked}
          data={options.flatMap(kindsOf).map((each) => ({ value: each, label: valueLabel(each) }))}
          value={typeof kind === 'string' ? kind : null}
          allowDeselect={false}
          maw={320}
          onChange={change}
          error={problems.get(pathText(at))?.[0]?.sentence}
        />
        {option === undefined ? null : <Fields path={path} schema={option} without={['kind']} />}
      </Stack>
    </fieldset>
  )
}

const extra = (option: JsonNode, data: { readonly [key: string]: unknown }): Record<string, unknown> => {
  const keys = fieldsOf(option).filter(({ required }) => required)
  return {
    ...(keys.some(({ key }) => key === 'amount') ? { amount: { atLeast: 1, unit: unitOf(data) } } : {}),
    ...(keys.some(({ key }) => key === 'periods')
      ? {
          periods: [
            { label: 'First half', startOn: '07-01' },
            { label: 'Second half', startOn: '01-01' },
          ],
        }
      : {}),
    ...(keys.some(({ key }) => key === 'counts') ? { counts: [firstRotation(data)] } : {}),
  }
}

const firstRotation = (data: { readonly [key: string]: unknown }): string => {
  const id = valueAt(data, ['rotations', 0, 'id'])
  return typeof id === 'string' ? id : ''
}
