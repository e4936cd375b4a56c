import { Document, isCollection, isMap, isPair, isScalar, type Node, visit } from 'yaml'
import { type Definition, definitionSchema } from './definition/definition.ts'

const LINE_WIDTH = 120
/** Short records such as amounts and capacities stay on one line. */
const FLOW_LIMIT = 120

const isPlain = (node: unknown): boolean => {
  if (isScalar(node)) return !String(node.value).includes('\n')
  return isCollection(node) && node.items.every((item) => isPlain(isPair(item) ? item.value : item))
}

const isShort = (node: unknown): node is Node & { flow?: boolean } =>
  isCollection(node) && isPlain(node) && JSON.stringify(node.toJSON()).length <= FLOW_LIMIT

/** Keys whose values read better spread over lines even when they are short. */
const SPREAD = new Set(['version', 'accreditation', 'sections', 'topics', 'goals', 'sources', 'benefits', 'reasons'])

/** Lays out what has no layout yet: short records on one line, long prose as blocks. */
export const layOut = (written: Document | Node): void => {
  visit(written, {
    Pair: (_, pair) => {
      const isSpread = isScalar(pair.key) && SPREAD.has(String(pair.key.value))
      // A list of records is one record a line; a list of words is one line.
      const isRecords = isCollection(pair.value) && pair.value.items.some(isMap)
      if (!isSpread && !isRecords && isShort(pair.value)) pair.value.flow = true
    },
    Seq: (_, list) => {
      for (const item of list.items) if (isShort(item)) item.flow = true
    },
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && scalar.value.includes('\n')) scalar.type = 'BLOCK_LITERAL'
    },
  })
}

/**
 * Writes a definition as YAML: keys in the format's order, short records on one line, long prose as blocks. Reading the
 * text again gives the same definition.
 */
export const formatDefinition = (definition: Definition): string => {
  const document = new Document(definitionSchema.parse(definition), { aliasDuplicateObjects: false, version: '1.2' })
  layOut(document)
  return document.toString({ lineWidth: LINE_WIDTH, flowCollectionPadding: true })
}
