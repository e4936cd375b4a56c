/** What somebody has written and not sent yet: it outlives a closed panel, a lost connection and a reload of the page. */
export interface Words {
  readonly text: string
  readonly mentions: readonly string[]
}

const nothing: Words = { text: '', mentions: [] }
const nameOf = (about: string): string => `gradus comment ${about}`

/** A browser may keep nothing; then words live as long as their form. */
function stored<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(window.sessionStorage)
  } catch {
    return null
  }
}

export function unsentWords(about: string): Words {
  const text = stored((storage) => storage.getItem(nameOf(about)))
  if (!text) return nothing
  const words = stored(() => JSON.parse(text) as Partial<Words>)
  return { text: words?.text ?? '', mentions: words?.mentions ?? [] }
}

export function keepWords(about: string, words: Words): void {
  if (words.text === '' && words.mentions.length === 0) forgetWords(about)
  else stored((storage) => storage.setItem(nameOf(about), JSON.stringify(words)))
}

export function forgetWords(about: string): void {
  stored((storage) => storage.removeItem(nameOf(about)))
}
