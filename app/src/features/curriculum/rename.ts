import type { TextEdit } from './edit-text.ts'
import { isJsonNode } from './json-schema.ts'
import type { Path } from './problem.ts'

/** The lists whose entries others refer to by id, and the keys that do so. */
export const referringKeys = {
  rotations: ['counts', 'from', 'rotations', 'rotation'],
  groups: ['counts', 'from'],
  sites: ['site'],
  rooms: ['room'],
  levels: ['levels', 'level'],
} as const satisfies { [list: string]: readonly string[] }
export type ReferredList = keyof typeof referringKeys

/** Gives an entry another id, and everything that refers to it. */
export function renameEdits(data: unknown, list: ReferredList, index: number, to: string): TextEdit[] {
  const entries = isJsonNode(data) ? data[list] : undefined
  const entry: unknown = Array.isArray(entries) ? entries[index] : undefined
  const from = isJsonNode(entry) ? entry['id'] : undefined
  const edits: TextEdit[] = [{ kind: 'set', path: [list, index, 'id'], value: to }]
  if (typeof from !== 'string' || from === '' || from === to) return edits
  const keys: readonly string[] = referringKeys[list]
  const visit = (value: unknown, path: Path): void => {
    if (Array.isArray(value)) {
      for (const [place, item] of (value as unknown[]).entries()) {
        const key = path.at(-1)
        if (item === from && typeof key === 'string' && keys.includes(key))
          edits.push({ kind: 'set', path: [...path, place], value: to })
        else visit(item, [...path, place])
      }
      return
    }
    if (!isJsonNode(value)) return
    for (const [key, item] of Object.entries(value)) {
      if (item === from && keys.includes(key)) edits.push({ kind: 'set', path: [...path, key], value: to })
      else if (list === 'levels' && key === 'byLevel' && isJsonNode(item) && from in item)
        edits.push({
          kind: 'set',
          path: [...path, key],
          value: Object.fromEntries(
            Object.entries(item).map(([level, amount]) => [level === from ? to : level, amount]),
          ),
        })
      else visit(item, [...path, key])
    }
  }
  visit(data, [])
  return edits
}
