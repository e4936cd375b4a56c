import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Definition, definitionSchema } from './definition/definition.ts'
import { diffDefinitions } from './diff.ts'
import { formatDefinition } from './format.ts'
import { isJsonNode } from './json-schema.ts'
import { parseDefinition } from './parse.ts'
import { shippedDefinitions } from './shipped.ts'

const shipped = shippedDefinitions()
const WORDS = new Set(['name', 'text', 'note', 'notes', 'title', 'label', 'reason', 'summary'])

/** Every place of free text in a definition. */
const textPlaces = (value: unknown): ((text: string) => void)[] => {
  if (Array.isArray(value)) return value.flatMap(textPlaces)
  if (!isJsonNode(value)) return []
  return Object.entries(value).flatMap(([key, item]) =>
    WORDS.has(key) && typeof item === 'string'
      ? [(text: string) => void Object.assign(value, { [key]: text })]
      : textPlaces(item),
  )
}

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(' ', '\n', '- ', ': ', '#', '“', "'", '"', '&a', '*a', '|', '>', '%', '\t', 'no', '1', '~', '\\'),
      {
        minLength: 1,
        maxLength: 30,
      },
    )
    .map((parts) => parts.join('')),
)
const details = fc.dictionary(
  fc.stringMatching(/^[a-zA-Z][a-zA-Z ]{0,9}$/),
  fc.jsonValue({ maxDepth: 3 }).map((value): unknown => JSON.parse(JSON.stringify(value))),
  { maxKeys: 3 },
)

const changedDefinition = fc
  .record({
    base: fc.constantFrom(...shipped),
    edits: fc.array(fc.tuple(fc.nat(), hostile), { maxLength: 8 }),
    details,
  })
  .map(({ base, edits, details }): { base: Definition; edited: unknown } => {
    const edited = structuredClone(base)
    const places = textPlaces(edited)
    for (const [index, text] of edits) {
      places[index % places.length]?.(text)
    }
    const other = edited.requirements.find((requirement) => requirement.kind !== 'rotation')
    if (other) other.details = details as NonNullable<typeof other.details>
    return { base, edited }
  })
  .map(({ base, edited }) => ({ base, edited: definitionSchema.safeParse(edited) }))
  .filter(({ edited }) => edited.success)
  .map(({ base, edited }) => ({ base, edited: edited.data! }))

describe('formatDefinition', () => {
  it.each(shipped.map((definition) => [`${definition.id} ${definition.version.effectiveOn}`, definition] as const))(
    'writes %s so that it reads the same again',
    (_, definition) => {
      expect(parseDefinition(formatDefinition(definition))).toEqual({ ok: true, definition })
      expect(formatDefinition(structuredClone(definition))).toBe(formatDefinition(definition))
    },
  )

  it('loses nothing of any text or structured detail, and the difference is empty exactly when nothing changed', () => {
    fc.assert(
      fc.property(changedDefinition, ({ base, edited }) => {
        expect(parseDefinition(formatDefinition(edited))).toEqual({ ok: true, definition: edited })
        expect(diffDefinitions(edited, edited)).toEqual([])
        const isSame = JSON.stringify(base) === JSON.stringify(edited)
        expect(diffDefinitions(base, edited).length === 0).toBe(isSame)
      }),
      { numRuns: 40 },
    )
  })
})
