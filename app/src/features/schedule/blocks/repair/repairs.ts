import { type DateRange, dayOf, formatRange, overlap, plural } from '@gradus/rules'
import type { Capacity, Disturbance, Repair, RotationProblem } from '@gradus/solver'
import { runQuestionThread } from '@gradus/solver/node'
import { AppError, notFound } from '../../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../../contract/route.ts'
import type { Guard } from '../../../../platform/http/guard.ts'
import type { Platform } from '../../../../platform/platform.ts'
import type { Asking } from '../../ask/asking.ts'
import { proposedChanges } from '../../ask/changes.ts'
import type { ProposedChange } from '../../ask/contract.ts'
import { publishedYear, standingOf } from '../../ask/schedule-asked.ts'
import { knownTo } from '../../facts/discretion.ts'
import { isoRange } from '../../facts/load.ts'
import type { YearFacts } from '../../facts/year-facts.ts'
import { rotationKey, rotationViews, versionsShown } from '../../rotations.ts'
import { previewOfAmendment } from '../amend.ts'
import { disturbancesOf, type HeldPlace, placesHeld, withAndWithout } from './broken.ts'
import type { listDisturbances, ProposedRepair } from './contract.ts'

const atMost = 5
const searchMilliseconds = 12_000
const seed = 1
const roomPrefix = 'room:'

export interface RepairAsked {
  readonly startYear: number
  readonly personId?: string | undefined
  readonly placeKey?: string | undefined
  readonly startOn: string
  readonly endOn: string
}

/** What broke in the published year, and what may be asked about besides. */
export async function disturbances(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  startYear: number,
  programIds: readonly string[] | null,
): Promise<RouteAnswer<typeof listDisturbances>> {
  const facts = knownTo(guard, await publishedYear(platform, institutionId, startYear, programIds))
  const rooms = new Set(facts.seats.flatMap(({ followed }) => followed.facts.rotations.map(({ roomId }) => roomId)))
  return {
    version: facts.recordVersion,
    label: facts.year.label,
    today: isoRange({ startOn: facts.today, endOn: facts.today }).startOn,
    endOn: isoRange(facts.year).endOn,
    disturbances: disturbancesOf(facts),
    people: [...new Map(facts.seats.map((seat) => [seat.personId, seat])).values()].map(
      ({ personId, personName, programId }) => ({ personId, personName, programId }),
    ),
    places: [
      ...facts.rooms
        .filter(({ id }) => rooms.has(id))
        .map(({ id, label }) => ({ key: `${roomPrefix}${id}`, label, kind: 'room' as const })),
      ...rotationViews(versionsShown(facts)).map(({ key, name }) => ({ key, label: name, kind: 'rotation' as const })),
    ],
  }
}

/** The published year that a repair is about: the programs of the person, or those that use the place, in which the reader amends. */
export async function yearToRepair(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  asked: RepairAsked,
): Promise<YearFacts> {
  const scope = guard.scope()
  const all = await publishedYear(platform, institutionId, asked.startYear, scope.institution ? null : scope.programIds)
  const concerned = new Set(
    asked.personId === undefined
      ? all.seats
          .filter(({ followed, programId }) =>
            followed.facts.rotations.some(
              ({ id, roomId }) =>
                asked.placeKey === rotationKey(programId, id) || asked.placeKey === `${roomPrefix}${roomId}`,
            ),
          )
          .map(({ programId }) => programId)
      : all.seats.filter(({ personId }) => personId === asked.personId).map(({ programId }) => programId),
  )
  if (concerned.size === 0)
    throw notFound(asked.personId === undefined ? 'room or rotation' : 'trainee in this schedule')
  const facts = await publishedYear(platform, institutionId, asked.startYear, [...concerned].toSorted())
  const days = { startOn: dayOf(asked.startOn), endOn: dayOf(asked.endOn) }
  if (overlap(days, { startOn: facts.today + 1, endOn: facts.year.endOn }) === null)
    throw new AppError('invalid', `Only days to come in ${facts.year.label} can be repaired.`)
  return facts
}

/** Up to five repairs, the fewest published changes first, each with what the rules would say of it. */
export async function repairsOf(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  facts: YearFacts,
  asked: RepairAsked,
  { tell, follow }: Asking,
): Promise<{ version: number; repairs: ProposedRepair[] }> {
  tell('Reading the published year.')
  const days = {
    startOn: Math.max(dayOf(asked.startOn), facts.today + 1),
    endOn: Math.min(dayOf(asked.endOn), facts.year.endOn),
  }
  const { before, after } =
    asked.personId === undefined ? { before: facts, after: facts } : withAndWithout(facts, asked.personId, days)
  const standing = await standingOf(platform, guard, after, new Map())
  const held = placesHeld(before, days).filter(({ key }) => key !== asked.placeKey)
  const problem = holding(withPlace(standing.problem, asked.placeKey, facts), held)
  tell('Looking for repairs that move as few as possible.')
  const found = await follow(
    runQuestionThread(
      problem,
      { kind: 'repair', solution: standing.solution, disturbance: disturbanceOf(asked, days), atMost },
      {
        seed,
        maxMilliseconds: searchMilliseconds,
        onAnswer: (people) => tell(`Looking at the years of ${plural(people, 'trainee')} together.`, people),
      },
    ),
  )
  tell('Asking the rules about each of them.')
  const cleared = asked.personId === undefined ? [] : clearing(facts, asked.personId, days)
  const repairs: ProposedRepair[] = []
  for (const each of found) repairs.push(await proposed(platform, guard, institutionId, facts, each, cleared))
  return { version: facts.recordVersion, repairs: repairs.filter(({ changes }) => changes.length > 0) }
}

