import { type Definition, type Rotation, rotationName } from '../curriculum/index.ts'
import { rotationTints } from '../programs/index.ts'
import type { RotationView } from './blocks/contract.ts'
import type { Followed, YearFacts } from './facts/year-facts.ts'

export const rotationKey = (programId: string, rotationId: string): string => `${programId}:${rotationId}`

/** Where a rotation is; the program's first site when its definition does not say. */
const siteOf = (rotation: Rotation, definition: Definition) =>
  definition.sites.find(({ id }) => id === rotation.site) ?? definition.sites[0]

function viewOf(rotation: Rotation, tint: number, { programId, definition }: Followed): RotationView {
  const site = siteOf(rotation, definition)
  return {
    key: rotationKey(programId, rotation.id),
    programId,
    rotationId: rotation.id,
    name: rotationName(rotation),
    code: rotation.code,
    tint,
    roomId: rotation.room ?? null,
    siteName: site?.name ?? null,
    offSite: site?.kind === 'off-site',
  }
}

/** The rotations of versions of programs, the newest version's word first, in the order the definitions name them. */
export function rotationViews(followed: readonly Followed[]): RotationView[] {
  const newestFirst = [...followed].sort((a, b) => (a.effectiveOn < b.effectiveOn ? 1 : -1))
  const views = new Map<string, RotationView>()
  for (const version of newestFirst) {
    const tints = rotationTints(version.definition)
    for (const rotation of version.definition.rotations) {
      const view = viewOf(rotation, tints.get(rotation.id) ?? 0, version)
      if (!views.has(view.key)) views.set(view.key, view)
    }
  }
  return [...views.values()]
}

/** Every version somebody shown follows, or that is in force at the year's start. */
export const versionsShown = (facts: Pick<YearFacts, 'seats' | 'inForce'>): Followed[] => [
  ...new Map(
    [...facts.seats.map(({ followed }) => followed), ...facts.inForce].map((each) => [each.id, each]),
  ).values(),
]
