import { isJsonNode, type Path, type ReferredList, referringKeys } from '../../../curriculum/contract.ts'

type Data = { readonly [key: string]: unknown }

const lists = Object.keys(referringKeys) as ReferredList[]

/** Which lists of the definition a field names entries of; none for a field of its own words. */
export function referredBy(path: Path): ReferredList[] {
  const key = path.at(-1)
  // The lists themselves, and ids of other programs, are no references.
  if (typeof key !== 'string' || path.length < 2 || path.includes('combinableWith')) return []
  return lists.filter((list) => (referringKeys[list] as readonly string[]).includes(key))
}

const groupNames: Readonly<Record<ReferredList, string>> = {
  rotations: 'Rotations',
  groups: 'Groups',
  sites: 'Sites',
  rooms: 'Rooms',
  levels: 'Levels',
}

/** Entries of some lists by name; what is stored and no longer exists stays visible under its id. */
export function choicesFor(data: Data, from: readonly ReferredList[], stored: readonly string[]) {
  const groups = from.flatMap((list) => {
    const entries = data[list]
    const items = (Array.isArray(entries) ? entries : []).flatMap((entry: unknown) => {
      if (!isJsonNode(entry) || typeof entry['id'] !== 'string') return []
      const { id, name } = entry
      return [{ value: id, label: typeof name === 'string' && list !== 'levels' ? name : id }]
    })
    // Two lists may hold the same id by mistake; an input takes each value once.
    const seen = new Set<string>()
    return [{ group: groupNames[list], items: items.filter(({ value }) => !seen.has(value) && seen.add(value)) }]
  })
  const known = new Set(groups.flatMap(({ items }) => items.map(({ value }) => value)))
  const gone = [...new Set(stored)]
    .filter((id) => id !== '' && !known.has(id))
    .map((id) => ({ value: id, label: `${id} (not defined)` }))
  const first = new Set<string>()
  const unique = groups.map(({ group, items }) => ({
    group,
    items: items.filter(({ value }) => !first.has(value) && first.add(value)),
  }))
  if (from.length === 1) return [...(unique[0]?.items ?? []), ...gone]
  return [
    ...unique.filter(({ items }) => items.length > 0),
    ...(gone.length > 0 ? [{ group: 'Not defined', items: gone }] : []),
  ]
}
