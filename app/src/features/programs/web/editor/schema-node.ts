import { isJsonNode, type JsonNode, programJsonSchema } from '../../../curriculum/contract.ts'

/** What kind of input a part of the format asks for. */
export type Shape =
  | { readonly kind: 'text'; readonly long: boolean }
  | { readonly kind: 'day' }
  | {
      readonly kind: 'number'
      readonly whole: boolean
      readonly min: number | undefined
      readonly max: number | undefined
    }
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'fixed'; readonly value: string }
  /** Text that may be null: the source names nothing. */
  | { readonly kind: 'text-or-none' }
  | { readonly kind: 'words' }
  | { readonly kind: 'any-or-words' }
  | { readonly kind: 'entries'; readonly item: JsonNode }
  | { readonly kind: 'by-level' }
  | { readonly kind: 'record'; readonly schema: JsonNode }
  /** Records told apart by their `kind`. */
  | { readonly kind: 'kinds'; readonly options: readonly JsonNode[] }
  | { readonly kind: 'free' }

let formatOnce: JsonNode | undefined
/** The format's own JSON Schema: forms are drawn from it, so that they offer all of it and nothing else. */
export const formatSchema = (): JsonNode => (formatOnce ??= programJsonSchema())

const nodes = (value: unknown): JsonNode[] => (Array.isArray(value) ? value.filter(isJsonNode) : [])

/** Texts longer than a title get more than one line. */
const longFrom = 400

function alternatives(options: readonly JsonNode[], grouped: boolean): Shape {
  if (grouped) return { kind: 'kinds', options }
  if (options.some((option) => option['type'] === 'null')) return { kind: 'text-or-none' }
  return options.some((option) => option['const'] === 'any') ? { kind: 'any-or-words' } : { kind: 'free' }
}

export function shapeOf(schema: JsonNode): Shape {
  const anyOf = nodes(schema['anyOf'])
  const oneOf = nodes(schema['oneOf'])
  if (anyOf.length + oneOf.length > 0) return alternatives([...anyOf, ...oneOf], oneOf.length > 0)
  if ('const' in schema) return { kind: 'fixed', value: String(schema['const']) }
  if (Array.isArray(schema['enum'])) return { kind: 'choice', values: schema['enum'].map(String) }
  switch (schema['type']) {
    case 'string':
      return schema['format'] === 'date'
        ? { kind: 'day' }
        : { kind: 'text', long: Number(schema['maxLength'] ?? 0) > longFrom }
    case 'integer':
    case 'number': {
      const bound = (key: string) => (typeof schema[key] === 'number' ? schema[key] : undefined)
      return { kind: 'number', whole: schema['type'] === 'integer', min: bound('minimum'), max: bound('maximum') }
    }
    case 'boolean':
      return { kind: 'yes-no' }
    case 'array': {
      const item = isJsonNode(schema['items']) ? schema['items'] : {}
      return item['type'] === 'string' ? { kind: 'words' } : { kind: 'entries', item }
    }
    case 'object':
      if (isJsonNode(schema['properties'])) return { kind: 'record', schema }
      return isJsonNode(schema['additionalProperties']) && schema['additionalProperties']['type'] === 'number'
        ? { kind: 'by-level' }
        : { kind: 'free' }
    default:
      return { kind: 'free' }
  }
}

export interface Field {
  readonly key: string
  readonly schema: JsonNode
  readonly required: boolean
}

/** The keys of a record in the format's order; marks are apart, see `hasMarks`. */
export function fieldsOf(schema: JsonNode): Field[] {
  const properties = isJsonNode(schema['properties']) ? schema['properties'] : {}
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : []
  return Object.entries(properties).flatMap(([key, node]) =>
    isJsonNode(node) && key !== 'verified' && key !== 'reason'
      ? [{ key, schema: node, required: required.includes(key) }]
      : [],
  )
}

/** Whether a record may say of itself that it is not verified. */
export const hasMarks = (schema: JsonNode): boolean =>
  isJsonNode(schema['properties']) && 'verified' in schema['properties']

/** Among records told apart by `kind`, the one that a kind means; a kind may stand for several. */
export const optionOf = (options: readonly JsonNode[], kind: unknown): JsonNode | undefined =>
  options.find((option) => kindsOf(option).includes(String(kind)))

export function kindsOf(option: JsonNode): string[] {
  const properties = option['properties']
  const kind = isJsonNode(properties) ? properties['kind'] : undefined
  if (!isJsonNode(kind)) return []
  return Array.isArray(kind['enum']) ? kind['enum'].map(String) : [String(kind['const'])]
}
