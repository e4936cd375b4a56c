import type { Definition } from './definition/definition.ts'
import { type RotationRequirement, type Requirement } from './definition/requirement.ts'
import { inYears, yearsAtLevels } from './time.ts'

export const isRotationRequirement = (requirement: Requirement): requirement is RotationRequirement =>
  requirement.kind === 'rotation'

/** The rotations an id list stands for: groups are opened, each rotation comes once. Unknown ids give nothing. */
export const rotationIds = (ids: readonly string[], definition: Pick<Definition, 'rotations' | 'groups'>): string[] => {
  const groups = new Map((definition.groups ?? []).map((group) => [group.id, group.rotations]))
  const known = new Set(definition.rotations.map((rotation) => rotation.id))
  return [...new Set(ids.flatMap((id) => groups.get(id) ?? [id]))].filter((id) => known.has(id))
}

/** One bound on time: years of `rotationIds` while at `levels` (indexes) lie between `min` and `max`. */
export type TimeBound = {
  requirement: RotationRequirement
  rotationIds: string[]
  levels: number[]
  min: number
  max: number | null
}

/** Rotation requirements as bounds in years of training; an amount by level gives one bound for each level it names. */
export const timeBounds = (definition: Definition): TimeBound[] =>
  definition.requirements.filter(isRotationRequirement).flatMap((requirement): TimeBound[] => {
    const counted = rotationIds(requirement.counts, definition)
    const { exactly, atLeast, atMost, byLevel, unit } = requirement.amount
    const years = (amount: number): number => inYears(amount, unit, definition.calendar)
    const indexOf = (level: string): number => definition.levels.findIndex(({ id }) => id === level)
    if (byLevel !== undefined) {
      return Object.entries(byLevel).map(([level, amount]) => ({
        requirement,
        rotationIds: counted,
        levels: [indexOf(level)].filter((index) => index >= 0),
        min: years(amount),
        max: years(amount),
      }))
    }
    const levels = (requirement.levels ?? definition.levels.map(({ id }) => id)).map(indexOf)
    const max = exactly ?? atMost
    return [
      {
        requirement,
        rotationIds: counted,
        levels: levels.filter((index) => index >= 0),
        min: years(exactly ?? atLeast ?? 0),
        max: max === undefined ? null : years(max),
      },
    ]
  })

export type Cell = { rotationId: string; level: number }

/** Every place time can go: each rotation at each level it is open to. */
export const openCells = (definition: Definition): Cell[] =>
  definition.rotations.flatMap((rotation) =>
    definition.levels.flatMap(({ id }, level) =>
      !rotation.levels || rotation.levels.includes(id) ? [{ rotationId: rotation.id, level }] : [],
    ),
  )

/** Years to fill at each level. */
export const levelYears = (definition: Definition): number[] => yearsAtLevels(definition)
