import { z } from 'zod'
import { definitionSchema } from './definition/definition.ts'

/** A JSON value read as a set of keys. */
export type JsonNode = { readonly [key: string]: unknown }

export const isJsonNode = (value: unknown): value is JsonNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The format as JSON Schema 2020-12, for editors and for other tools. */
export const programJsonSchema = (): JsonNode => ({
  title: 'Program definition',
  description: 'One dated version of one residency or fellowship.',
  ...z.toJSONSchema(definitionSchema, { target: 'draft-2020-12', io: 'input' }),
})

/** The text of `program.schema.json`. */
export const programJsonSchemaText = (): string => `${JSON.stringify(programJsonSchema(), null, 2)}\n`
