import type { CurriculumFacts } from '@gradus/rules'
import { curriculumFacts, type Definition } from '../../curriculum/index.ts'
import type { Curriculum } from '../../programs/index.ts'
import type { Followed } from './year-facts.ts'

/** Stored definitions never change, and the rules remember the periods of a calendar they have seen: both are worth keeping. */
const known = new WeakMap<Definition, Map<string, CurriculumFacts>>()

export function followedOf(
  curriculum: Pick<Curriculum, 'id' | 'programId' | 'effectiveOn' | 'definition'>,
  startsOn: string,
): Followed {
  const { id, programId, effectiveOn, definition } = curriculum
  let byKey = known.get(definition)
  if (byKey === undefined) known.set(definition, (byKey = new Map()))
  const key = `${id} ${startsOn}`
  let facts = byKey.get(key)
  if (facts === undefined) byKey.set(key, (facts = curriculumFacts(definition, { id, programId, startsOn })))
  return { id, programId, effectiveOn, definition, facts }
}
