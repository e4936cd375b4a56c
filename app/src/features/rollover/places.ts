import { type Day, dayOf, isoOf, type LevelRange, levelRanges, listOf, overlap } from '@gradus/rules'
import { dayWords } from '../../platform/day-words.ts'
import { balanceOf } from '../schedule/absences/allowance.ts'
import { endOfTraining } from '../schedule/absences/board.ts'
import { trainingOf } from '../schedule/absences/training-of.ts'
import { countedOf, earnsOf, type PersonContext } from '../schedule/absences/context.ts'
import { defaultSettings } from '../schedule/absences/settings.ts'
import type { Seat } from '../schedule/facts/year-facts.ts'
import { standingsOf } from '../schedule/standing.ts'
import type { PersonDecision } from './decisions.ts'
import type { Situation } from './situation.ts'

/** Where somebody is when one year ends and the next begins. */
export type Where = 'stays' | 'finishes' | 'finishes-within' | 'finished' | 'moves' | 'comes'

/** One appointment of the program, with what is usual for it and why. */
export interface Place {
  readonly appointmentId: string
  readonly version: number
  readonly personId: string
  readonly personName: string
  readonly where: Where
  readonly startOn: string
  readonly endOn: string
  /** The end of training with all leave so far; null where nothing can be said. */
  readonly reckonedOn: string | null
  readonly levels: readonly { readonly level: string; readonly startOn: string }[]
  readonly marks: readonly string[]
  readonly ftePercent: number
  /** The last published day. */
  readonly publishedUntil: string | null
  readonly outstanding: readonly {
    readonly title: string
    readonly status: 'missed' | 'at-risk'
    readonly sentence: string
  }[]
  readonly carried: readonly string[]
  readonly usual: PersonDecision
  readonly reason: string
}

/** Everybody with an appointment in the ending or the next year, those who need a decision first, then by name. */
export const placesOf = (situation: Situation): Place[] =>
  situation.held.map((row): Place => {
    const context = situation.contexts.get(row.personId)
    const seat = context?.careers.seats.find(({ id }) => id === row.id)
    const base = {
      appointmentId: row.id,
      version: row.version,
      personId: row.personId,
      personName: `${row.givenName} ${row.familyName}`,
      startOn: row.startOn,
      endOn: row.endOn,
      ftePercent: row.ftePercent,
    }
    if (context === undefined || seat === undefined)
      return {
        ...base,
        where: whereOf(dayOf(row.startOn), dayOf(row.endOn), situation, null),
        reckonedOn: null,
        levels: [],
        marks: [],
        publishedUntil: null,
        outstanding: [],
        carried: [],
        usual: { choice: 'undecided' },
        reason: `The curriculum does not know the level ${row.entryLevel} of this appointment; put that right on their page.`,
      }
    return { ...base, ...judged(situation, context, seat) }
  })

function whereOf(startOn: Day, endOn: Day, { ending, next, today }: Situation, other: Seat | null): Where {
  if (startOn >= next.startOn) return 'comes'
  if (endOn > next.endOn) return 'stays'
  if (endOn > ending.endOn) return 'finishes-within'
  if (other !== null) return 'moves'
  return endOn < ending.endOn && endOn < today ? 'finished' : 'finishes'
}

function judged(situation: Situation, context: PersonContext, seat: Seat) {
  const { ending } = situation
  const pauses = context.careers.leaves.filter(({ countsTowardTraining }) => !countsTowardTraining)
  const reckoned = endOfTraining(trainingOf(context, seat))
  const later = laterAppointment(context, seat)
  const where = whereOf(seat.startOn, seat.endOn, situation, later)
  const placements = context.careers.placements.filter(({ appointmentId }) => appointmentId === seat.id)
  const lasts = placements.map(({ endOn }) => endOn)
  const levels = levelRanges(
    { levels: seat.followed.facts.levels, entryLevel: seat.entryLevel, startOn: seat.startOn, pauses },
    seat.endOn,
  )
  const own = pauses.filter((pause) => overlap(pause, seat) !== null)
  const isLonger = reckoned.endOn > seat.endOn
  return {
    where,
    reckonedOn: isoOf(reckoned.endOn),
    levels: levels.filter(({ endOn }) => endOn >= ending.endOn).map(levelView),
    marks: marksOf(situation, context, seat),
    publishedUntil: lasts.length === 0 ? null : isoOf(Math.max(...lasts)),
    // Whoever finishes later has a year to come that nobody has planned yet.
    outstanding: where === 'finishes' || where === 'moves' ? outstandingOf(situation, context, seat) : [],
    carried: seat.endOn > ending.endOn && seat.startOn <= ending.endOn ? carriedOf(situation, context, seat) : [],
    usual: usualFor(where, isLonger, reckoned.isReckoned),
    reason: reasonFor(situation, { where, seat, later, levels, isLonger, reckoned, hasPauses: own.length > 0 }),
  }
}

const levelView = ({ level, startOn }: LevelRange) => ({ level, startOn: isoOf(startOn) })

function usualFor(where: Where, isLonger: boolean, isReckoned: boolean): PersonDecision {
  if (!isLonger || where === 'finished') return { choice: 'keep' }
  return { choice: isReckoned ? 'extend' : 'undecided' }
}

