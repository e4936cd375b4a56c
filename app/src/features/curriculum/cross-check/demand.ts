import { timeBounds } from '../counted.ts'
import type { Definition } from '../definition/definition.ts'
import type { PlacedSentence } from '../problem.ts'
import { lengthWords, listWords, rotationName } from '../words.ts'

const openTo = (definition: Definition, rotationId: string, levels: readonly number[]): boolean => {
  const rotation = definition.rotations.find(({ id }) => id === rotationId)
  return !rotation?.levels || levels.some((index) => rotation.levels?.includes(definition.levels[index]?.id ?? ''))
}

/** A requirement whose rotations are closed to the very levels it is about. */
const closedProblems = (definition: Definition): PlacedSentence[] =>
  timeBounds(definition).flatMap(({ requirement, rotationIds, levels, min }) => {
    if (min === 0 || rotationIds.length === 0 || levels.length === 0) return []
    if (rotationIds.some((id) => openTo(definition, id, levels))) return []
    const names = listWords(levels.map((index) => definition.levels[index]!.id))
    return [
      {
        path: ['requirements', definition.requirements.indexOf(requirement)],
        sentence: `“${requirement.title}” asks for time at ${names}, but what it counts is not open to ${names}.`,
      },
    ]
  })

/** In a steady state each level holds one year's intake, so a year must hold what one trainee needs, times the intake. */
const capacityProblems = (definition: Definition): PlacedSentence[] => {
  const perYear = definition.positions?.perYear
  if (perYear === undefined) return []
  const needed = new Map<string, { years: number; ids: string[]; title: string; index: number }>()
  for (const { requirement, rotationIds, min } of timeBounds(definition)) {
    const index = definition.requirements.indexOf(requirement)
    const entry = needed.get(requirement.id) ?? { years: 0, ids: rotationIds, title: requirement.title, index }
    needed.set(requirement.id, { ...entry, years: entry.years + min })
  }
  return [...needed.values()].flatMap(({ years, ids, title, index }) => {
    const counted = definition.rotations.filter(({ id }) => ids.includes(id))
    const limits = counted.map(({ capacity }) => capacity?.max)
    if (counted.length === 0 || limits.some((max) => max === undefined)) return []
    const room = limits.reduce<number>((sum, max) => sum + (max ?? 0), 0)
    if (years * perYear <= room + 1e-9) return []
    const asked = lengthWords(Math.round(years * perYear * 520) / 10, 'weeks')
    return [
      {
        path: ['requirements', index],
        sentence: `“${title}” needs ${asked} a year for ${perYear} positions, but ${listWords(counted.map(rotationName))} may hold ${room} at once, ${lengthWords(room * 52, 'weeks')} a year.`,
      },
    ]
  })
}

/** Requirements that the rotations' levels or capacities can never satisfy. */
export const demandProblems = (definition: Definition): PlacedSentence[] => [
  ...closedProblems(definition),
  ...capacityProblems(definition),
]
