import type { Definition } from '../definition/definition.ts'
import type { Path, PlacedSentence } from '../problem.ts'

type Named = { value: string; path: Path }

const repeated = (what: string, entries: readonly Named[]): PlacedSentence[] => {
  const seen = new Set<string>()
  return entries.flatMap(({ value, path }) => {
    if (!seen.has(value)) {
      seen.add(value)
      return []
    }
    return [{ path, sentence: `Two ${what} are called “${value}”; each needs its own.` }]
  })
}

const named = <T>(items: readonly T[] | undefined, above: Path, key: string, read: (item: T) => string): Named[] =>
  (items ?? []).map((item, index) => ({ value: read(item), path: [...above, index, key] }))

const ids = (items: readonly { id: string }[] | undefined, key: string): Named[] =>
  named(items, [key], 'id', ({ id }) => id)

/** Ids are what evidence and diffs hang on, and the grid tells rotations apart by code: neither may repeat. */
export const duplicates = (definition: Definition): PlacedSentence[] => [
  ...repeated('levels', ids(definition.levels, 'levels')),
  ...repeated('sites', ids(definition.sites, 'sites')),
  ...repeated('rooms', ids(definition.rooms, 'rooms')),
  ...repeated('rotations or groups', [...ids(definition.rotations, 'rotations'), ...ids(definition.groups, 'groups')]),
  ...repeated(
    'rotation codes',
    named(definition.rotations, ['rotations'], 'code', ({ code }) => code.toUpperCase()),
  ),
  ...repeated('requirements', ids(definition.requirements, 'requirements')),
  ...repeated(
    'rows of the plan',
    named(definition.plan?.rows, ['plan', 'rows'], 'rotation', ({ rotation }) => rotation),
  ),
  ...repeated('prior trainings', ids(definition.priorTraining, 'priorTraining')),
  ...repeated('faculty facts', ids(definition.faculty, 'faculty')),
  ...repeated('facilities', ids(definition.facilities, 'facilities')),
  ...repeated(
    'stipends',
    named(definition.stipend?.amounts, ['stipend', 'amounts'], 'level', ({ level }) => level),
  ),
  ...definition.requirements.flatMap((requirement, index) =>
    requirement.kind === 'rotation'
      ? repeated(
          'counted ids',
          named(requirement.counts, ['requirements', index, 'counts'], '', (id) => id),
        ).map(({ path, sentence }) => ({ path: path.slice(0, -1), sentence }))
      : [],
  ),
]
