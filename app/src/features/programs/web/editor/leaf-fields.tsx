import { Checkbox, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { type Path, pathText, type ReferredList, valueAt } from '../../../curriculum/contract.ts'
import { useEditing } from './editing.ts'
import { labelOf, valueLabel } from './field-words.ts'
import { isMadeUp, slugOf } from './new-entry.ts'
import { choicesFor, referredBy } from './references.ts'
import type { Shape } from './schema-node.ts'
import { useEntryEdits } from './use-entry-edits.ts'
import { useTyped } from './use-typed.ts'

export interface LeafProps {
  readonly path: Path
  readonly required: boolean
  readonly description?: string | undefined
}

/** What all inputs share: name, help, the problem of the place, and where a jump lands. */
function useField({ path, required, description }: LeafProps) {
  const { data, problems, locked, edit } = useEditing()
  const name = pathText(path)
  // An input of several words shows what is wrong with any of them.
  const found = [...problems].flatMap(([at, all]) => (at === name || at.startsWith(`${name}[`) ? all : []))
  return {
    value: valueAt(data, path),
    set: (value: unknown) => edit([value === undefined ? { kind: 'remove', path } : { kind: 'set', path, value }]),
    shared: {
      id: `field-${name}`,
      label: labelOf(path),
      ...(description === undefined ? {} : { description }),
      withAsterisk: required,
      disabled: locked,
      error: found.length === 0 ? undefined : found.map(({ sentence }) => sentence).join(' '),
    },
  }
}

const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

export function TextField(props: LeafProps & { readonly long: boolean; readonly orNone?: boolean }) {
  const { value, set, shared } = useField(props)
  const rename = useEntryEdits(props.path)
  const typed = useTyped(asText(value), (text) => {
    if (rename(text)) return
    set(text.trim() === '' ? (props.orNone === true ? null : undefined) : text)
  })
  const placeholder = props.orNone === true ? 'None is named' : ''
  return props.long ? (
    <Textarea {...shared} {...typed} placeholder={placeholder} autosize minRows={2} maxRows={18} />
  ) : (
    <TextInput {...shared} {...typed} placeholder={placeholder} />
  )
}

/** A reference to something else of the definition, or plain text where nothing fits. */
export function ReferenceField(props: LeafProps & { readonly lists: readonly ReferredList[] }) {
  const { data } = useEditing()
  const { value, set, shared } = useField(props)
  const stored = asText(value)
  return (
    <Select
      {...shared}
      searchable
      openOnFocus={false}
      clearable={!props.required}
      data={choicesFor(data, props.lists, [stored])}
      value={stored === '' ? null : stored}
      onChange={(next) => set(next ?? undefined)}
      nothingFoundMessage="Nothing is called so."
      placeholder={props.path.at(-1) === 'site' ? 'The first site' : 'None'}
    />
  )
}

/** An id: fixed once schedules may refer to it, otherwise changed everywhere at once. */
export function IdField(props: LeafProps & { readonly fixed: boolean }) {
  const { value, set, shared } = useField(props)
  const rename = useEntryEdits(props.path)
  const typed = useTyped(asText(value), (text) => {
    if (!rename(text)) set(text)
  })
  return (
    <TextInput
      {...shared}
      {...typed}
      disabled={shared.disabled || props.fixed}
      description={
        props.fixed
          ? 'Stays: schedules and trainees refer to it.'
          : isMadeUp(value)
            ? 'Follows from the name.'
            : 'Everything that refers to it follows.'
      }
      placeholder={slugOf('msk mri')}
    />
  )
}

export function DayField(props: LeafProps) {
  const { value, set, shared } = useField(props)
  const typed = useTyped(asText(value), (text) => set(text === '' ? undefined : text))
  return <TextInput {...shared} {...typed} type="date" />
}

export function NumberField(props: LeafProps & { readonly shape: Extract<Shape, { kind: 'number' }> }) {
  const { value, set, shared } = useField(props)
  const { whole, min, max } = props.shape
  return (
    <NumberInput
      {...shared}
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => set(next === '' ? undefined : Number(next))}
      allowDecimal={!whole}
      step={whole ? 1 : 0.5}
      clampBehavior="none"
      {...(min === undefined ? {} : { min: Math.max(0, min) })}
      {...(max === undefined || max > 1_000_000_000 ? {} : { max })}
    />
  )
}

export function YesNoField(props: LeafProps) {
  const { value, set, shared } = useField(props)
  const { withAsterisk: _asterisk, ...rest } = shared
  return (
    <Checkbox
      {...rest}
      mt="xs"
      checked={value === true}
      onChange={(event) => set(event.currentTarget.checked ? true : props.required ? false : undefined)}
    />
  )
}

export function ChoiceField(props: LeafProps & { readonly values: readonly string[] }) {
  const { value, set, shared } = useField(props)
  return (
    <Select
      {...shared}
      data={props.values.map((each) => ({ value: each, label: valueLabel(each) }))}
      value={asText(value) === '' ? null : asText(value)}
      clearable={!props.required}
      allowDeselect={!props.required}
      placeholder="Not stated"
      onChange={(next) => set(next ?? undefined)}
    />
  )
}

/** Several words: chosen where the definition has what they name, otherwise one to a line. */
export function WordsField(props: LeafProps & { readonly anyToo?: boolean }) {
  const { data } = useEditing()
  const { value, set, shared } = useField(props)
  const lists = referredBy(props.path)
  const stored = Array.isArray(value) ? value.map(asText) : []
  const lines = useTyped(stored.join('\n'), (text) => {
    const next = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
    set(next.length === 0 ? (props.anyToo === true ? 'any' : undefined) : next)
  })
  if (lists.length > 0)
    return (
      <MultiSelect
        {...shared}
        openOnFocus={false}
        data={choicesFor(data, lists, stored)}
        value={stored}
        onChange={(next) => set(next.length === 0 ? undefined : next)}
        searchable
        clearable
        {...(stored.length === 0 ? { placeholder: props.path.at(-1) === 'levels' ? 'All levels' : 'None' } : {})}
      />
    )
  return (
    <Textarea
      {...shared}
      {...lines}
      description={props.anyToo === true ? 'Ids of programs, one to a line; nothing is any program.' : 'One to a line.'}
      autosize
      minRows={2}
      maxRows={14}
    />
  )
}
