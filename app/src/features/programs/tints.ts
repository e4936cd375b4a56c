import type { Definition } from '../curriculum/index.ts'

const places = 12

/**
 * Which of the twelve palette places (0 to 11) each rotation takes, by rotation id: the one its definition prefers, else the least used
 * one, in the definition's order. Every page that draws a rotation asks here, so that a rotation has one colour everywhere.
 */
export function rotationTints(definition: Definition): Map<string, number> {
  const used = Array.from({ length: places }, () => 0)
  const tints = new Map<string, number>()
  const take = (rotationId: string, place: number) => {
    tints.set(rotationId, place)
    used[place] = (used[place] ?? 0) + 1
  }
  for (const rotation of definition.rotations) if (rotation.tint !== undefined) take(rotation.id, rotation.tint - 1)
  for (const rotation of definition.rotations)
    if (!tints.has(rotation.id)) take(rotation.id, used.indexOf(Math.min(...used)))
  return tints
}
