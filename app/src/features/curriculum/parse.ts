import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import { crossCheck } from './cross-check.ts'
import { type Definition, definitionSchema } from './definition/definition.ts'
import { issueSentences } from './issue-sentences.ts'
import { type Path, pathText, type PlacedSentence, type Problem } from './problem.ts'

export type ParseResult = { ok: true; definition: Definition } | { ok: false; problems: Problem[] }

/** A real definition is 10 to 40 KB; far larger input is refused before it costs anything. */
const TEXT_LIMIT_BYTES = 256 * 1024
/** Aliases that expand to more nodes than this are an attack, not a convenience. */
const ALIAS_LIMIT = 100
const atStart = (sentence: string): ParseResult => ({
  ok: false,
  problems: [{ line: 1, column: 1, path: '', sentence }],
})

/** The offset of the key or item a path names, or of the nearest thing above it that exists. */
const offsetOf = (document: Document, path: Path): number => {
  for (let length = path.length; length >= 0; length--) {
    const step = path[length - 1]
    const parent =
      length === 0 ? null : length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true)
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === step)
      if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0]
    }
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

const YAML_SENTENCES: { [code: string]: string } = {
  DUPLICATE_KEY: 'This key stands twice in the same place; keep one of the two.',
  TAB_AS_INDENT: 'Indent with spaces, not with tabs.',
  MULTIPLE_DOCS: 'A file holds one definition; remove the “---” and what follows it.',
  NON_STRING_KEY: 'A key must be plain text.',
}

/**
 * Reads a definition from YAML. Every problem is a sentence with its place in the text; a file with any problem gives
 * no definition. Never throws on any text.
 */
export const parseDefinition = (text: string): ParseResult => {
  if (new TextEncoder().encode(text).length > TEXT_LIMIT_BYTES) {
    return atStart(`This file is larger than ${TEXT_LIMIT_BYTES / 1024} KB, the most a definition may have.`)
  }
  const lines = new LineCounter()
  let document: Document
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true, version: '1.2' })
  } catch (error) {
    // The reader recurses into values, so only values nested without end exhaust its stack.
    if (error instanceof RangeError) return atStart('This file nests its values too deeply to be a definition.')
    throw error
  }
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const faults = [...document.errors, ...document.warnings]
  if (faults.length > 0) {
    const problems = faults.slice(0, 20).map((fault) => ({
      ...place(fault.pos[0]),
      path: '',
      sentence: YAML_SENTENCES[fault.code] ?? `This is not readable as YAML: ${fault.message.split('\n')[0]}.`,
    }))
    return { ok: false, problems }
  }
  let data: unknown
  try {
    data = document.toJS({ maxAliasCount: ALIAS_LIMIT })
  } catch {
    return atStart('The aliases (*name) in this file cannot be expanded; write the values out.')
  }
  if (data === null || data === undefined) return atStart('This file is empty; a definition starts with its “id”.')
  const placed = (found: readonly PlacedSentence[]): ParseResult => ({
    ok: false,
    problems: found
      .map(({ path, sentence }) => ({ ...place(offsetOf(document, path)), path: pathText(path), sentence }))
      .toSorted((a, b) => a.line - b.line || a.column - b.column),
  })
  const checked = definitionSchema.safeParse(data)
  if (!checked.success) return placed(issueSentences(checked.error.issues, data))
  const contradictions = crossCheck(checked.data)
  return contradictions.length > 0 ? placed(contradictions) : { ok: true, definition: checked.data }
}
