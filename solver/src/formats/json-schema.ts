/** As much of JSON Schema as `schema/` uses, read literally. */
export type Schema = Record<string, unknown>

/** Where data does not follow a schema: sentences that begin with the path, "people[0].slots[2].ticks must be …". */
export interface SchemaReading {
  mismatches: string[]
  /** Fields that the schema does not know; they are not read. */
  unknown: string[]
}

/** Reads data against a schema, or against the part of it that is given. Never throws on data. */
export function readAgainstSchema(root: Schema, data: unknown, part: Schema = root): SchemaReading {
  const reading: SchemaReading = { mismatches: [], unknown: [] }
  readValue({ root, ...reading }, data, part, '')
  return reading
}

interface Context extends SchemaReading {
  root: Schema
}

function readValue(context: Context, data: unknown, schema: Schema, path: string): void {
  const say = (must: string): number =>
    context.mismatches.push(`${path === '' ? 'The problem' : path} must be ${must}.`)
  const reference = schema['$ref']
  if (typeof reference === 'string') return readValue(context, data, definitionOf(context, reference), path)
  const either = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined
  if (either) return readChoice(context, data, either, path)
  if ('const' in schema) {
    if (data !== schema['const']) say(JSON.stringify(schema['const']))
    return
  }
  const values = schema['enum'] as unknown[] | undefined
  if (values) {
    if (!values.includes(data)) say(values.map((value) => JSON.stringify(value)).join(' or '))
    return
  }
  const type = String(schema['type'])
  if (typeOf(data) !== type) say(WORDS[type] ?? type)
  else if (Array.isArray(data)) readList(context, data, schema, path)
  else if (type === 'object') readObject(context, data as object, schema, path)
  else if (type === 'integer') readNumber(data as number, schema, say)
  else if (data === '' && Number(schema['minLength'] ?? 0) > 0) say('a text that is not empty')
}

const WORDS: Record<string, string> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  boolean: 'true or false',
}

function definitionOf({ root }: Context, reference: string): Schema {
  const definitions = root['$defs'] as Record<string, Schema>
  return definitions[reference.replace('#/$defs/', '')]!
}

/** Of several choices, the one whose `kind` the data has, else the one that fits, else the one that comes nearest. */
function readChoice(context: Context, data: unknown, choices: Schema[], path: string): void {
  const kind = typeof data === 'object' && data !== null && 'kind' in data ? data.kind : undefined
  const kinds = choices.map((choice) => kindOf(context, choice))
  const own = choices.find((_, k) => kind !== undefined && kinds[k] === kind)
  if (own) return readValue(context, data, own, path)
  if (kinds.every((known) => known !== undefined)) {
    context.mismatches.push(`${path}.kind must be ${kinds.map((known) => JSON.stringify(known)).join(' or ')}.`)
    return
  }
  const readings = choices.map((choice) => {
    const reading: SchemaReading = { mismatches: [], unknown: [] }
    readValue({ ...context, ...reading }, data, choice, path)
    return reading
  })
  const nearest = readings.find(({ mismatches }) => mismatches.length === 0)
  if (nearest) context.unknown.push(...nearest.unknown)
  else context.mismatches.push(readings.map(({ mismatches }) => mismatches[0]).join(' Or: '))
}

function kindOf(context: Context, choice: Schema): unknown {
  const reference = choice['$ref']
  const schema = typeof reference === 'string' ? definitionOf(context, reference) : choice
  return (schema['properties'] as Record<string, Schema> | undefined)?.['kind']?.['const']
}

function typeOf(data: unknown): string {
  if (data === null) return 'null'
  if (Array.isArray(data)) return 'array'
  return typeof data === 'number' && Number.isInteger(data) ? 'integer' : typeof data
}

function readNumber(data: number, schema: Schema, say: (must: string) => void): void {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema as Record<string, number>
  if (data < minimum || data > maximum) say(`from ${minimum} to ${maximum}`)
}

function readList(context: Context, data: unknown[], schema: Schema, path: string): void {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema as Record<string, number>
  if (data.length < minItems) context.mismatches.push(`${path} must have at least ${minItems} entries.`)
  if (data.length > maxItems) context.mismatches.push(`${path} must have at most ${maxItems} entries.`)
  for (const [k, entry] of data.entries()) readValue(context, entry, schema['items'] as Schema, `${path}[${k}]`)
}

function readObject(context: Context, data: object, schema: Schema, path: string): void {
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>
  const others = schema['additionalProperties'] as Schema | undefined
  for (const key of (schema['required'] ?? []) as string[])
    if (!Object.hasOwn(data, key)) context.mismatches.push(`${under(path, key)} is missing.`)
  for (const [key, value] of Object.entries(data)) {
    const own = Object.hasOwn(properties, key) ? properties[key] : others
    if (own) readValue(context, value, own, under(path, key))
    else context.unknown.push(`${under(path, key)} is not known and is not read.`)
  }
}

function under(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}
