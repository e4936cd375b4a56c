import { isJsonNode, lengthWords, listWords } from '../../../curriculum/contract.ts'
import { valueLabel } from './field-words.ts'

/** What an entry of a list is called in its heading. */
export function entryTitle(entry: unknown, index: number): string {
  if (!isJsonNode(entry)) return `Entry ${index + 1}`
  const names = [
    entry['name'],
    entry['title'],
    entry['label'],
    entry['id'],
    entry['level'],
    entry['rotation'],
    entry['on'],
  ]
  const name = names.find((each): each is string => typeof each === 'string' && each !== '')
  return (
    name ?? (entry['name'] === null ? `Unnamed (${plain(entry['code']) || String(index + 1)})` : `Entry ${index + 1}`)
  )
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : '')

const words = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : [])

function amountText(amount: unknown): string {
  if (!isJsonNode(amount)) return ''
  const unit = (plain(amount['unit']) || 'weeks') as Parameters<typeof lengthWords>[1]
  const { exactly, atLeast, atMost, byLevel } = amount
  if (typeof exactly === 'number') return lengthWords(exactly, unit)
  if (isJsonNode(byLevel))
    return `${Object.entries(byLevel)
      .map(([level, each]) => `${level} ${String(each)}`)
      .join(', ')} ${unit}`
  const parts = [
    ...(typeof atLeast === 'number' ? [`at least ${lengthWords(atLeast, unit)}`] : []),
    ...(typeof atMost === 'number' ? [`at most ${lengthWords(atMost, unit)}`] : []),
  ]
  return listWords(parts)
}

/** What tells one entry from the next without opening it. */
export function entrySummary(list: string, entry: unknown, data: { readonly [key: string]: unknown }): string {
  if (!isJsonNode(entry)) return ''
  const names = new Map(
    [
      ...(Array.isArray(data['rotations']) ? data['rotations'] : []),
      ...(Array.isArray(data['groups']) ? data['groups'] : []),
    ].flatMap((each: unknown) =>
      isJsonNode(each) ? [[String(each['id']), String(each['name'] ?? each['id'])] as const] : [],
    ),
  )
  switch (list) {
    case 'rotations':
      return [entry['code'], valueLabel(plain(entry['kind'])), words(entry['levels']).join(', ')]
        .filter(Boolean)
        .join(' · ')
    case 'requirements':
      return entry['kind'] === 'rotation'
        ? `${amountText(entry['amount'])} of ${listWords(words(entry['counts']).map((id) => names.get(id) ?? id))}`
        : valueLabel(plain(entry['kind']))
    case 'groups':
      return listWords(words(entry['rotations']).map((id) => names.get(id) ?? id))
    case 'sites':
      return valueLabel(plain(entry['kind']))
    case 'rooms':
      return typeof entry['max'] === 'number' ? `${entry['max']} at once` : ''
    default:
      return typeof entry['text'] === 'string' ? entry['text'].slice(0, 80) : ''
  }
}
