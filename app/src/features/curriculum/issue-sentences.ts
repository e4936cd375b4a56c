import type { z } from 'zod'
import { suggestion } from './did-you-mean.ts'
import { isJsonNode } from './json-schema.ts'
import { knownKeys, knownKinds, valueAt } from './known-shape.ts'
import type { Path, PlacedSentence } from './problem.ts'

type Issue = z.core.$ZodIssue

const quoted = (values: readonly unknown[]): string => values.map((value) => `“${String(value)}”`).join(', ')

const TYPE_WORDS: { [type: string]: string } = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a set of keys',
  record: 'a set of keys',
}

/** The library's own wording starts like this; sentences given in the format itself are kept. */
const isStockMessage = (message: string): boolean => /^(Invalid|Too (big|small)|Unrecognized)/.test(message)

const sizeSentence = (issue: Issue): string => {
  if (issue.code === 'too_small') {
    return issue.origin === 'string' ? 'This may not be empty.' : `This must be at least ${issue.minimum}.`
  }
  if (issue.code !== 'too_big') return 'This does not fit the format.'
  if (issue.origin === 'array') return `This list may have at most ${issue.maximum} entries.`
  return issue.origin === 'string'
    ? `Use at most ${issue.maximum} characters.`
    : `This must be at most ${issue.maximum}.`
}

const kindProblem = (path: Path, data: unknown): PlacedSentence => {
  const value = valueAt(data, path)
  const kinds = knownKinds(path, data)
  if (!isJsonNode(value)) return { path, sentence: 'Give a set of keys here, with a “kind” among them.' }
  const kind = value['kind']
  if (kind === undefined) return { path, sentence: `“kind” is missing; it is one of ${quoted(kinds)}.` }
  const near = typeof kind === 'string' ? suggestion(kind, kinds) : ''
  return { path: [...path, 'kind'], sentence: `This kind is not known here; use one of ${quoted(kinds)}.${near}` }
}

const depth = (issues: readonly Issue[]): number => Math.max(0, ...issues.map((issue) => issue.path.length))

/** What the format check found, as sentences that say what to write instead. */
export const issueSentences = (issues: readonly Issue[], data: unknown, above: Path = []): PlacedSentence[] =>
  issues.flatMap((issue): PlacedSentence[] => {
    const path = [...above, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))]
    const value = valueAt(data, path)
    const here = (sentence: string): PlacedSentence[] => [{ path, sentence }]
    if (issue.code === 'unrecognized_keys') {
      const known = knownKeys(path, data)
      return issue.keys.map((key) => ({
        path: [...path, key],
        sentence: `“${key}” is not a key of the format here.${suggestion(key, known)}`,
      }))
    }
    if (issue.code === 'invalid_union') {
      if (issue.discriminator !== undefined)
        return [kindProblem(path.at(-1) === 'kind' ? path.slice(0, -1) : path, data)]
      const [closest] = issue.errors.toSorted((a, b) => depth(b) - depth(a))
      return issueSentences(closest ?? [], data, path)
    }
    if (value === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) {
      return [{ path: path.slice(0, -1), sentence: `“${String(path.at(-1))}” is missing.` }]
    }
    if (issue.code === 'invalid_key') return issueSentences(issue.issues, data, path)
    if (!isStockMessage(issue.message)) return here(issue.message)
    if (issue.code === 'invalid_type') return here(`Give ${TYPE_WORDS[issue.expected] ?? issue.expected} here.`)
    if (issue.code === 'invalid_value') {
      const near = typeof value === 'string' ? suggestion(value, issue.values.map(String)) : ''
      return here(`Use ${issue.values.length === 1 ? '' : 'one of '}${quoted(issue.values)} here.${near}`)
    }
    return here(sizeSentence(issue))
  })
