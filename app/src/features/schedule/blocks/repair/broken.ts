import { type DateRange, formatRange, overlap } from '@gradus/rules'
import { groupBy } from '../../../../platform/group-by.ts'
import { isoRange } from '../../facts/load.ts'
import type { Placement, Seat, YearFacts } from '../../facts/year-facts.ts'
import { weeklyCoverage } from '../../grid.ts'
import type { DisturbanceView } from './contract.ts'

/** A place with too few on some days, and the days on which it had enough before. */
export interface HeldPlace {
  /** As the coverage strip names it. */
  readonly key: string
  readonly label: string
  readonly least: number
  readonly days: readonly DateRange[]
}

/** Weeks of these days in which a place has as many as it needs. */
export function placesHeld(facts: YearFacts, days: DateRange): HeldPlace[] {
  const { coverage, weeks } = weeklyCoverage(facts)
  return coverage.flatMap(({ key, label, min, low }): HeldPlace[] => {
    if (min === null || min === 0) return []
    const held = weeks.flatMap(({ startOn, endOn }, week) => {
      const inside = overlap({ startOn, endOn }, days)
      return inside !== null && (low[week] ?? 0) >= min ? [inside] : []
    })
    return held.length === 0 ? [] : [{ key, label, least: min, days: joined(held) }]
  })
}

function joined(ranges: readonly DateRange[]): DateRange[] {
  const whole: DateRange[] = []
  for (const range of ranges) {
    const last = whole.at(-1)
    if (last && last.endOn + 1 === range.startOn) whole[whole.length - 1] = { ...last, endOn: range.endOn }
    else whole.push(range)
  }
  return whole
}

/** The year as it was before somebody was away in these days, and as it is with it. */
export function withAndWithout(
  facts: YearFacts,
  personId: string,
  days: DateRange,
): { readonly before: YearFacts; readonly after: YearFacts } {
  const isIt = (leave: YearFacts['leaves'][number]): boolean =>
    leave.personId === personId && leave.removesFromSchedule && overlap(leave, days) !== null
  const away: YearFacts['leaves'][number] = {
    id: 'away',
    personId,
    kind: 'away',
    label: null,
    countsTowardTraining: true,
    removesFromSchedule: true,
    ...days,
  }
  return {
    before: { ...facts, leaves: facts.leaves.filter((leave) => !isIt(leave)) },
    after: facts.leaves.some(isIt) ? facts : { ...facts, leaves: [...facts.leaves, away] },
  }
}

/** Where somebody's absence leaves fewer than needed. */
export function shortWithout(facts: YearFacts, personId: string, days: DateRange): string[] {
  const { before, after } = withAndWithout(facts, personId, days)
  const daysOf = (held: HeldPlace | undefined) =>
    (held?.days ?? []).reduce((sum, each) => sum + each.endOn - each.startOn, 0)
  const left = new Map(placesHeld(after, days).map((held) => [held.key, held]))
  return placesHeld(before, days)
    .filter((held) => daysOf(left.get(held.key)) < daysOf(held))
    .map(({ label }) => label)
}

/** Leaves of absence over days that the published schedule counts on, and assignments after somebody's last day; of days to come. */
export function disturbancesOf(facts: YearFacts): DisturbanceView[] {
  const placements = groupBy(
    facts.placements.filter(({ endOn }) => endOn > facts.today),
    ({ appointmentId }) => appointmentId,
  )
  const found = facts.seats.flatMap((seat) => {
    const own = placements.get(seat.id) ?? []
    return [...absences(seat, own, facts), ...departures(seat, own, facts)]
  })
  return found.sort((a, b) => (a.startOn < b.startOn ? -1 : 1))
}

function absences(seat: Seat, own: readonly Placement[], facts: YearFacts): DisturbanceView[] {
  return facts.leaves
    .filter(({ personId, removesFromSchedule }) => personId === seat.personId && removesFromSchedule)
    .flatMap((leave): DisturbanceView[] => {
      const days = { startOn: Math.max(leave.startOn, facts.today + 1), endOn: Math.min(leave.endOn, facts.year.endOn) }
      const counted = own.filter((placement) => overlap(placement, days))
      if (days.endOn < days.startOn || counted.length === 0) return []
      return [
        told('absence', seat, days, `${seat.personName} is away ${formatRange(days)}, but is scheduled then.`, facts),
      ]
    })
}

function departures(seat: Seat, own: readonly Placement[], facts: YearFacts): DisturbanceView[] {
  const late = own.filter(({ endOn }) => endOn > seat.endOn)
  const days = {
    startOn: Math.max(seat.endOn, facts.today) + 1,
    endOn: Math.max(...late.map(({ endOn }) => endOn)),
  }
  if (late.length === 0 || days.endOn < days.startOn) return []
  const sentence = `${seat.personName} leaves before ${formatRange(days)}, but is scheduled then.`
  return [told('departure', seat, days, sentence, facts)]
}

const told = (
  kind: DisturbanceView['kind'],
  { personId, personName, programId }: Seat,
  days: DateRange,
  sentence: string,
  facts: YearFacts,
): DisturbanceView => ({
  kind,
  personId,
  personName,
  programId,
  ...isoRange(days),
  sentence,
  short: shortWithout(facts, personId, days),
})
