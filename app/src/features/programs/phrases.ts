import {
  amountWords,
  boundsWords,
  calendarWords,
  type Definition,
  lengthWords,
  listWords,
  type Requirement,
  type Rotation,
  rotationName,
  traineesWords,
} from '../curriculum/index.ts'
import { detailWords } from './detail-words.ts'
import { rotationTints } from './tints.ts'

/** What counts, by name: rotations and groups stand side by side. */
function countedNames(requirement: Requirement, definition: Definition): string[] {
  if (requirement.kind !== 'rotation') return []
  return requirement.counts.map((id) => {
    const rotation = definition.rotations.find((candidate) => candidate.id === id)
    if (rotation !== undefined) return rotationName(rotation)
    return definition.groups?.find((group) => group.id === id)?.name ?? id
  })
}

function prerequisiteWords({ prerequisites }: Rotation, names: ReadonlyMap<string, string>): string[] {
  if (prerequisites === undefined) return []
  const { monthsOfTraining, rotations } = prerequisites
  return [
    ...(monthsOfTraining === undefined ? [] : [`${lengthWords(monthsOfTraining, 'months')} of training first`]),
    ...(rotations === undefined ? [] : [`${listWords(rotations.map((id) => names.get(id) ?? id))} first`]),
  ]
}

/** A definition in the words of people, for the pages that read it. */
export function phrasesOf(definition: Definition) {
  const tints = rotationTints(definition)
  const names = new Map(definition.rotations.map((rotation) => [rotation.id, rotationName(rotation)]))
  return {
    calendar: calendarWords(definition.calendar),
    length: lengthWords(definition.length.amount, definition.length.unit),
    requirements: definition.requirements.map((requirement) => ({
      id: requirement.id,
      counts: countedNames(requirement, definition),
      amount:
        requirement.kind === 'rotation'
          ? amountWords(requirement.amount)
          : (requirement.text ?? detailWords(requirement.details)),
      levels: requirement.levels?.join(', ') ?? 'all levels',
    })),
    rotations: definition.rotations.map((rotation) => {
      const site = definition.sites.find(({ id }) => id === rotation.site) ?? definition.sites[0]
      const room = definition.rooms?.find(({ id }) => id === rotation.room)
      const { capacity, run } = rotation
      return {
        id: rotation.id,
        name: rotationName(rotation),
        tint: tints.get(rotation.id) ?? 0,
        capacity:
          capacity?.min === undefined && capacity?.max === undefined
            ? null
            : boundsWords(capacity.min, capacity.max, traineesWords),
        run:
          run?.min === undefined && run?.max === undefined
            ? null
            : boundsWords(run.min, run.max, (amount) => lengthWords(amount, run.unit)),
        roomName: room?.name ?? null,
        siteName: site?.name ?? null,
        offSite: site?.kind === 'off-site',
        prerequisites: prerequisiteWords(rotation, names),
      }
    }),
  }
}
