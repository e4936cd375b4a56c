import type { Definition } from '../definition/definition.ts'
import { suggestion } from '../did-you-mean.ts'
import type { Path, PlacedSentence } from '../problem.ts'

/** Every id that is mentioned must be defined. */
export const unknownReferences = (definition: Definition): PlacedSentence[] => {
  const rotations = definition.rotations.map(({ id }) => id)
  const groups = (definition.groups ?? []).map(({ id }) => id)
  const levels = definition.levels.map(({ id }) => id)
  const sites = definition.sites.map(({ id }) => id)
  const rooms = (definition.rooms ?? []).map(({ id }) => id)
  const found: PlacedSentence[] = []

  const one = (what: string, id: string | undefined, known: readonly string[], path: Path): void => {
    if (id === undefined || known.includes(id)) return
    found.push({ path, sentence: `There is no ${what} “${id}” in this definition.${suggestion(id, known)}` })
  }
  const each = (what: string, ids: readonly string[] | undefined, known: readonly string[], path: Path): void => {
    for (const [index, id] of (ids ?? []).entries()) one(what, id, known, [...path, index])
  }

  if (definition.calendar.kind === 'weeks') {
    for (const [index, split] of (definition.calendar.splitWeeks ?? []).entries()) {
      each('level', split.levels, levels, ['calendar', 'splitWeeks', index, 'levels'])
    }
  }
  for (const [index, room] of (definition.rooms ?? []).entries())
    one('site', room.site, sites, ['rooms', index, 'site'])
  for (const [index, rotation] of definition.rotations.entries()) {
    const at: Path = ['rotations', index]
    one('site', rotation.site, sites, [...at, 'site'])
    one('room', rotation.room, rooms, [...at, 'room'])
    each('level', rotation.levels, levels, [...at, 'levels'])
    for (const [row, limit] of (rotation.capacity?.perLevel ?? []).entries()) {
      each('level', limit.levels, levels, [...at, 'capacity', 'perLevel', row, 'levels'])
    }
    for (const [row, objective] of (rotation.objectives ?? []).entries()) {
      each('level', objective.levels, levels, [...at, 'objectives', row, 'levels'])
    }
    each('rotation', rotation.prerequisites?.rotations, rotations, [...at, 'prerequisites', 'rotations'])
    each('rotation or group', rotation.choose?.from, [...rotations, ...groups], [...at, 'choose', 'from'])
  }
  for (const [index, group] of (definition.groups ?? []).entries()) {
    each('rotation', group.rotations, rotations, ['groups', index, 'rotations'])
  }
  for (const [index, requirement] of definition.requirements.entries()) {
    const at: Path = ['requirements', index]
    each('level', requirement.levels, levels, [...at, 'levels'])
    if (requirement.kind !== 'rotation') continue
    each('rotation or group', requirement.counts, [...rotations, ...groups], [...at, 'counts'])
    for (const level of Object.keys(requirement.amount.byLevel ?? {})) {
      one('level', level, levels, [...at, 'amount', 'byLevel', level])
    }
  }
  for (const [index, row] of (definition.plan?.rows ?? []).entries()) {
    one('rotation', row.rotation, rotations, ['plan', 'rows', index, 'rotation'])
    for (const level of Object.keys(row.byLevel)) one('level', level, levels, ['plan', 'rows', index, 'byLevel', level])
  }
  for (const [index, { level }] of (definition.stipend?.amounts ?? []).entries()) {
    one('level', level, levels, ['stipend', 'amounts', index, 'level'])
  }
  return found
}
