import { Document, isMap, isNode, isScalar, isSeq, type Node, parseDocument, type YAMLMap } from 'yaml'
import { layOut } from './format.ts'
import { knownKeys } from './known-shape.ts'
import type { Path } from './problem.ts'

/** One change of a definition's text. A path that ends behind a list's last entry adds one; `move` names the list. */
export type TextEdit =
  | { readonly kind: 'set'; readonly path: Path; readonly value: unknown }
  | { readonly kind: 'remove'; readonly path: Path }
  | { readonly kind: 'move'; readonly path: Path; readonly from: number; readonly to: number }

const read = (text: string): Document => parseDocument(text, { version: '1.2', keepSourceTokens: false })

/** The text as plain data; null while it cannot be read as YAML. */
export function plainData(text: string): { readonly [key: string]: unknown } | null {
  try {
    const document = read(text)
    if (document.errors.length > 0) return null
    const data: unknown = document.toJS({ maxAliasCount: 100 })
    return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Record<string, unknown>) : null
  } catch {
    return null
  }
}

const nodeAt = (document: Document, path: Path): unknown =>
  path.length === 0 ? document.contents : document.getIn(path, true)

/** Puts a key where the format has it, not at the end. */
function placeKey(map: YAMLMap, key: string, node: Node, order: readonly string[], document: Document): void {
  const rank = order.indexOf(key)
  const after = map.items.findLastIndex((pair) => {
    const other = isScalar(pair.key) ? order.indexOf(String(pair.key.value)) : -1
    return other >= 0 && other < rank
  })
  const pair = document.createPair(key, node)
  if (rank < 0) map.items.push(pair)
  else map.items.splice(after + 1, 0, pair)
}

function setValue(document: Document, { path, value }: Extract<TextEdit, { kind: 'set' }>): void {
  // What is missing above comes into being with the value.
  let depth = path.length
  while (depth > 1 && nodeAt(document, path.slice(0, depth - 1)) === undefined) depth -= 1
  const whole = path
    .slice(depth)
    .reduceRight<unknown>((inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }), value)
  const at = path.slice(0, depth)
  const old = nodeAt(document, at)
  if (isScalar(old) && (typeof whole !== 'object' || whole === null)) {
    if (typeof whole !== 'string' || !whole.includes('\n') || typeof old.value !== 'string') delete old.type
    old.value = whole
    layOut(old)
    return
  }
  const node = document.createNode(whole, { aliasDuplicateObjects: false }) as Node
  layOut(node)
  const step = at.at(-1)
  const parent = nodeAt(document, at.slice(0, -1))
  const isNew = old === undefined
  if (isNode(old) && isNode(node)) {
    if (old.commentBefore) node.commentBefore = old.commentBefore
    if (old.comment) node.comment = old.comment
  }
  if (isNew && isMap(parent) && typeof step === 'string') {
    const order = knownKeys(at.slice(0, -1), document.toJS())
    placeKey(parent, step, node, order, document)
    return
  }
  // A short list of words or record may have stood on one line; what is longer opens it.
  if (isNew && isSeq(parent)) parent.flow &&= JSON.stringify(whole).length < 40
  document.setIn(at, node)
}

/** Takes something away, and with it what is left empty above: the format has no empty lists and records. */
function removeValue(document: Document, path: Path): void {
  document.deleteIn(path)
  for (let depth = path.length - 1; depth > 0; depth--) {
    const above = nodeAt(document, path.slice(0, depth))
    if (!(isMap(above) || isSeq(above)) || above.items.length > 0) return
    document.deleteIn(path.slice(0, depth))
  }
}

function moveEntry(document: Document, { path, from, to }: Extract<TextEdit, { kind: 'move' }>): void {
  const list = nodeAt(document, path)
  if (!isSeq(list)) return
  const [entry] = list.items.splice(from, 1)
  if (entry !== undefined) list.items.splice(to, 0, entry)
}

const written = (document: Document): string => document.toString({ lineWidth: 0, flowCollectionPadding: true })

/** From where to where something stands in the text it was read from. */
function placeOf(document: Document, path: Path): readonly [number, number] | null {
  const node = nodeAt(document, path)
  if (!isNode(node) || !node.range) return null
  const step = path.at(-1)
  const parent = nodeAt(document, path.slice(0, -1))
  const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === step) : undefined
  const start = pair && isNode(pair.key) && pair.key.range ? pair.key.range[0] : node.range[0]
  return [start, node.range[2]]
}

interface Written {
  readonly text: string
  readonly document: Document
}

/** The old text with one part of it as the new text has it; null where the part does not stand in both. */
function withPart(old: Written, fresh: Written, path: Path): string | null {
  const before = placeOf(old.document, path)
  const after = placeOf(fresh.document, path)
  return (
    before && after && old.text.slice(0, before[0]) + fresh.text.slice(after[0], after[1]) + old.text.slice(before[1])
  )
}

/**
 * The text after some changes. Comments stay, and so does the layout of every part that no change concerns. A text that cannot be
 * read as YAML is given back as it is: nothing in it can be found.
 */
export function editText(text: string, edits: readonly TextEdit[]): string {
  const document = read(text)
  if (document.errors.length > 0 || !isMap(document.contents)) return text
  for (const edit of edits) {
    if (edit.kind === 'set') setValue(document, edit)
    else if (edit.kind === 'remove') removeValue(document, edit.path)
    else moveEntry(document, edit)
  }
  const whole = written(document)
  const [edit] = edits
  if (edit === undefined || edits.length > 1) return whole
  const old = { text, document: read(text) }
  const fresh = { text: whole, document: read(whole) }
  const wanted = JSON.stringify(fresh.document.toJS())
  for (const depth of [2, 1]) {
    if (depth > edit.path.length) continue
    const candidate = withPart(old, fresh, edit.path.slice(0, depth))
    if (candidate !== null && JSON.stringify(plainData(candidate)) === wanted) return candidate
  }
  return whole
}