/** The other program of a combined fellow, or another one that they go on to. */
const laterAppointment = ({ careers }: PersonContext, seat: Seat): Seat | null =>
  careers.seats.find((other) => other.programId !== seat.programId && other.endOn > seat.endOn) ?? null

function marksOf({ ending, yearStartsOn }: Situation, { careers }: PersonContext, seat: Seat): string[] {
  const beside = careers.seats.filter(({ id, combined }) => id !== seat.id && combined)
  const isOffCycle = !isoOf(seat.startOn).endsWith(yearStartsOn) || !isoOf(seat.endOn + 1).endsWith(yearStartsOn)
  const isAway = careers.leaves.some((leave) => leave.startOn <= ending.endOn && ending.endOn < leave.endOn)
  return [
    ...(seat.combined
      ? [`Combined with ${listOf(beside.map(({ followed }) => followed.definition.name)) || 'another program'}`]
      : []),
    ...(seat.ftePercent < 100 && !seat.combined ? [`Part-time, ${seat.ftePercent} %`] : []),
    ...(isOffCycle ? ['Off-cycle'] : []),
    ...(isAway ? ['On leave when the year turns'] : []),
  ]
}

function outstandingOf({ today }: Situation, { careers }: PersonContext, seat: Seat): Place['outstanding'] {
  const standing = standingsOf(careers, today).find((each) => each.seat.id === seat.id)
  const titles = new Map(seat.followed.facts.requirements.map(({ id, title }) => [id, title]))
  return (standing?.results ?? []).flatMap(({ requirementId, status, sentence }) =>
    status === 'missed' || status === 'at-risk'
      ? [{ title: titles.get(requirementId) ?? requirementId, status, sentence }]
      : [],
  )
}

/** Unused days that come along by the program's settings, as of today; nothing is written for them. */
function carriedOf({ ending, next }: Situation, context: PersonContext, seat: Seat): string[] {
  const settings = context.policies.get(seat.programId)?.settings ?? defaultSettings
  const counted = countedOf(context, seat.programId)
  const years = { year: next, before: ending }
  return settings.kinds.flatMap((kind) => {
    if (kind.carryDays === 0) return []
    const { carriedDays } = balanceOf(kind, counted, earnsOf(seat), years, context.holidays)
    return carriedDays === 0 ? [] : [`${kind.name}: ${carriedDays} of at most ${kind.carryDays} days`]
  })
}

interface Judged {
  readonly where: Where
  readonly seat: Seat
  readonly later: Seat | null
  readonly levels: readonly LevelRange[]
  readonly isLonger: boolean
  readonly reckoned: { readonly endOn: Day; readonly isReckoned: boolean }
  readonly hasPauses: boolean
}

const words = (day: Day): string => dayWords(isoOf(day))

function reasonFor({ ending, next }: Situation, found: Judged): string {
  const { where, seat, later, levels, isLonger, reckoned, hasPauses } = found
  if (isLonger && where !== 'finished')
    return reckoned.isReckoned
      ? `Leave moves the end of training to ${words(reckoned.endOn)}; the appointment ends on ${words(seat.endOn)}.`
      : `Leave does not count towards training. By the dates that were entered it would end on ${words(reckoned.endOn)}, unless they allow for the leave already; ${seat.combined ? 'both programs of a combined fellowship' : 'a part-time plan'} must say.`
  switch (where) {
    case 'comes':
      return `Comes on ${words(seat.startOn)} at ${seat.entryLevel}.`
    case 'finished':
      return `Finished on ${words(seat.endOn)}.`
    case 'moves':
      return later === null ? '' : movesWords(seat, later)
    case 'finishes':
      return seat.endOn < ending.endOn
        ? `Finishes off-cycle, on ${words(seat.endOn)}.`
        : `Finishes with the year, on ${words(seat.endOn)}.`
    case 'finishes-within':
      return `${advancesWords(levels, ending.endOn, next.endOn)} Finishes on ${words(seat.endOn)}${hasPauses ? ', leave reckoned' : ''}.`
    case 'stays':
      return advancesWords(levels, ending.endOn, next.endOn)
  }
}

function movesWords(seat: Seat, later: Seat): string {
  const name = later.followed.definition.name
  if (later.startOn <= seat.endOn)
    return `Ends here on ${words(seat.endOn)} and goes on with ${name} until ${words(later.endOn)}.`
  const gap = later.startOn - seat.endOn - 1
  const pause = gap === 0 ? '' : `, after ${gap} ${gap === 1 ? 'day' : 'days'} with no appointment`
  return `Moves to ${name} on ${words(later.startOn)}${pause}.`
}

function advancesWords(levels: readonly LevelRange[], fromOn: Day, untilOn: Day): string {
  const now = levels.find(({ startOn, endOn }) => startOn <= fromOn && fromOn <= endOn)
  const change = levels.find(({ startOn }) => startOn > fromOn && startOn <= untilOn)
  if (change === undefined) return `Stays at ${now?.level ?? 'the same level'}.`
  return `Advances from ${now?.level ?? 'before'} to ${change.level} on ${words(change.startOn)}.`
}
