import { dayOf, formatRange, isoOf, plural } from '@gradus/rules'
import type { RouteAnswer } from '../../../contract/route.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { todayOf } from '../../programs/index.ts'
import { levelOfSeat, seatOn } from './eligible.ts'
import { fairMeasures, type Measures, noMeasures } from './fairness.ts'
import { ledgerOf } from './ledger.ts'
import { poolsSeen } from './pools.ts'
import type { callFairness } from './schedules-contract.ts'
import { openSchedule } from './schedules.ts'
import { assignmentsOfSchedule } from './store.ts'
import { rangeOf } from './schedule-view.ts'

const tenths = (measures: Measures): Measures => {
  const rounded = noMeasures()
  for (const measure of fairMeasures) rounded[measure] = Math.round(measures[measure] * 10) / 10
  return rounded
}

/** How call is shared out, for everybody it concerns. */
export async function fairnessPage(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  asked: { poolIds?: string | undefined; scheduleId?: string | undefined; on?: string | undefined },
): Promise<RouteAnswer<typeof callFairness>> {
  const seen = await poolsSeen(platform, guard, institutionId)
  const opened =
    asked.scheduleId === undefined ? null : await openSchedule(platform, guard, institutionId, asked.scheduleId)
  const wanted = asked.poolIds?.split(',') ?? opened?.schedule.poolIds
  const pools = seen.filter(({ id }) => wanted?.includes(id) ?? true)
  const on = dayOf(asked.on ?? opened?.schedule.startOn ?? (await todayOf(platform, institutionId)))
  const draft =
    opened === null || opened.schedule.state === 'published'
      ? null
      : {
          poolIds: opened.schedule.poolIds,
          range: rangeOf(opened.schedule),
          rows: await assignmentsOfSchedule(platform.database.drizzle, opened.schedule),
        }
  const { range, label, facts, shares, carried } = await ledgerOf(
    platform,
    { institutionId, poolIds: pools.map(({ id }) => id), on },
    draft,
  )
  const people = shares.flatMap(({ personId, openDays, held, fair }) => {
    const person = facts.people.get(personId)
    if (person === undefined) return []
    const seat =
      pools.map((pool) => seatOn(person, pool, range.endOn)).find((one) => one !== undefined) ?? person.seats[0]!
    return [
      {
        personId,
        name: person.name,
        level: levelOfSeat(person, seat, range.endOn),
        openDays,
        held: tenths(held),
        fair: fair === null ? null : tenths(fair),
        carried: tenths(carried.get(personId) ?? noMeasures()),
      },
    ]
  })
  const judged = people.filter(({ fair }) => fair !== null)
  const far = judged.filter(
    ({ held, fair }) => fair !== null && Math.abs(held.points - fair.points) > Math.max(2, fair.points / 4),
  )
  return {
    label,
    startOn: isoOf(range.startOn),
    endOn: isoOf(range.endOn),
    sentence:
      judged.length === 0
        ? 'There is no published call here to share out yet.'
        : far.length === 0
          ? `All ${judged.length} are close to their fair share of points, ${formatRange(range)}.`
          : `${plural(far.length, 'trainee')} of ${judged.length} ${far.length === 1 ? 'is' : 'are'} more than a quarter off their fair share of points, ${formatRange(range)}.`,
    people: people.toSorted((a, b) => a.name.localeCompare(b.name)),
    pools: pools.map(({ id, name }) => ({ id, name })),
  }
}
