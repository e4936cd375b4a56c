import { addDays, dayOf, isoOf } from '@gradus/rules'
import type { Reads } from '../../platform/db/index.ts'
import { activeAppointments, leaveNames, leavesBetween } from '../people/index.ts'
import type { RouteAnswer } from '../../contract/route.ts'
import type { getHome } from './contract.ts'

const daysAhead = 28
const shown = 12

type Desk = NonNullable<RouteAnswer<typeof getHome>['desk']>

/** Who is away, or will be within four weeks, among the trainees of some programs. */
export async function leavesComing(
  db: Reads,
  institutionId: string,
  programIds: readonly string[],
  today: string,
): Promise<Desk['leavesComing']> {
  const range = { startOn: today, endOn: isoOf(addDays(dayOf(today), daysAhead)) }
  const held = await activeAppointments(db, institutionId, { programIds, ...range })
  const names = new Map(held.map(({ personId, givenName, familyName }) => [personId, `${givenName} ${familyName}`]))
  const leaves = await leavesBetween(db, institutionId, [...names.keys()], range)
  return leaves
    .sort((a, b) => (a.startOn < b.startOn ? -1 : 1))
    .slice(0, shown)
    .map(({ personId, kind, startOn, endOn }) => ({
      personId,
      personName: names.get(personId) ?? '',
      kind: leaveNames[kind],
      startOn,
      endOn,
    }))
}
