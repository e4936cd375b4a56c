/** As much of JSON Schema as `schema/` uses, read literally. */
export type Schema = Record<string, unknown>

/** Where data does not follow a schema, in sentences; empty when it does. */
export function findMismatches(root: Schema, data: unknown, schema: Schema = root, path = '$'): string[] {
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    const definitions = root['$defs'] as Record<string, Schema>
    return findMismatches(root, data, definitions[reference.replace('#/$defs/', '')]!, path)
  }
  const either = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined
  if (either) {
    const fitting = either.filter((choice) => findMismatches(root, data, choice, path).length === 0).length
    const fits = schema['oneOf'] ? fitting === 1 : fitting > 0
    return fits ? [] : [`${path} fits ${fitting} of the choices.`]
  }
  if ('const' in schema) return data === schema['const'] ? [] : [`${path} is not ${String(schema['const'])}.`]
  const values = schema['enum'] as unknown[] | undefined
  if (values) return values.includes(data) ? [] : [`${path} is none of ${values.join(', ')}.`]
  const types = [schema['type']].flat()
  if (!types.includes(typeOf(data))) return [`${path} is not ${types.join(' or ')}.`]
  if (Array.isArray(data)) return findInList(root, data, schema, path)
  if (typeof data === 'object' && data !== null) return findInObject(root, data, schema, path)
  if (typeof data === 'number') {
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema as Record<string, number>
    return data >= minimum && data <= maximum ? [] : [`${path} is out of range.`]
  }
  return typeof data === 'string' && data.length < Number(schema['minLength'] ?? 0) ? [`${path} is empty.`] : []
}

function typeOf(data: unknown): string {
  if (data === null) return 'null'
  if (Array.isArray(data)) return 'array'
  return typeof data === 'number' && Number.isInteger(data) ? 'integer' : typeof data
}

function findInList(root: Schema, data: unknown[], schema: Schema, path: string): string[] {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema as Record<string, number>
  if (data.length < minItems || data.length > maxItems) return [`${path} has ${data.length} entries.`]
  if (schema['uniqueItems'] === true && new Set(data).size < data.length) return [`${path} repeats an entry.`]
  return data.flatMap((entry, k) => findMismatches(root, entry, schema['items'] as Schema, `${path}[${k}]`))
}

function findInObject(root: Schema, data: object, schema: Schema, path: string): string[] {
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>
  const others = schema['additionalProperties'] as Schema | undefined
  const missing = ((schema['required'] ?? []) as string[]).filter((key) => !Object.hasOwn(data, key))
  return [
    ...missing.map((key) => `${path}.${key} is missing.`),
    ...Object.entries(data).flatMap(([key, value]) => {
      const own = properties[key] ?? others
      return own ? findMismatches(root, value, own, `${path}.${key}`) : [`${path}.${key} is not in the schema.`]
    }),
  ]
}
