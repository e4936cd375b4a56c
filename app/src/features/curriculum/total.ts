import { type Cell, levelYears, openCells, type TimeBound, timeBounds } from './counted.ts'
import type { Definition } from './definition/definition.ts'
import { isFeasible, type SumBound } from './feasible.ts'
import type { PlacedSentence } from './problem.ts'
import { amountWords, lengthWords, listWords } from './words.ts'

type Named =
  | { kind: 'requirement'; bound: TimeBound; sum: SumBound }
  | { kind: 'fits' | 'fills'; level: number; sum: SumBound }

const sumOf = (bound: TimeBound, cells: readonly Cell[]): SumBound => ({
  variables: cells.flatMap((cell, index) =>
    bound.rotationIds.includes(cell.rotationId) && bound.levels.includes(cell.level) ? [index] : [],
  ),
  min: bound.min,
  max: bound.max,
})

/** The smallest part of the bounds that still cannot hold together: drop each in turn and keep it out if nothing changes. */
const smallestConflict = (all: readonly Named[], variableCount: number): Named[] => {
  let kept = [...all]
  for (const candidate of all) {
    const without = kept.filter((entry) => entry !== candidate)
    if (
      !isFeasible(
        without.map(({ sum }) => sum),
        variableCount,
      )
    )
      kept = without
  }
  return kept
}

const boundWords = ({ requirement, levels }: TimeBound, definition: Definition): string => {
  const { byLevel, unit } = requirement.amount
  const level = definition.levels[levels[0] ?? -1]?.id
  const amount =
    byLevel === undefined || level === undefined
      ? amountWords(requirement.amount)
      : `${lengthWords(byLevel[level] ?? 0, unit)} at ${level}`
  return `“${requirement.title}” (${amount})`
}

/**
 * Whether time can be given to rotations so that every rotation requirement holds and each level's year is filled to
 * the day: the sum of the minima fits the length, the maxima can fill it, and groups, levels and overlapping
 * requirements agree. Null when it can; otherwise one sentence naming the smallest set that conflicts.
 */
export const totalProblem = (definition: Definition): PlacedSentence | null => {
  const cells = openCells(definition)
  const years = levelYears(definition)
  const length = lengthWords(definition.length.amount, definition.length.unit)
  const requirements = timeBounds(definition).map(
    (bound): Named => ({ kind: 'requirement', bound, sum: sumOf(bound, cells) }),
  )
  const levels = years.flatMap((year, level): Named[] => {
    const variables = cells.flatMap((cell, index) => (cell.level === level ? [index] : []))
    return [
      { kind: 'fits', level, sum: { variables, min: 0, max: year } },
      { kind: 'fills', level, sum: { variables, min: year, max: null } },
    ]
  })
  const all = [...levels, ...requirements]
  if (
    isFeasible(
      all.map(({ sum }) => sum),
      cells.length,
    )
  )
    return null
  const conflict = smallestConflict(all, cells.length)
  const bounds = conflict.flatMap((entry) => (entry.kind === 'requirement' ? [entry.bound] : []))
  const named = listWords([...new Set(bounds.map((bound) => boundWords(bound, definition)))])
  const levelNames = (kind: 'fits' | 'fills'): string =>
    listWords(conflict.flatMap((entry) => (entry.kind === kind ? [definition.levels[entry.level]!.id] : [])))
  const isWhole = (kind: 'fits' | 'fills'): boolean =>
    conflict.filter((entry) => entry.kind === kind).length === years.length
  const within = (kind: 'fits' | 'fills'): string => (isWhole(kind) ? `the program’s ${length}` : levelNames(kind))
  const first = bounds[0] ? definition.requirements.indexOf(bounds[0].requirement) : -1
  const path = first < 0 ? ['requirements'] : ['requirements', first]
  if (conflict.some(({ kind }) => kind === 'fills')) {
    return {
      path: ['length'],
      sentence: `The requirements leave time in ${within('fills')} that no rotation may fill: ${named || 'no rotation is open'}.`,
    }
  }
  if (conflict.some(({ kind }) => kind === 'fits')) {
    return { path, sentence: `More is asked for than fits in ${within('fits')}: ${named}.` }
  }
  return { path, sentence: `These requirements cannot hold together: ${named}.` }
}