const disturbanceOf = ({ personId, placeKey }: RepairAsked, days: DateRange): Disturbance =>
  personId === undefined
    ? { kind: 'closed-room', capacityId: capacityId(placeKey ?? ''), ...days }
    : { kind: 'absence', personId, ...days }

const capacityId = (placeKey: string): string =>
  placeKey.startsWith(roomPrefix) ? `room ${placeKey.slice(roomPrefix.length)}` : placeKey

/** A place without limits is none to the solver; to be closed it has to be one. */
function withPlace(problem: RotationProblem, placeKey: string | undefined, facts: YearFacts): RotationProblem {
  if (placeKey === undefined || problem.capacities.some(({ id }) => id === capacityId(placeKey))) return problem
  const known = new Set(problem.activities.map(({ id }) => id))
  const activityIds = facts.seats.flatMap(({ programId, followed }) =>
    followed.facts.rotations
      .filter(({ id, roomId }) => placeKey === rotationKey(programId, id) || placeKey === `${roomPrefix}${roomId}`)
      .map(({ id }) => rotationKey(programId, id)),
  )
  const place: Capacity = {
    id: capacityId(placeKey),
    label: 'the closed place',
    activityIds: [...new Set(activityIds)].filter((id) => known.has(id)),
  }
  return { ...problem, capacities: [...problem.capacities, place] }
}

/** What was covered stays covered: in these days the least of a place is a demand, not a wish. */
function holding(problem: RotationProblem, held: readonly HeldPlace[]): RotationProblem {
  const rooms = new Map(problem.capacities.map((room) => [room.id, room]))
  const demands = held.flatMap(({ key, least, days }) => {
    const room = rooms.get(capacityId(key))
    if (room === undefined) return []
    const { max: _max, ...rest } = room
    return days.map(
      (window, index): Capacity => ({
        ...rest,
        id: `${room.id} held ${index}`,
        window: { startOn: window.startOn, endOn: window.endOn },
        min: { count: least },
      }),
    )
  })
  return { ...problem, capacities: [...problem.capacities, ...demands] }
}

/** The days that the schedule counts on somebody who is away: they are taken out of it. */
function clearing(facts: YearFacts, personId: string, days: DateRange): ProposedChange[] {
  const seats = new Map(facts.seats.filter((seat) => seat.personId === personId).map((seat) => [seat.id, seat]))
  return facts.placements.flatMap((placement) => {
    const seat = seats.get(placement.appointmentId)
    // Days after the last one of an appointment cannot be amended; nobody looks for the trainee there.
    const within = seat && overlap(days, seat)
    const own = within && overlap(placement, within)
    if (!seat || !own) return []
    const name =
      seat.followed.facts.rotations.find(({ id }) => id === placement.rotationId)?.label ?? placement.rotationId
    return [
      {
        appointmentId: seat.id,
        personName: seat.personName,
        rotationId: null,
        ...isoRange(own),
        sentence: `${formatRange(own)}: ${seat.personName} is away and no longer on ${name}.`,
      },
    ]
  })
}

async function proposed(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  facts: YearFacts,
  repair: Repair,
  cleared: readonly ProposedChange[],
): Promise<ProposedRepair> {
  const moved = proposedChanges(facts, repair.changes)
  const changes = [...cleared, ...moved]
  const people = [...new Set(moved.map(({ personName }) => personName))]
  const broken = [...new Set(repair.broken.map(({ sentence }) => sentence))].slice(0, 4)
  const { startYear } = facts.year
  const preview =
    changes.length === 0
      ? { added: [], removed: [] }
      : await previewOfAmendment(platform, guard, institutionId, {
          startYear,
          changes: changes.map(({ appointmentId, rotationId, startOn, endOn }) => ({
            appointmentId,
            rotationId,
            startOn,
            endOn,
          })),
        })
  const who =
    moved.length === 0
      ? 'Nobody else moves'
      : `${plural(moved.length, 'change')} for ${people.slice(0, 3).join(', ')}${people.length > 3 ? ' and others' : ''}`
  return {
    sentence:
      broken.length === 0
        ? `${who}; everything that was covered stays covered.`
        : `${who}; not everything can be kept.`,
    people,
    changes,
    broken,
    added: preview.added,
    removed: preview.removed,
  }
}
