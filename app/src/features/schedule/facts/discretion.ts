import type { Guard } from '../../../platform/http/guard.ts'
import { readPerson } from '../../people/policy.ts'
import { groupBy } from '../../../platform/group-by.ts'
import { remembering, rememberingOf } from '../remember.ts'
import type { YearFacts } from './year-facts.ts'

/**
 * The year as this reader may know it. Why somebody is away is known to that person and to those who may read their page; everybody
 * else sees that they are away. Days and their consequences stay as they are, so coverage and findings are the same for all.
 */
export function knownTo(guard: Guard, facts: YearFacts): YearFacts {
  const seats = groupBy([...facts.seats, ...facts.neighbours], ({ personId }) => personId)
  const told = new Map<string, boolean>()
  const isTold = (personId: string): boolean => {
    const known = told.get(personId)
    if (known !== undefined) return known
    const programIds = (seats.get(personId) ?? []).map(({ programId }) => programId)
    const may = guard.may(readPerson, { personId, programIds })
    told.set(personId, may)
    return may
  }
  const untold = facts.leaves.filter(({ personId }) => !isTold(personId))
  if (untold.length === 0) return facts
  // Readers who are told the same share one object, so that what is derived from it is made once.
  return versionsOf(facts, () => remembering(versionsAtMost))(untold.map(({ id }) => id).join(), () => ({
    ...facts,
    leaves: facts.leaves.map((leave) => (isTold(leave.personId) ? leave : { ...leave, kind: 'away', label: null })),
  }))
}

const versionsAtMost = 50
const versionsOf = rememberingOf<(key: string, make: () => YearFacts) => YearFacts>()
