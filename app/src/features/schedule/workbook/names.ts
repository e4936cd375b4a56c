/** Somebody who may be meant by a name in a file. */
export interface Known {
  readonly key: string
  readonly givenName: string
  readonly familyName: string
}

export interface NameMatch {
  /** Who is meant, when only one person can be. */
  readonly key: string | null
  /** Others worth offering, the likeliest first. */
  readonly suggestions: readonly string[]
}

const degrees = new Set(['md', 'do', 'phd', 'mbbs', 'mba', 'mph', 'ms', 'msc', 'dr', 'jr', 'sr', 'ii', 'iii'])

const words = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\([^)]*\)/g, ' ')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '' && !degrees.has(word))

/** The name as it is remembered: the same person is written in many ways, but one list mostly in one. */
export const nameKey = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase()

const sameOrInitial = (written: string, known: string): number =>
  written === known ? 2 : written.length === 1 && known.startsWith(written) ? 1 : 0

const startsWithAll = (all: readonly string[], part: readonly string[]): boolean =>
  part.length > 0 && part.every((word, index) => all[index] === word)

/** 4: given and family name; 3: initial and family name; 2: family name only; 1: given name only; 0: somebody else. */
function likeness(written: readonly string[], person: Known): number {
  const family = words(person.familyName)
  const given = words(person.givenName)
  const rest = startsWithAll(written, family)
    ? written.slice(family.length)
    : startsWithAll(written.slice(-family.length), family)
      ? written.slice(0, -family.length)
      : null
  if (rest === null) return written.length === 1 && written[0] === given[0] ? 1 : 0
  if (rest.length === 0) return 2
  const first = sameOrInitial(rest[0] ?? '', given[0] ?? '')
  return first === 0 ? 0 : first + 2
}

/** Finds who is meant by "Last, First", "First Last", "F. Last", "Last F" or "Last", with degrees and accents or without. */
export function matchName(text: string, people: readonly Known[]): NameMatch {
  const written = words(text)
  if (written.length === 0) return { key: null, suggestions: [] }
  const ranked = people
    .map((person) => ({ key: person.key, score: likeness(written, person), near: shared(written, person) }))
    .filter(({ score, near }) => score > 0 || near > 0)
    .sort((a, b) => b.score - a.score || b.near - a.near)
  const [first, second] = ranked
  const isSure = first !== undefined && first.score >= 2 && (second === undefined || second.score < first.score)
  return { key: isSure ? first.key : null, suggestions: ranked.slice(0, 3).map(({ key }) => key) }
}

/** How many words begin alike: enough to offer somebody whose name was misspelt at its end. */
function shared(written: readonly string[], person: Known): number {
  const known = [...words(person.familyName), ...words(person.givenName)]
  return written.filter((word) => word.length > 2 && known.some((other) => other.slice(0, 3) === word.slice(0, 3)))
    .length
}
