import {
  isJsonNode,
  type Path,
  type ReferredList,
  referringKeys,
  renameEdits,
  valueAt,
} from '../../../curriculum/contract.ts'
import { useEditing } from './editing.ts'
import { isMadeUp, slugOf } from './new-entry.ts'

const naming = ['name', 'title', 'label']

/**
 * Ids that follow: a changed id is changed wherever it is referred to, and an entry whose id was only made up gets one from its name.
 * Gives true when it has made the change.
 */
export function useEntryEdits(path: Path): (text: string) => boolean {
  const { data, edit } = useEditing()
  const [list, index, key] = path
  return (text) => {
    if (path.length !== 3 || typeof list !== 'string' || typeof index !== 'number' || typeof key !== 'string')
      return false
    const refers = list in referringKeys
    const entries = data[list]
    const entry = valueAt(data, [list, index])
    if (!isJsonNode(entry) || !Array.isArray(entries) || text.trim() === '') return false
    if (key === 'id') {
      if (!refers) return false
      edit(renameEdits(data, list as ReferredList, index, text.trim()))
      return true
    }
    if (!naming.includes(key) || !isMadeUp(entry['id'])) return false
    const id = slugOf(text)
    if (id === '' || entries.some((other: unknown) => isJsonNode(other) && other['id'] === id)) return false
    const rename = refers
      ? renameEdits(data, list as ReferredList, index, id)
      : [{ kind: 'set' as const, path: [list, index, 'id'], value: id }]
    edit([{ kind: 'set', path, value: text }, ...rename])
    return true
  }
}
