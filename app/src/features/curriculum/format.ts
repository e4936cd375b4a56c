import { Document, isMap, isNode, isPair, isScalar, isSeq, visit } from 'yaml'
import { type Definition, definitionSchema } from './definition/definition.ts'

const LINE_WIDTH = 110
/** Short records such as amounts and capacities stay on one line. */
const FLOW_LIMIT = 90

const isShortRecord = (node: unknown): boolean => {
  if (!isMap(node) && !isSeq(node)) return false
  const values = node.items.map((item) => (isPair(item) ? item.value : item))
  const isPlain = values.every((value) => isScalar(value) && !String(value.value).includes('\n'))
  return isPlain && JSON.stringify(node.toJSON()).length <= FLOW_LIMIT
}

/** Keys whose values read better spread over lines even when they are short. */
const ALWAYS_SPREAD = new Set([
  'version',
  'accreditation',
  'sections',
  'topics',
  'goals',
  'sources',
  'benefits',
  'reasons',
])

/**
 * Writes a definition as YAML: keys in the format's order, short records on one line, long prose as blocks. Reading the
 * text again gives the same definition.
 */
export const formatDefinition = (definition: Definition): string => {
  const document = new Document(definitionSchema.parse(definition), { aliasDuplicateObjects: false, version: '1.2' })
  visit(document, {
    Pair: (_, pair) => {
      const isSpread = isScalar(pair.key) && ALWAYS_SPREAD.has(String(pair.key.value))
      if (!isSpread && isNode(pair.value) && isShortRecord(pair.value) && (isMap(pair.value) || isSeq(pair.value))) {
        pair.value.flow = true
      }
    },
    Seq: (_, list) => {
      for (const item of list.items) if (isMap(item) && isShortRecord(item)) item.flow = true
    },
  })
  return document.toString({ lineWidth: LINE_WIDTH, flowCollectionPadding: true })
}
