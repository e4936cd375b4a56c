/** Number of single-letter edits (insert, delete, replace) between two words. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}

const WORD_LENGTH_LIMIT = 80

/** The known word a mistyped one most likely stands for, or null when none is near. */
export const nearest = (word: string, known: readonly string[]): string | null => {
  if (word.length > WORD_LENGTH_LIMIT) return null
  const lower = word.toLowerCase()
  let best: { word: string; edits: number } | null = null
  for (const candidate of known) {
    const edits = distance(lower, candidate.toLowerCase())
    if (edits <= Math.max(1, Math.floor(candidate.length / 3)) && (!best || edits < best.edits)) {
      best = { word: candidate, edits }
    }
  }
  return best?.word ?? null
}

/** ` Did you mean “rotations”?`, or nothing. */
export const suggestion = (word: string, known: readonly string[]): string => {
  const near = nearest(word, known)
  return near === null ? '' : ` Did you mean “${near}”?`
}
