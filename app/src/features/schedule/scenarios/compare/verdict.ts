import { plural } from '@gradus/rules'
import type { Comparison } from './contract.ts'

/** “Plan A” is better in coverage and wishes, “Plan B” in continuity; the rest is equal. */
export function verdict(left: string, right: string, measures: Comparison['measures'], differing: number): string {
  if (differing === 0) return `“${left}” and “${right}” are the same on every day.`
  const names = (side: 'left' | 'right') =>
    measures.filter(({ better }) => better === side).map(({ name }) => name.toLowerCase())
  const [a, b] = [names('left'), names('right')]
  const apart = `They differ in ${plural(differing, 'place')}.`
  const clause = (name: string, what: readonly string[]) => `“${name}” is better in ${listed(what)}`
  if (a.length === 0 && b.length === 0) return `Both are equal by every measure. ${apart}`
  if (a.length === 0 || b.length === 0) {
    const rest = a.length + b.length === measures.length ? '' : '; the rest is equal'
    return `${a.length > 0 ? clause(left, a) : clause(right, b)}${rest}. ${apart}`
  }
  return `${clause(left, a)}, “${right}” in ${listed(b)}${a.length + b.length < measures.length ? '; the rest is equal' : ''}. ${apart}`
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
