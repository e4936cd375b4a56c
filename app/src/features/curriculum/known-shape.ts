import { isJsonNode, type JsonNode, programJsonSchema } from './json-schema.ts'
import type { Path } from './problem.ts'

let schemaOnce: JsonNode | undefined
const formatSchema = (): JsonNode => (schemaOnce ??= programJsonSchema())

const kindsOf = (schema: unknown): string[] => {
  const kind = isJsonNode(schema) && isJsonNode(schema['properties']) ? schema['properties']['kind'] : undefined
  if (!isJsonNode(kind)) return []
  return Array.isArray(kind['enum']) ? kind['enum'].map(String) : 'const' in kind ? [String(kind['const'])] : []
}

/** A schema's alternatives, or the schema itself when it has none. */
const alternatives = (schema: unknown): JsonNode[] => {
  if (!isJsonNode(schema)) return []
  const options = schema['anyOf'] ?? schema['oneOf']
  return Array.isArray(options) ? options.flatMap(alternatives) : [schema]
}

/** Of alternatives told apart by `kind`, only the one the data names. */
const fitting = (schemas: readonly JsonNode[], value: unknown): JsonNode[] => {
  const kind = isJsonNode(value) ? value['kind'] : undefined
  const named = schemas.filter((schema) => kindsOf(schema).includes(String(kind)))
  return named.length > 0 ? named : [...schemas]
}

const schemasAt = (path: Path, data: unknown): JsonNode[] => {
  let schemas = alternatives(formatSchema())
  let value = data
  for (const step of path) {
    schemas = fitting(schemas, value).flatMap((schema) => {
      const properties = schema['properties']
      if (typeof step === 'number') return alternatives(schema['items'])
      return isJsonNode(properties) && Object.hasOwn(properties, step) ? alternatives(properties[step]) : []
    })
    value = valueAt(value, [step])
  }
  return schemas
}

/** What stands at a path of plain data; undefined when nothing does. */
export const valueAt = (data: unknown, path: Path): unknown => {
  let value = data
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as { [key: string | number]: unknown })[step]
  }
  return value
}

/** The keys the format knows at a path of this data. */
export const knownKeys = (path: Path, data: unknown): string[] =>
  fitting(schemasAt(path, data), valueAt(data, path)).flatMap((schema) =>
    isJsonNode(schema['properties']) ? Object.keys(schema['properties']) : [],
  )

/** The values `kind` may take at a path of this data. */
export const knownKinds = (path: Path, data: unknown): string[] => schemasAt(path, data).flatMap(kindsOf)
