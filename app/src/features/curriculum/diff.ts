import type { Definition } from './definition/definition.ts'
import { keyWords, nounOf, phraseOf, subjectAt, TEXT_LIMIT, valueWords } from './diff-words.ts'
import { isJsonNode, type JsonNode } from './json-schema.ts'
import { listWords } from './words.ts'

export type DefinitionChange = { path: string; kind: 'added' | 'removed' | 'changed'; sentence: string }

/** Where the comparison stands, what to call the thing that changes there, and which part of it this is. */
type At = { path: string; subject: string; part?: string }

const isSame = (a: unknown, b: unknown): boolean => {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isSame(item, b[i]))
  if (!isJsonNode(a) || !isJsonNode(b)) return Object.is(a, b)
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => isSame(a[key], b[key]))
}

/** By what the entries of a list are told apart. */
const keyOf = (item: JsonNode): string | null => {
  for (const key of ['id', 'level', 'rotation']) {
    const value = item[key]
    if (typeof value === 'string') return value
  }
  return null
}

/** The entries of a list by their key; null when the list has entries without one. */
const keyed = (list: readonly unknown[]): Map<string, JsonNode> | null => {
  const entries = list.flatMap((item) => {
    const key = isJsonNode(item) ? keyOf(item) : null
    return key === null ? [] : [[key, item as JsonNode] as const]
  })
  const map = new Map(entries)
  return map.size === list.length ? map : null
}

const nameOf = (node: JsonNode): string => {
  const names = [node['title'], node['name'], node['label'], keyOf(node)]
  return names.find((name): name is string => typeof name === 'string') ?? 'without a name'
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)

const entryChanges = (
  key: string,
  before: Map<string, JsonNode>,
  after: Map<string, JsonNode>,
  at: At,
): DefinitionChange[] => {
  const gone = [...before].filter(([id]) => !after.has(id))
  const fresh = [...after].filter(([id]) => !before.has(id))
  const order = (from: Map<string, JsonNode>, other: Map<string, JsonNode>): string[] =>
    [...from.keys()].filter((id) => other.has(id))
  return [
    ...gone.map(([id, node]): DefinitionChange => {
      return { path: join(at.path, id), kind: 'removed', sentence: `${nounOf(key)} “${nameOf(node)}” is removed.` }
    }),
    ...[...before].flatMap(([id, node]) => {
      const other = after.get(id)
      return other ? nodeChanges(node, other, { path: join(at.path, id), subject: nameOf(other) }) : []
    }),
    ...fresh.map(([id, node]): DefinitionChange => {
      const amount = isJsonNode(node['amount']) ? `: ${valueWords('amount', node['amount'])}` : ''
      return { path: join(at.path, id), kind: 'added', sentence: `${nounOf(key)} “${nameOf(node)}” is added${amount}.` }
    }),
    ...(isSame(order(before, after), order(after, before))
      ? []
      : [
          {
            path: at.path,
            kind: 'changed' as const,
            sentence: `${at.subject}: the order of ${keyWords(key)} changes.`,
          },
        ]),
  ]
}

const listChanges = (key: string, a: readonly unknown[], b: readonly unknown[], at: At): DefinitionChange[] => {
  const [before, after] = [keyed(a), keyed(b)]
  if (before && after) return entryChanges(key, before, after, at)
  const gone = a.filter((item) => !b.some((other) => isSame(item, other)))
  const fresh = b.filter((item) => !a.some((other) => isSame(item, other)))
  const parts = [
    ...(fresh.length > 0 ? [`gain ${valueWords(key, fresh)}`] : []),
    ...(gone.length > 0 ? [`lose ${valueWords(key, gone)}`] : []),
  ]
  const change = parts.length === 0 ? 'change their order' : listWords(parts)
  return [{ path: at.path, kind: 'changed', sentence: `${at.subject}: ${keyWords(key)} ${change}.` }]
}

/** Keys whose values speak for themselves beside their subject. */
const SELF_EVIDENT = new Set(['amount', 'length', 'perYear', 'name', 'title', 'calendar'])

const valueChange = (key: string, a: unknown, b: unknown, at: At): DefinitionChange => {
  const what = keyWords(key)
  if (a === undefined) {
    return { path: at.path, kind: 'added', sentence: `${at.subject}: ${what} is now given: ${valueWords(key, b)}.` }
  }
  if (b === undefined) {
    return { path: at.path, kind: 'removed', sentence: `${at.subject}: ${what} is no longer given.` }
  }
  const isLong = [a, b].some((value) => typeof value === 'string' && value.length > TEXT_LIMIT)
  const change = `${SELF_EVIDENT.has(key) ? '' : `${what} `}${valueWords(key, a)} becomes ${valueWords(key, b)}`
  return {
    path: at.path,
    kind: 'changed',
    sentence: `${at.subject}: ${isLong ? `the wording of the ${what} changes` : change}.`,
  }
}

/** The marks of a fact are told in one sentence. */
const markChanges = (a: JsonNode, b: JsonNode, at: At): DefinitionChange[] => {
  if (isSame([a['verified'], a['reason']], [b['verified'], b['reason']])) return []
  const subject = at.part === undefined ? at.subject : `${at.subject}, ${at.part}`
  const path = join(at.path, 'verified')
  if (b['verified'] !== false) return [{ path, kind: 'changed', sentence: `${subject}: is now marked as verified.` }]
  const change = a['verified'] === false ? 'is not verified for another reason' : 'is now marked as not verified'
  return [{ path, kind: 'changed', sentence: `${subject}: ${change}: ${valueWords('reason', b['reason'] ?? null)}.` }]
}

/** A list that is left out has no entries. */
const entriesOf = (value: unknown): readonly unknown[] | null => {
  if (value === undefined) return []
  return Array.isArray(value) ? value : null
}

const nodeChanges = (a: JsonNode, b: JsonNode, at: At): DefinitionChange[] => {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  const fields = [...keys].flatMap((key): DefinitionChange[] => {
    const [from, to] = [a[key], b[key]]
    if (key === 'verified' || key === 'reason' || isSame(from, to)) return []
    const path = join(at.path, key)
    const subject = subjectAt(path)
    const here: At = subject === undefined ? { path, subject: at.subject, part: keyWords(key) } : { path, subject }
    const [before, after] = [entriesOf(from), entriesOf(to)]
    if (before && after && before.length + after.length > 0) return listChanges(key, before, after, here)
    if (!isJsonNode(from) || !isJsonNode(to)) return [valueChange(key, from, to, here)]
    const [was, is] = [phraseOf(key, from), phraseOf(key, to)]
    if (!was || !is || was.words === is.words) return nodeChanges(from, to, here)
    const covered = new Set([...was.covers, ...is.covers])
    const rest = (node: JsonNode): JsonNode =>
      Object.fromEntries(Object.entries(node).filter(([name]) => !covered.has(name)))
    return [valueChange(key, from, to, here), ...nodeChanges(rest(from), rest(to), here)]
  })
  return [...fields, ...markChanges(a, b, at)]
}

/**
 * What changes from one definition to another, one sentence each, entries of lists matched by their id. Empty exactly
 * when the two say the same.
 */
export const diffDefinitions = (a: Definition, b: Definition): DefinitionChange[] =>
  nodeChanges(a, b, { path: '', subject: b.name })
