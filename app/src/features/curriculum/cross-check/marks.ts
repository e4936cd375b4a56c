import type { Definition } from '../definition/definition.ts'
import { isJsonNode } from '../json-schema.ts'
import type { Path, PlacedSentence } from '../problem.ts'

const walk = (value: unknown, path: Path): PlacedSentence[] => {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => walk(item, [...path, index]))
  if (!isJsonNode(value)) return []
  const below = Object.entries(value)
    .filter(([key]) => key !== 'details')
    .flatMap(([key, item]) => walk(item, [...path, key]))
  const hasReason = typeof value['reason'] === 'string'
  if (value['verified'] === false && !hasReason) {
    return [{ path: [...path, 'verified'], sentence: 'Say in “reason” why this is not verified.' }, ...below]
  }
  if (hasReason && value['verified'] !== false) {
    return [{ path: [...path, 'reason'], sentence: 'A reason is given, so mark the fact “verified: false”.' }, ...below]
  }
  return below
}

/** What is not verified says why, and a rotation may go unnamed only where the source leaves the name out. */
export const markProblems = (definition: Definition): PlacedSentence[] => [
  ...walk(definition, []),
  ...definition.rotations.flatMap((rotation, index) =>
    rotation.name === null && rotation.verified !== false
      ? [
          {
            path: ['rotations', index, 'name'],
            sentence: 'A rotation without a name must be marked “verified: false” with its reason.',
          },
        ]
      : [],
  ),
]
