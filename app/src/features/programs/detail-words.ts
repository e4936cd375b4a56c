const spaced = (key: string): string => key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()

/** Keys that only say what their value is. */
const silent = new Set(['kind', 'state', 'venue', 'how', 'name', 'text'])

/**
 * The structured facts of a requirement that is not about time, in words: `{ projects: { atLeast: 1 } }` is "projects: at least 1".
 * The format leaves these facts open, so this knows no keys, only how to read them out.
 */
export function detailWords(details: unknown): string {
  if (details === null || details === undefined) return ''
  if (Array.isArray(details)) return details.map((item) => detailWords(item)).join('; ')
  if (typeof details !== 'object') return typeof details === 'string' ? details : JSON.stringify(details)
  return Object.entries(details)
    .map(([key, value]: [string, unknown]) => {
      if (value === true) return spaced(key)
      const words = detailWords(value)
      if (silent.has(key)) return words
      return typeof value === 'object' ? `${spaced(key)}: ${words}` : `${spaced(key)} ${words}`
    })
    .join(', ')
}
